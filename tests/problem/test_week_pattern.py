"""Odd and even weeks of the term against the weeks of the template, and lessons that clash in some week only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from solver.problem.bells import Lesson
from solver.problem.calendar import Term
from solver.problem.validate import faults
from solver.problem.week_pattern import EVEN, ODD, WEEK_PATTERNS, share_a_week, turns_of, weeks_of
from tests.problem.schools import village

PATTERNS = st.sampled_from(tuple(WEEK_PATTERNS))
LENGTHS = st.integers(1, 9)
TERM = Term("t", date(2026, 9, 2), date(2027, 1, 20), 1050)  # from a Wednesday on


def _falls(pattern: str, week: int) -> bool:
    """Whether something takes place in the n-th week of the term, counted from 1."""
    return {"": True, ODD: week % 2 == 1, EVEN: week % 2 == 0}[pattern]


@given(PATTERNS, LENGTHS)
def test_a_pattern_counts_in_just_the_weeks_of_the_template_by_which_its_dates_run(pattern: str, weeks: int) -> None:
    dates = ((n, TERM.first + timedelta(days=7 * (n - 1))) for n in range(1, 2 * weeks + 1))
    assert set(weeks_of(pattern, weeks)) == {TERM.week_of(day, weeks) for n, day in dates if _falls(pattern, n)}


@given(st.lists(PATTERNS), LENGTHS)
def test_weeks_that_are_alike_have_the_same_patterns(patterns: list[str], weeks: int) -> None:
    turns = turns_of(patterns, weeks)
    kinds = [[week in weeks_of(pattern, weeks) for pattern in patterns] for week in range(1, weeks + 1)]
    assert {tuple(kinds[week - 1]) for week in turns} == set(map(tuple, kinds))
    assert all(kind == kinds[turns[n % len(turns)] - 1] for n, kind in enumerate(kinds))


@given(PATTERNS, PATTERNS)
def test_two_patterns_share_a_week_or_do_not(a: str, b: str) -> None:
    assert share_a_week(a, b) == any(_falls(a, n) and _falls(b, n) for n in (1, 2))


def _most_at_once(lessons: Iterable[Lesson]) -> int:
    """Lessons that are on at one minute of one week, at most."""
    return max(
        sum(x.start <= minute < x.end and _falls(x.weeks, week) for x in lessons)
        for minute in range(500, 560)
        for week in (1, 2)
    )


SPANS = st.tuples(st.integers(500, 540), st.integers(1, 19), PATTERNS)


@given(st.lists(SPANS, min_size=1, max_size=7), st.integers(1, 4))
def test_lessons_in_a_room_are_refused_just_when_more_are_on_than_it_holds(spans: list[tuple[int, int, str]], holds: int) -> None:
    lessons = tuple(
        Lesson(1, start, start + length, None, None, "library", f"体育{i}", pattern)
        for i, (start, length, pattern) in enumerate(spans)
    )
    problem = village()
    rooms = tuple(replace(room, holds=holds) if room.id == "library" else room for room in problem.rooms)
    found = faults(replace(problem, lessons=lessons, rooms=rooms))
    assert bool(found) == (_most_at_once(lessons) > holds)
    assert all(fault.path[2] == "room_id" for fault in found)


@given(st.lists(SPANS, min_size=1, max_size=4))
def test_a_class_and_a_teacher_have_one_lesson_at_a_time_whatever_the_room_holds(spans: list[tuple[int, int, str]]) -> None:
    lessons = tuple(
        Lesson(1, start, start + length, "A1", "T1", "library", "体育", pattern) for start, length, pattern in spans
    )
    problem = village()
    rooms = tuple(replace(room, holds=9) for room in problem.rooms)
    found = faults(replace(problem, lessons=lessons, rooms=rooms))
    assert {fault.path[2] for fault in found} == ({"class_id", "staff_id"} if _most_at_once(lessons) > 1 else set())


def test_a_full_field_is_told_with_its_number_the_column_and_who_is_there() -> None:
    lessons = tuple(Lesson(2, 500, 540, f"A{n}", f"T{n}", "library", "体育") for n in (1, 2, 3))
    problem = replace(village(), lessons=lessons)
    single = faults(problem)
    assert [fault.path for fault in single] == [("lessons", 1, "room_id"), ("lessons", 2, "room_id")]
    assert single[0].hint_zh.startswith("可能这是操场")
    assert "可同时上课班数" in single[0].hint_zh
    two = tuple(replace(room, holds=2) if room.id == "library" else room for room in problem.rooms)
    (found,) = faults(replace(problem, rooms=two))
    assert found.path == ("lessons", 2, "room_id")
    assert found.zh == (
        "教室 library 周二 08:20 已有 2 节课（体育 A1 T1 library；体育 A2 T2 library），“场地”表的“可同时上课班数”是 2，不能再上一节。"
    )
    assert "holds 2" in found.en
    assert found.hint_zh.startswith("可能“可同时上课班数”填少了")
    home = replace(problem, lessons=tuple(replace(lesson, room_id="R1") for lesson in lessons[:2]))
    assert [fault.hint_zh for fault in faults(home)] == [
        "可能是合班课（教师、教室、科目和时间要写得完全一样），或分单双周上（请填“单双周”）。"
    ]
