"""Seats that are given without being chosen, and pupils who have none at all, as far as problem and policy decide.

B08: pupils of the low grades are due dream classes. B11: members sit in their squad. B16: prerequisites. C05: pupils of grades
that are not served or without a signed agreement have no seat.
"""

from __future__ import annotations

from collections import defaultdict

from solver.policy import Policy
from solver.problem import Offering, Problem, Pupil


class GivenSeats:
    """offers: pupil -> offerings given. due: pupil -> meetings of dream classes a week. squads: offering -> members."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        self.problem = problem
        self.levels = policy.on("B16")
        self.barred: frozenset[str] = frozenset()
        if policy.on("C05"):
            grades = range(policy.number("C05", "first_grade"), policy.number("C05", "last_grade") + 1)
            grade_of = problem.grade_of_pupil
            self.barred = frozenset(
                p.id for p in problem.pupils if p.weekdays and not (p.signed and grade_of[p.id] in grades)
            )
        self.offers: dict[str, list[str]] = defaultdict(list)
        self.due: dict[str, int] = {}
        self.squads: dict[str, list[str]] = {}
        dreams = [o for o in problem.offerings if o.dream] if policy.on("B08") else []
        if dreams:
            last, times = policy.number("B08", "last_grade"), policy.number("B08", "times")
            for pupil in problem.pupils:
                if problem.grade_of_pupil[pupil.id] <= last and pupil.id not in self.barred:
                    self._dream(pupil, dreams, times)
        if policy.on("B11"):
            for offering in problem.offerings:
                if offering.members:
                    self.squads[offering.id] = [m for m in offering.members if m not in self.barred]
                    for member in self.squads[offering.id]:
                        self.offers[member].append(offering.id)

    def _dream(self, pupil: Pupil, dreams: list[Offering], times: int) -> None:
        grade = self.problem.grade_of_pupil[pupil.id]
        there: set[int] = set()
        meetings = 0
        names = []
        for offering in dreams:
            days = [d for d in offering.weekdays if d in self.problem.weekdays and d in pupil.weekdays]
            if grade in offering.grades and len(days) >= offering.sessions:
                there.update(days)
                meetings += offering.sessions
                names.append(offering.id)
        if times and names:
            self.due[pupil.id] = min(times, len(there), meetings)
            self.offers[pupil.id] += names

    def to(self, pupil: str) -> list[str]:
        """Offerings that the pupil may sit in without having chosen them."""
        return self.offers.get(pupil, [])

    def admits(self, pupil: str, offering: Offering) -> bool:
        """Whether the pupil may have a seat in the offering at all (B16, C05)."""
        if pupil in self.barred:
            return False
        return not (self.levels and offering.requires) or set(offering.requires) <= set(
            self.problem.pupil_of[pupil].passed
        )

    def keeps_open(self, offering: str) -> bool:
        """Whether people have a right to it, so that it is not closed for want of adults."""
        return offering in self.squads or self.problem.offering_of[offering].dream
