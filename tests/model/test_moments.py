"""Cliques of intervals: who is on together, told once."""

from __future__ import annotations

from itertools import combinations, pairwise
from random import Random

from solver.model.moments import Span, cliques


def _random(rng: Random) -> list[Span[int]]:
    found = []
    for item in range(rng.randint(0, 9)):
        start = rng.randint(0, 12)
        found.append((start, start + rng.randint(0, 6), item))
    return found


def test_two_intervals_overlap_exactly_when_some_clique_holds_both() -> None:
    for seed in range(300):
        spans = _random(Random(seed))
        together = {frozenset(pair) for on in cliques(spans) for pair in combinations(on, 2)}
        overlapping = {
            frozenset((one, two))
            for (a, b, one), (c, d, two) in combinations(spans, 2)
            if a < b and c < d and a < d and c < b
        }
        assert together == overlapping, seed


def test_no_clique_is_part_of_the_next_one() -> None:
    for seed in range(300):
        found = [set(on) for on in cliques(_random(Random(seed)))]
        assert not any(one <= two for one, two in pairwise(found)), seed


def test_sessions_that_follow_each_other_do_not_meet() -> None:
    assert list(cliques([(900, 940, "a"), (940, 980, "b"), (930, 950, "c"), (935, 935, "never on")])) == [["a", "c"], ["b", "c"]]
