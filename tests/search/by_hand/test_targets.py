"""Target bisection by hand: how many solves it takes, and the plan whose first tiers are at their bounds."""

from __future__ import annotations

from solver.check.report import check
from solver.plan import Plan
from solver.search.bounds.store import Bound, Bounds
from solver.search.exact.targets import find_plans_at_bounds
from solver.search.limits import Clock, Params
from solver.search.timing import Timing
from tests.schools.tiny_by_hand import instance, plan


def _found(bounds: Bounds, start: Plan, feasible: bool) -> list[tuple[int, int]]:
    """Fairness and cost of the plans that are handed over."""
    here = instance("D02", "G10")
    plans: list[Plan] = []
    clock = Clock(Params(seconds=None, effort=100.0, workers=1))
    find_plans_at_bounds(here, start, feasible, bounds, clock, Timing(), plans.append)
    reports = [check(here.problem, here.policy, found) for found in plans]
    assert all(report.violations == () for report in reports)
    values = [{tier.name: tier.value for tier in report.tiers} for report in reports]
    return [(value["fairness"], value["cost"]) for value in values]


def test_true_bounds_are_reached() -> None:
    """One group of both classes in each of four periods is the least cost, 24,000 fen; 160 minutes among three are 40, 40 and 80 or
    more even than the tolerated 40. Both at once are possible, and the last plan is there."""
    bounds = Bounds()
    bounds.add(Bound("cost", 24_000))
    assert _found(bounds, Plan(), feasible=False)[-1] == (0, 24_000)


def test_bounds_that_are_too_low_leave_the_tiers_before() -> None:
    """Nobody can do it for 23,999 fen: the tiers before the cost are reached all the same."""
    bounds = Bounds()
    bounds.add(Bound("cost", 23_999))
    assert _found(bounds, Plan(), feasible=False)[-1][0] == 0


def test_a_start_at_all_bounds_is_not_searched_for_again() -> None:
    """The start costs 48,000 and is 12,000 beyond an even load; told that no plan does better, there is nothing to look for."""
    bounds = Bounds()
    bounds.add(Bound("fairness", 12_000))
    bounds.add(Bound("cost", 48_000))
    assert _found(bounds, plan(), feasible=True) == []
