"""Columns of optional modules: written only where used, and no fault when a workbook lacks them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from api.files.table.book import BookSheet
from api.files.table.columns import Column, SheetSpec
from api.files.table.fault_list import FaultList
from api.files.table.kinds import TEXT
from api.files.table.number_kinds import INTEGER
from api.files.table.reader import read_table
from solver.problem.option import option


@dataclass(frozen=True)
class Shed:
    """A row with an optional field between two ordinary ones."""

    id: str
    keys: int = option(0)
    size: int = 1


SHEDS = SheetSpec("sheds", "棚", "sheds", "", "", Shed, (
    Column("id", "编号", "id", TEXT, "", ""),
    Column("keys", "钥匙", "keys", INTEGER, "", "", 0),
    Column("size", "大小", "size", INTEGER, "", "", 1),
))  # fmt: skip


def fields_of(spec: SheetSpec) -> list[str]:
    return [column.field for column in spec.columns]


def test_a_column_is_written_only_when_a_row_uses_it() -> None:
    assert fields_of(SHEDS.used_by([Shed("a"), Shed("b", size=9)])) == ["id", "size"]
    assert fields_of(SHEDS.used_by([Shed("a"), Shed("b", keys=1)])) == ["id", "keys", "size"]


@pytest.mark.parametrize(("headings", "cells", "values", "cell"), [
    (["编号 id", "大小 size"], ["a", 4], {"id": "a", "size": 4}, "B2"),
    (["编号 id", "钥匙 keys", "大小 size"], ["a", 2, 4], {"id": "a", "keys": 2, "size": 4}, "C2"),
    (["编号 id", "钥匙 keys", "大小 size"], ["a"], {"id": "a", "keys": 0, "size": 1}, "C2"),
])  # fmt: skip
def test_an_optional_column_may_be_missing(
    headings: list[str], cells: list[str | int], values: dict[str, object], cell: str
) -> None:
    faults = FaultList()
    table = read_table(BookSheet("棚", [[*headings], [*cells]], {}, ()), SHEDS, faults)
    assert not len(faults)
    assert table.complete
    assert [record.values for record in table.good] == [values]
    assert table.spec.cell(1, "size") == cell


def test_an_ordinary_column_may_not() -> None:
    faults = FaultList()
    table = read_table(BookSheet("棚", [["编号 id", "钥匙 keys"], ["a", 1]], {}, ()), SHEDS, faults)
    assert len(faults) == 1
    assert not table.complete
    assert table.good == []
