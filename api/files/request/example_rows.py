"""Rows of the template's tiny school that were left in a workbook: whoever changes one makes it a row of the school."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.files.request.example import example_problem
from api.files.request.rows import rows_of
from api.files.request.sheets import SHEETS
from api.files.table.columns import REQUIRED, SheetSpec
from api.files.table.fault_list import FaultList
from api.files.table.reader import Table
from api.files.table.row_spans import listed_rows
from api.mapping.request import Request
from solver.errors import Fault

TELLING = frozenset(("money", "pay_tiers", "contracts", "fee_items", "expenses", "awards", "outside", "blocks", "posts"))
"""Sheets whose example rows no school has by chance: names, amounts and dates together."""
COMMON = frozenset(("windows", "classes", "pupils", "companions", "staff", "offerings", "rooms", "walks", "gates", "lessons"))
"""Sheets that a school may have in part as the example has them: class 1.1 in room R101."""


def example_notices(tables: Mapping[str, Table], titles: Mapping[str, str], faults: FaultList) -> list[Fault]:
    """Notices of rows that stand as the template has them; those that would be charged, paid or staffed are faults.

    The template with its school's name is an example as a whole: that is one notice, and nothing is wrong.
    """
    examples = rows_of(Request(example_problem()))
    found: list[Fault] = []
    schools = [name for record in _records(tables, "term") if isinstance(name := record.values.get("school"), str)]
    if not schools:
        return []  # whose workbook it is cannot be told, and the sheet's own fault is told already
    if any(name.replace(" ", "") == example_problem().school.replace(" ", "") for name in schools):
        return [Fault((titles["term"],), example_problem().school, "这是模板自带的示例学校，不是贵校的数据",
                      "this is the template's example school and no data of yours",
                      "可能还没有填写；请把各表的示例行换成本校的，学校名称也要改。",
                      "Maybe it was not filled in yet; replace the example rows of every sheet, and the name of the school.")]  # fmt: skip
    for spec in SHEETS:
        left = [record.row for record in _records(tables, spec.key) if _is_example(record.values, spec, examples[spec.key])]
        if spec.key in TELLING:
            for row in left:
                faults.add(titles[spec.key], spec.cell(row, spec.columns[0].field), f"第 {row + 1} 行", "这是模板的示例行，不是贵校的数据",
                           "this is an example row of the template", "可能忘了删除；真有这一项，请改成本校的内容。",
                           "Maybe it was forgotten; delete it, or make it yours.")  # fmt: skip
        elif spec.key in COMMON and left:
            found.append(Fault((titles[spec.key],), str(len(left)), f"第 {listed_rows(left)} 行与模板的示例行完全一样",
                               "rows stand exactly as in the template's example",
                               "可能是忘了删除的示例行；若确是本校的，不用改。",
                               "Maybe example rows were forgotten; if they are yours, leave them."))  # fmt: skip
    return found


def _records(tables: Mapping[str, Table], key: str) -> list[Any]:
    return tables[key].records if key in tables else []


def _is_example(values: Mapping[str, Any], spec: SheetSpec, examples: Sequence[Any]) -> bool:
    defaults = {column.field: column.default for column in spec.columns if column.default is not REQUIRED}
    given = {**defaults, **values}
    return any(all(given.get(column.field) == getattr(example, column.field) for column in spec.columns) for example in examples)
