"""An outline: what is decided of a plan before rooms and adults of weekly posts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from solver.plan import Plan
from solver.units import Minute, Weekday

Times = tuple[tuple[Weekday, Minute], ...]
"""When a section meets: (weekday, start) of every session, by weekday."""


@dataclass(frozen=True, slots=True)
class Club:
    """One opened section: its offering, times, leader and pupils."""

    offering: str
    times: Times
    leader: str
    pupils: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """tutoring: period index by (grade, weekday). clubs: opened sections, those of an offering side by side.

    score: what the outline is worth to its search, smaller is better; outlines of one school only can be compared.
    """

    tutoring: dict[tuple[int, Weekday], int]
    clubs: tuple[Club, ...]
    score: float


def outline_of(plan: Plan) -> Outline:
    """The outline of a complete plan, with an unknown score."""
    leaders = {(a.post.subject, a.post.detail): a.person for a in plan.assignments if a.post.kind == "lead"}
    pupils: dict[tuple[str, int], list[str]] = defaultdict(list)
    for seat in plan.seats:
        pupils[seat.offering, seat.number].append(seat.pupil)
    clubs = [
        Club(
            s.offering,
            tuple(sorted((x.weekday, x.start) for x in s.sessions)),
            leaders.get((s.offering, s.number), ""),
            tuple(pupils[s.offering, s.number]),
        )
        for s in plan.sections
    ]
    return Outline({(t.grade, t.weekday): t.period for t in plan.tutoring}, tuple(clubs), float("inf"))
