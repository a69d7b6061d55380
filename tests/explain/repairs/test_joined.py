"""Independent causes are repaired together: each alone repairs nothing."""

from __future__ import annotations

from dataclasses import replace

from solver.explain.repairs.find import repairs
from solver.explain.repairs.kind import RepairKind
from tests.explain.repairs.schools import EFFORT, narrow_gate, policy, squad


def test_a_lane_and_a_room_come_in_one_repair() -> None:
    problem = replace(squad(room_type="music"), gates=narrow_gate().gates)
    found = repairs(problem, policy(), EFFORT)
    assert found.refused
    assert {each.kind for each in found.repairs} >= {RepairKind.LANE, RepairKind.SOFT}
    assert found.repairs[0].state == "confirmed"
    assert all(len(each.changes) >= 2 for each in found.repairs)


def test_a_squad_that_trains_too_rarely_is_named_by_its_number() -> None:
    team = replace(squad().offerings[0], sessions=1)
    found = repairs(replace(squad(), offerings=(team,)), policy(), EFFORT)
    assert {each.kind for each in found.repairs} >= {RepairKind.NUMBER, RepairKind.SOFT}
    assert found.repairs[0].kind is RepairKind.NUMBER
    assert found.repairs[0].state == "confirmed"
