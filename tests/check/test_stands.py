"""Posts as the checker derives them from the dismissals of the plan (D14, A08): intervals, zones, headcounts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.check.demand import count_demand
from solver.check.plan_index import PlanIndex
from solver.check.required_posts import PostInterval, late_headcount
from solver.plan.plan import Dismissal, LateCare, Plan, Section, Session
from solver.problem.bells import Interval
from solver.problem.places import Room
from solver.problem.problem import Problem
from tests.check.builders import PERIODS, enrolled, plan, policy, problem


def slots(key: tuple[str, int, str, int], on: Problem | None = None, of: Plan | None = None) -> tuple[PostInterval, ...]:
    return PlanIndex(on or problem(), policy(), of or plan()).stands[key].slots


A, F, NOWHERE = ("A",), ("F",), ()


def test_D14_care_before_the_last_period_ends_with_it() -> None:
    assert slots(("care", 1, "1A", 1)) == (PostInterval(1, 970, 1010, A, A),)


def leaving(first: int, second: int) -> Plan:
    """Minutes at which grades 1 and 2 leave."""
    return replace(plan(), dismissals=(Dismissal(1, first, "G1"), Dismissal(2, second, "G1")))


@pytest.mark.parametrize("last", [1050, 1060])
@pytest.mark.parametrize("zone", ["", "N"])
def test_D14_care_in_the_last_period_lasts_until_the_hosts_grade_has_left(last: int, zone: str) -> None:
    """Care of the last period ends at the gate, with the host's grade: other slots and grade 2 count for nothing."""
    gated = replace(problem(), gates=(replace(problem().gates[0], zone=zone),))
    (slot,) = slots(("care", 1, "1A", 2), gated, leaving(last, 1050))
    assert slot == PostInterval(1, 1010, last + 10, A, (zone,) if zone else (), 10)
    assert slot.credit == last + 10 - 1010


def test_D14_a_grade_without_a_dismissal_is_looked_after_until_its_last_bell() -> None:
    nobody = replace(plan(), dismissals=())
    assert slots(("care", 1, "1A", 2), of=nobody) == (PostInterval(1, 1010, 1050, A, A),)
    before = replace(plan(), dismissals=(Dismissal(1, 1000, "G1"), Dismissal(2, 1050, "G1")))
    assert slots(("care", 1, "1A", 2), of=before) == (PostInterval(1, 1010, 1050, A, A),)
    assert slots(("late", 1, "", 0), of=nobody) == (PostInterval(1, 1050, 1110, A, A),)


def two_bands() -> Problem:
    """Grade 1 ends at 16:50 and leaves by 17:00, grade 2 ends at 17:30 and leaves by 17:40."""
    base = problem()
    first = replace(base.windows[0], periods=PERIODS[:2], dismissals=(1010, 1020))
    return replace(base, windows=(first, base.windows[1]))


@pytest.mark.parametrize(
    ("start", "slot"),
    [
        (930, PostInterval(2, 930, 970, F, F)),  # closes nobody's afternoon
        (970, PostInterval(2, 970, 1030, F, NOWHERE, 10)),  # closes grade 1, which leaves at 17:00
        (1010, PostInterval(2, 1010, 1060, F, NOWHERE, 10)),  # closes grade 2, which leaves at 17:30
        (971, PostInterval(2, 971, 1011, F, F)),  # ends one minute after grade 1
    ],
)
def test_D14_closing_session_follows_the_grades_that_it_closes(start: int, slot: PostInterval) -> None:
    moved = replace(leaving(1020, 1050), sections=(Section("ball", 1, (Session(2, start, "field"),)), plan().sections[1]))
    for kind in ("lead", "assist"):
        assert slots((kind, 0, "ball", 1), two_bands(), moved) == (slot,)


def test_D14_closing_session_for_a_grade_of_which_nobody_has_a_seat() -> None:
    of = leaving(1020, 1050)
    of = replace(of, seats=tuple(seat for seat in of.seats if (seat.pupil, seat.offering) != ("P1", "ball")))
    assert slots(("lead", 0, "ball", 1), two_bands(), of) == (PostInterval(2, 970, 1010, F, F),)


