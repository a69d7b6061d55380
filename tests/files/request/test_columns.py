"""Columns of the request workbook follow the fields of what its rows become."""

from __future__ import annotations

from dataclasses import dataclass, fields

import pytest

from api.files.request.columns import Heading, sheet
from api.files.request.sheets import SHEETS
from api.files.table.columns import REQUIRED, SheetSpec
from api.files.table.kinds import TIME
from api.files.table.number_kinds import PERCENT, YUAN
from solver.problem.option import option
from solver.units import Fen, Minute, Percent, Weekday

ELSEWHERE = {
    ("pupils", "clubs_assumed"),  # an empty cell of the column clubs says it
    ("staff", "unavailable"),  # rows of a sheet of their own
}


@pytest.mark.parametrize("spec", SHEETS, ids=lambda spec: spec.key)
def test_every_field_has_a_column_in_its_order(spec: SheetSpec) -> None:
    named = [each.name for each in fields(spec.row_type) if (spec.key, each.name) not in ELSEWHERE]
    assert [column.field for column in spec.columns] == named


@dataclass(frozen=True, slots=True)
class Row:
    """One field of several types."""

    at: Minute
    share: Percent = 100
    cap: Fen | None = option(None)
    day: Weekday = 1
    odd: object = None


def test_type_and_default_of_a_field_make_its_column() -> None:
    at, share, cap = sheet("k", "表", "sheet", "", "", Row, (
        Heading("at", "时刻", "time", "", ""),
        Heading("share", "比例", "share", "", "", default=0),
        Heading("cap", "上限", "cap", "", ""),
    )).columns  # fmt: skip
    assert (at.kind, at.default) == (TIME, REQUIRED)
    assert (share.kind, share.default) == (PERCENT, 0)
    assert (cap.kind, cap.default) == (YUAN, None)


def test_a_field_that_there_is_not_or_without_a_kind_of_cell_is_an_error() -> None:
    for name in ("none", "odd"):
        with pytest.raises(KeyError):
            sheet("k", "表", "sheet", "", "", Row, (Heading(name, "某", "some", "", ""),))
