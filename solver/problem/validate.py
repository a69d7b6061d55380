"""Validating a problem: every fault of the data at once, before any rule is asked.

A fault is something that cannot be meant (an unknown class, an end before a start). What is only against a rule, such
as a window that cuts into lessons (A11) or an expired approval (E03), is no fault: the checker and the precheck see it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from solver.errors import Fault, ProblemError
from solver.problem.findings import Findings, Meant
from solver.problem.meanings import Meaning, hint, meanings
from solver.problem.problem import Problem
from solver.problem.validate_blocks import check_blocks
from solver.problem.validate_companions import check_companions
from solver.problem.validate_given import check_given
from solver.problem.validate_money import check_money
from solver.problem.validate_names import check_names
from solver.problem.validate_people import check_classes, check_people
from solver.problem.validate_places import check_gates, check_offerings, check_posts, check_rooms
from solver.problem.validate_pupils import check_pupils
from solver.problem.validate_time import check_lessons, check_term, check_windows


def faults(problem: Problem) -> list[Fault]:
    """Every fault of a problem, grouped by kind of data; paths use the dataclasses' field names.

    The values must have the dataclasses' types; their ranges, references and mutual sense are checked here.
    """
    found = Findings(_meant(problem))
    check_term(found, problem.term)
    check_windows(found, problem)
    check_classes(found, problem)
    check_pupils(found, problem)
    check_companions(found, problem)
    check_people(found, problem)
    check_rooms(found, problem)
    check_gates(found, problem)
    check_posts(found, problem)
    check_offerings(found, problem)
    check_given(found, problem)
    check_lessons(found, problem)
    check_money(found, problem)
    check_blocks(found, problem)
    check_names(found, problem)
    return found.faults


def _meant(problem: Problem) -> Meant:
    """Hints that know the problem's own words, which are gathered when one is asked for."""

    @cache
    def gathered() -> Mapping[str, tuple[Meaning, ...]]:
        return meanings(problem)

    return lambda word, zh, en, known: hint(word, zh, en, known, gathered())


def build(problem: Problem) -> Problem:
    """The same problem, proven sound. Raises ProblemError with every fault."""
    wrong = faults(problem)
    if wrong:
        raise ProblemError(wrong)
    return problem
