"""The supplier with the most instructors is dismissed, and all of them with it on the same day (stress 2; rule E08)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

from instances.stress.stress import Stress
from solver.problem.problem import Problem


def without_supplier(problem: Problem, _rng: Random) -> Problem:
    """Without the instructors of one organisation: the one with the most, the first of equals. Their clubs stay on the
    menu with their applicants, so that somebody else leads them or they close."""
    largest = Counter(person.organisation for person in problem.outside).most_common(1)
    gone = {name for name, _ in largest}
    return replace(problem, outside=tuple(person for person in problem.outside if person.organisation not in gone))


STRESS = Stress(
    number=2,
    name="stress-supplier",
    zh="清退一家校外机构",
    en="a supplier is dismissed",
    base="fengjin",
    change=without_supplier,
    sources=("DOMAIN", "S4", "P24"),
    arithmetic="two of five instructors leave; nobody else may lead their clubs, and their pupils take a later choice",
    missing="the plan in force and fallbacks agreed beforehand (E08: N-1 safety)",
)
