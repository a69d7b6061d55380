"""Who goes to a reading room when (B09): a rotation over the dates of the term, made from a plan that stays as it is.

A room with ``visits`` is offered to care groups in every period in which nothing else is in it, once the group has done its
homework tutoring of the day or has none in that period. One group at a time, with all its classes, and only if it fits. Dates are
dealt out so that as many visits as possible come about, each class's spread over the term: every class that lacks one asks for a
date near its turn, and whoever holds that date is moved if it can go at another time (augmenting paths, so that, where groups are
single classes, no other rotation gives more classes what they are due).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import islice

from solver.plan.plan import CareGroup, Plan
from solver.problem.bells import Interval
from solver.problem.places import LATE_ROOM, Room
from solver.problem.problem import Problem
from solver.units import Minute, Weekday


@dataclass(frozen=True, slots=True)
class LibraryVisit:
    """A care group in the reading room on one date."""

    day: date
    weekday: Weekday
    start: Minute
    end: Minute
    host: str
    classes: tuple[str, ...]
    pupils: int


@dataclass(frozen=True)
class Rotation:
    """The visits of one room in order; ``came``: visits by class, of every class with pupils in care; due: those it should have."""

    room: str
    due: int
    visits: tuple[LibraryVisit, ...]
    came: dict[str, int]

    @property
    def short(self) -> dict[str, int]:
        """Classes with fewer visits than are due, with what they have."""
        return {home: n for home, n in self.came.items() if n < self.due}


def rotations(problem: Problem, plan: Plan) -> tuple[Rotation, ...]:
    """One rotation for every room with visits."""
    return tuple(_Deal(problem, plan, room).rotation() for room in problem.rooms if room.visits)


@dataclass(frozen=True, slots=True)
class _Chance:
    """A group that could come in a period of a weekday."""

    period: Interval
    group: CareGroup
    pupils: int


class _Deal:
    def __init__(self, problem: Problem, plan: Plan, room: Room) -> None:
        self.problem, self.plan, self.room = problem, plan, room
        self.away = _away(problem, plan)
        self.attending: dict[tuple[str, Weekday], int] = defaultdict(int)
        for pupil in problem.pupils:
            for weekday in pupil.weekdays:
                self.attending[pupil.class_id, weekday] += 1
        self.chances = {weekday: self._chances(weekday) for weekday in problem.weekdays}
        self.dates = problem.term.service_dates()
        self.slots = [
            (place, day, weekday, period)
            for place, (day, weekday) in enumerate(self.dates)
            for period in _apart(list(self.chances[weekday]))
        ]
        self.homes = sorted(
            {c for found in self.chances.values() for cs in found.values() for x in cs for c in x.group.classes}
        )
        self.options = {home: self._options(home) for home in self.homes}
        self.taken: dict[int, tuple[str, _Chance]] = {}
        """Slot -> the class that asked for it, with the group in which it comes."""

    def rotation(self) -> Rotation:
        full: set[str] = set()
        """Classes without an augmenting path: other classes' dates never open one again."""
        for turn in range(self.room.visits):
            near = (2 * turn + 1) * len(self.dates) // (2 * self.room.visits)
            for home in self.homes:
                if home not in full and self._came(home) <= turn and not self._place(home, near, set()):
                    full.add(home)
        visits = []
        for slot in sorted(self.taken):
            _, day, weekday, period = self.slots[slot]
            chance = self.taken[slot][1]
            group = chance.group
            visits.append(LibraryVisit(day, weekday, period.start, period.end, group.host, group.classes, chance.pupils))
        cared = {home for group in self.plan.care_groups for home in group.classes if home in self.problem.class_of}
        return Rotation(
            self.room.id, self.room.visits, tuple(visits), {home: self._came(home) for home in sorted(cared)}
        )

    def _came(self, home: str) -> int:
        return sum(home in chance.group.classes for _, chance in self.taken.values())

    def _place(self, home: str, near: int, seen: set[int]) -> bool:
        """Give the class a date, the nearest first, if need be one whose holder can move elsewhere."""
        options = [
            (slot in self.taken, abs(place - near), slot, chance) for slot, place, chance in self.options[home] if slot not in seen
        ]
        for busy, _, slot, chance in sorted(options, key=lambda option: option[:3]):
            if slot in seen:
                continue
            seen.add(slot)
            if not busy:
                self.taken[slot] = (home, chance)
                return True
            holder, held = self.taken[slot]
            if holder != home and self._place(holder, self.slots[slot][0], seen):
                self.taken[slot] = (home, chance)
                return True
            self.taken[slot] = (holder, held)
        return False

    def _options(self, home: str) -> list[tuple[int, int, _Chance]]:
        """(slot, place of its date in the term, group) wherever the class could come."""
        return [
            (slot, place, chance)
            for slot, (place, _, weekday, period) in enumerate(self.slots)
            for chance in islice((x for x in self.chances[weekday][period] if home in x.group.classes), 1)
        ]

    def _chances(self, weekday: Weekday) -> dict[Interval, list[_Chance]]:
        problem = self.problem
        found: dict[Interval, list[_Chance]] = defaultdict(list)
        for group in self.plan.care_groups:
            host = problem.class_of.get(group.host)
            if group.weekday != weekday or host is None:
                continue
            periods = problem.window_of[host.grade].periods
            if not 0 <= group.period < len(periods):
                continue
            homes = [problem.class_of[name] for name in group.classes if name in problem.class_of]
            pupils = sum(self.attending[h.id, weekday] - self.away[h.id, weekday, group.period] for h in homes)
            period = periods[group.period]
            homework = any(
                t.kind == "homework" and t.weekday == weekday and t.period >= group.period and t.grade == home.grade
                for t in self.plan.tutoring
                for home in homes
            )
            if 0 < pupils <= self.room.capacity and not homework and self._free(weekday, period):
                found[period].append(_Chance(period, group, pupils))
        return {period: sorted(found[period], key=lambda x: x.group.host) for period in sorted(found, key=_ends)}

    def _free(self, weekday: Weekday, period: Interval) -> bool:
        """Nothing else is in the room: a lesson, a section, a class at home there, extended care."""
        problem, here = self.problem, self.room.id
        busy = [Interval(x.start, x.end) for x in problem.lessons if (x.room_id, x.weekday) == (here, weekday)]
        for section in self.plan.sections:
            offering = problem.offering_of.get(section.offering)
            if offering is not None:
                busy += [
                    Interval(session.start, session.start + offering.minutes)
                    for session in section.sessions
                    if (session.room, session.weekday) == (here, weekday)
                ]
        if self.room.type == LATE_ROOM or any(home.room == here for home in problem.classes):
            return False
        return not any(other.overlaps(period) for other in busy)


