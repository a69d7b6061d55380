"""Set partitioning of classes into the fewest care groups, exact within a bounded enumeration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

MOST_NODES = 4_000
"""Partial partitions that are looked at for one weekday, band and period. Raising it proves the fewest groups of larger bands, and makes
construction slower."""
MOST_CLASSES = 3
"""Classes of a group that are enumerated. Raising it covers policies that let more classes share an adult; the number of groups grows
with the power."""


def fewest_groups(homes: Sequence[str], together: Callable[[Sequence[str]], bool], fewer_than: int) -> list[tuple[str, ...]] | None:
    """Classes -> a partition into fewer than ``fewer_than`` groups, with the fewest that were found; None where there is none, or none was
    found within the limit of nodes.

    together: whether these classes (one or more) may share a group; a class that may not be alone must be joined by another. Depth-first:
    the first class that is left goes into each of its groups, the largest first; a branch ends where even the largest groups for all that
    are left would not be fewer.
    """
    by_first: dict[str, list[tuple[str, ...]]] = {home: [] for home in homes}
    for size in range(MOST_CLASSES, 0, -1):
        for members in combinations(homes, size):
            if together(members):
                by_first[members[0]].append(members)
    largest = max((len(members) for groups in by_first.values() for members in groups), default=0)
    best: list[tuple[str, ...]] | None = None
    nodes = 0

    def place(left: tuple[str, ...], chosen: list[tuple[str, ...]]) -> None:
        nonlocal best, nodes
        most = fewer_than if best is None else len(best)
        if not left:
            if len(chosen) < most:
                best = list(chosen)
            return
        if nodes >= MOST_NODES or not largest or len(chosen) - (-len(left) // largest) >= most:
            return
        nodes += 1
        for members in by_first[left[0]]:
            if all(member in left for member in members):
                place(tuple(home for home in left if home not in members), [*chosen, members])

    place(tuple(homes), [])
    return best
