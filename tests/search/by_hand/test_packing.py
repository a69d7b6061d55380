"""Bin-packing bounds on care groups (K03): the figures of the two bounds computed by hand."""

from __future__ import annotations

import pytest

from solver.search.packing import least_groups, tangents


@pytest.mark.parametrize(("sizes", "limit", "classes", "least"), [
    ([2, 2], 45, 3, 1),  # both together
    ([30, 30, 30], 45, 3, 3),  # each above half the limit
    ([30, 25, 15, 10], 45, 3, 2),  # 30 + 15 and 25 + 10: 80 pupils do not fit into one
    ([30, 30, 20, 20], 45, 3, 3),  # beside 30 there is room for 15, 20 need a group of their own
    ([10, 10, 10, 10], 45, 2, 2),  # two classes a group
    ([60, 10], 45, 3, 2),  # a class above the limit has a group alone
])  # fmt: skip
def test_least_groups(sizes: list[int], limit: int, classes: int, least: int) -> None:
    assert least_groups(sizes, limit, classes) == least


def test_lines_below_the_groups_of_two_classes() -> None:
    """Two classes of 30 and a limit of 45: to save a group, 15 must be away. So 15 * groups + away is at least 15 * 2."""
    assert tangents([30, 30], 45) == [(15, 30)]


def test_no_line_where_a_group_is_saved_for_nothing() -> None:
    assert tangents([20, 20], 45) == []