def _ends(period: Interval) -> tuple[Minute, Minute]:
    return period.end, period.start


def _apart(periods: list[Interval]) -> list[Interval]:
    """The most periods of a day that do not overlap: by the earliest end."""
    chosen: list[Interval] = []
    for period in sorted(periods, key=_ends):
        if not chosen or chosen[-1].end <= period.start:
            chosen.append(period)
    return chosen


def _away(problem: Problem, plan: Plan) -> dict[tuple[str, Weekday, int], int]:
    """(class, weekday, period) -> attending pupils who are at a session for the whole period."""
    sessions = {(s.offering, s.number): s.sessions for s in plan.sections}
    gone: set[tuple[str, Weekday, int]] = set()
    for seat in plan.seats:
        pupil, offering = problem.pupil_of.get(seat.pupil), problem.offering_of.get(seat.offering)
        if pupil is None or offering is None:
            continue
        periods = problem.window_of[problem.grade_of_pupil[pupil.id]].periods
        for session in sessions.get((seat.offering, seat.number), ()):
            for index, period in enumerate(periods):
                covered = session.start <= period.start and session.start + offering.minutes >= period.end
                if covered and session.weekday in pupil.weekdays:
                    gone.add((pupil.id, session.weekday, index))
    found: dict[tuple[str, Weekday, int], int] = defaultdict(int)
    for name, weekday, index in gone:
        found[problem.pupil_of[name].class_id, weekday, index] += 1
    return found
