"""Tiny schools where it matters who knows a class: subjects of lessons, class teachers, and numbers of D16 and D16F that bite."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from solver.policy import Policy
from solver.problem import Lesson, Problem, Staff
from tests.agreement.policies import with_level, with_number, with_weight

School = tuple[Problem, Policy]
RULES = ("D16", "D16F", "D16W", "D16S")
SUBJECTS = ("语文", "数学", "英语", "体育", "")
EXTRA_TEACHERS = 0.4
"""Part of the own staff who teach one more class, in a lesson before the service or by name."""


def with_familiar(problem: Problem, policy: Policy, rng: Random) -> School:
    """The school with more teachers of its classes, and with numbers, levels and weights of the rules of familiar adults."""
    problem = replace(problem, lessons=(*(_named(x, rng) for x in problem.lessons), *_extra(problem, rng)))
    if rng.random() < 0.5:  # some teach a class by name, without a lesson
        problem = replace(problem, staff=tuple(_by_name(x, problem, rng) for x in problem.staff))
    if rng.random() < 0.2:  # one class of which nobody is known
        strange = rng.choice(problem.classes).id
        problem = replace(
            problem,
            lessons=tuple(x for x in problem.lessons if x.class_id != strange),
            staff=tuple(replace(x, homeroom=None if x.homeroom == strange else x.homeroom, classes=()) for x in problem.staff),
        )
    policy = with_number(policy, "D16", "own_percent", rng.choice((0, 34, 50, 85, 100)))
    policy = with_number(policy, "D16", "near_percent", rng.choice((0, 67, 95, 100)))
    policy = with_number(policy, "D16F", "adults", rng.choice((1, 1, 2, 3, 6)))
    for rule in RULES:
        if rng.random() < 0.1:
            policy = with_level(policy, rule, "off")
        elif rng.random() < 0.2:
            policy = with_weight(policy, rule, 2)
    return problem, policy


def _by_name(person: Staff, problem: Problem, rng: Random) -> Staff:
    home, subject = rng.choice(problem.classes).id, rng.choice(SUBJECTS)
    return replace(person, classes=(home,), subjects=(subject,)) if rng.random() < EXTRA_TEACHERS else person


def _named(lesson: Lesson, rng: Random) -> Lesson:
    return replace(lesson, subject=rng.choice(SUBJECTS)) if lesson.class_id is not None else lesson


def _extra(problem: Problem, rng: Random) -> list[Lesson]:
    """Early lessons that get in nobody's way, in all weeks or in odd or even ones."""

    def lesson(person: Staff) -> Lesson:
        home, weeks = rng.choice(problem.classes).id, rng.choice(("", "", "odd", "even"))
        return Lesson(1, 620, 660, home, person.id, None, rng.choice(SUBJECTS), weeks=weeks)

    return [lesson(person) for person in problem.staff if rng.random() < EXTRA_TEACHERS]
