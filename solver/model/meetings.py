"""Columns of sections: whether they open, and when and in which room they meet.

A section meets once a day at most and in one room (K05), so that each column which sums up others is one row.
"""

from __future__ import annotations

from functools import cached_property

from solver.model.current import Current
from solver.model.grid import Place
from solver.model.instance import Instance
from solver.model.linear_model import FALSE, LinearModel
from solver.model.moments import Span
from solver.model.scope import Scope, SectionKey
from solver.units import Minute, Weekday

Moment = tuple[SectionKey, Weekday, Minute]


class Meetings:
    """Accessors of sections over one model under construction; ``Variables`` adds all others."""

    def __init__(self, instance: Instance, scope: Scope, current: Current, rows: LinearModel) -> None:
        self.instance = instance
        self.scope = scope
        self.current = current
        self.rows = rows
        self.sessions: dict[tuple[SectionKey, Weekday, Minute, str], int] = {}
        self._opened: dict[SectionKey, int] = {}
        self._times: dict[SectionKey, dict[Weekday, list[Minute]]] = {}
        self._rooms: dict[Moment, list[tuple[str, int]]] = {}
        self._places: dict[Moment, dict[Place, int]] = {}
        self._at: dict[Moment, int] = {}
        self._trips: dict[Moment, list[tuple[Minute, int]]] = {}
        self._spans: dict[tuple[SectionKey, Weekday], list[Span[int]]] = {}

    def session(self, section: SectionKey, weekday: Weekday, start: Minute, room: str) -> int:
        key = (section, weekday, start, room)
        if key not in self.sessions:
            held = int((weekday, start, room) in self.current.sessions.get(section, ()))
            self.sessions[key] = self.rows.boolean(held) if section in self.scope.sections else held
        return self.sessions[key]

    def _days(self, section: SectionKey) -> dict[Weekday, list[Minute]]:
        if section not in self._times:
            found: dict[Weekday, list[Minute]] = {}
            if section in self.scope.sections:
                starts = list(self.instance.starts[section[0]])
                found = dict.fromkeys(self.instance.session_days[section[0]], starts)
            else:
                for day, start in sorted({(d, m) for d, m, _ in self.current.sessions.get(section, ())}):
                    found.setdefault(day, []).append(start)
            self._times[section] = found
        return self._times[section]

    def session_times(self, section: SectionKey) -> list[tuple[Weekday, Minute]]:
        """Weekdays and starts at which the section may meet."""
        return [(day, start) for day, starts in self._days(section).items() for start in starts]

    def starts_on(self, section: SectionKey, weekday: Weekday) -> list[Minute]:
        """Starts at which it may meet on a weekday."""
        return self._days(section).get(weekday, [])

    def rooms_at(self, section: SectionKey, weekday: Weekday, start: Minute) -> list[tuple[str, int]]:
        """(room, column) of the rooms in which it may meet then."""
        key = (section, weekday, start)
        if key not in self._rooms:
            if section in self.scope.sections:
                rooms = self.instance.rooms_for[section[0]]
            else:
                rooms = tuple(r for d, m, r in self.current.sessions.get(section, ()) if (d, m) == (weekday, start))
            self._rooms[key] = [(room, self.session(section, weekday, start, room)) for room in rooms]
        return self._rooms[key]

    def places(self, section: SectionKey, weekday: Weekday, start: Minute) -> dict[Place, int]:
        """Place -> column: it meets then in some room there; a column of its own only where there are several places."""
        key = (section, weekday, start)
        if key not in self._places:
            by_place: dict[Place, list[int]] = {}
            for room, column in self.rooms_at(section, weekday, start):
                by_place.setdefault(self.instance.place_of[room], []).append(column)
            self._places[key] = {place: self.rows.one_of(columns, "K05") for place, columns in by_place.items()}
        return self._places[key]

    def at(self, section: SectionKey, weekday: Weekday, start: Minute) -> int:
        """The section meets then, in some room."""
        key = (section, weekday, start)
        if key not in self._at:
            self._at[key] = self.rows.one_of(list(self.places(section, weekday, start).values()), "K05")
        return self._at[key]

    def trips(self, section: SectionKey, weekday: Weekday, start: Minute) -> list[tuple[Minute, int]]:
        """(minutes on the way, column): the section meets then in a room that is so far away (B13)."""
        if not self.instance.travel:
            return [(0, self.at(section, weekday, start))]
        key = (section, weekday, start)
        if key not in self._trips:
            by_way: dict[Minute, list[int]] = {}
            for (_, way), column in self.places(section, weekday, start).items():
                by_way.setdefault(way, []).append(column)
            if len(by_way) == 1:
                self._trips[key] = [(way, self.at(section, weekday, start)) for way in by_way]
            else:
                self._trips[key] = [(way, self.rows.one_of(parts, "K05")) for way, parts in sorted(by_way.items())]
        return self._trips[key]

    def spans(self, section: SectionKey, weekday: Weekday) -> list[Span[int]]:
        """(start, end, column) of what the section may do on a weekday, the ways included; one of them at most comes true."""
        key = (section, weekday)
        if key not in self._spans:
            minutes = self.instance.problem.offering_of[section[0]].minutes
            self._spans[key] = [
                (start - way, start + minutes + way, column)
                for start in self.starts_on(section, weekday)
                for way, column in self.trips(section, weekday, start)
                if column != FALSE
            ]
        return self._spans[key]

    def opened(self, section: SectionKey) -> int:
        if section not in self._opened:
            held = int(section in self.current.opened)
            self._opened[section] = self.rows.boolean(held) if section in self.scope.sections else held
        return self._opened[section]

    @cached_property
    def live_sections(self) -> list[SectionKey]:
        """Sections that are open or may be opened."""
        return [s for s in self.instance.sections if s in self.scope.sections or s in self.current.opened]
