"""Two teachers leave in the middle of the term (stress 1)."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from instances.stress.stress import Stress
from solver.problem.people import TEACHING_ROLES
from solver.problem.problem import Problem

LEAVING = 2


def two_fewer(problem: Problem, rng: Random) -> Problem:
    """Without two teachers, drawn among those who take part. Their lessons stay in class and room without a teacher,
    their meetings vanish. Raises ValueError when fewer than two take part."""
    able = [person.id for person in problem.staff if person.takes_part and person.role in TEACHING_ROLES]
    gone = set(rng.sample(able, LEAVING))
    lessons = (
        replace(lesson, staff_id=None) if lesson.staff_id in gone else lesson
        for lesson in problem.lessons
        if lesson.staff_id not in gone or lesson.class_id is not None
    )
    staff = tuple(person for person in problem.staff if person.id not in gone)
    return replace(problem, staff=staff, lessons=tuple(lessons))


STRESS = Stress(
    number=1,
    name="stress-teachers",
    zh="少两名教师",
    en="two teachers fewer",
    base="fengjin",
    change=two_fewer,
    arithmetic="8 person-days a week and the clubs that hang on the two",
    missing="the plan in force, which should change as little as possible; who covers their lessons",
)
