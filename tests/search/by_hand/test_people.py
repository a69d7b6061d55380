"""Neighbourhood of people: the ends of the loads, and as many others as its size says, with all their posts of every day."""

from __future__ import annotations

from random import Random

import pytest

from solver.search.evaluated import evaluate
from solver.search.lns.neighbourhoods.neighbourhood import AdaptiveSize
from solver.search.lns.neighbourhoods.people import PeopleNeighbourhood
from tests.schools.tiny_by_hand import DAYS, instance, plan, stepped

EVEN = plan("T1 T2 T1 T2 T3", "T3 T1 T3 T2 T3")
"""120, 120 and 80 minutes."""


def _proposing(size: int) -> PeopleNeighbourhood:
    return PeopleNeighbourhood(AdaptiveSize(size, 3), whole=True, paid=False)


def test_with_even_loads_as_many_as_the_size_says() -> None:
    here = instance("D02")
    current = evaluate(here, EVEN)
    assert current.values["fairness"] == 0
    for size in (1, 2, 3):
        scope = _proposing(size).propose(here, current, Random(size))
        assert scope is not None
        assert len(scope.people) == size
        assert scope.duty_days == {(1, day) for day in DAYS}
        assert scope.runs


def test_with_uneven_loads_the_ends_are_always_there() -> None:
    """T1 and T2 have 160 minutes, T3 none: the least and the most burdened, and three drawn from each end of three people: everybody."""
    here = instance("D02")
    scope = _proposing(1).propose(here, evaluate(here, plan()), Random(1))
    assert scope is not None
    assert scope.people == {"T1", "T2", "T3"}


@pytest.mark.parametrize(("whole", "fairness"), [(False, 0), (True, 4_000)])
def test_the_step_finds_even_loads(whole: bool, fairness: int) -> None:
    """320 minutes in pieces of 40 among three: 120, 120 and 80, within the tolerated 40. In whole runs of 80: 160, 80 and 80, 40 beyond."""
    here = instance("D02")
    current = evaluate(here, plan())
    assert current.values["fairness"] == 12_000
    found = stepped(here, current, PeopleNeighbourhood(AdaptiveSize(3, 3), whole=whole, paid=False))
    assert found.values["fairness"] == fairness
    assert found.report.violations == ()


def test_sizes_grow_by_a_fifth_when_nothing_better_was_proven_and_shrink_by_a_fifth_when_effort_ran_out() -> None:
    """10 people, 12, 14.4, and back to 11.5; never below the first size, never above the most."""
    adaptive = AdaptiveSize(10, 14)
    sizes = []
    for proven in (True, True, False, False, False):
        adaptive.learn(proven)
        sizes.append(adaptive.size)
    assert sizes == [12, 14, 11, 10, 10]


def test_the_cost_moves_where_people_are_paid_differently() -> None:
    assert "cost" not in _proposing(1).moves
    assert "cost" in PeopleNeighbourhood(AdaptiveSize(1, 3), whole=False, paid=True).moves
