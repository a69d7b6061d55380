"""Reading a plan back from the data sheets of a plan workbook; the printed sheets are not read."""

from __future__ import annotations

from api.files.book import BookSheet, by_normal_title, open_book
from api.files.columns import SheetSpec, normal
from api.files.fault_list import FaultList
from api.files.plan_sheets import DATA_SHEETS, META, VERSION, SessionOrderError, plan_from_rows
from api.files.table_reader import Table, read_table
from solver.errors import PlanError
from solver.plan.plan import Plan


def read_plan_book(data: bytes) -> Plan:
    """The plan of an xlsx file. Raises PlanError with every fault, each with sheet and cell."""
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
    return _plan(tables, found, faults)


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
