"""Rooms block: sessions of a room type and care groups in their home rooms take at most the rooms that are free (H07, I04)."""

from __future__ import annotations

from solver.model.linear_model import Term
from solver.search.aggregate.model import AggregateModel


def add_rooms(m: AggregateModel) -> None:
    """H07, I04 by room type, at every start of a session."""
    if not m.instance.policy.hard("H07"):
        return
    lessons, homes = m.instance.room_lessons, {c.room for c in m.problem.classes}
    for kind in sorted({o.room_type for o in m.problem.offerings}):
        rooms = [r.id for r in m.problem.rooms if r.type == kind]
        for day in m.club_days:
            here = [
                (start, start + m.problem.offering_of[name].minutes, column)
                for (name, times), column in m.count.items()
                if m.problem.offering_of[name].room_type == kind
                for on, start in times
                if on == day
            ]
            for moment in sorted({start for start, _, _ in here}):
                free = sum(all(not s <= moment < e for s, e in lessons.get((r, day), ())) for r in rooms)
                used: list[Term] = [(1, c) for start, end, c in here if start <= moment < end]
                m.rows.linear("H07", used + m.groups_at(day, moment) * homes.issubset(rooms), upper=free)
