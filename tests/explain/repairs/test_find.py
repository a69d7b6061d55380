"""Repairs and their states: a confirmed one has a plan that the checker passes, an amount that is proven too small is never told."""

from __future__ import annotations

from functools import cache

import pytest

from solver.changes.apply import apply_changes
from solver.check.report import check
from solver.explain.repairs.find import repairs
from solver.explain.repairs.kind import RepairKind
from solver.explain.repairs.proof import insufficiency
from solver.explain.repairs.repair import Repairs
from solver.policy.policy import Policy
from solver.problem import Problem
from tests.explain.repairs.schools import EFFORT, narrow_gate, policy, school, squad

PATROLS = {"A1": (4,), "A2": (4,)}
TUESDAY = {f"T{n}": (2,) for n in range(1, 6)}
CASES = {"patrols": lambda: school(PATROLS), "tuesday": lambda: school(TUESDAY), "gate": narrow_gate,
         "room": lambda: squad(room_type="music"), "minimum": lambda: squad(minimum=5)}  # fmt: skip


@cache
def found(name: str) -> tuple[Problem, Policy, Repairs]:
    problem, rules = CASES[name](), policy()
    return problem, rules, repairs(problem, rules, EFFORT)


@pytest.mark.parametrize("name", CASES)
def test_states_say_what_is_known(name: str) -> None:
    problem, rules, told = found(name)
    assert told.refused == bool(insufficiency(problem, rules, None).proven)
    assert [each.rank for each in told.repairs] == list(range(1, len(told.repairs) + 1))
    assert told.repairs[0].state == "confirmed"
    for each in told.repairs:
        after = apply_changes(problem, rules, each.changes)
        assert not insufficiency(after.problem, after.policy, None).proven
        assert each.state in ("possible", "confirmed")
        assert (each.plan is not None) == (each.state == "confirmed")
        assert each.plan is None or check(after.problem, after.policy, each.plan).valid
        assert each.plan is None or set(each.price) == {tier.name for tier in rules.tiers}


def test_several_kinds_come_out_and_those_of_no_help_are_named() -> None:
    told = found("patrols")[2]
    assert {each.kind for each in told.repairs} >= {RepairKind.ASK, RepairKind.ADULTS, RepairKind.VACANT}
    assert any("任课教师" in each.zh for each in told.useless)
    assert not any("任课教师" in each.zh for each in told.repairs)
    assert {each.kind for each in found("tuesday")[2].repairs} >= {RepairKind.ASK, RepairKind.ADULTS}


def test_lanes_slots_and_escort_clear_a_gate() -> None:
    told = {each.kind: each for each in found("gate")[2].repairs}
    assert told[RepairKind.LANE].amount == 1
    assert told[RepairKind.LANE].at_least == 1


def test_a_squad_gets_another_room_a_smaller_minimum_or_stays_shut() -> None:
    room = {each.kind for each in found("room")[2].repairs}
    assert room >= {RepairKind.ROOM, RepairKind.SOFT}
    assert {each.kind for each in found("minimum")[2].repairs} >= {RepairKind.MINIMUM, RepairKind.SOFT}


def test_a_school_that_has_a_plan_is_not_repaired() -> None:
    problem, rules = school(), policy()
    told = repairs(problem, rules, EFFORT)
    assert told.repairs == ()
    assert not told.refused
    assert told.plan is not None
    assert check(problem, rules, told.plan).valid


def test_prices_are_differences_from_a_plan_that_is_given() -> None:
    base = repairs(school(), policy(), EFFORT).plan
    told = repairs(school(PATROLS), policy(), EFFORT, base)
    first = told.repairs[0]
    assert first.against_base
    assert base is not None
    assert first.plan is not None
    after = apply_changes(school(PATROLS), policy(), first.changes)
    before = {tier.name: tier.value for tier in check(school(PATROLS), policy(), base).tiers}
    assert all(first.price[tier.name] == tier.value - before[tier.name] for tier in check(after.problem, after.policy, first.plan).tiers)
