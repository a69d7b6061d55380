"""Duties: one person, one week, one weekday, one interval; the common ground of all rules on people.

A weekly post gives a duty under its ``stand`` column; leading or assisting a section gives a duty in every session and
week, under the product of ``stand`` and the session's column (a constant factor costs no column). A duty whose interval hangs on
slots that are free is one duty for each of its timings, of which at most one comes true.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from solver.model.linear_model import FALSE, TRUE, LinearModel, Term
from solver.model.scope import SectionKey
from solver.model.shift import Shift
from solver.model.variables import Variables
from solver.plan import Post
from solver.units import EVERY_WEEK, Minute, Week, Weekday


class Duty(NamedTuple):
    """``column`` is true when the person does it. ``section`` tells sessions (week-independent) from weekly posts."""

    column: int
    shift: Shift
    kind: str
    section: SectionKey | None = None

    @property
    def start(self) -> Minute:
        return self.shift.start

    @property
    def end(self) -> Minute:
        return self.shift.end

    @property
    def credit(self) -> Minute:
        """Credited minutes."""
        return self.shift.credit

    @property
    def load(self) -> Minute:
        """Minutes that count in the load of D02."""
        return self.shift.load


class Duties:
    """Duties that are or may be done, by person, week and weekday."""

    def __init__(self, v: Variables) -> None:
        self.v = v
        self.rows: LinearModel = v.rows
        self._weekly: dict[tuple[str, Week, Weekday], list[Duty]] = {}
        self._sessions: dict[tuple[str, Weekday], list[Duty]] = {}
        self._led: dict[str, list[tuple[Post, int]]] | None = None
        self._all: dict[tuple[str, Week, Weekday], list[Duty]] = {}
        self._days: dict[tuple[str, Week, Weekday], int] = {}
        self._settled: dict[str, bool] = {}
        self._any: dict[tuple[int, ...], int] = {}

    def people(self) -> Iterator[str]:
        """Everybody, staff first, in the problem's order."""
        problem = self.v.instance.problem
        yield from problem.staff_of
        yield from problem.outside_of

    def led(self, person: str) -> list[tuple[Post, int]]:
        """Lead and assist posts the person holds or may hold, with their columns."""
        if self._led is None:
            self._led = defaultdict(list)
            for section in self.v.live_sections:
                for post, _ in self.v.section_posts(section):
                    for name, column in self.v.crew(post, EVERY_WEEK):
                        self._led[name].append((post, column))
        return self._led.get(person, [])

    def sessions(self, person: str, weekday: Weekday) -> list[Duty]:
        """Duties of leading and assisting, the same in every week."""
        key = (person, weekday)
        if key not in self._sessions:
            self._sessions[key] = [
                d for post, column in self.led(person) for d in self._of_section(post, column, weekday)
            ]
        return self._sessions[key]

    def _of_section(self, post: Post, column: int, weekday: Weekday) -> Iterator[Duty]:
        v = self.v
        section = (post.subject, post.detail)
        offering = v.instance.problem.offering_of[post.subject]
        for start in v.starts_on(section, weekday):
            for place, meets in v.places(section, weekday, start).items():
                done = self.rows.both(column, meets, "K02")
                for leaving, so in v.timings.until(section, start) if done != FALSE else ():
                    timed = self.rows.both(done, so, "D14")
                    if timed != FALSE:
                        base = v.instance.session_until(offering, start, *(leaving or (None,)))
                        yield Duty(timed, v.instance.trip_to(base, offering, start, place), post.kind, section)

    def weekly(self, person: str, week: Week, weekday: Weekday) -> list[Duty]:
        """Duties on weekly posts."""
        key = (person, week, weekday)
        if key not in self._weekly:
            v = self.v
            if person in v.scope.people and (week, weekday) in v.scope.duty_days:
                posts = [post for post in v.open_posts(week, weekday) if person in v.candidates(post, week)]
                columns = [v.stand(post, week, person) for post in posts]
            else:
                posts = v.current.weekly.get(key, [])
                columns = [TRUE] * len(posts)
            found = []
            for post, column in zip(posts, columns, strict=True):
                for timing in v.timings.weekly(post) if column != FALSE else ():
                    done = self.rows.both(column, timing.column, "D14")
                    if done != FALSE:
                        found.append(Duty(done, timing.shift, post.kind))
            self._weekly[key] = found
        return self._weekly[key]

    def of(self, person: str, week: Week, weekday: Weekday) -> list[Duty]:
        """All duties of a person on a day of the template."""
        key = (person, week, weekday)
        if key not in self._all:
            self._all[key] = self.weekly(person, week, weekday) + self.sessions(person, weekday)
        return self._all[key]

    def on_duty(self, person: str, week: Week, weekday: Weekday) -> int:
        """True exactly when the person has a duty that day."""
        key = (person, week, weekday)
        if key not in self._days:
            columns = tuple(d.column for d in self.of(*key))
            if columns not in self._any:  # weeks in which the same sections are all there is share it
                self._any[columns] = self.rows.either(columns, "D10")
            self._days[key] = self._any[columns]
        return self._days[key]

    def minutes(self, person: str) -> list[Term]:
        """Credited minutes over all weeks, as terms."""
        return [(d.credit, d.column) for d in self.everything(person)]

    def loads(self, person: str) -> list[Term]:
        """Load minutes over all weeks, as terms (D02)."""
        return [(d.load, d.column) for d in self.everything(person)]

    def everything(self, person: str) -> Iterator[Duty]:
        """All duties of all weeks."""
        instance = self.v.instance
        for week in instance.weeks:
            for day in instance.post_days:
                yield from self.of(person, week, day)

    def late(self, duty: Duty, after: Minute | None) -> int:
        """The duty is done and ends late: after a clock time or, without one, after the last regular dismissal (D05, D10, D15)."""
        late = self.v.timings.is_late(duty.end, duty.shift.released, after)
        return duty.column if late == TRUE else self.rows.both(duty.column, late, "D10")

    def settled(self, person: str) -> bool:
        """Whether nothing about the person's duties is free, as the scope alone tells."""
        if person not in self._settled:
            scope = self.v.scope
            moving = scope.sections | (scope.seat_sections if scope.seat_pupils else frozenset())  # seats tell when they end
            self._settled[person] = person not in scope.people and not scope.slots and all(
                column == TRUE and (post.subject, post.detail) not in moving for post, column in self.led(person)
            )
        return self._settled[person]

    def touched(self, person: str) -> bool:
        """Whether anything about the person's duties is free."""
        return not self.settled(person) and any(d.column > 1 for d in self.everything(person))
