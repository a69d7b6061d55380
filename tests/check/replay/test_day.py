"""The tiny school's days by hand: silent as it is, and each invariant broken alone. 1A and 2A have 2 pupils each; P6 only comes on
Mondays, and stays late."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.check.replay.day import ALONE, PARTS, ROOM, TWICE, WALK, Breach, DayReplay, replay, uncovered
from solver.check.replay.stretch import BREAK, LEAVE, NOBODY, WAIT
from solver.plan.plan import Dismissal, Plan, Session
from solver.problem.bells import Interval, Window
from solver.problem.places import Walk
from solver.problem.problem import Problem
from tests.check.builders import LATE, care, plan, policy, problem, reassigned, windowed

MONDAY, TUESDAY, FRIDAY = 1, 2, 5


def day(weekday: int, on: Problem | None = None, of: Plan | None = None) -> DayReplay:
    return replay(on or problem(), policy(), of or plan(), weekday, 1)


def doings(found: DayReplay, pupil: str) -> list[tuple[int, int, str, str]]:
    return [(each.start, each.end, each.doing, each.place) for each in found.pupils[pupil].stretches]


@pytest.mark.parametrize("weekday", [1, 2, 3, 4, 5])
def test_the_plan_leaves_nobody_alone(weekday: int) -> None:
    assert day(weekday).breaches == ()


def test_a_pupils_day_is_care_session_care_and_the_way_out() -> None:
    assert doings(day(TUESDAY), "P1") == [
        (930, 970, "care", "R1"), (970, 1010, "lead", "field"), (1010, 1050, "care", "R1"), (1050, 1060, LEAVE, "G1"),
    ]  # fmt: skip
    assert doings(day(MONDAY), "P6")[-1] == (1050, 1110, "late", "late")
    assert "P6" not in day(TUESDAY).pupils


def test_an_adults_day_ends_when_the_last_pupil_has_left() -> None:
    assert [(each.start, each.end, each.doing) for each in day(FRIDAY).adults["T1"]] == [
        (930, 970, "care"), (970, 1010, "care"), (1010, 1050, "care"), (1050, 1060, LEAVE),
    ]  # fmt: skip
    later = replace(plan(), dismissals=(Dismissal(1, 1060, "G1"), Dismissal(2, 1060, "G1")))
    assert [(each.start, each.end, each.doing) for each in day(FRIDAY, of=later).adults["T1"]][-2:] == [
        (1050, 1060, WAIT), (1060, 1070, LEAVE),
    ]  # fmt: skip


def test_a_slot_that_nobody_uses_changes_nothing() -> None:
    more = windowed(problem(), replace(problem().windows[0], dismissals=(1050, 1060, 1200)))
    assert day(FRIDAY, on=more) == day(FRIDAY)


def test_service_before_the_first_period_belongs_to_nobody() -> None:
    early = windowed(problem(), replace(problem().windows[0], start=900))
    assert day(FRIDAY, on=early).breaches == (
        Breach(ALONE, 900, 930, "", ("1A",), 2), Breach(ALONE, 900, 930, "", ("2A",), 2),
    )  # fmt: skip
    assert doings(day(FRIDAY, on=early), "P1")[0] == (900, 930, NOBODY, "")


@pytest.mark.parametrize(("minutes", "alone"), [(10, False), (11, True)])
def test_a_break_may_take_as_long_as_a_hand_over(minutes: int, alone: bool) -> None:
    """D08: ten minutes."""
    periods = (Interval(930, 970), Interval(970 + minutes, 1010 + minutes), Interval(1010 + minutes, 1050 + minutes))
    gap = windowed(problem(), Window(1, 930, periods, (1070,), ("G1",)))
    of = replace(plan(), sections=(), seats=(), dismissals=(Dismissal(1, 1070, "G1"), Dismissal(2, 1070, "G1")))
    found = day(FRIDAY, on=gap, of=of)
    assert doings(found, "P1")[1] == (970, 970 + minutes, NOBODY if alone else BREAK, "")
    assert [each.subjects for each in found.breaches] == ([("1A",), ("2A",)] if alone else [])


def test_a_group_without_an_adult_is_alone_by_its_classes() -> None:
    found = day(FRIDAY, of=reassigned(plan(), care(FRIDAY, "1A", 1), None)).breaches
    assert found == (Breach(ALONE, 970, 1010, "R1", ("1A",), 2), Breach(ALONE, 970, 1010, "R1", ("2A",), 2))


def test_one_adult_cannot_see_two_parts_off() -> None:
    """1A and 2A wait together with T1: 1A leaves at 17:30, the two of 2A ten minutes later."""
    parts = replace(plan(), dismissals=(Dismissal(1, 1050, "G1"), Dismissal(2, 1060, "G1")))
    assert day(FRIDAY, of=parts).breaches == (Breach(PARTS, 1050, 1060, "R1", ("T1",), 2),)


def test_a_room_is_used_while_a_group_waits_in_it() -> None:
    """Chess on Thursday at 17:35 in R1, where P4 waits until 17:40."""
    waiting = replace(
        plan(), dismissals=(Dismissal(1, 1060, "G1"), Dismissal(2, 1060, "G1")),
        sections=tuple(
            section._replace(sessions=(Session(4, 1055, "R1"),)) if section.offering == "chess" else section
            for section in plan().sections
        ),
    )  # fmt: skip
    assert Breach(ROOM, 1055, 1060, "R1", ("1A", "chess#1"), 0) in day(4, of=waiting).breaches
    assert [each for each in day(4, of=waiting).breaches if each.kind == ROOM and each.place != "R1"] == []


def test_extended_care_begins_while_its_adult_still_leads_others_out() -> None:
    found = day(MONDAY, of=reassigned(plan(), LATE, "T1", week=1)).breaches
    assert Breach(TWICE, 1050, 1060, "late", ("T1",), 0) in found


def test_the_walk_between_two_duties_is_measured_to_extended_care_too() -> None:
    """T4 patrols zone A until 17:30; were extended care three minutes away, it would begin without T4."""
    rooms = tuple(replace(room, zone="D") if room.id == "late" else room for room in problem().rooms)
    far = replace(problem(), rooms=rooms, walks=(Walk("A", "D", 3),))
    assert day(MONDAY, on=far).breaches == (Breach(WALK, 1050, 1050, "late", ("T4",), 3),)


def test_an_adult_who_comes_and_goes_leaves_the_rest_alone() -> None:
    """Two people for parts of one stretch: only what neither covers is left."""
    assert list(uncovered(0, 10, [(2, 8), (3, 4), (9, 20)])) == [(0, 2), (8, 9)]
