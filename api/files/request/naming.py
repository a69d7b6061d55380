"""Rows without an id: the name is the id where it is the only one; a pupil is counted in the class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from api.files.request.sheets import SHEETS
from api.files.table.fault_list import FaultList
from api.files.table.reader import Table, TableRow
from solver.errors import Fault
from solver.problem.characters import alike

TOLD_APART_BY = ("homeroom", "subjects", "organisation")
"""Fields that tell people of one name apart, the first that differs: 陈敏（1.1）, 陈敏（体育）."""


def name_rows(tables: Mapping[str, Table], titles: Mapping[str, str], faults: FaultList) -> None:
    """Give each row that lacks an id its name, in place. Rows whose name is not the only one are faults."""
    for spec in SHEETS:
        table = tables.get(spec.key)
        if table is None or not spec.may_be_unnamed or spec.key == "pupils":
            continue
        take_names(table, titles[spec.key], faults)


def count_pupils(tables: Mapping[str, Table], titles: Mapping[str, str]) -> list[Fault]:
    """Give each pupil without an id the pseudonym of the class and the next number in it, in place; a notice tells of it."""
    table = tables.get("pupils")
    unnamed = [record for record in table.records if not record.values.get("id")] if table else []
    if table is None or not unnamed:
        return []
    taken = {str(record.values.get("id", "")) for record in table.records}
    counted: Counter[str] = Counter()
    for record in unnamed:
        home = str(record.values.get("class_id", "?"))
        counted[home] += 1
        while pupil_id(home, counted[home]) in taken:
            counted[home] += 1
        record.values["id"] = pupil_id(home, counted[home])
    first = unnamed[0].values["id"]
    return [Fault((titles["pupils"],), str(len(unnamed)), f"{len(unnamed)} 名学生没有编号，按班里的次序编号，如 {first}",
                  f"{len(unnamed)} pupils without an id are counted in their class, as {first}",
                  "可能不用改；以后行的次序变了，编号也会变，请把编号存下来。",
                  "Maybe leave it; the ids change with the order of the rows, so keep them.")]  # fmt: skip


def pupil_id(class_id: str, number: int) -> str:
    """The pseudonym of a pupil: class and number in class, ``1.2-07``."""
    return f"{class_id}-{number:02}"


def take_names(table: Table, title: str, faults: FaultList) -> None:
    """Give each row of one table that lacks an id its name, in place; see :func:`name_rows`."""
    unnamed = [record for record in table.records if not record.values.get("id")]
    names = Counter(alike(str(record.values.get("name", ""))) for record in table.records)
    ids = {alike(str(record.values["id"])) for record in table.records if record.values.get("id")}
    for record in unnamed:
        record.values.pop("id", None)
        name = str(record.values.get("name") or "")
        where = spec_cell(table, record, "id") or spec_cell(table, record, "name")
        if not name:
            if record.good:
                faults.add(title, where, "", "编号和名称都空着", "neither an id nor a name is given",
                           "可能漏填了；填名称就可以。", "Maybe it was forgotten; a name is enough.")  # fmt: skip
            table.records[table.records.index(record)] = TableRow(record.row, record.values, good=False)
            continue
        alone = names[alike(name)] == 1 and alike(name) not in ids
        apart = "" if alone else _apart(record, table.records, name)
        record.values["id"] = f"{name}（{apart}）" if apart else name
        if not alone and not apart:
            faults.add(title, where, name, f"有几个“{name}”，分不清谁是谁", f"there are several {name}",
                       "可能是同名：请填编号，或写出班级、科目。", "Maybe namesakes: give ids, or a class or subject.")  # fmt: skip


def _apart(record: TableRow, others: Iterable[TableRow], name: str) -> str:
    """Words that tell a row from the others of its name, or nothing."""
    same = [other for other in others if alike(str(other.values.get("name", ""))) == alike(name)]
    for field in TOLD_APART_BY:
        mine = _text(record.values, field)
        if mine and sum(_text(other.values, field) == mine for other in same) == 1:
            return mine
    return ""


def _text(values: Mapping[str, Any], field: str) -> str:
    value = values.get(field)
    return "、".join(value) if isinstance(value, tuple) else str(value or "")


def spec_cell(table: Table, record: TableRow, field: str) -> str:
    """Name of the cell of a field in a row, or ``""`` where the sheet has no such column."""
    return table.spec.cell(record.row, field) if table.spec.index_of(field) is not None else ""
