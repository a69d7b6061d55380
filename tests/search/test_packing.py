"""The lines below the number of care groups, against every way to merge a few classes (K03)."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from solver.search.packing import tangents

TRIES = range(60)


def _partitions(classes: int) -> Iterator[list[list[int]]]:
    """All ways to put classes into groups."""

    def rest(index: int, groups: list[list[int]]) -> Iterator[list[list[int]]]:
        if index == classes:
            yield [list(group) for group in groups]
            return
        for group in groups:
            group.append(index)
            yield from rest(index + 1, groups)
            group.pop()
        groups.append([index])
        yield from rest(index + 1, groups)
        groups.pop()

    return rest(0, [])


def _cases(sizes: list[int], limit: int) -> Iterator[tuple[int, int]]:
    """(groups, pupils away at least) of every merging, a class that is away as a whole needing no group."""
    for groups in _partitions(len(sizes)):
        for gone in range(2 ** len(sizes)):
            left = [0 if gone >> i & 1 else size for i, size in enumerate(sizes)]
            away = sum(sizes) - sum(left)
            held = [[left[i] for i in group if left[i]] for group in groups]
            away += sum(max(0, sum(group) - limit) for group in held if len(group) > 1)
            yield sum(1 for group in held if group), away


@pytest.mark.parametrize("seed", TRIES)
def test_no_merging_is_below_a_line(seed: int) -> None:
    rng = Random(seed)
    limit = rng.choice((10, 45))
    sizes = [rng.randint(0, limit + limit // 3) for _ in range(rng.randint(1, 5))]
    lines = tangents(sizes, limit)
    for groups, away in _cases(sizes, limit):
        assert all(slope * groups + away >= least for slope, least in lines), (sizes, groups, away)


def test_equal_classes_meet_the_lines() -> None:
    """Four classes of 35 and a limit of 45: 25 away save one group, 50 save two."""
    lines = tangents([35, 35, 35, 35], 45)
    assert lines
    assert all(
        any(slope * groups + away == least for slope, least in lines) for groups, away in ((4, 0), (3, 25), (2, 50))
    )
