"""Master solution: sections with times, leaders and pupils, before rooms and the adults of weekly posts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from solver.plan import Plan
from solver.units import Minute, Weekday

Times = tuple[tuple[Weekday, Minute], ...]
"""Times of a section: (weekday, start) of every session, by weekday."""


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """One opened section: offering, times, leader, pupils."""

    offering: str
    times: Times
    leader: str
    pupils: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MasterSolution:
    """tutoring: period index by (grade, weekday). sections: opened sections, those of an offering side by side.

    score: objective of the master problem, to be minimised; comparable within one school only.
    """

    tutoring: dict[tuple[int, Weekday], int]
    sections: tuple[SectionPlan, ...]
    score: float


def master_solution_of(plan: Plan) -> MasterSolution:
    """Complete plan -> its master solution, with an infinite score."""
    leaders = {(a.post.subject, a.post.detail): a.person for a in plan.assignments if a.post.kind == "lead"}
    pupils: dict[tuple[str, int], list[str]] = defaultdict(list)
    for seat in plan.seats:
        pupils[seat.offering, seat.number].append(seat.pupil)
    sections = [
        SectionPlan(
            s.offering,
            tuple(sorted((x.weekday, x.start) for x in s.sessions)),
            leaders.get((s.offering, s.number), ""),
            tuple(pupils[s.offering, s.number]),
        )
        for s in plan.sections
    ]
    return MasterSolution({(t.grade, t.weekday): t.period for t in plan.tutoring}, tuple(sections), float("inf"))
