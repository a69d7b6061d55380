"""From little that is known to a whole problem."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.files.defaults.bells import LEAST_PERIOD, Hours, periods_between
from api.files.defaults.complete import complete
from api.files.defaults.courses import strand_of
from api.files.defaults.known import KnownSchool
from api.files.defaults.term import named_half, usual_first, usual_last
from api.files.request.sheets import SHEETS
from solver.errors import ProblemError
from solver.explain.precheck import precheck
from solver.policy.load import load_policy
from solver.policy.profile import profile_names
from solver.problem.bells import Interval, Lesson
from solver.problem.calendar import MakeUpDay
from solver.problem.problem import Problem
from solver.problem.validate import faults
from tests.files.defaults.schools import little

NATIONAL = load_policy("national")


def problem_of(known: KnownSchool) -> Problem:
    done = complete(known, NATIONAL)
    assert not faults(done.problem)
    return done.problem


@pytest.mark.parametrize(("classes", "staff", "pupils"), [(1, 5, 20), (6, 16, 30), (12, 30, 35), (54, 130, 45)])
def test_a_school_of_which_little_is_known_is_whole_and_nothing_is_against_a_plan(
    classes: int, staff: int, pupils: int
) -> None:
    assert not precheck(problem_of(little(classes, staff, pupils)), NATIONAL)


def test_extended_care_has_a_room_and_adults() -> None:
    known = little(12, 30)
    late = tuple(replace(pupil, late_until=1110) if pupil.id.endswith(("1", "2")) else pupil for pupil in known.pupils)
    problem = problem_of(replace(known, pupils=late))
    assert problem.late_rooms
    assert not precheck(problem, NATIONAL)


@pytest.mark.parametrize("name", profile_names())
def test_the_hours_of_every_place_are_kept(name: str) -> None:
    policy = load_policy(name)
    done = complete(little(12, 30, courses=()), policy)
    assert not faults(done.problem)
    told = {reason.rule for reason in precheck(done.problem, policy)}
    assert told <= {"G03", "G06", "G12"}, "dates and grades of pay are facts that only the school knows"


def test_every_assumption_names_a_sheet_and_a_column_of_the_workbook() -> None:
    columns = {spec.key: {"", *(column.field for column in spec.columns)} for spec in SHEETS}
    for each in complete(little(12, 30), NATIONAL).assumed:
        assert each.column in columns[each.sheet]
        assert each.zh
        assert each.en
        assert each.value


def test_what_is_said_is_not_assumed() -> None:
    problem = problem_of(
        replace(little(6, 16), start=16 * 60, end=18 * 60 + 10, work_end=1080, holidays=(), make_up_days=())
    )
    window = problem.windows[0]
    assert (window.start, window.periods[-1].end, window.dismissals[0]) == (960, 1090, 1090)
    assert (problem.term.work_end, problem.term.holidays, problem.term.make_up_days) == (1080, (), ())


def test_the_service_begins_after_the_last_lesson() -> None:
    known = little(6, 16)
    lesson = Lesson(1, 890, 945, "6.1", None, None, "班会")
    assert {window.start for window in problem_of(replace(known, lessons=(lesson,))).windows} == {945}
    assert {window.start for window in problem_of(replace(known, periods=(Interval(900, 940),))).windows} == {940}


def test_make_up_days_follow_the_days_that_they_make_up_for() -> None:
    assert problem_of(little(6, 16)).term.make_up_days == (
        MakeUpDay(date(2026, 9, 20), 2),
        MakeUpDay(date(2026, 10, 10), 3),
    )


def test_papers_of_outside_people_are_never_assumed() -> None:
    known = little(6, 16)
    assert not problem_of(known).outside[0].clean_record
    vetted = problem_of(replace(known, vetted=frozenset({"何老师"}))).outside[0]
    assert vetted.clean_record
    assert vetted.approved_to == known.last


@pytest.mark.parametrize(("text", "half"), [
    ("2026-2027学年第一学期", (2026, True)), ("2025-2026学年第二学期", (2026, False)), ("2026年秋季学期", (2026, True)),
    ("2026年春", (2026, False)), ("2025学年第二学期", (2026, False)), ("2026-2027学年", None), ("第一学期", None),
])  # fmt: skip
def test_a_term_is_known_by_its_name(text: str, half: tuple[int, bool] | None) -> None:
    assert named_half(text) == half


def test_usual_terms() -> None:
    assert usual_first(2026, autumn=True) == date(2026, 9, 1)
    assert usual_first(2026, autumn=False) == date(2026, 3, 2)
    assert usual_last(date(2026, 3, 2)) == date(2026, 7, 3)
    assert usual_last(date(2025, 9, 1)) == date(2026, 1, 30)


def test_without_a_term_nothing_is_guessed() -> None:
    with pytest.raises(ProblemError):
        complete(replace(little(6, 16), first=None, last=None), NATIONAL)


@given(st.integers(0, 1000), st.integers(1, 400))
@settings(deadline=None)
def test_periods_fill_the_hours_in_order(start: int, length: int) -> None:
    periods = periods_between(Hours(start, start + length))
    assert periods[0].start == start
    assert periods[-1].end == start + length
    assert all(a.end < b.start for a, b in pairwise(periods))
    assert length < LEAST_PERIOD or all(p.end - p.start >= LEAST_PERIOD for p in periods)


@pytest.mark.parametrize(
    ("name", "strand"),
    [("篮球", "sports"), ("少儿编程", "science"), ("软笔书法", "heritage"), ("合唱团", "arts"), ("烘焙", "labour")],
)
def test_a_strand_is_told_by_the_name(name: str, strand: str) -> None:
    assert strand_of(name) == strand
