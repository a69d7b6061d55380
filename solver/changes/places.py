"""Changes of rooms: new ones, closed ones, their capacity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from solver.changes import naming
from solver.changes.amount import Amount
from solver.changes.change import Case, Change, Effect, Sentence
from solver.changes.joining import new_ids
from solver.changes.naming import check_known, refuse
from solver.changes.people import check_days
from solver.problem.bells import Lesson
from solver.problem.calendar import DateSpan
from solver.problem.checks import DAY_END
from solver.problem.findings import Findings
from solver.problem.places import Room
from solver.problem.problem import Problem
from solver.units import Minute, Weekday

ROOM = ("场地", "room")
MOST_ROOMS = 50
"""Rooms that one change may add."""
CLOSED = "停用"
"""Subject of the timetable's rows that keep a room closed on a weekday."""


@dataclass(frozen=True, slots=True)
class AddRoom(Change):
    """New rooms ``ROOM1``, … like one that is there: its type, zone and capacity."""

    like: str
    count: int = 1

    kind: ClassVar[str] = "add_room"
    about: ClassVar[Sentence] = Sentence("新增场地", "new rooms")
    example: ClassVar = {"kind": "add_room", "like": "art", "count": 1}
    phrase: ClassVar[str] = "add_room art"

    def effect(self, case: Case) -> Effect:
        return "adds"

    def told(self, problem: Problem) -> Sentence:
        name = naming.rooms(problem, (self.like,))
        return Sentence(f"新增 {self.count} 处与{name.zh}相同的场地", f"{self.count} more rooms like {name.en}")

    def apply(self, case: Case) -> Case:
        problem, found = case.problem, Findings()
        if self.like not in problem.room_of:
            found.unknown(("like",), self.like, *ROOM, problem.room_of)
        if not 1 <= self.count <= MOST_ROOMS:
            found.outside(("count",), self.count, 1, MOST_ROOMS)
        refuse(found)
        model = problem.room_of[self.like]
        ids = new_ids("ROOM", self.count, problem.room_of)
        new = tuple(replace(model, id=ident, name=f"新增{model.name or model.id} {i}", visits=0) for i, ident in enumerate(ids, 1))
        return case._replace(problem=replace(problem, rooms=(*problem.rooms, *new)))


@dataclass(frozen=True, slots=True)
class CloseRoom(Change):
    """Rooms are closed: on weekdays, from first to last day, or (nothing said) for the whole term. Lessons in them stay."""

    rooms: tuple[str, ...]
    weekdays: tuple[Weekday, ...] = ()
    first: date | None = None
    last: date | None = None

    kind: ClassVar[str] = "close_room"
    about: ClassVar[Sentence] = Sentence("场地停用", "closed rooms")
    example: ClassVar = {"kind": "close_room", "rooms": ["lab"], "weekdays": [3]}
    phrase: ClassVar[str] = "close_room lab weekdays=周三"

    def effect(self, case: Case) -> Effect:
        return "removes"

    def told(self, problem: Problem) -> Sentence:
        names, days = naming.rooms(problem, self.rooms), naming.weekdays(self.weekdays)
        zh = f" {self.first or problem.term.first} 至 {self.last or problem.term.last} " if self.first or self.last else ""
        en = f" from {self.first or problem.term.first} to {self.last or problem.term.last}" if zh else ""
        return Sentence(f"{names.zh}{zh}{days.zh}停用", f"{names.en} closed{' on ' if days.en else ''}{days.en}{en}")

    def apply(self, case: Case) -> Case:
        problem, found = case.problem, Findings()
        check_known(found, "rooms", self.rooms, ROOM, problem.room_of)
        if self.weekdays:
            check_days(found, "weekdays", self.weekdays)
        first, last = self.first or problem.term.first, self.last or problem.term.last
        if last < first:
            found.outside(("last",), last, first, problem.term.last)
        if self.weekdays and (self.first or self.last):
            found.add(("weekdays",), "", "星期和起止日期只能写一样。", "Give weekdays or dates, not both.",
                      hint_zh="可能要分成两项变动。", hint_en="Maybe two changes are meant.")  # fmt: skip
        refuse(found)
        if self.weekdays:
            begin = min(window.start for window in problem.windows)
            rows = [row for room in self.rooms for day in self.weekdays if day < 6 for row in _filled(problem, room, day, begin)]
            return case._replace(problem=replace(problem, lessons=(*problem.lessons, *rows)))
        span, chosen = DateSpan(first, last), set(self.rooms)
        rooms = tuple(replace(r, closures=_merged((*r.closures, span))) if r.id in chosen else r for r in problem.rooms)
        return case._replace(problem=replace(problem, rooms=rooms))


def _filled(problem: Problem, room: str, day: Weekday, begin: Minute) -> Iterator[Lesson]:
    """Rows of the timetable that take the room from ``begin`` to the day's end wherever it is free."""
    taken = sorted((row.start, row.end) for row in problem.lessons if row.room_id == room and row.weekday == day)
    at = begin
    for start, end in (*taken, (DAY_END, DAY_END)):
        if at < start:
            yield Lesson(day, at, start, room_id=room, subject=CLOSED)
        at = max(at, end)


def _merged(spans: tuple[DateSpan, ...]) -> tuple[DateSpan, ...]:
    """Spans of days without overlap, in order."""
    found: list[DateSpan] = []
    for span in sorted(spans, key=lambda each: (each.first, each.last)):
        if found and span.first <= found[-1].last:
            found[-1] = DateSpan(found[-1].first, max(found[-1].last, span.last))
        else:
            found.append(span)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Capacity(Change):
    """Capacity of rooms."""

    rooms: tuple[str, ...]
    amount: Amount

    kind: ClassVar[str] = "capacity"
    about: ClassVar[Sentence] = Sentence("场地容量", "capacity of rooms")
    example: ClassVar = {"kind": "capacity", "rooms": ["hall"], "amount": "+10"}
    phrase: ClassVar[str] = "capacity hall +10"

    def effect(self, case: Case) -> Effect:
        signs = {self.amount.compared(case.problem.room_of[ident].capacity) for ident in self.rooms} - {0}
        return "adds" if signs <= {1} else "removes" if signs == {-1} else "mixed"

    def told(self, problem: Problem) -> Sentence:
        names, (zh, en) = naming.rooms(problem, self.rooms), self.amount.told("人", "persons")
        return Sentence(f"{names.zh}容量{zh}", f"capacity of {names.en} {en}")

    def apply(self, case: Case) -> Case:
        problem, found = case.problem, Findings()
        check_known(found, "rooms", self.rooms, ROOM, problem.room_of)
        refuse(found)

        def sized(room: Room) -> Room:
            size = self.amount.of(room.capacity)
            if size < 1:
                found.outside(("amount",), size, 1, "…")
            return replace(room, capacity=size)

        rooms = tuple(sized(room) if room.id in self.rooms else room for room in problem.rooms)
        refuse(found)
        return case._replace(problem=replace(problem, rooms=rooms))
