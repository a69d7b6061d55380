"""Instance and eligibility: intervals, closing sessions, walks, the grid, and who may stand where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.model.instance import Instance, Shift
from solver.plan import Dismissal, Post
from solver.policy.load import load_policy
from solver.search.soft_policy import softened
from tests.model.schools import OVERRIDES, instance, problem


def test_care_lasts_a_period_and_the_last_one_until_the_pupils_have_left() -> None:
    left = (Dismissal(1, 1040, "north"), Dismissal(3, 1050, "south"))
    shifts = instance().leaving(left, ()).care_shifts
    assert shifts["1A", 0] == Shift(900, 940, ("A",), leaves=("A",))
    assert shifts["1A", 2] == Shift(990, 1050, ("A",), escort=10)  # they leave at 17:20, the escort takes ten minutes
    assert (shifts["1A", 2].credit, shifts["1A", 2].released) == (60, 1040)
    assert shifts["3A", 1] == Shift(975, 1060, ("B",), escort=10)


def test_while_slots_are_open_only_what_is_certain_of_an_interval_counts() -> None:
    found = instance()
    assert found.care_shifts["1A", 2].end == 1040  # they may leave at 17:10 already
    assert found.shift(Post("late", 1, "", 0)).start == 1040  # and as late as 17:20
    early, late = (found.leaving((Dismissal(1, minute, "north"),), ()) for minute in (1030, 1040))
    assert [x.shift(Post("late", 1, "", 0)).start for x in (early, late)] == [1030, 1040]
    assert early is found.leaving((Dismissal(1, 1030, "north"),), ())


def test_posts_have_their_intervals_credits_and_headcounts() -> None:
    found = instance()
    assert found.shift(Post("gate", 1, "north", 1040)) == Shift(1040, 1050, escort=10)
    zone = (found.problem.post_of["round"].zone,)
    assert found.shift(Post("fixed", 1, "round", 0)) == Shift(900, 960, zone, leaves=zone)
    assert found.shift(Post("late", 1, "", 0)) == Shift(1040, 1080, headcount=2)
    assert found.late_heads == {1: 1}


@pytest.mark.parametrize(
    ("start", "shift"),
    [
        (945, Shift(945, 985)),
        (975, Shift(975, 1060, escort=10)),  # ends with the day of grade 3
        (990, Shift(990, 1040, escort=10)),  # ends with the day of grade 1
    ],
)
def test_a_session_that_closes_a_grades_day_lasts_until_that_grade_has_left(start: int, shift: Shift) -> None:
    found = instance()
    assert found.session_shift(found.problem.offering_of["art"], start, (1, 3)) == shift


def test_a_session_closes_the_day_only_of_grades_that_sit_there() -> None:
    found, art = instance(), instance().problem.offering_of["art"]
    assert found.closes(art, 975) == (3,)
    assert found.session_shift(art, 975, (1,)) == Shift(975, 1015)
    assert found.session_shift(art, 975) == Shift(975, 1015)  # grade 1 may sit there, for whom it closes nothing
    assert found.session_shift(art, 990) == Shift(990, 1040, escort=10)  # only grade 1 may, whose day it ends


def test_sessions_start_with_a_bell_and_end_within_a_window() -> None:
    assert instance().starts["art"] == (900, 930, 945, 975, 990)
    assert instance().session_days["art"] == (1, 2)
    assert instance().rooms_for["art"] == ("studio",)
    assert not instance().within(3, 925, 40)
    assert instance().within(3, 975, 40)
    assert not instance().within(3, 976, 40)
    assert not instance().within(2, 945, 40)


def test_a_session_covers_the_periods_that_lie_within_it() -> None:
    found = instance()
    art = found.problem.offering_of["art"]
    assert found.covers(art, 945, 1) == (1,)
    assert found.covers(art, 930, 1) == ()
    assert found.covers(art, 930, 3) == (0,)


def test_walks_are_as_listed_either_way_or_as_the_policy_says() -> None:
    found = instance()
    assert found.walk(("A",), ("B",)) == found.walk(("B",), ("A",)) == 7
    assert found.walk(("A",), ("C",)) == found.policy.number("D08", "walk_minutes")
    assert found.walk(("B",), ("B",)) == found.walk((), ("B",)) == found.walk(("A",), ()) == 0
    assert found.walk(("A",), ("A", "B")) == 7  # to the farthest of several


def test_only_classes_with_applicants_queue() -> None:
    assert instance().queues == {1: 1, 3: 1}


def test_weekly_posts_go_to_those_who_are_there_and_free_and_of_the_role() -> None:
    found = instance()
    care = [Post("care", 1, "1A", period) for period in range(3)]
    assert set(found.allowed(care[0], 1)) == {"head", "t1", "t3"}  # t2 is away until 945
    assert set(found.allowed(care[1], 1)) == {"head", "t1", "t2", "t3"}
    assert set(found.allowed(Post("care", 2, "1A", 0), 1)) == {"head", "t1", "t2", "t3"}  # t3 has a meeting from 940
    assert set(found.allowed(Post("care", 2, "1A", 1), 1)) == {"head", "t1", "t2"}
    assert set(found.allowed(Post("gate", 1, "north", 1040), 1)) == {"head", "t1", "t2", "t3", "porter"}
    assert set(found.allowed(Post("fixed", 1, "round", 0), 1)) == {"head"}


def test_lessons_and_absences_of_odd_weeks_keep_nobody_from_posts_of_even_ones() -> None:
    """A section meets in every week, a post in one. A template of an odd number of weeks has no odd and even ones."""
    sound = problem()
    (lesson, meeting) = sound.lessons
    staff = tuple(
        replace(x, unavailable=tuple(replace(busy, weeks="even") for busy in x.unavailable)) for x in sound.staff
    )
    turned = replace(sound, lessons=(lesson, replace(meeting, weeks="odd")), staff=staff)
    for weeks in (1, 2, 3, 4):
        policy = softened(load_policy("national", {**OVERRIDES, "D02": {"numbers": {"weeks": weeks}}}))
        found = Instance(turned, policy)
        first, second = Post("care", 1, "1A", 0), Post("care", 2, "1A", 1)
        away = [week for week in found.weeks if "t2" not in found.allowed(first, week)]
        meets = [week for week in found.weeks if "t3" not in found.allowed(second, week)]
        if weeks % 2:
            assert away == meets == list(found.weeks)
        else:
            assert (meets, away) == (list(range(1, weeks + 1, 2)), list(range(2, weeks + 1, 2)))
        assert not found.eligibility.free("t3", 2, 970, 980)
        last = found.weeks[-1]
        assert found.eligibility.free("t3", 2, 970, 980, last) == (weeks % 2 == 0)


def test_sections_go_to_those_with_the_skill_who_take_part() -> None:
    found = instance()
    assert set(found.leaders["art"]) == {"t1", "guest"}
    assert set(found.assistants) == {"head", "t1", "t2", "t3"}
    assert found.eligibility.free("guest", 1, 945, 985)
    assert not found.eligibility.free("guest", 1, 944, 984)
    assert not found.eligibility.free("guest", 1, 990, 1050)
    assert not found.eligibility.free("guest", 2, 945, 985)
    assert found.eligibility.vetted(found.problem.outside_of["guest"], 1) == "E03"
