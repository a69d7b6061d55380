"""A file -> Request: JSON, also under gzip, and the request workbook, every fault with its path or with sheet and cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path as FilePath

from api.files.file_bytes import MOST_FILE_BYTES, read_bytes, unknown_suffix, unpack
from api.files.json_text import parse_json
from api.files.request.assumed import ASSUMED_TITLE
from api.files.request.example_rows import example_notices
from api.files.request.naming import count_pupils, name_rows
from api.files.request.references import fit_all_grades, fit_room_types, resolve
from api.files.request.rows import problem_of
from api.files.request.sheets import README_TITLE, SHEETS
from api.files.request.sheets.policy import overrides_of
from api.files.request.short.reader import is_short, read_short
from api.files.table.asides import is_aside_sheet
from api.files.table.book import BookSheet, by_normal_title, open_book
from api.files.table.cell import closest, raw_text
from api.files.table.columns import Places, SheetSpec, normal
from api.files.table.fault_list import BOOK, FAULT_SHEET, FaultList
from api.files.table.reader import Table, read_table
from api.files.table.row_spans import listed_rows
from api.files.table.texts import NONE_WORDS, split
from api.files.table.unknown_headings import DATES, dated
from api.mapping.request import Request, free_notice, policy_faults, request_from_doc
from solver.calendar.official import LONGEST, holidays_of
from solver.errors import Fault, ProblemError
from solver.problem.bells import is_free
from solver.problem.calendar import DateSpan
from solver.problem.validate import faults as problem_faults

SUFFIXES = (".json", ".xlsx")
PACKED = ".json.gz"
_NAMING: dict[str, tuple[str, ...]] = {
    "windows": ("grade",), "classes": ("id",), "pupils": ("id",), "staff": ("id",), "offerings": ("id",), "rooms": ("id", "zone"),
    "gates": ("id",), "posts": ("zone",), "pay_tiers": ("id",), "outside": ("organisation",), "blocks": ("id",),
}  # fmt: skip
"""Fields of a sheet by which other sheets refer to its rows."""
SAYING_NONE = ("holidays", "make_up")
"""Sheets in which "无" may stand for no rows."""


def read_request(source: FilePath | str | bytes, suffix: str | None = None) -> Request:
    """Read a request. suffix: ``.json``, ``.json.gz`` or ``.xlsx``; needed for bytes, else taken from the path.

    Raises ProblemError with every fault; an unreadable or missing file is a fault too.
    """
    name = (suffix if suffix is not None else "" if isinstance(source, bytes) else _suffix(FilePath(source))).lower()
    if name not in (*SUFFIXES, PACKED):
        raise ProblemError([unknown_suffix(name, (*SUFFIXES, PACKED))])
    data = source if isinstance(source, bytes) else read_bytes(FilePath(source))
    if name == ".xlsx":
        return read_request_book(data)
    if name == PACKED:
        data, faults = unpack(data, MOST_FILE_BYTES)
        if faults:
            raise ProblemError(faults)
    document, faults = parse_json(data)
    if faults:
        raise ProblemError(faults)
    return request_from_doc(document)


def _suffix(path: FilePath) -> str:
    """``.json.gz`` as one, else the last suffix."""
    return PACKED if path.name.lower().endswith(PACKED) else path.suffix


def read_request_book(data: bytes) -> Request:
    """Read an xlsx file. Raises ProblemError with every fault: of cells, and of what the rows without such faults mean."""
    faults = FaultList()
    sheets = open_book(data, faults)
    if not sheets:
        raise ProblemError(faults.all())
    if is_short(sheets):
        return read_short(sheets, faults)
    found, passed = _find_sheets(sheets, faults)
    none = {key for key in SAYING_NONE if key in found and _says_none(found[key])}
    found |= {key: replace(found[key], rows=found[key].rows[:1]) for key in none}
    tables = {spec.key: read_table(found[spec.key], spec, faults) for spec in SHEETS if spec.key in found}
    tables |= {
        spec.key: Table([], complete=True, spec=spec) for spec in SHEETS if spec.module and spec.key not in found
    }
    titles = {spec.key: spec.title for spec in SHEETS} | {key: sheet.title for key, sheet in found.items()}
    _spread_holidays(tables)
    notices = [*passed, *(notice for table in tables.values() for notice in table.told)]
    notices += [*_take_out_free_periods(tables, titles), *example_notices(tables, titles, faults)]
    name_rows(tables, titles, faults)
    unclear = resolve(tables, titles, faults)
    fit_all_grades(tables)
    fit_room_types(tables)
    notices += count_pupils(tables, titles)
    lost = _lost_ids(tables)
    if lost is None:
        raise ProblemError(faults.all())
    lost |= unclear
    rows = {key: table.good for key, table in tables.items()}
    places = Places()
    specs = {key: table.spec for key, table in tables.items()}
    problem = problem_of(rows, titles, specs, places, faults, lost)
    if not tables["holidays"].records and "holidays" not in none:
        days, assumed = holidays_of(problem.term.first, problem.term.last, None)
        problem = replace(problem, term=replace(problem.term, holidays=days, assumed=assumed))
    profile, overrides = overrides_of(rows["policy"], titles["policy"], places, faults)
    # What refers to a row that was left out because of a faulty cell is no fault of its own.
    wrong = [(fault.path, fault) for fault in problem_faults(problem) if fault.value.strip("'") not in lost]
    wrong += [(("policy", *fault.path), fault) for fault in policy_faults(profile, overrides)]
    for path, fault in wrong:
        sheet, cell = places.find(path) or (BOOK, "")
        faults.add(
            sheet, cell, _cell_value(sheets, sheet, cell, fault.value), fault.zh, fault.en, fault.hint_zh, fault.hint_en,
            cause=fault.cause, rows=places.rows_beside(fault.also, sheet, cell),
        )  # fmt: skip
    if len(faults):
        raise ProblemError(faults.all())
    return Request(problem, profile, overrides, tuple(notices))


def _spread_holidays(tables: dict[str, Table]) -> None:
    """Put a row for each day in place of a span of holidays."""
    table = tables.get("holidays")
    if table is None:
        return
    records = []
    for record in table.records:
        day = record.values.get("day")
        spread = (
            [day]
            if not isinstance(day, DateSpan)
            else [day.first + timedelta(days=n) for n in range(min((day.last - day.first).days, LONGEST) + 1)]
        )
        records += [
            replace(record, values=record.values | {"day": each}) if each is not None else record for each in spread
        ]
    tables["holidays"] = replace(table, records=records)


def _take_out_free_periods(tables: dict[str, Table], titles: dict[str, str]) -> list[Fault]:
    """Leave out the rows of the timetable that say that there is no lesson; a notice says which."""
    table = tables.get("lessons")
    if table is None:
        return []
    free = [record for record in table.records if is_free(str(record.values.get("subject", "")))]
    if not free:
        return []
    tables["lessons"] = replace(table, records=[record for record in table.records if record not in free])
    rows = listed_rows([record.row for record in free])
    return [free_notice((titles["lessons"],), [str(record.values["subject"]) for record in free], f"第 {rows} 行")]


def _says_none(sheet: BookSheet) -> bool:
    """Whether "无" is all that stands below the headings: there are none, where an empty sheet leaves it open."""
    below = [cell for row in sheet.rows[1:] for cell in row if not isinstance(cell, str) or cell.strip()]
    return len(below) == 1 and isinstance(below[0], str) and below[0].strip() in NONE_WORDS


def _lost_ids(tables: dict[str, Table]) -> set[str] | None:
    """Ids, grades and zones of the rows with faulty cells; None when too much is missing to check what the rest means."""
    lost = set()
    for spec in SHEETS:
        table = tables.get(spec.key)
        if table is None or not table.complete or (spec.single and len(table.good) != 1):
            return None
        for record in table.records:
            if record.good:
                continue
            for field in _NAMING.get(spec.key, ()):
                if field not in record.values:
                    return None
                lost.add(str(record.values[field]))
    return lost


def _find_sheets(sheets: dict[str, BookSheet], faults: FaultList) -> tuple[dict[str, BookSheet], list[Fault]]:
    """Sheet key -> sheet, and notices of sheets of notes; missing, doubled and unknown sheets are faults."""
    titled = by_normal_title(sheets)
    found: dict[str, BookSheet] = {}
    for spec in SHEETS:
        same = [sheet for name in dict.fromkeys(_names(spec)) for sheet in titled.pop(name, [])]
        for double in same[1:]:
            faults.add(double.title, "", double.title, f"与工作表“{same[0].title}”重复", f'doubles the sheet "{same[0].title}"',
                       "可能复制了工作表；请删除一张。", "Maybe the sheet was copied; delete one.")  # fmt: skip
        if same:
            found[spec.key] = same[0]
    for name in {normal(README_TITLE), "说明", "readme", FAULT_SHEET, ASSUMED_TITLE}:
        titled.pop(name, None)
    missing = [spec for spec in SHEETS if spec.key not in found]
    unknown = [sheet for group in titled.values() for sheet in group if sheet.errors or _has_content(sheet)]
    taken: dict[str, SheetSpec] = {}
    for sheet in unknown:
        guess = next((spec for spec in missing if spec not in taken.values() and _alike(sheet.title, spec)), None)
        if guess:
            taken[sheet.title] = guess
    for spec in missing:
        if spec.module and spec not in taken.values():
            continue
        old = next((title for title, guess in taken.items() if guess is spec), "")
        faults.add(spec.title, "", "", f"缺少工作表“{spec.title}”", f'the sheet "{spec.title}" is missing',
                   f"可能改名为“{old}”了。" if old else "可能被删除了；没有内容也请保留标题。",
                   f'Maybe it was renamed to "{old}".' if old
                   else "Maybe it was deleted; keep its headings even when empty.")  # fmt: skip
    notices = []
    for sheet in unknown:
        meant = taken.get(sheet.title)
        if meant is None and is_aside_sheet(sheet.title):
            notices.append(Fault((sheet.title,), sheet.title, "这张表没有读取", "this sheet was not read",
                                 "可能只供自己看；不用改。", "Maybe for yourselves; leave it."))  # fmt: skip
            continue
        if meant is None and dated(sheet.title):
            faults.add(sheet.title, "", sheet.title, "不认识的工作表", "unknown sheet", *DATES)
            continue
        faults.add(sheet.title, "", sheet.title, "不认识的工作表", "unknown sheet",
                   f"可能应为“{meant.title}”。" if meant else "可能是自己加的表；请删除，内容不会被读取。",
                   f'Maybe "{meant.title}".' if meant
                   else "Maybe a sheet of your own; delete it, it would not be read.")  # fmt: skip
    return found, notices


def _names(spec: SheetSpec) -> tuple[str, str, str]:
    return normal(spec.title), normal(spec.zh), normal(spec.en)


def _alike(title: str, spec: SheetSpec) -> bool:
    """Whether a title may mean the sheet: it holds the Chinese or English name, or is spelt much like one."""
    text = normal(title)
    return spec.zh in text or normal(spec.en) in text or bool(closest(text, _names(spec))[0])


def _has_content(sheet: BookSheet) -> bool:
    return any(not isinstance(cell, str) or cell.strip() for row in sheet.rows for cell in row)


def _cell_value(sheets: dict[str, BookSheet], title: str, cell: str, value: str) -> str:
    """Text of the cell, as the user sees it, of a list the entry that is wrong; else the value that the validator names."""
    letters = cell.rstrip("0123456789")
    sheet = sheets.get(title)
    if sheet is None or not letters:
        return value
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    row = int(cell[len(letters) :]) - 1
    if row == 0 or row >= len(sheet.rows) or column > len(sheet.rows[row]):
        return value
    shown = raw_text(sheet.rows[row][column - 1])
    return value if not shown or value in split(shown) else shown
