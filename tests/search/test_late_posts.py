"""The least late duties of staff with reasons (D05), by the flow of late posts to everybody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.model.instance import Instance
from solver.search.bounds.late_posts import LateCaps, LatePost, late_duties, least_left
from tests.check import builders


@pytest.mark.parametrize(("others", "left"), [((), 4), (("T1",), 2), (("T1", "T3"), 0)])
def test_extended_care_goes_to_those_without_reasons_first(others: tuple[str, ...], left: int) -> None:
    """Two adults on the Monday of each of two weeks."""
    base = builders.problem()
    staff = tuple(replace(x, reasons=() if x.id in others else ("family",)) for x in base.staff)
    assert late_duties(Instance(replace(base, staff=staff), builders.policy())) == left


@pytest.mark.parametrize(("capped", "left"), [(True, 2), (False, 0)])
def test_a_cap_counts_where_it_counts_the_same_posts_as_late(capped: bool, left: int) -> None:
    """Three late posts of a week for one person, who may have one that D10 counts."""
    posts = [LatePost(1, day, 1050, 1110, 1, frozenset({"T1"}), capped) for day in (1, 2, 3)]
    assert least_left(posts, {"T1": LateCaps(5, 1)}) == left


def test_nobody_is_on_two_late_posts_at_once_nor_on_more_days_than_may_be() -> None:
    both = [LatePost(1, 1, 1050, 1110, 1, frozenset({"T1"}), True), LatePost(1, 1, 1080, 1140, 1, frozenset({"T1"}), True)]
    assert least_left(both, {"T1": LateCaps(5, 5)}) == 1
    days = [LatePost(1, day, 1050, 1110, 1, frozenset({"T1"}), True) for day in (1, 2, 3)]
    assert least_left(days, {"T1": LateCaps(2, 5)}) == 1
