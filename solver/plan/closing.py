"""Closing of a section: its sessions, posts and seats end, and each of its pupils goes by the next choice that has room.

Another section of the same offering is as good as the one that ends. Beyond it, places are given choice by choice, as a family ranked
them: whoever has the better rank for a place sits down before whoever has a worse one, and a lot that anybody can repeat decides among
equals. A seat is one that C01, B16, C06, K02 and H07 allow: chosen, for the grade, on days applied for, with the courses passed that it
requires, with room in the section and in its rooms, and at no time at which the pupil sits elsewhere. Who finds none is in care.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from hashlib import sha256

from solver.plan.plan import Plan, Seat, Section
from solver.problem.bells import Interval
from solver.problem.problem import Problem
from solver.problem.pupils import Pupil


def close_section(problem: Problem, plan: Plan, section: Section) -> Plan:
    """Plan without the section, which it has; its pupils sit in the next choices that have room."""
    key = section.offering, section.number
    leaving = sorted(seat.pupil for seat in plan.seats if seat[1:] == key)
    kept = replace(
        plan,
        sections=tuple(each for each in plan.sections if (each.offering, each.number) != key),
        seats=tuple(seat for seat in plan.seats if seat[1:] != key),
        assignments=tuple(
            each for each in plan.assignments if each.post.kind not in ("lead", "assist") or (each.post.subject, each.post.detail) != key
        ),
    )
    return replace(kept, seats=(*kept.seats, *_Reseating(problem, kept).seats(leaving, section)))


class _Reseating:
    """Places in the sections of a plan, and the times at which pupils are taken."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.sections: dict[str, list[Section]] = defaultdict(list)
        for section in sorted(plan.sections):
            self.sections[section.offering].append(section)
        self.filled = Counter(seat[1:] for seat in plan.seats)
        self.held: dict[str, set[tuple[str, int]]] = defaultdict(set)
        for seat in plan.seats:
            self.held[seat.pupil].add(seat[1:])

    def seats(self, leaving: list[str], section: Section) -> list[Seat]:
        """A seat for each pupil who finds one."""
        lot = {name: sha256(f"{section.id} {name}".encode()).hexdigest() for name in leaving}
        pupils = [self.problem.pupil_of[name] for name in sorted(leaving, key=lambda name: lot[name]) if name in self.problem.pupil_of]
        wishes = {pupil.id: self._wishes(pupil, section.offering) for pupil in pupils}
        found: list[Seat] = []
        for rank in range(max((len(each) for each in wishes.values()), default=0)):
            for pupil in pupils:
                if rank >= len(wishes[pupil.id]):
                    continue
                place = self._place(pupil, wishes[pupil.id][rank])
                if place is not None:
                    found.append(Seat(pupil.id, place.offering, place.number))
                    self.filled[place.offering, place.number] += 1
                    wishes[pupil.id] = ()
        return found

    def _wishes(self, pupil: Pupil, closed: str) -> tuple[str, ...]:
        """The offering that the pupil had, then the choices that the pupil has no seat in, best first."""
        had = {offering for offering, _ in self.held[pupil.id]}
        return closed, *(offering for offering in pupil.choices if offering not in had and offering != closed)

    def _place(self, pupil: Pupil, offering: str) -> Section | None:
        """Open section of an offering with room for the pupil; the emptiest of several."""
        free = [each for each in self.sections.get(offering, ()) if self._fits(pupil, each)]
        return min(free, key=lambda each: (self.filled[each.offering, each.number], each.number), default=None)

    def _fits(self, pupil: Pupil, section: Section) -> bool:
        offering = self.problem.offering_of.get(section.offering)
        if offering is None or self.problem.grade_of_pupil[pupil.id] not in offering.grades:
            return False
        rooms = [self.problem.room_of[each.room].capacity for each in section.sessions if each.room in self.problem.room_of]
        full = self.filled[section.offering, section.number] >= min([offering.maximum, *rooms])
        if full or not set(offering.requires) <= set(pupil.passed) or any(each.weekday not in pupil.weekdays for each in section.sessions):
            return False
        times = self._times(section.offering, section.number)
        taken = [each for key in self.held[pupil.id] for each in self._times(*key)]
        return not any(day == other and mine.overlaps(theirs) for day, mine in times for other, theirs in taken)

    def _times(self, offering: str, number: int) -> list[tuple[int, Interval]]:
        """Weekday and interval of each session of a section."""
        known = self.problem.offering_of.get(offering)
        sections = [each for each in self.sections[offering] if each.number == number]
        return [(at.weekday, Interval(at.start, at.start + known.minutes)) for each in sections for at in each.sessions] if known else []
