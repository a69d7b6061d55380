"""Dives end in whole numbers that keep every row, at a price between the bound and what rounding everything up would cost."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.explain.repairs.diving import dive
from solver.model.linear_model import LinearModel, Term

NEEDS = st.lists(st.sets(st.integers(0, 5), min_size=1, max_size=4), min_size=1, max_size=8)
PRICES = st.lists(st.integers(1, 9), min_size=6, max_size=6)
LACK = 100


def covering(needs: Sequence[set[int]], prices: Sequence[int]) -> tuple[LinearModel, list[Term], list[Term]]:
    """People, each with a price; of the people of every need one must be bought, or the need lacks one."""
    rows = LinearModel()
    people = [rows.boolean(0) for _ in prices]
    lacks = [rows.integer(0, 1, 0) for _ in needs]
    for need, lack in zip(needs, lacks, strict=True):
        rows.linear("D08", [*((1, people[at]) for at in sorted(need)), (1, lack)], lower=1)
    return rows, list(zip(prices, people, strict=True)), [(LACK, lack) for lack in lacks]


def cheapest(needs: Sequence[set[int]], prices: Sequence[int]) -> int:
    """By looking at every set of people."""
    sets = [{at for at in range(6) if bits >> at & 1} for bits in range(64)]
    return min(sum(prices[at] for at in chosen) for chosen in sets if all(need & chosen for need in needs))


@given(NEEDS, PRICES)
@settings(max_examples=60)
def test_everything_is_covered_by_whole_people(needs: list[set[int]], prices: list[int]) -> None:
    rows, costs, lacks = covering(needs, prices)
    found = dive(rows, costs, lacks)
    assert found is not None
    chosen = {at for at, (_, column) in enumerate(costs) if round(found.values[column]) == 1}
    assert all(abs(found.values[column] - round(found.values[column])) < 0.05 for _, column in costs)
    assert all(need & chosen for need in needs)
    assert found.bound <= cheapest(needs, prices) <= sum(prices[at] for at in chosen)


def test_the_bound_is_reached_where_the_relaxation_is_whole() -> None:
    rows, costs, lacks = covering([{0}, {1, 2}, {2, 3}], [4, 3, 5, 3, 1, 1])
    found = dive(rows, costs, lacks)
    assert found is not None
    assert found.bound == 9
    assert [at for at, (_, column) in enumerate(costs) if round(found.values[column])] == [0, 2]


def test_what_nobody_can_cover_lacks() -> None:
    rows, costs, lacks = covering([{0}], [4] * 6)
    rows.linear("K01", [(1, costs[0][1])], upper=0)
    found = dive(rows, costs, lacks)
    assert found is not None
    assert found.bound == LACK
    assert round(found.values[lacks[0][1]]) == 1
