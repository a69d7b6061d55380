"""The least spread of loads by counting is never above that of any way to share the work out, and meets it where minutes divide."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from solver.search.bounds.capacity import Carrier, longest, spread

CARRIERS = st.lists(
    st.builds(
        Carrier, st.just("T"), st.integers(0, 5), st.integers(0, 2), st.sampled_from((50, 80, 100)), st.sampled_from((0, -150, 250))
    ),
    min_size=2, max_size=3,
)  # fmt: skip


@given(CARRIERS, st.integers(0, 12), st.integers(0, 3))
def test_no_way_to_share_the_work_is_more_even(carriers: list[Carrier], work: int, more: int) -> None:
    spreads = []
    for minutes in product(*(range(one.least, max(one.least, one.most) + 1) for one in carriers)):
        if work <= sum(minutes) <= work + more:
            loads = [one.load(each) for one, each in zip(carriers, minutes, strict=True)]
            spreads.append((max(loads), min(loads)))
    found = spread(carriers, work, work + more)
    if found is None:
        assert spreads == []
    elif spreads:
        assert found.highest <= min(high for high, _ in spreads)
        assert found.lowest >= max(low for _, low in spreads)


def test_a_cap_is_met() -> None:
    """Six carry 600 minutes, one of them 50 at most: the others have 110."""
    carriers = [Carrier("T1", 50), *(Carrier(f"T{n}", 300) for n in range(2, 7))]
    found = spread(carriers, 600, 600)
    assert found is not None
    assert (found.highest, found.lowest) == (11_000, 5_000)
    assert (found.excess(1_000), found.excess(9_000)) == (5_000, 0)


INTERVALS = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 4), st.integers(0, 9)), max_size=6)


@given(INTERVALS)
def test_the_longest_posts_that_do_not_overlap(found: list[tuple[int, int, int]]) -> None:
    intervals = [(start, start + length, load) for start, length, load in found]
    distinct, best = sorted(set(intervals)), 0
    for chosen in product((False, True), repeat=len(distinct)):
        kept = [each for each, take in zip(distinct, chosen, strict=True) if take]
        if all(a[1] <= b[0] or b[1] <= a[0] for i, a in enumerate(kept) for b in kept[:i]):
            best = max(best, sum(load for _, _, load in kept))
    assert longest(intervals) == best
