"""The short workbook -> Request: its rows as what is known of a school, completed by default."""

from __future__ import annotations

from collections.abc import Mapping

from api.files.defaults.complete import complete
from api.files.request.assumed import notices_of
from api.files.request.naming import take_names
from api.files.request.short.rows import ShortRows
from api.files.request.short.sheets import SHORT_SHEETS
from api.files.table.book import BookSheet, by_normal_title
from api.files.table.columns import REQUIRED, CellPlace, Places, SheetSpec, normal
from api.files.table.fault_list import BOOK, FaultList
from api.files.table.reader import Table, read_table
from api.mapping.request import Request
from solver.errors import Fault, ProblemError
from solver.policy.load import load_policy
from solver.problem.validate import faults as problem_faults

OWN = ("pupils",)
"""Keys of sheets by which a short workbook is known: no full one has a sheet of this title."""


def is_short(sheets: Mapping[str, BookSheet]) -> bool:
    """Whether a workbook is a short one."""
    titles = by_normal_title(sheets)
    return any(name in titles for spec in SHORT_SHEETS if spec.key in OWN for name in _names(spec))


def read_short(sheets: Mapping[str, BookSheet], faults: FaultList) -> Request:
    """The request that a short workbook makes. Raises ProblemError with every fault, each with sheet and cell."""
    titled = by_normal_title(sheets)
    found = {
        spec.key: next((sheet for name in _names(spec) for sheet in titled.get(name, [])), None)
        for spec in SHORT_SHEETS
    }
    for spec in SHORT_SHEETS:
        if found[spec.key] is None:
            faults.add(spec.title, "", "", f"缺少工作表“{spec.title}”", f'the sheet "{spec.title}" is missing',
                       "可能被删除或改名了；没有内容也请保留标题。", "Maybe deleted or renamed; keep its headings.")  # fmt: skip
    tables = {
        spec.key: read_table(sheet, spec, faults) for spec in SHORT_SHEETS if (sheet := found[spec.key]) is not None
    }
    titles = {key: sheet.title for key, sheet in found.items() if sheet is not None}
    used = {sheet.title for sheet in found.values() if sheet is not None}
    notices = [notice for table in tables.values() for notice in table.told]
    notices += [
        Fault(
            (title,),
            title,
            "这张表没有读取",
            "this sheet was not read",
            "可能只供自己看；不用改。",
            "Maybe for yourselves; leave it.",
        )
        for title, sheet in sheets.items()
        if title not in used
        and not normal(title).startswith(("说明", "readme", "默认值"))
        and any(map(any, sheet.rows))
    ]
    if (
        len(tables) < len(SHORT_SHEETS)
        or not all(table.complete for table in tables.values())
        or len(tables["school"].good) != 1
    ):
        raise ProblemError(faults.all())
    for spec in SHORT_SHEETS:
        for record in tables[spec.key].records:
            for column in spec.columns:
                if column.default is not REQUIRED:
                    record.values.setdefault(column.field, column.default)
    take_names(tables["staff"], titles["staff"], faults)
    return _request(ShortRows(tables, titles, faults, notices))


def _request(rows: ShortRows) -> Request:
    profile = rows.tables["school"].good[0].values["profile"]
    policy = load_policy(profile)
    known = rows.known(policy)
    try:
        done = complete(known, policy)
    except ProblemError as error:
        for fault in error.faults:
            rows.faults.add(rows.titles["school"], _cell(rows.tables["school"], "term"), fault.value, fault.zh, fault.en,
                            fault.hint_zh, fault.hint_en)  # fmt: skip
        raise ProblemError(rows.faults.all()) from None
    places = _places(rows)
    spoilt = len(rows.faults) > 0
    for fault in problem_faults(done.problem):
        sheet, cell = places.find(fault.path) or (BOOK, "")
        if not (spoilt and sheet == BOOK):  # what follows from a faulty cell is no fault of its own
            rows.faults.add(
                sheet, cell, fault.value, fault.zh, fault.en, fault.hint_zh, fault.hint_en, cause=fault.cause,
                rows=places.rows_beside(fault.also, sheet, cell),
            )  # fmt: skip
    if len(rows.faults):
        raise ProblemError(rows.faults.all())
    return Request(done.problem, profile, {}, (*rows.notices, *notices_of(done.assumed)), done.assumed)


def _places(rows: ShortRows) -> Places:
    """Where the parts of the problem stand in the short workbook; of what is not in it, the sheet of the school."""
    places = Places()
    school = rows.tables["school"]
    for key in ("school", "term", "windows", "money"):
        places.rows[key,] = CellPlace(rows.titles["school"], school.spec, school.good[0].row)
    for key in ("pupils", "classes", "staff", "offerings", "outside"):
        home = "pupils" if key == "classes" else key
        places.rows[key,] = CellPlace(rows.titles[home], rows.tables[home].spec, 0)
    for path, (key, row) in rows.sources.items():
        places.rows[path] = CellPlace(rows.titles[key], rows.tables[key].spec, row.row)
    return places


def _cell(table: Table, field: str) -> str:
    return table.spec.cell(table.good[0].row, field)


def _names(spec: SheetSpec) -> tuple[str, str, str]:
    return normal(spec.title), normal(spec.zh), normal(spec.en)
