"""Neighbourhood of gaps: the day of an empty post, and people who could stand there."""

from __future__ import annotations

from random import Random

import pytest

from solver.search.evaluated import evaluate
from solver.search.lns.neighbourhoods.gaps import Gaps
from tests.schools.tiny_by_hand import DAYS, MONDAY, care, holders, instance, plan, stepped

GAP = plan("T1 T2 - T2 T3")
"""Nobody has 1A in the second period of Monday."""


@pytest.mark.parametrize("whole", [False, True])
def test_the_day_of_the_empty_post_is_freed(whole: bool) -> None:
    """Of the day alone, or of the week with whole runs. Two people for one post: one who is on duty that day, and one drawn."""
    here = instance("D02")
    for seed in range(5):
        scope = Gaps(2, whole=whole).propose(here, evaluate(here, GAP), Random(seed))
        assert scope is not None
        assert scope.duty_days == {(1, day) for day in (DAYS if whole else (MONDAY,))}
        assert scope.runs is whole
        assert 1 <= len(scope.people) <= 2
        assert scope.sections == scope.groups == frozenset()


def test_nothing_is_empty_nothing_is_proposed() -> None:
    here = instance("D02")
    assert Gaps(2).propose(here, evaluate(here, plan()), Random(1)) is None


def test_an_empty_gate_is_a_gap() -> None:
    here = instance("D02")
    scope = Gaps(3).propose(here, evaluate(here, plan("T1 T2 T1 T2 -")), Random(1))
    assert scope is not None
    assert scope.duty_days == {(1, MONDAY)}


def test_the_step_fills_it() -> None:
    """Everybody of the day is freed; whoever of T1 and T3 comes, nothing else is left empty for it."""
    here = instance("D02", "A04", "D08")
    current = evaluate(here, GAP)
    assert current.values["coverage"] > 0
    found = stepped(here, current, Gaps(6))
    assert found.values["coverage"] == 0
    assert care(MONDAY, "1A", 1) in holders(found.plan)
