"""Bin-packing lower bounds on the number of care groups (K03), from class sizes alone."""

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


def least_groups(sizes: Sequence[int], limit: int, classes: int) -> int:
    """The fewest groups that could hold classes of these sizes: at most ``limit`` pupils and ``classes`` classes in each.

    The bound L2 of Martello and Toth for bin packing (Knapsack Problems, 1990, section 8.3): for each k, classes above
    limit - k share with none of at least k, and those above half the limit share with none of their own; whoever of k or more
    does not fit beside the latter needs groups of his own. Classes above the limit have a group each anyway.
    """
    here = [min(size, limit) for size in sizes if size > 0]
    best = -(-len(here) // classes)
    for k in sorted({0, *(size for size in here if 2 * size <= limit)}):
        alone = sum(size > limit - k for size in here)
        large = [size for size in here if limit - k >= size and 2 * size > limit]
        rest = sum(size for size in here if 2 * size <= limit and size >= k)
        over = rest - (limit * len(large) - sum(large))
        best = max(best, alone + len(large) + max(0, -(-over // limit)))
    return best
