"""Neighbourhoods of relief (D05, D02R): holders of late posts, with people who could take them over."""

from __future__ import annotations

from random import Random

from solver.model.instance import Instance
from solver.problem import Staff
from solver.search.evaluated import evaluate
from solver.search.lns.neighbourhoods.neighbourhood import AdaptiveSize
from solver.search.lns.neighbourhoods.relief import DayRelief, WeeksRelief
from tests.schools.tiny_by_hand import DAYS, MONDAY, instance, plan, problem, stepped

LATE_AFTER = {"D05": {"late_after": 970, "reduction_percent": 0}}
"""The second period, to 16:20, is late, and so is the gate after it."""


def _school() -> Instance:
    """T1 has reasons for care."""
    return instance("D05", school=problem(Staff("T1", "subject", reasons=("family",))), numbers=LATE_AFTER)


ONCE = plan("T1 T2 T1 T2 T3", "T1 T2 T3 T2 T3")
"""T1 has 1A late on Monday alone."""


def test_the_relief_of_a_day_frees_the_holder_and_others_of_that_day() -> None:
    """T1 stands late on Monday; one of T2 and T3, who are there too."""
    here = _school()
    current = evaluate(here, ONCE)
    assert current.values["care"] == 1
    scope = DayRelief(AdaptiveSize(1, 3), whole=False).propose(here, current, Random(1))
    assert scope is not None
    assert scope.duty_days == {(1, MONDAY)}
    assert "T1" in scope.people
    assert len(scope.people) == 2


def test_the_relief_of_weeks_frees_the_holder_and_others_on_every_day() -> None:
    here = _school()
    scope = WeeksRelief(AdaptiveSize(1, 3)).propose(here, evaluate(here, ONCE), Random(1))
    assert scope is not None
    assert scope.duty_days == {(1, day) for day in DAYS}
    assert "T1" in scope.people
    assert len(scope.people) == 2
    assert scope.runs


def test_no_late_post_of_theirs_no_scope() -> None:
    here = _school()
    free = evaluate(here, plan("T1 T2 T3 T2 T3", "T1 T2 T3 T2 T3"))
    assert free.values["care"] == 0
    assert DayRelief(AdaptiveSize(1, 3), whole=False).propose(here, free, Random(1)) is None


def test_the_step_hands_the_late_post_on() -> None:
    """T3 is free in the second period of Monday, as the gate counts no minutes: nobody with reasons stands late then."""
    here = _school()
    found = stepped(here, evaluate(here, ONCE), DayRelief(AdaptiveSize(2, 3), whole=False))
    assert found.values["care"] == 0
    assert found.values["coverage"] == 0
