"""Timings: when duties begin and end, as alternatives of which the dismissals chosen make one come true.

An alternative is a shift with the column under which it is the one. Where slots (and, for sessions, seats) are settled there is
one, under TRUE, and no column is made: so almost all neighbourhoods cost nothing. Where slots are free, a grade has few, and the
columns made are few by grade, weekday and section, none by person:

    leaves[g, m]      the grade leaves at the minute: a sum of its slots
    last[m]           the last regular dismissal of the day: exactly one, no grade later, some grade then
    first[d, m]       the first departure of the grades of extended care, likewise
    until[s, t, m, z] the last pupil leaves the closing session t of section s, by a gate in zone z: over the grades that sit there
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from solver.model.departures import gate_zones
from solver.model.linear_model import FALSE, TRUE
from solver.model.scope import SectionKey
from solver.model.shift import Shift, Zones
from solver.plan import Post
from solver.units import Minute, Weekday

if TYPE_CHECKING:
    from solver.model.variables import Variables


class TimedShift(NamedTuple):
    """A shift, and the column under which it is the one."""

    shift: Shift
    column: int


LastDeparture = tuple[Minute, Zones] | None
"""When the last pupils of a session leave school, and the zone of their gate if it is one; None: they go on to something else."""


class Timings:
    """Alternatives of one model under construction."""

    def __init__(self, v: Variables) -> None:
        self.v = v
        self.rows = v.rows
        self.instance = v.instance
        self._leaves: dict[tuple[int, Minute], int] = {}
        self._last: dict[Minute, int] | None = None
        self._first: dict[Weekday, dict[Minute, int]] = {}
        self._until: dict[tuple[SectionKey, Minute], list[tuple[LastDeparture, int]]] = {}
        self._seated: dict[tuple[SectionKey, int], int] = {}
        self._weekly: dict[Post, tuple[TimedShift, ...]] = {}
        self._late: dict[Minute, int] = {}

    # dismissals ---------------------------------------------------------------------------------------------------

    def leaves(self, grade: int, minute: Minute) -> int:
        """The grade leaves at the minute, by whichever gate."""
        key = (grade, minute)
        if key not in self._leaves:
            window = self.instance.window(grade)
            gates = window.gates if minute in window.dismissals else ()
            self._leaves[key] = self.rows.one_of([self.v.slot(grade, minute, gate) for gate in gates], "K00")
        return self._leaves[key]

    def _minutes(self, grades: Iterable[int]) -> dict[Minute, list[int]]:
        """Columns of the grades that leave then, by every minute at which one may, in order."""
        found: dict[Minute, list[int]] = {}
        for grade in grades:
            for minute in self.instance.window(grade).dismissals:
                column = self.leaves(grade, minute)
                if column != FALSE:
                    found.setdefault(minute, []).append(column)
        return dict(sorted(found.items()))

    def last(self) -> Mapping[Minute, int]:
        """The last regular dismissal of the day: minute -> column."""
        if self._last is None:
            self._last = self._extreme(self._minutes(self.instance.problem.window_of), latest=True)
        return self._last

    def first_late(self, weekday: Weekday) -> Mapping[Minute, int]:
        """The first departure of the grades with pupils in extended care that weekday: minute -> column."""
        if weekday not in self._first:
            minutes = self._minutes(self.instance.late_grades[weekday])
            self._first[weekday] = self._extreme(minutes, latest=False)
        return self._first[weekday]

    def _extreme(self, there: Mapping[Minute, list[int]], *, latest: bool) -> dict[Minute, int]:
        """Which minute is the latest (or earliest) of those with a column that is true; at least one is."""
        order = sorted(there, reverse=latest)
        for place, minute in enumerate(order):
            if TRUE in there[minute]:  # nothing beyond it can be the one
                order = order[: place + 1]
                break
        if len(order) <= 1:
            return dict.fromkeys(order, TRUE)
        held = next((m for m in order if any(self.rows.value(c) for c in there[m])), None)
        found = {minute: self.rows.boolean(int(minute == held)) for minute in order}
        self._one_extreme(order, there, found)
        return found

    def _one_extreme(self, order: list[Minute], there: Mapping[Minute, list[int]], found: Mapping[Minute, int]) -> None:
        """Rows: exactly one; somebody is there; nobody before it in the order."""
        rows = self.rows
        rows.exactly("K00", list(found.values()))
        for place, minute in enumerate(order):
            rows.linear("K00", [(1, found[minute]), *((-1, c) for c in there[minute])], upper=0)
            for beyond in order[:place]:
                for column in there[beyond]:
                    rows.at_most_one("K00", [found[minute], column])

    # sessions -----------------------------------------------------------------------------------------------------

    def seated(self, section: SectionKey, grade: int) -> int:
        """Some pupil of the grade sits in the section: exactly then."""
        key = (section, grade)
        if key not in self._seated:
            grade_of = self.instance.problem.grade_of_pupil
            seats = [c for name, c in self.v.seats_by_section.get(section, ()) if grade_of[name] == grade]
            self._seated[key] = self.rows.either(seats, "D14")
        return self._seated[key]

    def until(self, section: SectionKey, start: Minute) -> Sequence[tuple[LastDeparture, int]]:
        """When and where the last pupils of a session that starts then leave school, with columns; None: it closes nobody's day."""
        key = (section, start)
        if key not in self._until:
            self._until[key] = self._last_of(section, start)
        return self._until[key]

    def _last_of(self, section: SectionKey, start: Minute) -> list[tuple[LastDeparture, int]]:
        parts: dict[Minute, dict[str, list[int]]] = {}
        for grade in self.instance.closes(self.instance.problem.offering_of[section[0]], start):
            sits = self.seated(section, grade)
            for minute, gate, column in self.v.slots_of(grade) if sits != FALSE else ():
                leaves = self.rows.both(sits, column, "D14")
                if leaves != FALSE:
                    parts.setdefault(minute, {}).setdefault(gate, []).append(leaves)
        there = {minute: [c for columns in gates.values() for c in columns] for minute, gates in sorted(parts.items())}
        if not there:
            return [(None, TRUE)]
        found: list[tuple[LastDeparture, int]] = []
        if any(TRUE in columns for columns in there.values()):
            last = self._extreme(there, latest=True)
        else:
            nobody, last = self._last_or_none(there)
            found.append((None, nobody))
        for minute, column in last.items():
            found += [((minute, zones), so) for zones, so in self._by_gate(column, parts[minute])]
        return found

    def _last_or_none(self, there: Mapping[Minute, list[int]]) -> tuple[int, dict[Minute, int]]:
        """Columns: nobody leaves; and, of the minutes at which somebody may leave, which is the last."""
        rows, order = self.rows, sorted(there, reverse=True)
        held = next((m for m in order if any(rows.value(c) for c in there[m])), None)
        nobody = rows.boolean(int(held is None))
        last = {minute: rows.boolean(int(minute == held)) for minute in order}
        rows.exactly("D14", [nobody, *last.values()])
        for place, minute in enumerate(order):
            rows.linear("D14", [(1, last[minute]), *((-1, c) for c in there[minute])], upper=0)
            for column in there[minute]:
                rows.at_most_one("D14", [nobody, column])
            for beyond in order[:place]:
                for column in there[beyond]:
                    rows.at_most_one("D14", [last[minute], column])
        return nobody, last

    def _by_gate(self, last: int, gates: Mapping[str, list[int]]) -> list[tuple[Zones, int]]:
        """The zone where those are who leave last: that of their gate, if it is one and has a zone, with columns."""
        rows, zones = self.rows, {gate: gate_zones(self.instance.problem, gate) for gate in gates}
        there = {gate: rows.either(columns, "D14") for gate, columns in gates.items()}
        if len(there) == 1:
            return [(zones[gate], last) for gate in there]
        known = [gate for gate in there if zones[gate]]
        if not known or sum(column == TRUE for column in there.values()) > 1:
            return [((), last)]
        held = [gate for gate, column in there.items() if rows.value(column)]
        alone = {gate: rows.boolean(int(rows.value(last) and held == [gate])) for gate in known}
        mixed = rows.boolean(int(rows.value(last) and not (len(held) == 1 and held[0] in alone)))
        rows.linear("D14", [*((1, column) for column in alone.values()), (1, mixed), (-1, last)], 0, 0)
        for gate, column in alone.items():
            others = [c for other, c in there.items() if other != gate]
            for other in others:
                rows.at_most_one("D14", [column, other])
            rows.linear("D14", [(1, mixed), *((-1, other) for other in others)], upper=0)
        return [*((zones[gate], column) for gate, column in alone.items()), ((), mixed)]

    # weekly posts -------------------------------------------------------------------------------------------------

    def weekly(self, post: Post) -> tuple[TimedShift, ...]:
        """The alternatives of a weekly post; none may come true where the post need not exist."""
        if post not in self._weekly:
            self._weekly[post] = tuple(t for t in self._alternatives(post) if t.column != FALSE) or (
                TimedShift(self.instance.shift(post), TRUE),
            )
        return self._weekly[post]

    def _alternatives(self, post: Post) -> Iterable[TimedShift]:
        instance = self.instance
        if post.kind == "care" and instance.closes_day(post.subject, post.detail):
            return self._closing_care(post)
        if post.kind == "late":
            zones = tuple(sorted(zone for zone, column in self.late_zones(post.weekday).items() if column == TRUE))
            first = self.first_late(post.weekday)
            return [TimedShift(instance.late_from(post.weekday, minute, zones), column) for minute, column in first.items()]
        if post.kind == "standby":
            shifts = [(instance.standby_from(post.weekday, minute), column) for minute, column in self.last().items()]
            return [TimedShift(shift, column) for shift, column in shifts if shift is not None]
        return ()

    def _closing_care(self, post: Post) -> list[TimedShift]:
        grade = self.instance.grade_of_class[post.subject]
        same: dict[tuple[Minute, Zones], list[int]] = {}
        for minute, gate, column in self.v.slots_of(grade):
            same.setdefault((minute, gate_zones(self.instance.problem, gate)), []).append(column)
        return [
            TimedShift(self.instance.care_until(post.subject, post.detail, minute, zones), self.rows.one_of(columns, "K00"))
            for (minute, zones), columns in same.items()
        ]

    def standby(self, weekday: Weekday) -> int:
        """Somebody has to stand by that weekday (A09)."""
        shifts = {minute: self.instance.standby_from(weekday, minute) for minute in self.last()}
        return self.rows.either([column for minute, column in self.last().items() if shifts[minute] is not None], "A09")

    def late_zones(self, weekday: Weekday) -> dict[str, int]:
        """Zone -> column: extended care has a room there that weekday."""
        found: dict[str, list[int]] = {}
        for room in self.instance.problem.rooms:
            column = self.v.late_room(weekday, room.id)
            if column != FALSE:
                found.setdefault(room.zone, []).append(column)
        return {zone: self.rows.either(columns, "H08") for zone, columns in found.items()}

    # late duties --------------------------------------------------------------------------------------------------

    def is_late(self, end: Minute, released: Minute, after: Minute | None) -> int:
        """Whether a duty counts as late (D05, D10, D15): it ends after a clock time, or after the last regular dismissal."""
        if after is not None:
            return TRUE if end > after else FALSE
        if released not in self._late:
            self._late[released] = self.rows.one_of([c for minute, c in self.last().items() if minute < released], "K00")
        return self._late[released]
