"""The tiny school's days by hand: silent as it is, and each invariant broken alone. 1A and 2A have 2 pupils each; P6 only comes on
Mondays, and stays late."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.check.plan_index import PlanIndex
from solver.check.replay.day import ALONE, PARTS, ROOM, TWICE, WALK, Breach, DayReplay, replay, uncovered
from solver.check.replay.stretch import BREAK, LEAVE, LESSON, NOBODY, WAIT
from solver.plan.plan import Dismissal, LateCare, Plan, Session
from solver.problem.bells import Interval, Lesson, Window
from solver.problem.places import Walk
from solver.problem.problem import Problem
from tests.check.builders import ASSIST_BALL, LATE, care, gate, plan, policy, problem, reassigned, windowed

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
    soon = windowed(problem(), replace(problem().windows[0], start=920))
    assert day(FRIDAY, on=soon).breaches == (), "ten minutes are a hand-over (D08)"
    assert doings(day(FRIDAY, on=soon), "P1")[0] == (920, 930, BREAK, "")


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
    """1A and 2A wait together with T1, who is of 1A: 1A leaves at 17:30, the two of 2A ten minutes later, at two gate posts."""
    parts = replace(plan(), dismissals=(Dismissal(1, 1050, "G1"), Dismissal(2, 1060, "G1")))
    found = day(FRIDAY, of=reassigned(parts, gate(FRIDAY, 1060), "T3")).breaches
    assert found == (Breach(ALONE, 1050, 1060, "R1", ("2A",), 2), Breach(PARTS, 1050, 1060, "R1", ("T1",), 2))


@pytest.mark.parametrize(("watched", "assistant", "parts"), [(True, None, False), (False, None, True), (False, "T3", False)])
def test_parts_of_a_section_are_handed_over_at_the_gate(watched: bool, assistant: str | None, parts: bool) -> None:
    """Ball closes Tuesday; P1 leaves at 17:30, P4 ten minutes later. O1 leads, or O1 and T3 do; T5 stands at the gate or nobody."""
    of = replace(
        plan(), dismissals=(Dismissal(1, 1050, "G1"), Dismissal(2, 1060, "G1")),
        sections=(plan().sections[0]._replace(sessions=(Session(TUESDAY, 1010, "field"),)), plan().sections[1]),
    )  # fmt: skip
    of = reassigned(of, ASSIST_BALL, assistant)
    for minute in (1050, 1060):
        of = reassigned(of, gate(TUESDAY, minute), "T5" if watched else None)
    found = [each for each in day(TUESDAY, of=of).breaches if each.kind == PARTS and each.place == "field"]
    assert found == ([Breach(PARTS, 1050, 1060, "field", ("O1",), 1)] if parts else [])


def test_an_adults_stretches_are_the_intervals_of_the_posts() -> None:
    """Each stretch follows the one before, from the start to the end of the post."""
    view = PlanIndex(problem(), policy(), plan())
    for weekday in view.days:
        days = day(weekday).adults
        for (person, week, on), duties in view.duties.items():
            if (week, on) == (1, weekday):
                own = [each for each in days[person] if each.doing != LESSON]
                assert sum(each.end - each.start for each in own) == sum(duty.slot.credit for duty in duties)
                assert {duty.slot.end for duty in duties} <= {each.end for each in own}


def test_a_regular_lesson_takes_its_room() -> None:
    club = replace(problem(), lessons=(Lesson(FRIDAY, 1000, 1020, "2A", "T2", "R1"),))
    assert day(FRIDAY, on=club).breaches == (
        Breach(ROOM, 1000, 1010, "R1", ("1A", "lesson"), 0), Breach(ROOM, 1010, 1020, "R1", ("lesson", "1A"), 0),
    )  # fmt: skip


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
    more = replace(far, rooms=(*far.rooms, replace(rooms[-1], id="near", zone="A")))
    both = replace(plan(), late_care=(LateCare(MONDAY, ("near", "late")),))
    assert day(MONDAY, on=more, of=both).breaches == (Breach(WALK, 1050, 1050, "", ("T4",), 3),), "the farthest of its rooms"


def test_an_adult_who_comes_and_goes_leaves_the_rest_alone() -> None:
    """Two people for parts of one stretch: only what neither covers is left."""
    assert list(uncovered(0, 10, [(2, 8), (3, 4), (9, 20)])) == [(0, 2), (8, 9)]
