"""Where and when sections may meet: the grid of session times, rooms, the way to venues, intervals of leading.

A part of the instance, which gives problem and policy; nothing here depends on a plan.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from solver.model.departures import Departures
from solver.model.shift import Shift, Zones
from solver.policy import Policy
from solver.problem import Offering, Problem, Window
from solver.units import Minute, Weekday

Place = tuple[str | None, Minute]
"""Zone and minutes on the way: what tells rooms apart for whoever leads there. A venue off campus has no zone."""

Times = Iterable[tuple[Weekday, Minute]]
"""(weekday, start) of sessions."""


class Grid:
    """Times and rooms of sessions."""

    problem: Problem
    policy: Policy
    days: tuple[Weekday, ...]
    escort: Minute
    departures: Departures

    def window(self, grade: int) -> Window:
        return self.problem.window_of[grade]

    # places -------------------------------------------------------------------------------------------------------

    @cached_property
    def travel(self) -> dict[str, int]:
        """Minutes on the way to the rooms off campus (B13)."""
        return {r.id: r.travel for r in self.problem.rooms if r.travel} if self.policy.on("B13") else {}

    def way(self, offering: str) -> int:
        """The shortest way to a room of the offering for which its sections have adults enough."""
        if not self.travel:
            return 0
        found = self.problem.offering_of[offering]
        rooms = [room for room in self.rooms_for[offering] if self.enough_adults(found, room)]
        return min((self.travel.get(room, 0) for room in rooms), default=0)

    def enough_adults(self, offering: Offering, room: str) -> bool:
        """Whether sections of the offering have adults enough for the room (B13)."""
        if room not in self.travel:
            return True
        return 1 + offering.assistants >= self.policy.number("B13", "adults") + self.problem.room_of[room].escorts

    def trip(self, offering: Offering, start: Minute, room: str, grades: Collection[int] | None = None) -> Shift:
        """Interval and zones of leading one session in a room, the way included."""
        return self.trip_to(self.session_shift(offering, start, grades), offering, start, self.place_of[room])

    def trip_to(self, base: Shift, offering: Offering, start: Minute, place: Place) -> Shift:
        """The shift of a session when it is held in a room of a place."""
        zone, way = place
        if way:
            end = max(base.end, start + offering.minutes + way)
            return Shift(start - way, end, leaves=base.leaves, escort=base.escort if end == base.end else 0)
        zones = () if zone is None else (zone,)
        return Shift(base.start, base.end, zones, leaves=base.leaves if base.escort else zones, escort=base.escort)

    @cached_property
    def place_of(self) -> dict[str, Place]:
        """Where each room is: rooms of one place are all the same to whoever leads there."""
        ways = {room.id: self.travel.get(room.id, 0) for room in self.problem.rooms}
        return {room.id: (None, ways[room.id]) if ways[room.id] else (room.zone, 0) for room in self.problem.rooms}

    @cached_property
    def room_lessons(self) -> dict[tuple[str, Weekday], list[tuple[Minute, Minute]]]:
        """Times at which lessons take up a room, by room and weekday (I04)."""
        found: dict[tuple[str, Weekday], list[tuple[Minute, Minute]]] = {}
        for lesson in self.problem.lessons if self.policy.on("I04") else ():
            if lesson.room_id is not None:
                found.setdefault((lesson.room_id, lesson.weekday), []).append((lesson.start, lesson.end))
        return found

    # sessions -----------------------------------------------------------------------------------------------------

    @cached_property
    def _session_shifts(self) -> dict[tuple[str, Minute, frozenset[int] | None], Shift]:
        return {}

    @cached_property
    def _belled(self) -> dict[tuple[str, Minute], tuple[int, ...]]:
        return {}

    @cached_property
    def _covers(self) -> dict[tuple[str, Minute, int], tuple[int, ...]]:
        return {}

    def within(self, grade: int, start: Minute, minutes: int) -> bool:
        """Whether a session lies inside the periods of a grade's window (K04)."""
        window = self.problem.window_of.get(grade)
        return window is not None and start >= window.start and start + minutes <= window.periods[-1].end

    @cached_property
    def starts(self) -> dict[str, tuple[Minute, ...]]:
        """Session starts on the grid, by offering; who sits there narrows them (K04)."""
        found = {}
        for offering in self.problem.offerings:
            grid = {p.start for g in offering.grades if g in self.problem.window_of for p in self.window(g).periods}
            found[offering.id] = tuple(
                sorted(m for m in grid if any(self.within(g, m, offering.minutes) for g in offering.grades))
            )
        return found

    def belled(self, offering: Offering, start: Minute) -> tuple[int, ...]:
        """Grades of the offering of which a period starts then: a session may, if pupils of one of them sit there (K04)."""
        key = (offering.id, start)
        if key not in self._belled:
            known = (g for g in offering.grades if g in self.problem.window_of)
            self._belled[key] = tuple(g for g in known if any(period.start == start for period in self.window(g).periods))
        return self._belled[key]

    def starts_with_bells(self, offering: Offering, times: Times, pupils: Iterable[str]) -> bool:
        """Whether each of the times is a bell of a grade of somebody among the pupils (K04)."""
        there = {self.problem.grade_of_pupil[pupil] for pupil in pupils}
        return all(any(grade in there for grade in self.belled(offering, start)) for _, start in times)

    @cached_property
    def session_days(self) -> dict[str, tuple[Weekday, ...]]:
        return {o.id: tuple(d for d in o.weekdays if d in self.days) for o in self.problem.offerings}

    @cached_property
    def rooms_for(self) -> dict[str, tuple[str, ...]]:
        """Rooms an offering may use: those of its type when H07 is on, with a screen when B12 asks for one."""
        typed, shown = self.policy.on("H07"), self.policy.on("B12")
        return {
            o.id: tuple(
                r.id
                for r in self.problem.rooms
                if (not typed or r.type == o.room_type) and (r.screen or not (shown and o.online))
            )
            for o in self.problem.offerings
        }

    def closes(self, offering: Offering, start: Minute) -> tuple[int, ...]:
        """Grades of the offering whose day ends with a session that starts then (D14)."""
        end = start + offering.minutes
        return tuple(g for g in offering.grades if self.within(g, start, offering.minutes) and end == self.window(g).periods[-1].end)

    def session_until(self, offering: Offering, start: Minute, leaving: Minute | None, gate: Zones = ()) -> Shift:
        """Leading one session whose last pupils leave school at a minute, by a gate; None: they go on to something else (D14)."""
        end = start + offering.minutes
        if leaving is None:
            return Shift(start, end)
        return Shift(start, max(end, leaving) + self.escort, leaves=gate, escort=self.escort)

    def session_shift(self, offering: Offering, start: Minute, grades: Collection[int] | None = None) -> Shift:
        """Interval of leading one session with pupils of the grades; None: the part that is certain whoever sits there."""
        key = (offering.id, start, None if grades is None else frozenset(grades))
        if key not in self._session_shifts:
            closing = self.closes(offering, start)
            if grades is None:
                whole = all(g in closing for g in offering.grades if self.within(g, start, offering.minutes))
                leaving = min((self.departures.earliest[g] for g in closing), default=None) if whole else None
            else:
                leaving = max((self.departures.earliest[g] for g in closing if g in grades), default=None)
            gate = self.departures.gate_of([g for g in closing if grades is not None and g in grades], leaving)
            self._session_shifts[key] = self.session_until(offering, start, leaving, gate)
        return self._session_shifts[key]

    def covers(self, offering: Offering, start: Minute, grade: int) -> tuple[int, ...]:
        """Periods of a grade that a session covers whole."""
        key = (offering.id, start, grade)
        if key not in self._covers:
            self._covers[key] = tuple(
                i
                for i, p in enumerate(self.window(grade).periods)
                if start <= p.start and start + offering.minutes >= p.end
            )
        return self._covers[key]

    def missed(self, pupil: str, offering: str, times: Times) -> Iterator[tuple[str, Weekday, int]]:
        """(class, weekday, period) of every whole period that the pupil is away from the class in a club at the times (A04)."""
        home, grade = self.problem.pupil_of[pupil].class_id, self.problem.grade_of_pupil[pupil]
        for day, start in times:
            for period in self.covers(self.problem.offering_of[offering], start, grade):
                yield home, day, period
