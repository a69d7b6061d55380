"""Neighbourhood of workload balancing (D02): proposes the plan of local search and day assignment, until every move was evaluated."""

from __future__ import annotations

from random import Random

import pytest

from solver.plan import Plan
from solver.problem import Busy, Staff
from solver.search.evaluated import evaluate
from solver.search.lns.neighbourhoods.balancing import UNFINISHED_WEIGHT, WorkloadBalancing
from tests.schools.tiny_by_hand import DAYS, instance, plan, problem


def test_the_plan_is_as_even_as_is_tolerated() -> None:
    """160, 160 and 0 minutes, 120 beyond: afterwards within 40, all posts filled."""
    here = instance("D02")
    proposed = WorkloadBalancing().propose(here, evaluate(here, plan()), Random(1))
    assert isinstance(proposed, Plan)
    found = evaluate(here, proposed)
    assert (found.values["fairness"], found.values["coverage"]) == (0, 0)
    assert found.report.violations == ()


def test_it_is_preferred_until_all_moves_were_evaluated() -> None:
    """T2 and T3 are away: nothing can be handed over, and after one step there is no move left to evaluate."""
    away = tuple(Busy(day, 0, 1440) for day in DAYS)
    here = instance("D02", "K01", school=problem(*(Staff(name, "subject", unavailable=away) for name in ("T2", "T3"))))
    current = evaluate(here, plan())
    balancing = WorkloadBalancing()
    assert balancing.extra_weight(current) == pytest.approx(UNFINISHED_WEIGHT)
    assert balancing.propose(here, current, Random(1)) is None
    assert balancing.extra_weight(current) == 0.0


def test_empty_posts_come_first() -> None:
    here = instance("D02", "D08")
    assert WorkloadBalancing().extra_weight(evaluate(here, plan("- - - - -"))) == 0.0
