"""A file that we wrote -> a plan: JSON, or the data sheets of a plan workbook.

The printed sheets are compared with what was printed on them: an edit there would change nothing, and is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from api.files.file_bytes import read_bytes, unknown_suffix
from api.files.plan.document import read_plan_json
from api.files.plan.plan_file import PlanFile
from api.files.plan.printed import PLAN, Edit, PrintedRow, Row, edits_of, plan_digest, read_printed, shown_text
from api.files.plan.search_run import SearchRun, run_from
from api.files.plan.sheets import DATA_SHEETS, META, ORIGINS, PRINTED, VERSION, SessionOrderError, plan_from_rows
from api.files.table.book import BookSheet, by_normal_title, open_book
from api.files.table.columns import SheetSpec, cell_name, normal
from api.files.table.fault_list import BOOK, FAULT_SHEET, FaultList
from api.files.table.reader import Table, read_table
from solver.errors import PlanError, ProblemError
from solver.plan.plan import Plan

LASTING = ("按班级", "按教职工", "按场地", "课程班", "值日表", "放学安排", "巡察安排")
"""Printed sheets that are drawn from request and plan alone, whatever search or policy made it."""
MOST_EDITS = 20
"""Edits of one sheet that are told one by one."""
_HOW_ZH = ("手改要算数，用 afterbell edits 读回成新方案，或在服务上用 POST /v1/plans/{plan}/workbook；"
           "改申请后重排用 afterbell replan；不要这些手改，就加 --ignore-edits，或重新导出。")
_HOW_EN = ("To make the edits count, read them back with afterbell edits, or POST /v1/plans/{plan}/workbook of the service; "
           "after a change of the request run afterbell replan; to leave the edits out, add --ignore-edits or export it again.")


Redraw = Callable[[Plan], Sequence[PrintedRow]]
"""Printed sheets of a plan as they would be written today."""
SUFFIXES = (".json", ".xlsx")


def read_plan(
    source: Path | str | bytes, suffix: str | None = None, *, ignore_edits: bool = False, redraw: Redraw | None = None
) -> Plan:
    """The plan of :func:`read_plan_file`."""
    return read_plan_file(source, suffix, ignore_edits=ignore_edits, redraw=redraw).plan


def read_plan_file(
    source: Path | str | bytes, suffix: str | None = None, *, ignore_edits: bool = False, redraw: Redraw | None = None
) -> PlanFile:
    """Read a ``.json`` or ``.xlsx`` file that we wrote (:func:`api.files.plan.writer.plan_bytes`), exactly as it was.

    suffix is needed for bytes. Printed sheets of a workbook that were edited by hand are faults, unless ``ignore_edits``.
    Raises PlanError with every fault; a file that cannot be read is a fault too.
    """
    name = (suffix if suffix is not None else "" if isinstance(source, bytes) else Path(source).suffix).lower()
    if name not in SUFFIXES:
        raise PlanError([unknown_suffix(name, SUFFIXES)])
    try:
        data = source if isinstance(source, bytes) else read_bytes(Path(source))
    except ProblemError as error:
        raise PlanError(list(error.faults)) from error
    return read_plan_book(data, ignore_edits=ignore_edits, redraw=redraw) if name == ".xlsx" else read_plan_json(data)


def read_plan_book(data: bytes, *, ignore_edits: bool = False, redraw: Redraw | None = None) -> PlanFile:
    """Workbook bytes -> plan file, from its data sheets. Raises PlanError with every fault, each with sheet and cell.

    Printed sheets that were edited by hand are faults, unless ``ignore_edits``; then they are passed over. redraw: for a workbook
    that keeps no copy of what was printed, to name what differs nevertheless.
    """
    faults = FaultList()
    sheets = open_book(data, faults)
    if len(faults):
        raise PlanError(faults.all())
    titled = by_normal_title(sheets)
    found: dict[str, BookSheet] = {}
    for spec in (META, *DATA_SHEETS):
        same = titled.get(normal(spec.title), [])
        if same:
            found[spec.key] = same[0]
        else:
            faults.add(spec.title, "", "", f"缺少工作表“{spec.title}”", f'the sheet "{spec.title}" is missing',
                       "可能这不是课后铃导出的方案，或数据表被删除了。",
                       "Maybe this is no plan exported by Afterbell, or its data sheets were deleted.")  # fmt: skip
    tables = {spec.key: read_table(found[spec.key], spec, faults) for spec in (META, *DATA_SHEETS) if spec.key in found}
    for record in tables["meta"].records if "meta" in tables else []:
        version = record.values.get("version", VERSION)
        if version != VERSION:
            faults.add(found["meta"].title, META.cell(record.row, "version"), str(version), f"只接受版本 {VERSION}",
                       f"only version {VERSION} is known", "可能文件来自另一版本的软件。",
                       "Maybe the file comes from another version of the program.")  # fmt: skip
    if len(faults):
        raise PlanError(faults.all())
    meta = tables["meta"].records[0].values
    plan = replace(_plan(tables, found, faults), effect=meta.get("effect"), until=meta.get("until"))
    if not ignore_edits:
        _find_edits(sheets, plan, faults, redraw)
        if len(faults):
            raise PlanError(faults.all())
    return PlanFile(plan, meta["school"], meta.get("term", ""), _run(meta.get("run", "")))


def _run(text: str) -> SearchRun | None:
    """The run that a cell tells of; one that cannot be read says nothing."""
    try:
        document = json.loads(text)
        return run_from(document) if isinstance(document, dict) else None
    except ValueError:
        return None


def _find_edits(sheets: dict[str, BookSheet], plan: Plan, faults: FaultList, redraw: Redraw | None) -> None:
    """Faults of cells that show something else than was printed, of sheets that were added, and of data that were edited."""
    copies = [sheet for sheet in sheets.values() if normal(sheet.title) == normal(PRINTED.title)]
    if not copies:
        if redraw is not None:
            _compare_anew(sheets, read_printed(redraw(plan)), faults)
        drawn_zh = "；列出的是与今天按数据画出的不同" if len(faults) else ""
        drawn_en = "; what is listed differs from what would be printed today" if len(faults) else ""
        faults.add(PRINTED.title, "", "", f"工作簿没有存下印出的内容，不能确知印页哪里手改过{drawn_zh}",
                   f"the workbook keeps no copy of what was printed, so edits cannot be told for sure{drawn_en}",
                   f"可能由较早的版本导出；{_HOW_ZH}", f"Maybe an earlier version wrote it. {_HOW_EN}")  # fmt: skip
        return
    try:
        records = read_table(copies[0], PRINTED, faults).records
        printed = read_printed([PrintedRow(**record.values) for record in records if record.good])
    except ValueError as error:
        faults.add(PRINTED.title, "", str(error), "存下的印页内容被改动过", "the copy of what was printed was edited",
                   f"可能动过隐藏的数据表；{_HOW_ZH}", f"Maybe hidden sheets were touched. {_HOW_EN}")  # fmt: skip
        return
    if printed.pop(PLAN, None) != [(plan_digest(plan),)]:
        faults.add(META.title, "", "", "隐藏的数据表改动过，印页没有跟着变", "the hidden data were edited, the printed sheets were not",
                   "可能取消隐藏后改过。", "Maybe the sheets were unhidden and edited.")  # fmt: skip
    for title, rows in printed.items():
        if title in sheets:
            _add_edits(edits_of(sheets[title], rows), title, faults)
    not_exported(sheets, printed, faults)
    if len(faults):
        faults.add(BOOK, "", str(len(faults)), "印出的表手改过，方案没有跟着改",
                   "printed sheets were edited, the plan did not change with them",
                   f"可能以为改表就是改方案；{_HOW_ZH}", f"Maybe it was meant to change the plan. {_HOW_EN}")  # fmt: skip


def not_exported(sheets: Mapping[str, BookSheet], printed: Collection[str], faults: FaultList) -> None:
    """Faults of sheets with content that are none of ours. printed: titles of the sheets that were printed."""
    known = {FAULT_SHEET, *(normal(spec.title) for spec in (META, *DATA_SHEETS, PRINTED, ORIGINS))}
    missing = "、".join(title for title in printed if title not in sheets)
    for title, sheet in sheets.items():
        if title not in printed and normal(title) not in known and any(shown_text(cell) for row in sheet.rows for cell in row):
            faults.add(title, "", title, "这张表不是导出的，内容不会被读取", "this sheet was not exported, and is not read",
                       f"可能由“{missing}”改名而来。" if missing else "可能是自己加的。",
                       f"Maybe renamed from {missing}." if missing else "Maybe one of your own.")  # fmt: skip


def _compare_anew(sheets: dict[str, BookSheet], drawn: dict[str, list[Row]], faults: FaultList) -> None:
    """Edits against what would be printed today, of sheets whose layout is still the same."""
    for title, rows in drawn.items():
        edits = edits_of(sheets[title], rows) if title in sheets and title.startswith(LASTING) else []
        if len(edits) * 5 < sum(1 for row in rows for text in row if text):
            _add_edits(edits, title, faults)


def _add_edits(edits: list[Edit], title: str, faults: FaultList) -> None:
    for edit in edits[:MOST_EDITS]:
        if edit.inserted:
            zh, en = "这一行不是印出的", "this row was not printed"
        elif edit.deleted:
            zh, en = f"这里印过的一行不见了：“{edit.printed}”", f'a row that was printed here is gone: "{edit.printed}"'
        else:
            zh, en = f"印出的是“{edit.printed}”，现在是“{edit.found}”", f'printed was "{edit.printed}", now there is "{edit.found}"'
        faults.add(title, cell_name(edit.row, edit.column), "", zh, en)
    rest = len(edits) - MOST_EDITS
    if rest > 0:
        faults.add(title, "", str(rest), f"本表另有 {rest} 处手改未列出", f"{rest} further edits of this sheet",
                   "可能排过序或删过行。", "Maybe it was sorted, or rows were deleted.")  # fmt: skip


def _plan(tables: dict[str, Table], found: dict[str, BookSheet], faults: FaultList) -> Plan:
    rows = {spec.key: [spec.row_type(**record.values) for record in tables[spec.key].records] for spec in DATA_SHEETS}
    try:
        return plan_from_rows(rows)
    except SessionOrderError as error:
        spec = _spec("sections")
        record = tables["sections"].records[error.index]
        faults.add(found["sections"].title, spec.cell(record.row, error.field), str(record.values[error.field] or ""),
                   "教学班的课次不连续或不完整", "the sessions of the section are not in sequence or not complete",
                   "可能删除或移动过行。", "Maybe rows were deleted or moved.")  # fmt: skip
        raise PlanError(faults.all()) from None


def _spec(key: str) -> SheetSpec:
    return next(spec for spec in DATA_SHEETS if spec.key == key)
