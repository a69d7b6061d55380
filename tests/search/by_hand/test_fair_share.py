"""Fair shares (D02): the minutes a week that fall to each, before there is a plan, by hand."""

from __future__ import annotations

from solver.problem import Staff
from solver.search.construct.fair_share import fair_shares
from tests.schools.tiny_by_hand import instance, problem


def test_three_alike() -> None:
    """All four pupils fit into one group: 80 minutes on each of two days, 160 * 100 // 300 = 53 each, and a quarter of the tolerated 40."""
    assert fair_shares(instance("D02")) == {"T1": 63, "T2": 63, "T3": 63}


def test_groups_of_two_pupils_double_it() -> None:
    """Two groups: 320 * 100 // 300 + 10."""
    assert fair_shares(instance("D02", numbers={"K03": {"pupils": 2}})) == {"T1": 116, "T2": 116, "T3": 116}


def test_half_a_share_and_what_is_carried_over() -> None:
    """Shares of 50, 100 and 100 percent: 160 * 100 // 250 + 10 = 74, half of it for T1. T2 has done 200 minutes more before, of which a
    tenth is paid back over one week."""
    people = (Staff("T1", "subject", share=50), Staff("T2", "subject", balance=200))
    assert fair_shares(instance("D02", school=problem(*people))) == {"T1": 37, "T2": 54, "T3": 74}


def test_none_where_loads_need_not_be_even() -> None:
    assert fair_shares(instance()) == {}
