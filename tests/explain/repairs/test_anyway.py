"""Plans with exceptions: as few as can be, the lighter ones first, each named; none where a valid plan is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from solver.check.report import check
from solver.explain.repairs.anyway import solve_anyway
from solver.problem import Problem
from tests.explain.repairs.schools import EFFORT, narrow_gate, policy, school, squad

CASES: dict[str, tuple[Callable[[], Problem], set[str], int]] = {
    "own cap before patrol": (lambda: school(caps={"A1": 3, "A2": 3, "A3": 3}), {"D10"}, 2),
    "a patrol": (lambda: school({"A1": (4,), "A2": (4,)}), {"H01"}, 2),
    "gate": (narrow_gate, {"D14"}, 1),
    "squad": (lambda: squad(room_type="music"), {"B11"}, 2),
    "nothing": (school, set(), 0),
}
"""Case -> school, rules that are excepted, and how many exceptions (by week of the template or by pupil)."""


@pytest.mark.parametrize("name", CASES)
def test_exceptions_are_what_the_checker_says_and_no_more_than_must_be(name: str) -> None:
    made, rules, count = CASES[name]
    problem = made()
    found = solve_anyway(problem, policy(), EFFORT)
    assert found.plan is not None
    assert found.exceptions == check(problem, policy(), found.plan).violations
    assert {each.rule for each in found.exceptions} == rules
    assert len(found.exceptions) == count
    assert all(each.zh and each.en and each.measured for each in found.exceptions)
    known = problem.staff_of.keys() | problem.outside_of.keys()
    assert {each.person for each in found.plan.assignments} <= known
