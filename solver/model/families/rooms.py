"""Sections on the grid and in their rooms: K00, K04, K05, H06, H07, H08, I04 (rooms).

K05: an open section meets so many times a week, on distinct days. K04: at times of the grid, by construction of the
columns. H07: in rooms of its type that hold its pupils, one use of a room at a time, waiting for the dismissal included. I04:
never during a lesson in the room. H06: never when its safety check has run out. H08: extended care in its own rooms, with a place
for every child.
"""

from __future__ import annotations

from typing import NamedTuple

from solver.model.blocks import seated
from solver.model.context import ModelContext
from solver.model.linear_model import FALSE, TRUE
from solver.model.moments import cliques
from solver.plan import Post
from solver.problem import LATE_ROOM
from solver.units import Minute, Weekday


def meetings(p: ModelContext) -> None:
    """K05, and K00: no session of a closed section."""
    for section in sorted(p.scope.sections):
        offering = p.problem.offering_of[section[0]]
        every = []
        for day in p.instance.session_days[section[0]]:
            meets = [p.v.at(section, day, start) for start in p.v.starts_on(section, day)]
            p.rows.at_most_one("K05", meets)
            every += [(1, c) for c in meets]
        p.rows.linear("K05", [*every, (-offering.sessions, p.v.opened(section))], 0, 0)


def room_size(p: ModelContext) -> None:
    """H07: the section's pupils fit into each of its rooms."""
    if not p.hard("H07"):
        return
    for section in p.v.live_sections:
        seats = [(1, c) for _, c in p.v.seats_by_section.get(section, ())]
        most = len(seats)
        if section in p.scope.sections and all(p.problem.room_of[r].capacity >= most for r in p.instance.rooms_for[section[0]]):
            continue
        for day, start in p.v.session_times(section):
            for room, column in p.v.rooms_at(section, day, start):
                capacity = p.problem.room_of[room].capacity
                if most > capacity and column != FALSE:
                    p.rows.linear("H07", [*seats, (most - capacity, column)], upper=most)


class Use(NamedTuple):
    """One use of a room: ``column`` true makes it busy from ``start`` to ``end``."""

    column: int
    start: Minute
    end: Minute


def uses(p: ModelContext, day: Weekday) -> dict[str, list[Use]]:
    """Uses of every room that are or may be made on a weekday, lessons apart."""
    found: dict[str, list[Use]] = {}
    rows, timings = p.rows, p.v.timings
    for section in p.v.live_sections:
        length = p.problem.offering_of[section[0]].minutes
        for start in p.v.starts_on(section, day):
            until = timings.until(section, start)
            for room, column in p.v.rooms_at(section, day, start):
                away = bool(p.instance.travel.get(room))
                for leaving, so in until if not away else ((None, TRUE),):
                    end = start + length if leaving is None else max(start + length, leaving[0])
                    found.setdefault(room, []).append(Use(rows.both(column, so, "H07"), start, end))
    for home in p.problem.classes:
        for index, period in enumerate(p.instance.band_of_class[home.id].periods):
            column = p.v.hosted(home.id, day, index)
            for shift, so in timings.weekly(Post("care", day, home.id, index)) if column != FALSE else ():
                until_then = rows.both(column, so, "H07") if shift.escort else column
                found.setdefault(home.room, []).append(Use(until_then, period.start, max(period.end, shift.released)))
    if day in p.instance.late_heads:
        for place in p.problem.rooms:
            column = p.v.late_room(day, place.id)
            for shift, so in timings.weekly(Post("late", day, "", 0)) if column != FALSE else ():
                found.setdefault(place.id, []).append(Use(rows.both(column, so, "H07"), shift.start, shift.end))
    for block in p.problem.blocks if day in p.instance.days else ():
        for room, heads in seated(p.problem, block).items() if day in block.weekdays else ():
            if heads:
                found.setdefault(room, []).append(Use(TRUE, block.start, block.end))
    return {room: [u for u in users if u.column != FALSE] for room, users in found.items()}


def one_use(p: ModelContext) -> None:
    """H07: the uses of a room that are on at one moment exclude each other; the moments of starts suffice."""
    if not (p.scope.slots or p.scope.moves_clubs or p.scope.groups or p.scope.late_rooms):
        return
    for day in p.instance.days:
        for room, users in uses(p, day).items():
            if all(u.column == TRUE for u in users):
                continue
            if p.hard("H07"):
                for on in cliques([(u.start, u.end, u.column) for u in users]):
                    p.rows.at_most_one("H07", on)
            if p.hard("I04"):
                for use in users:
                    if any(use.start < e and s < use.end for s, e in p.instance.room_lessons.get((room, day), ())):
                        p.rows.forbid("I04", use.column)


def open_rooms(p: ModelContext) -> None:
    """H06 and K01: a room has no use on a weekday with a date on which it may not be used."""
    if p.instance.unusable and (p.scope.sections or p.scope.groups or p.scope.late_rooms):
        for day in p.instance.days:
            for room, users in uses(p, day).items():
                if (room, day) in p.instance.unusable:
                    for use in users:
                        p.rows.forbid("H06" if (room, day) in p.instance.unchecked else "K01", use.column)


def late_places(p: ModelContext) -> None:
    """H08."""
    if not p.hard("H08"):
        return
    for day in sorted(p.scope.late_rooms):
        if day in p.instance.late_heads:
            columns = [(room, p.v.late_room(day, room.id)) for room in p.problem.rooms]
            for room, column in columns:
                if room.type != LATE_ROOM:
                    p.rows.forbid("H08", column)
            p.rows.linear("H08", [(r.capacity, c) for r, c in columns], lower=p.instance.late_heads[day])
