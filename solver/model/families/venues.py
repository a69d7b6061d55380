"""Venues off campus: B13. Enough adults, and the way lies within the service of the grades that sit in the section.

The way itself is part of sessions' intervals in K02, B01, K01 and I04 and of credits (``Variables.trips``, ``Instance.trip``).
"""

from __future__ import annotations

from solver.model.context import ModelContext
from solver.model.linear_model import FALSE


def trips(p: ModelContext) -> None:
    """B13."""
    if not p.instance.travel or not p.scope.moves_clubs:
        return
    for section in p.v.live_sections:
        offering = p.problem.offering_of[section[0]]
        grades = [grade for grade in offering.grades if grade in p.problem.window_of]
        for day, start in p.v.session_times(section):
            for room, column in p.v.rooms_at(section, day, start):
                way = p.instance.travel.get(room, 0)
                if not way or column == FALSE:
                    continue
                if not p.instance.enough_adults(offering, room):
                    p.rows.forbid("B13", column)
                for grade in grades:
                    if not p.instance.within(grade, start - way, offering.minutes + 2 * way):
                        p.rows.linear("B13", [(1, column), (1, p.v.present(section, grade))], upper=1)
