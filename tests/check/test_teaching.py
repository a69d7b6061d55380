"""B04: no new lessons, academic courses in small groups."""

from __future__ import annotations

from dataclasses import replace

from solver.problem.bells import Lesson
from solver.problem.problem import Problem
from tests.check.builders import LEAD_CHESS, broken, enrolled, offered, plan, policy, problem, reassigned

BALL, CHESS = problem().offerings
P1, P2, P3, P4, P5, P6 = problem().pupils
ACADEMIC = offered(problem(), replace(CHESS, academic=True))


def taught(*lessons: Lesson) -> Problem:
    return replace(ACADEMIC, lessons=lessons)


def test_B04_a_lesson_may_not_open() -> None:
    for teaching, expected in (("", []), ("activity", []), ("group", []), ("lesson", [(("chess#1",), None, "lesson", "")])):
        assert broken("B04", offered(problem(), replace(CHESS, teaching=teaching))) == expected


def test_B04_academic_courses_are_small_groups() -> None:
    assert broken("B04", taught(), policy({"B04": {"group": 3}})) == []
    assert broken("B04", taught(), policy({"B04": {"group": 2}})) == [(("chess#1",), None, "3", "2")]
    assert broken("B04", by=policy({"B04": {"group": 1}})) == []  # chess is not academic


def test_B04_nobody_has_the_whole_of_an_own_class() -> None:
    # P1, P2 are all applicants of 1A, and sit in chess, which T3 leads; P5 of 2A's three applicants does, too
    assert broken("B04", taught(Lesson(2, 480, 520, "1A", "T3"))) == [(("T3", "chess#1"), None, "2", "1")]
    assert broken("B04", taught(Lesson(2, 480, 520, "2A", "T3"))) == []
    assert broken("B04", taught(Lesson(2, 480, 520, None, "T3"))) == []
    assert broken("B04", taught()) == []
    more = enrolled(taught(Lesson(2, 480, 520, "1A", "T3")), replace(P3, weekdays=(1,)))
    assert broken("B04", more) == []


def test_B04_class_teachers_teach_their_class() -> None:
    led = reassigned(plan(), LEAD_CHESS, "T1")
    assert broken("B04", taught(), of=led) == [(("T1", "chess#1"), None, "2", "1")]
    assert broken("B04", taught(), of=reassigned(plan(), LEAD_CHESS, "T2")) == []


def test_B04_classes_taught_may_be_named_without_a_timetable() -> None:
    named = replace(taught(), staff=tuple(replace(x, classes=("1A",)) if x.id == "T3" else x for x in taught().staff))
    assert broken("B04", named) == [(("T3", "chess#1"), None, "2", "1")]


def test_B04_a_single_pupil_is_no_class() -> None:
    alone = enrolled(taught(Lesson(2, 480, 520, "1A", "T3")), replace(P2, weekdays=()))
    assert broken("B04", alone) == []