@pytest.mark.parametrize(("first", "gates", "leaves"), [(1090, ("G1", "G1"), ("N",)), (1050, ("G1", "G1"), ("N",)),
                                                        (1090, ("G2", "G1"), ("S",)), (1050, ("G2", "G1"), ())])  # fmt: skip
def test_D14_two_grades_that_close_together_wait_for_the_later(first: int, gates: tuple[str, str], leaves: tuple[str, ...]) -> None:
    """It ends at the gate of the last, if it is one."""
    north = replace(problem().gates[0], zone="N")
    both = replace(problem(), gates=(north, replace(north, id="G2", zone="S")))
    of = replace(
        plan(), dismissals=(Dismissal(1, first, gates[0]), Dismissal(2, 1050, gates[1])),
        sections=(Section("ball", 1, (Session(2, 1010, "field"),)), plan().sections[1]),
    )  # fmt: skip
    assert slots(("lead", 0, "ball", 1), both, of) == (PostInterval(2, 1010, first + 10, F, leaves, 10),)


def test_gate_fixed_late_and_standby_have_the_zones_of_their_places() -> None:
    assert slots(("gate", 1, "G1", 1050)) == (PostInterval(1, 1050, 1060, NOWHERE, NOWHERE, 10),)
    gated = replace(problem(), gates=(replace(problem().gates[0], zone="N"),))
    assert slots(("gate", 1, "G1", 1050), gated) == (PostInterval(1, 1050, 1060, ("N",), ("N",), 10),)
    assert slots(("fixed", 1, "patrol", 0)) == (PostInterval(1, 930, 1050, A, A),)
    assert slots(("late", 1, "", 0)) == (PostInterval(1, 1050, 1110, A, A),)
    more = replace(problem(), rooms=(*problem().rooms, Room("late2", "late", 10, "B")))
    both = replace(plan(), late_care=(LateCare(1, ("late", "late2")),))
    assert slots(("late", 1, "", 0), more, both) == (PostInterval(1, 1050, 1110, ("A", "B"), ("A", "B")),)
    waiting = policy(levels={"A09": "hard"})
    assert PlanIndex(problem(), waiting, plan()).stands["standby", 2, "", 0].slots == (PostInterval(2, 1050, 1080, A, A),)
    assert PlanIndex(more, waiting, plan()).stands["standby", 2, "", 0].slots == (PostInterval(2, 1050, 1080),)


def test_gate_has_one_post_a_wave_even_for_two_grades() -> None:
    stands = PlanIndex(problem(), policy(), plan()).stands
    assert [key for key in stands if key[:2] == ("gate", 1)] == [("gate", 1, "G1", 1050)]
    staggered = replace(plan(), dismissals=(Dismissal(1, 1060, "G1"), Dismissal(2, 1050, "G1")))
    stands = PlanIndex(problem(), policy(), staggered).stands
    assert [key for key in stands if key[:2] == ("gate", 1)] == [("gate", 1, "G1", 1050), ("gate", 1, "G1", 1060)]


def test_late_interval_runs_from_the_first_dismissal_of_its_grades_to_the_last_pupil() -> None:
    both = enrolled(two_bands(), replace(problem().pupils[0], late_until=1090))
    assert count_demand(both).late == {1: 2, 2: 1, 3: 1, 4: 1, 5: 1}
    for first in (1010, 1020):
        spans = PlanIndex(both, policy(), leaving(first, 1050)).late_spans
        assert spans[1] == Interval(first, 1110)
        assert spans[2] == Interval(first, 1090)
    assert PlanIndex(two_bands(), policy(), leaving(1010, 1060)).late_spans == {1: Interval(1060, 1110)}


@pytest.mark.parametrize(("pupils", "adults"), [(1, 2), (60, 2), (61, 3), (90, 3), (91, 4)])
def test_A08_headcount(pupils: int, adults: int) -> None:
    assert late_headcount(policy(), pupils) == adults
