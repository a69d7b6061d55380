"""The lines below the number of care groups, against every way to merge a few classes (K03)."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from solver.search.packing import least_groups, tangents

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


def _fewest(sizes: list[int], limit: int, classes: int) -> int:
    """Groups of the best merging; a class above the limit has one of its own."""
    return min(
        len(groups)
        for groups in _partitions(len(sizes))
        if all(len(g) == 1 or (len(g) <= classes and sum(sizes[i] for i in g) <= limit) for g in groups)
    )


def test_no_way_to_merge_needs_fewer_groups_than_the_bound() -> None:
    rng = Random(11)
    met = 0
    for _ in range(400):
        limit, classes = rng.randint(20, 50), rng.randint(1, 4)
        sizes = [rng.randint(1, 55) for _ in range(rng.randint(1, 6))]
        fewest, bound = _fewest(sizes, limit, classes), least_groups(sizes, limit, classes)
        assert bound <= fewest, (sizes, limit, classes)
        met += bound == fewest
    assert met >= 350


def test_empty_classes_need_no_group() -> None:
    assert least_groups([0, -1, 12], 45, 3) == 1
    assert least_groups([], 45, 3) == 0
