"""Standing posts beside their filling: A09, H01.

A09, decided by the data: the school has a late room to wait in. H01: every service weekday has patrol posts (data), and with
``zones`` no care group and no session is in a zone without a patrol that day.
"""

from __future__ import annotations

from solver.model.context import ModelContext
from solver.model.linear_model import TRUE


def waiting(p: ModelContext) -> None:
    """A09."""
    if p.policy.on("A09") and p.scope.slots:
        p.rows.constant("A09", bool(p.problem.late_rooms))


def patrols(p: ModelContext) -> None:
    """H01."""
    if p.policy.on("H01") and p.scope.slots:
        for day in p.instance.days:
            heads = sum(x.headcount for x in p.problem.posts if x.kind == "patrol" and day in x.weekdays)
            p.rows.constant("H01", heads >= p.number("H01", "patrols_per_day"))


def zones(p: ModelContext) -> None:
    """H01, with zones."""
    if not p.policy.on("H01") or not p.number("H01", "zones") or not (p.scope.groups or p.scope.sections):
        return
    zone_of = {room.id: room.zone for room in p.problem.rooms}
    watched = {(x.zone, day) for x in p.problem.posts if x.kind == "patrol" for day in x.weekdays}
    for day in p.instance.days:
        columns = [
            p.v.hosted(home.id, day, period)
            for home in p.problem.classes
            if (zone_of[home.room], day) not in watched
            for period in range(len(p.instance.band_of_class[home.id].periods))
        ]
        columns += [
            column
            for section in p.v.live_sections
            for start in p.v.starts_on(section, day)
            for room, column in p.v.rooms_at(section, day, start)
            if (zone_of[room], day) not in watched
        ]
        for column in columns:
            if column != TRUE:  # what is settled is not this model's to judge
                p.rows.forbid("H01", column)
