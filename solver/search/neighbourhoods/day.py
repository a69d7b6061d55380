"""One weekday, everybody and all care groups: fills empty posts."""

from __future__ import annotations

from random import Random

from solver.model.frame import Frame
from solver.model.scope import Scope
from solver.search.neighbourhoods.neighbourhood import Neighbourhood
from solver.search.standing import Standing


class Day(Neighbourhood):
    """All weekly posts of a weekday in every week, with the merging of classes."""

    name = "day"
    moves = frozenset({"coverage", "stability"})
    effort = 3.0

    def propose(self, frame: Frame, standing: Standing, rng: Random) -> Scope | None:
        if not frame.days:
            return None
        day = rng.choice(frame.post_days)
        return Scope(
            people=frozenset(frame.problem.staff_of),
            duty_days=frozenset((week, day) for week in frame.weeks),
            groups=frozenset(
                (day, b.id, p) for b in frame.problem.bands if day in frame.days for p in range(len(b.periods))
            ),
        )
