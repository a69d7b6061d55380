"""The fewest care groups of a cell, against every partition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

import pytest

from solver.search.construct.fewest_groups import MOST_CLASSES, fewest_groups

LIMIT = 45
CASES = range(60)


def partitions(homes: Sequence[str]) -> Iterator[list[tuple[str, ...]]]:
    """Every way to part the classes."""
    if not homes:
        yield []
        return
    first, rest = homes[0], homes[1:]
    for others in partitions(rest):
        yield [(first,), *others]
        for place, group in enumerate(others):
            yield [*others[:place], (first, *group), *others[place + 1 :]]


@pytest.mark.parametrize("seed", CASES)
def test_no_partition_has_fewer_groups(seed: int) -> None:
    rng = Random(seed)
    sizes = {f"c{i}": rng.randint(1, 50) for i in range(rng.randint(1, 7))}
    roomless = {home for home in sizes if rng.random() < 0.2}

    def together(members: Sequence[str]) -> bool:
        return not set(members) <= roomless and (len(members) == 1 or sum(sizes[m] for m in members) <= LIMIT)

    def allowed(groups: list[tuple[str, ...]]) -> bool:
        return all(len(group) <= MOST_CLASSES and together(group) for group in groups)

    least = min((len(groups) for groups in partitions(list(sizes)) if allowed(groups)), default=None)
    found = fewest_groups(list(sizes), together, len(sizes) + 1)
    if least is None:
        assert found is None
        return
    assert found is not None
    assert len(found) == least
    assert sorted(home for group in found for home in group) == sorted(sizes)
    assert allowed(found)
    assert fewest_groups(list(sizes), together, least) is None


def test_a_large_band_ends_within_its_nodes() -> None:
    homes = [f"c{i}" for i in range(30)]
    sizes = dict.fromkeys(homes, 15)
    found = fewest_groups(homes, lambda members: sum(sizes[m] for m in members) <= LIMIT, 31)
    assert found is not None
    assert len(found) == 10
