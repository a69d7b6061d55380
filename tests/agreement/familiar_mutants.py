"""Seeded mutants of whom a class knows (D16, D16F, D16S): models that read class teachers, lessons or names wrongly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from solver.model.build import Model
from solver.model.instance import Instance
from solver.policy import Policy
from solver.problem import Problem
from solver.problem.familiarity import Familiarity, familiarity
from tests.agreement.mutants import CodeMutant, framed


def knowing(change: Callable[[Problem], Familiarity]) -> Callable[[Problem, Policy], Model]:
    """The whole model of a school whose classes know others."""

    def instance(problem: Problem, policy: Policy) -> Instance:
        other = replace(problem)
        other.__dict__["familiarity"] = change(problem)
        return Instance(other, policy)

    return framed(instance)


def _class_teachers_alone(problem: Problem) -> Familiarity:
    return familiarity(replace(problem, lessons=(), staff=tuple(replace(x, classes=()) for x in problem.staff)))


def _lessons_alone(problem: Problem) -> Familiarity:
    return familiarity(replace(problem, staff=tuple(replace(x, classes=(), homeroom=None) for x in problem.staff)))


def _every_week_alone(problem: Problem) -> Familiarity:
    return familiarity(replace(problem, lessons=tuple(x for x in problem.lessons if not x.weeks)))


def _names_forgotten(problem: Problem) -> Familiarity:
    return familiarity(replace(problem, staff=tuple(replace(x, classes=()) for x in problem.staff)))


def _grade_is_own(problem: Problem) -> Familiarity:
    found = problem.familiarity
    return Familiarity(found.teachers, found.teachers, found.main)


def _own_is_grade(problem: Problem) -> Familiarity:
    found = problem.familiarity
    return Familiarity(found.grade, found.grade, found.main)


def _any_subject(problem: Problem) -> Familiarity:
    found = problem.familiarity
    return Familiarity(found.teachers, found.grade, found.teachers)


def _everybody_is_known(problem: Problem) -> Familiarity:
    """Classes of which nobody is known count, too."""
    found = problem.familiarity
    teachers = {home.id: found.teachers.get(home.id, frozenset()) for home in problem.classes}
    return Familiarity(teachers, {home: found.grade.get(home, frozenset()) for home in teachers}, found.main)


FAMILIAR_MUTANTS = (
    CodeMutant("class teachers alone are known", "D16", knowing(_class_teachers_alone)),
    CodeMutant("lessons alone are known", "D16", knowing(_lessons_alone)),
    CodeMutant("teachers of odd or even weeks are forgotten", "D16", knowing(_every_week_alone)),
    CodeMutant("classes taught by name are forgotten", "D16", knowing(_names_forgotten)),
    CodeMutant("the grade is the class", "D16", knowing(_grade_is_own)),
    CodeMutant("the class is the grade", "D16", knowing(_own_is_grade)),
    CodeMutant("every subject is a main one", "D16S", knowing(_any_subject)),
    CodeMutant("strange classes count", "D16", knowing(_everybody_is_known)),
)
