"""The fewest care groups of a cell, against every partition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

import pytest

from api.services.loading import choose_policy, load_request
from benchmarks.instance import find
from solver.model.instance import Instance
from solver.search.construct import groups
from solver.search.construct.complete import construct
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


def test_home_rooms_of_a_large_school_are_spared_without_looking_for_the_fewest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a weekday, band and period, when the groups are made; not each time that a section asks for a home room."""
    loaded = load_request(find("twin").document(), ".json")
    instance, asked = Instance(loaded.problem, choose_policy(loaded)), []

    def counted(homes: Sequence[str], together: Callable[[Sequence[str]], bool], fewer_than: int) -> list[tuple[str, ...]] | None:
        asked.append(len(homes))
        return fewest_groups(homes, together, fewer_than)

    monkeypatch.setattr(groups, "fewest_groups", counted)
    construct(instance, 1)
    assert len(asked) <= len(instance.days) * sum(len(band.periods) for band in loaded.problem.bands)
    assert asked
