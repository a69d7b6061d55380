"""Plan of one stage of least change, with the proof of the stage."""

from __future__ import annotations

from dataclasses import dataclass

from solver.plan import Plan
from solver.search.engines.solve_limits import SolveLimits
from solver.search.limits import Clock

STABILITY = "stability"
"""Tier of the changes against the plan before (B14)."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A plan, and whether it is proven that nothing better can be had where the stage was free to change it."""

    plan: Plan
    proven: bool


def few_changes_limits(clock: Clock) -> SolveLimits:
    """Limits of one solve of least change."""
    params = clock.params.search.least_change
    return clock.share_left(params.limits_share, params.effort)
