"""Diving heuristic: solve the LP, round columns that are nearly integral, solve again, until all decisions are integral.

Decisions are rounded in the order of their ranks; the rest, pupils' seats, is then almost integral by itself and is made so by a
small integer program. A dive is cut off as soon as its LP value exceeds the cutoff.
"""

from __future__ import annotations

import time

import numpy as np

from solver.search.engines.highs import TOLERANCE, Floats, Indices, LpSolution, RestrictedLp

ROUND_UP_FROM = 0.8
"""Fractional lp from which columns are rounded up together. Lowering it takes fewer LPs and decides more rashly."""
INTEGRALITY = 1e-4
"""Distance from an integer within which a value counts as integral."""
MAX_ROUNDINGS = 400
"""Roundings a rank. Raising it matters only for models with more columns in a rank."""
MIP_NODES = 30
"""Branch-and-bound nodes of the integer program of the seats. Raising it completes more dives and takes longer."""


def dive(lp: RestrictedLp, ranks: Indices, cutoff: float, seconds: float) -> tuple[Floats | None, float]:
    """Restricted LP -> integral point with a value at most the cutoff, or None; and the work done (simplex iterations).

    ranks: by column of the LP, when it is decided (1, 2, …), 0 for columns that follow from the others.
    """
    until = time.monotonic() + seconds
    found = lp.relax(seconds)
    work = found.work
    for rank in range(1, int(ranks.max(initial=0)) + 1):
        for _ in range(MAX_ROUNDINGS):
            if not found.feasible or found.value > cutoff or time.monotonic() > until:
                return None, work
            group = np.flatnonzero((ranks == rank) & (lp.upper - lp.lower > TOLERANCE))
            step = _to_round_up(group, found)
            if step is None:
                break
            found, spent = _rounded(lp, step, found, cutoff, until)
            work += spent
    if not found.feasible or found.value > cutoff:
        return None, work
    decided = np.flatnonzero(ranks > 0)
    lp.bind(decided, np.round(found.point[decided]), np.round(found.point[decided]))
    final, spent = _complete_integral(lp, np.flatnonzero(ranks == 0), cutoff, until)
    work += spent
    return (np.round(final.point) if final.feasible and final.value <= cutoff else None), work


def _complete_integral(lp: RestrictedLp, rest: Indices, cutoff: float, until: float) -> tuple[LpSolution, float]:
    """Make the remaining columns integral by a small MIP -> its solution and the work done.

    First with each column bounded below by the floor of its LP value, which keeps what the LP seats; if that is infeasible or above
    the cutoff, with the original bounds.
    """
    found = lp.relax(until - time.monotonic())
    if not found.feasible or found.value > cutoff:
        return found, found.work
    lower, upper = lp.lower[rest].copy(), lp.upper[rest].copy()
    lp.bind(rest, np.maximum(lower, np.floor(found.point[rest] + INTEGRALITY)), upper)
    kept = lp.whole(until - time.monotonic(), MIP_NODES)
    if kept.feasible and kept.value <= cutoff:
        return kept, found.work + kept.work
    lp.bind(rest, lower, upper)
    free = lp.whole(until - time.monotonic(), MIP_NODES)
    return free, found.work + kept.work + free.work


def _to_round_up(group: Indices, found: LpSolution) -> Indices | None:
    """Columns to round up next: all from ROUND_UP_FROM on, else the one with the largest fractional lp; None when all are integral."""
    values = found.point[group]
    above = values - np.floor(values + INTEGRALITY)
    open_ = above > INTEGRALITY
    if not open_.any():
        return None
    nearly = group[above >= ROUND_UP_FROM]
    return nearly if len(nearly) else group[[int(np.argmax(above))]]


def _rounded(lp: RestrictedLp, step: Indices, found: LpSolution, cutoff: float, until: float) -> tuple[LpSolution, float]:
    """Round the columns up; if that is infeasible or above the cutoff, round the first of them down instead."""
    lower, upper = lp.lower[step].copy(), lp.upper[step].copy()
    lp.bind(step, np.ceil(found.point[step] - INTEGRALITY), upper)
    after = lp.relax(until - time.monotonic())
    if after.feasible and after.value <= cutoff:
        return after, after.work
    lp.bind(step, lower, upper)
    first = step[:1]
    lp.bind(first, lp.lower[first], np.floor(found.point[first] + INTEGRALITY))
    again = lp.relax(until - time.monotonic())
    return again, after.work + again.work
