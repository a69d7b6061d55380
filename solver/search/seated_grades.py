"""Grades of the pupils who sit in each section of a plan: they tell when a closing session ends (D14)."""

from __future__ import annotations

from collections import defaultdict

from solver.model.scope import SectionKey
from solver.plan import Plan
from solver.problem import Problem


def seated_grades(problem: Problem, plan: Plan) -> dict[SectionKey, set[int]]:
    """Section -> grades with a pupil in it; the empty set where there is none."""
    grade_of = problem.grade_of_pupil
    found: dict[SectionKey, set[int]] = defaultdict(set)
    for seat in plan.seats:
        found[seat.offering, seat.number].add(grade_of[seat.pupil])
    return found
