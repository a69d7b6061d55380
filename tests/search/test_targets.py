"""A leap hands over plans that break no rule and are at the bounds it was told, and none where no plan is."""

from __future__ import annotations

from functools import cache

import pytest

from solver.check.report import check
from solver.model.build import build
from solver.model.current import Current
from solver.model.instance import Instance
from solver.model.scope import everything
from solver.plan import Plan
from solver.search.bounds.store import Bound, Bounds
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits
from solver.search.exact.targets import find_plans_at_bounds
from solver.search.limits import Clock, Params
from solver.search.timing import Timing
from tests.agreement.brute import Brute, Values, toy

SCHOOLS = range(16)
LEAST_FEASIBLE = 8
LEAST_SPLIT = 4
"""Schools whose best plan is at nought in some tiers and above it in others."""
EFFORT = 50.0


@cache
def _best(seed: int) -> Values | None:
    return Brute(*toy(seed)).best()


def _leaps(seed: int, told: Values | None, start: Plan, feasible: bool) -> list[tuple[int, ...]]:
    """Values by tier of the plans of a leap, which break no rule."""
    problem, policy = toy(seed)
    bounds = Bounds()
    for tier, value in zip(policy.tiers, told or (), strict=False):
        bounds.add(Bound(tier.name, value))
    found: list[Plan] = []
    clock = Clock(Params(seconds=None, effort=EFFORT, workers=2))
    find_plans_at_bounds(Instance(problem, policy), start, feasible, bounds, clock, Timing(), found.append)
    reports = [check(problem, policy, plan) for plan in found]
    assert all(report.violations == () for report in reports)
    return [tuple(tier.value for tier in report.tiers) for report in reports]


@pytest.mark.parametrize("seed", SCHOOLS)
def test_a_leap_reaches_true_bounds(seed: int) -> None:
    best = _best(seed)
    values = _leaps(seed, best, Plan(), feasible=False)
    assert values[-1:] == ([] if best is None else [best])


@pytest.mark.parametrize("seed", SCHOOLS)
def test_a_leap_goes_as_far_as_plans_do(seed: int) -> None:
    best = _best(seed)
    if best is None:
        assert _leaps(seed, None, Plan(), feasible=False) == []
        return
    broken = next((i for i, value in enumerate(best) if value > 0), len(best))
    values = _leaps(seed, (*best[:broken], *(value - 1 for value in best[broken:])), Plan(), feasible=False)
    assert (values[-1][:broken] if values else ()) == best[:broken]


def test_there_are_enough_schools_with_a_plan() -> None:
    found = [best for seed in SCHOOLS if (best := _best(seed)) is not None]
    assert len(found) >= LEAST_FEASIBLE
    assert sum(any(best) and not best[0] for best in found) >= LEAST_SPLIT


def test_what_was_reached_for_binds_no_later_solve() -> None:
    seed = next(seed for seed in SCHOOLS if _best(seed) is not None)
    problem, policy = toy(seed)
    rows = build(Instance(problem, policy), everything(problem, policy), Current(Plan())).rows
    engine = CpSat(rows)
    tier = max(rows.tiers, key=lambda name: len(rows.tiers[name]))
    limits = SolveLimits(None, EFFORT, 1)
    before = engine.minimise(rows.tiers[tier], limits)
    assert before.value is not None
    assert engine.reach([(rows.tiers[tier], before.value - 1)], limits, rows.hint).status == "infeasible"
    assert engine.reach([(rows.tiers[tier], before.value)], limits, rows.hint).status == "optimal"
    assert engine.minimise(rows.tiers[tier], limits).value == before.value
