"""Given seats: B08 and B11.

B08: a due pupil's seats in dream classes meet often enough, and are no more than that. B11: every member sits in the squad,
which trains often enough (hard), or points are lost for members without a seat (soft).
"""

from __future__ import annotations

from solver.model.context import ModelContext


def dream_classes(p: ModelContext) -> None:
    """B08."""
    if not p.instance.given.due or not p.scope.moves_clubs:
        return
    for pupil, due in p.instance.given.due.items():
        if pupil in p.scope.seat_pupils:
            seats = [
                (p.problem.offering_of[section[0]], column) for section, column in p.v.seats_by_pupil.get(pupil, ())
            ]
            p.rows.linear("B08", [(o.sessions, column) for o, column in seats if o.dream], lower=due)
            p.rows.linear("B08", [(1, column) for o, column in seats if o.dream], upper=due)


def squads(p: ModelContext) -> None:
    """B11."""
    if not p.scope.moves_clubs:
        return
    for squad, members in p.instance.given.squads.items():
        if p.hard("B11"):
            p.rows.constant("B11", p.problem.offering_of[squad].sessions >= p.number("B11", "sessions"))
        for member in members:
            if member in p.scope.seat_pupils:
                seats = [c for section, c in p.v.seats_by_pupil.get(member, ()) if section[0] == squad]
                if p.hard("B11"):
                    p.rows.linear("B11", [(1, column) for column in seats], lower=1)
                else:
                    points = p.number("B11", "points")
                    p.cost("B11", [(-points, column) for column in seats], constant=points)
