"""Linear program and dive: solve with real columns, round what is nearly decided, solve again, until all is decided.

Decisions are rounded in the order of their ranks; what is left of pupils' seats is then almost whole by itself and is
made whole by a small integer program. A dive that cannot get below the cutoff ends at once.
"""

from __future__ import annotations

import time

import numpy as np

from solver.search.engines.highs import TOLERANCE, Floats, Found, Indices, Part

SURE = 0.8
"""Columns at least so near above are rounded up together."""
FRACTION = 1e-4
ROUNDS = 400
NODES = 30
"""Nodes of the integer program of the seats."""


def dive(part: Part, ranks: Indices, cutoff: float, seconds: float) -> tuple[Floats | None, float]:
    """A point of whole numbers with a value below the cutoff, or None; and the work done.

    ranks: by column of the part, when it is decided (1, 2, …), 0 for columns that follow from the others.
    """
    until = time.monotonic() + seconds
    found = part.relax(seconds)
    work = found.work
    for rank in range(1, int(ranks.max(initial=0)) + 1):
        for _ in range(ROUNDS):
            if not found.feasible or found.value > cutoff or time.monotonic() > until:
                return None, work
            group = np.flatnonzero((ranks == rank) & (part.upper - part.lower > TOLERANCE))
            step = _round(group, found)
            if step is None:
                break
            found, spent = _take(part, step, found, cutoff, until)
            work += spent
    if not found.feasible or found.value > cutoff:
        return None, work
    decided = np.flatnonzero(ranks > 0)
    part.bind(decided, np.round(found.point[decided]), np.round(found.point[decided]))
    final, spent = _seated(part, np.flatnonzero(ranks == 0), cutoff, until)
    work += spent
    return (np.round(final.point) if final.feasible and final.value <= cutoff else None), work


def _seated(part: Part, rest: Indices, cutoff: float, until: float) -> tuple[Found, float]:
    """The rest in whole numbers: at first no less of anything than the linear program has whole, if need be anything."""
    found = part.relax(until - time.monotonic())
    if not found.feasible or found.value > cutoff:
        return found, found.work
    lower, upper = part.lower[rest].copy(), part.upper[rest].copy()
    part.bind(rest, np.maximum(lower, np.floor(found.point[rest] + FRACTION)), upper)
    kept = part.whole(until - time.monotonic(), NODES)
    if kept.feasible and kept.value <= cutoff:
        return kept, found.work + kept.work
    part.bind(rest, lower, upper)
    free = part.whole(until - time.monotonic(), NODES)
    return free, found.work + kept.work + free.work


def _round(group: Indices, found: Found) -> Indices | None:
    """Places to round up next: all that are nearly there, else the nearest one; None when the group is whole."""
    values = found.point[group]
    above = values - np.floor(values + FRACTION)
    open_ = above > FRACTION
    if not open_.any():
        return None
    sure = group[above >= SURE]
    return sure if len(sure) else group[[int(np.argmax(above))]]


def _take(part: Part, step: Indices, found: Found, cutoff: float, until: float) -> tuple[Found, float]:
    """Round the step up; if that leads nowhere, round the first of it down instead."""
    lower, upper = part.lower[step].copy(), part.upper[step].copy()
    part.bind(step, np.ceil(found.point[step] - FRACTION), upper)
    after = part.relax(until - time.monotonic())
    if after.feasible and after.value <= cutoff:
        return after, after.work
    part.bind(step, lower, upper)
    first = step[:1]
    part.bind(first, part.lower[first], np.floor(found.point[first] + FRACTION))
    again = part.relax(until - time.monotonic())
    return again, after.work + again.work
