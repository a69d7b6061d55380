"""Day assignment (D02, D05, D02R): a day's bundles to people by a cost matrix that is computed by hand."""

from __future__ import annotations

import numpy as np
import pytest

from solver.problem import Busy, Staff
from solver.search.engines.matching import assign_at_least_cost
from solver.search.workload.day_assignment import reassign_days
from solver.search.workload.state import WorkloadState
from tests.schools.tiny_by_hand import DAYS, MONDAY, care, holders, instance, plan, problem

UNEVEN = (Staff("T1", "subject", balance=600), Staff("T3", "subject", balance=-600))
"""A tenth of what is carried over counts: T1 begins with 60 minutes, T3 with -60."""
ONE_DAY = plan("T1 T2 T1 - -", "- - - - -")


def test_a_cheapest_assignment() -> None:
    """1 + 2 + 2 is the least. When the first row may take neither of its first columns, 9 + 9 + 2; when it may take none, nothing is."""
    costs = np.array([[1, 2, 9], [9, 9, 2], [9, 2, 2]])
    assert assign_at_least_cost(costs, 100) == [0, 2, 1]
    costs[0, :2] = 100
    assert assign_at_least_cost(costs, 100) == [2, 0, 1]
    costs[0, 2] = 100
    assert assign_at_least_cost(costs, 100) is None


def test_bundles_go_to_who_is_nearest_to_the_mean_with_them() -> None:
    """Monday's bundles: 80 minutes with 1A, 40 with 2A, nothing. The mean with them is (60 + 0 - 60 + 120) / 3 = 40.

    A distance d from it costs d ** 2 + 20 * (d - 16) ** 2 beyond 16, four tenths of the tolerated 40:

              80       40      none
        T1  151,120  42,320      720
        T2   13,120       0   13,120
        T3      720  42,320  151,120

    The cheapest way is 720 + 0 + 720: T3 has 1A, T2 keeps 2A, T1 has nothing.
    """
    state = WorkloadState(instance("D02", school=problem(*UNEVEN)), ONE_DAY)
    reassign_days(state)
    assert holders(state.plan()) == holders(plan("T3 T2 T3 - -", "- - - - -"))
    assert state.load == {"T1": 6_000, "T2": 4_000, "T3": 2_000}


def test_who_is_away_gets_no_bundle() -> None:
    """T3 is away and has nothing. T1 with 2A and T2 with 1A cost 42,320 + 13,120, the other way 151,120 + 0."""
    away = Staff("T3", "subject", balance=-600, unavailable=tuple(Busy(day, 0, 1440) for day in DAYS))
    state = WorkloadState(instance("D02", "K01", school=problem(UNEVEN[0], away)), ONE_DAY)
    reassign_days(state)
    assert holders(state.plan()) == holders(plan("T2 T1 T2 - -", "- - - - -"))


@pytest.mark.parametrize(("reasons", "begin", "end"), [((), "T1", {"T3"}), (("family",), "T3", {"T1", "T2"})])
def test_late_duties_leave_flagged_people(reasons: tuple[str, ...], begin: str, end: set[str]) -> None:
    """T1 and T2 carry over 45 minutes each; Monday's only duty, 40 minutes, ends late. The mean with it is 43.3.

    T3 with it costs 11 + 3 + 3. T1 with it costs 41.7 ** 2 + 20 * 25.7 ** 2 = 14,900, and T3 without it 43.3 ** 2 + 20 * 27.3 ** 2
    = 16,830: 31,733 in all. So T3 has it, but for reasons for care, with which a late duty costs 40,000 more.
    """
    people = (*(Staff(name, "subject", balance=450) for name in ("T1", "T2")), Staff("T3", "subject", reasons=reasons))
    here = instance("D02", "D05", school=problem(*people), numbers={"D05": {"late_after": 970, "reduction_percent": 0}})
    state = WorkloadState(here, plan(f"- - {begin} - -", "- - - - -"))
    reassign_days(state)
    assert holders(state.plan())[care(MONDAY, "1A", 1)] in end


def test_even_days_are_not_touched() -> None:
    """Within the tolerated range nothing is assigned anew."""
    even = plan("T1 T2 T1 T2 T3", "T3 T1 T3 T2 T3")
    state = WorkloadState(instance("D02"), even)
    reassign_days(state)
    assert holders(state.plan()) == holders(even)
