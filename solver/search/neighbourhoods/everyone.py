"""All people on all days together with all care groups, sections as they are: for schools with few adults."""

from __future__ import annotations

from random import Random

from solver.model.frame import Frame
from solver.model.scope import Scope
from solver.search.neighbourhoods.neighbourhood import Neighbourhood
from solver.search.standing import Standing


class Everyone(Neighbourhood):
    """The whole week's staffing and merging."""

    name = "everyone"
    moves = frozenset({"coverage", "fairness", "stability", "care", "rotation", "cost", "handover"})
    effort = 6.0

    def propose(self, frame: Frame, standing: Standing, rng: Random) -> Scope | None:
        days = frame.days
        return Scope(
            people=frozenset(frame.problem.staff_of),
            duty_days=frozenset((week, day) for week in frame.weeks for day in frame.post_days),
            groups=frozenset(
                (day, b.id, p) for day in days for b in frame.problem.bands for p in range(len(b.periods))
            ),
        )
