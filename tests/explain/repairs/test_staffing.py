"""Repairs of staffing: the least amount by kind, who is named, and kinds that are of no help."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.changes.apply import apply_changes
from solver.changes.people import Available, CapDays
from solver.explain.precheck import precheck
from solver.explain.repairs.action_model import ActionModel
from solver.explain.repairs.kind import RepairKind
from solver.explain.repairs.ladder import Rung
from solver.explain.repairs.staffing_ladder import StaffingLadder
from solver.policy.policy import Policy
from solver.problem import Problem
from tests.explain.repairs.schools import policy, school


def ladder(problem: Problem, kind: RepairKind, roles: Collection[str] = (), rules: Policy | None = None) -> StaffingLadder:
    return StaffingLadder(problem, rules or policy(), kind, (kind,), tuple(roles), None, scarce=False)


def first(problem: Problem, kind: RepairKind, roles: Collection[str] = (), rules: Policy | None = None) -> Rung:
    """The smallest amount, with which counting finds nothing any more."""
    rung = ladder(problem, kind, roles, rules).first
    after = apply_changes(problem, rules or policy(), rung.changes)
    assert precheck(after.problem, after.policy) == ()
    assert rung.least
    return rung


AWAY = st.dictionaries(st.sampled_from([f"T{n}" for n in range(1, 7)]), st.sets(st.integers(1, 5), max_size=5), max_size=6)


@given(AWAY)
@settings(max_examples=25)
def test_as_many_are_asked_as_are_lacking_and_no_fewer(away: dict[str, set[int]]) -> None:
    """Four classes, and two of the three administrators on patrol: on each day five adults are left to six teachers."""
    problem = school(away)
    lacking = sum(max(0, 4 - 1 - sum(day not in away.get(f"T{n}", ()) for n in range(1, 7))) for day in range(1, 6))
    assert (ActionModel(problem, policy(), ()).lacking() > 0) == (lacking > 0)
    if lacking:
        assert precheck(problem, policy())
        rung = first(problem, RepairKind.ASK)
        assert rung.amount == lacking
        named = [change for change in rung.changes if isinstance(change, Available)]
        asked = [(person, day) for change in named for person in change.people for day in change.weekdays]
        assert len(asked) == lacking
        assert all(day in away[person] for person, day in asked)


def test_small_shortages_on_several_days_are_repaired_by_day() -> None:
    """One adult lacks on Monday, two on Tuesday, two on Thursday."""
    away = {"T1": (1, 2, 4), "T2": (1, 2, 4), "T3": (1, 2, 4), "T4": (1, 2, 4), "T5": (2, 4)}
    rung = first(school(away), RepairKind.ASK)
    by_day = {change.weekdays: len(change.people) for change in rung.changes if isinstance(change, Available)}
    assert by_day == {(1,): 1, (2,): 2, (4,): 2}
    assert first(school(away), RepairKind.ADULTS, ("subject",)).amount == 5


def test_a_patrol_is_never_repaired_by_a_teacher() -> None:
    problem = school({"A1": (4,), "A2": (4,)})
    assert ladder(problem, RepairKind.ADULTS, ("subject",)).useless
    assert ladder(problem, RepairKind.ADULTS, ("support",)).useless
    assert ladder(problem, RepairKind.CAP).useless
    assert first(problem, RepairKind.ADULTS, ("admin",)).amount == 1
    assert first(problem, RepairKind.VACANT).touched in (("patrol-a",), ("patrol-b",))
    (change,) = first(problem, RepairKind.ASK).changes
    assert isinstance(change, Available)
    assert change.people in (("A1",), ("A2",))


def test_days_beyond_own_caps_go_to_named_people_one_each() -> None:
    """Five administrators of two days a week give ten person-days; of one day, five: five more, one from each."""
    problem = school(caps=dict.fromkeys(("A1", "A2", "A3", "A4", "A5"), 1), admins=5)
    rung = first(problem, RepairKind.CAP)
    assert rung.amount == 5
    assert [change.people for change in rung.changes if isinstance(change, CapDays)] == [("A1", "A2", "A3", "A4", "A5")]


def test_a_number_of_a_rule_is_raised_as_far_as_it_must() -> None:
    rules = policy({"D10": {"days_per_week": 2}})
    rung = first(school(), RepairKind.NUMBER, rules=rules)
    assert "days_per_week" in rung.zh
    assert rung.amount == 2
    assert ladder(school(), RepairKind.ASK, rules=rules).useless


@pytest.mark.parametrize("kind", [RepairKind.ASK, RepairKind.TAKE_PART, RepairKind.ADULTS])
def test_nothing_is_bought_where_nothing_lacks(kind: RepairKind) -> None:
    assert ladder(school(), kind, ("subject",)).first.changes == ()
