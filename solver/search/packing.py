"""How many pupils must be away before classes can be looked after in so many groups less (K03): a bound from sizes alone."""

from __future__ import annotations

from collections.abc import Sequence


def tangents(sizes: Sequence[int], limit: int) -> list[tuple[int, int]]:
    """Pairs (slope, least) with ``slope * groups + away >= least`` for every way to merge the classes.

    sizes: pupils of each class before any are away. limit: pupils that a merged group may hold. A merged group of m
    classes needs its sizes less the limit to be away and saves m - 1 groups. To save k groups at least cost, the 2k
    smallest classes go in pairs, so that at least M(k) = (their sizes) - k * limit pupils are away (sizes above the limit
    count as the limit, which only lowers M). M is convex, so each of its steps gives a line below the number of groups.
    Nothing is said of groups of a class or two that hold everybody already: M is never below 0.
    """
    ordered = sorted(min(size, limit) for size in sizes if size > 0)
    count = len(ordered)
    found = []
    total = needed = 0
    for saved in range(count // 2):
        total += ordered[2 * saved] + ordered[2 * saved + 1] - limit
        step = max(0, total) - needed
        if step > 0:
            found.append((step, step * (count - saved) + needed))
        needed = max(0, total)
    return found
