"""Plan of one stage of least change, with the proof of the stage."""

from __future__ import annotations

from dataclasses import dataclass, replace

from solver.plan import Plan
from solver.search.engines.solve_limits import SolveLimits
from solver.search.limits import Clock

STABILITY = "stability"
"""Tier of the changes against the plan before (B14)."""
LEAST_SECONDS = 0.5
"""Seconds of a solve that begins when hardly any are left. Raising it fills more posts, and ends later."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A plan, and whether it is proven that nothing better can be had where the stage was free to change it."""

    plan: Plan
    proven: bool


def few_changes_limits(clock: Clock) -> SolveLimits:
    """Limits of one solve of least change; never less than LEAST_SECONDS, for most models are solved in far less."""
    params = clock.params.search.least_change
    limits = clock.share_left(params.limits_share, params.effort)
    return limits if limits.seconds is None else replace(limits, seconds=max(LEAST_SECONDS, limits.seconds))
