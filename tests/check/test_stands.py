"""Posts as the checker derives them (D14, A08): intervals, credits, zones, headcounts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.check.demand import count_demand
from solver.check.plan_index import PlanIndex
from solver.check.required_posts import PostInterval, late_headcount
from solver.plan.plan import Dismissal, Plan, Section, Session
from solver.problem.problem import Problem
from tests.check.builders import PERIODS, enrolled, plan, policy, problem


def slots(key: tuple[str, int, str, int], on: Problem | None = None, of: Plan | None = None) -> tuple[PostInterval, ...]:
    return PlanIndex(on or problem(), policy(), of or plan()).stands[key].slots


def test_D14_care_before_the_last_period_ends_with_it() -> None:
    assert slots(("care", 1, "1A", 1)) == (PostInterval(1, 970, 1010, 40, "A"),)


def test_D14_care_in_the_last_period_lasts_until_the_last_slot_and_the_escort() -> None:
    # whatever the plan chooses: the band's last slot is 17:40
    assert slots(("care", 1, "1A", 2)) == (PostInterval(1, 1010, 1070, 50, "A"),)


def two_bands() -> Problem:
    """Grade 1 ends at 16:50 and leaves by 17:00, grade 2 ends at 17:30 and leaves by 17:40."""
    base = problem()
    first = replace(base.windows[0], periods=PERIODS[:2], dismissals=(1010, 1020))
    return replace(base, windows=(first, base.windows[1]))


@pytest.mark.parametrize(
    ("start", "end", "credit"),
    [
        (930, 970, 40),  # closes nobody's afternoon
        (970, 1030, 50),  # closes grade 1: 17:00 + 10
        (1010, 1070, 50),  # closes grade 2: 17:40 + 10
        (971, 1011, 40),  # ends one minute after grade 1
    ],
)
def test_D14_closing_session_follows_the_bands_that_it_closes(start: int, end: int, credit: int) -> None:
    moved = replace(plan(), sections=(Section("ball", 1, (Session(2, start, "field"),)), plan().sections[1]))
    for kind in ("lead", "assist"):
        assert slots((kind, 0, "ball", 1), two_bands(), moved) == (PostInterval(2, start, end, credit, "F"),)


def test_D14_closing_session_for_a_grade_that_the_offering_does_not_take() -> None:
    base = two_bands()
    only_two = replace(base, offerings=(replace(base.offerings[0], grades=(2,)), base.offerings[1]))
    assert slots(("lead", 0, "ball", 1), only_two) == (PostInterval(2, 970, 1010, 40, "F"),)


def test_D14_two_bands_that_close_together_wait_for_the_later_slot() -> None:
    base = problem()
    split = replace(base, windows=(replace(base.windows[0], periods=PERIODS[1:], start=970, dismissals=(1090,)), base.windows[1]))
    moved = replace(plan(), sections=(Section("ball", 1, (Session(2, 1010, "field"),)), plan().sections[1]))
    assert slots(("lead", 0, "ball", 1), split, moved) == (PostInterval(2, 1010, 1100, 50, "F"),)


def test_gate_fixed_and_late_have_no_zone() -> None:
    assert slots(("gate", 1, "G1", 1050)) == (PostInterval(1, 1050, 1060, 10, None),)
    assert slots(("fixed", 1, "patrol", 0)) == (PostInterval(1, 930, 1050, 120, None),)
    assert slots(("late", 1, "", 0)) == (PostInterval(1, 1050, 1110, 60, None),)


def test_gate_has_one_post_a_wave_even_for_two_grades() -> None:
    stands = PlanIndex(problem(), policy(), plan()).stands
    assert [key for key in stands if key[:2] == ("gate", 1)] == [("gate", 1, "G1", 1050)]
    staggered = replace(plan(), dismissals=(Dismissal(1, 1060, "G1"), Dismissal(2, 1050, "G1")))
    stands = PlanIndex(problem(), policy(), staggered).stands
    assert [key for key in stands if key[:2] == ("gate", 1)] == [("gate", 1, "G1", 1050), ("gate", 1, "G1", 1060)]


def test_late_interval_runs_from_the_first_slot_to_the_last_pupil() -> None:
    both = enrolled(two_bands(), replace(problem().pupils[0], late_until=1090))
    demand = count_demand(both)
    assert demand.late == {1: 2, 2: 1, 3: 1, 4: 1, 5: 1}
    assert (demand.late_span[1].start, demand.late_span[1].end) == (1010, 1110)
    assert (demand.late_span[2].start, demand.late_span[2].end) == (1010, 1090)


@pytest.mark.parametrize(("pupils", "adults"), [(1, 2), (60, 2), (61, 3), (90, 3), (91, 4)])
def test_A08_headcount(pupils: int, adults: int) -> None:
    assert late_headcount(policy(), pupils) == adults
