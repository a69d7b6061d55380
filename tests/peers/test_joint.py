"""Plain joint CP-SAT on the smallest school, by deterministic effort; and how the tiers become one sum."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.peers import joint
from benchmarks.peers.request import Request
from benchmarks.peers.weights import MOST, weights
from solver import check_plan

EFFORT = 0.6
LONG = 600.0
spans = st.lists(st.integers(0, 10**9), min_size=1, max_size=12)


@pytest.mark.slow
def test_joint_ends_with_a_valid_plan(tiny: Request) -> None:
    answer = joint.run(tiny, 1, LONG, effort=EFFORT)
    assert answer.plan is not None
    assert check_plan(tiny.problem, tiny.policy, answer.plan).valid
    assert answer.steps
    assert answer.steps[-1].plan is not None
    assert answer.steps[-1].plan() == answer.plan


def test_small_spans_make_a_strict_order() -> None:
    assert weights([3, 9, 1]) == ([20, 2, 1], 1.0)


@given(spans)
def test_sum_fits_and_the_order_of_the_tiers_shows(found: list[int]) -> None:
    given_weights, power = weights(found)
    assert sum(w * n for w, n in zip(given_weights, found, strict=True)) <= MOST
    assert given_weights == sorted(given_weights, reverse=True)
    assert given_weights[-1] == 1
    assert 0.0 < power <= 1.0
