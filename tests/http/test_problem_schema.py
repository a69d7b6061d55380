"""The wire model of a problem follows the dataclasses: a field is a key, its unit and default say what stands there."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

import pytest

from api.schemas.request import RequestDoc
from solver.problem.bells import Busy, Interval, Lesson, Window
from solver.problem.blocks import Block
from solver.problem.calendar import MakeUpDay, Term
from solver.problem.money import Award, Contract, Expense, FeeItem, Money, PayTier
from solver.problem.offerings import Offering
from solver.problem.people import Outside, Skill, Staff
from solver.problem.places import FixedPost, Gate, Room, Walk
from solver.problem.problem import Problem
from solver.problem.pupils import HomeClass, Pupil

ROWS = (Award, Block, Busy, Contract, Expense, FeeItem, FixedPost, Gate, HomeClass, Interval, Lesson, MakeUpDay, Money, Offering,
        Outside, PayTier, Problem, Pupil, Room, Skill, Staff, Term, Walk, Window)  # fmt: skip
ENTRIES: dict[str, Any] = RequestDoc.model_json_schema()["$defs"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.__name__)
def test_a_field_is_a_key_that_may_be_missing_where_it_has_a_default(row: type) -> None:
    entry = ENTRIES[f"{row.__name__}Doc"]
    submitted = [each for each in fields(row) if each.name not in ("replan", "earlier", "period")]  # type: ignore[arg-type]
    assert list(entry["properties"]) == [each.name for each in submitted]
    assert entry["required"] == [each.name for each in submitted if each.default is MISSING]
    assert entry["additionalProperties"] is False


def test_units_are_told_apart() -> None:
    pupil = ENTRIES["PupilDoc"]["properties"]
    assert pupil["exempt"]["type"] == "integer"
    assert [part["type"] for part in pupil["late_until"]["anyOf"]] == ["string", "null"]
    assert "pattern" in pupil["late_until"]["anyOf"][0]
    assert pupil["weekdays"]["items"]["type"] == "integer"
    assert [part["type"] for part in pupil["clubs"]["anyOf"]] == ["integer", "null"]
    assert ENTRIES["TermDoc"]["properties"]["first"]["format"] == "date"
