"""Whom a class knows: class teachers, teachers of lessons in any week, and teachers by name (D16, D16S)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.problem.bells import Lesson
from solver.problem.familiarity import familiarity
from solver.problem.people import Staff
from solver.problem.problem import Problem
from solver.problem.pupils import HomeClass
from tests.check.builders import problem


def school(*staff: Staff, lessons: tuple[Lesson, ...] = ()) -> Problem:
    base = problem()
    return replace(base, classes=(*base.classes, HomeClass("1B", 1, "R1")), staff=staff, lessons=lessons)


def lesson(home: str | None, person: str | None, subject: str = "", weeks: str = "") -> Lesson:
    return Lesson(1, 600, 640, home, person, None, subject, weeks)


def test_class_teachers_lessons_and_names_count_alike() -> None:
    people = Staff("T1", "homeroom", homeroom="1A"), Staff("T2", "subject"), Staff("T3", "subject", classes=("1A", "2A"))
    found = familiarity(school(*people, lessons=(lesson("1A", "T2", weeks="odd"), lesson("1A", "T1"), lesson("1A", "T1"))))
    assert found.teachers == {"1A": {"T1", "T2", "T3"}, "2A": {"T3"}}


def test_the_grade_is_who_teaches_any_of_its_classes() -> None:
    people = Staff("T1", "homeroom", homeroom="1A"), Staff("T2", "subject", classes=("1B", "2A"))
    found = familiarity(school(*people))
    assert found.grade == {"1A": {"T1", "T2"}, "1B": {"T1", "T2"}, "2A": {"T2"}}


def test_classes_of_which_nobody_is_known_are_absent() -> None:
    found = familiarity(school(Staff("T1", "subject"), lessons=(lesson("1A", None), lesson(None, "T1"), lesson("1A", "O1"))))
    assert (found.teachers, found.grade, found.main) == ({}, {}, {})


@pytest.mark.parametrize(("subject", "main"), [("语文", True), ("数学", True), ("外语（英）", True), ("体育", False), ("", False)])
def test_main_subjects_by_timetable_and_by_name(subject: str, main: bool) -> None:
    by_lesson = school(Staff("T1", "subject"), lessons=(lesson("1A", "T1", subject),))
    by_name = school(Staff("T1", "subject", classes=("1A",), subjects=("科学", subject)))
    for asked in (by_lesson, by_name):
        assert familiarity(asked).main == ({"1A": {"T1"}} if main else {})
    assert familiarity(school(Staff("T1", "homeroom", homeroom="1A", subjects=("语文",)))).main == {}
