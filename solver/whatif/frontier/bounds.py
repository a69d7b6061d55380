"""Bounds under a frontier: the least of the pushed tier for every limit on the held one, by the aggregated school (linear program).

The tiers in between (fairness, care) are left free, so that each bound holds for every point of the frontier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from solver.model.instance import Instance
from solver.model.tier_limits import TierLimits
from solver.policy import Policy
from solver.problem import Problem
from solver.search.bounds.combinatorial import combinatorial_bounds
from solver.search.bounds.store import Bound, Bounds
from solver.search.bounds.worker import BoundWorker
from solver.search.soft_policy import softened
from solver.whatif.frontier.frontier import BoundPoint


def bound_points(
    problem: Problem,
    policy: Policy,
    pushed: str,
    held: str,
    limits: Sequence[int | None],
    seconds_left: Callable[[], float | None],
) -> Iterator[BoundPoint]:
    """Limits on the held tier, None for none -> a point each, as they come. They hold for plans that leave no post empty."""
    for limit in limits:
        under = TierLimits({} if limit is None else {held: limit})
        instance, bounds = Instance(problem, softened(policy), under), Bounds()
        for name, value in combinatorial_bounds(instance).items():
            bounds.add(Bound(name, value, {"coverage": 0}))
        BoundWorker(instance, bounds, dict).tighten(pushed, seconds_left)
        yield BoundPoint(limit, bounds.at({"coverage": 0, **under.most}).get(pushed, 0))
