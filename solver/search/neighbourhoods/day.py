"""One day of one week, everybody: fills empty posts and removes hand-overs."""

from __future__ import annotations

from random import Random

from solver.model.frame import Frame
from solver.model.scope import Scope
from solver.search.standing import Standing


class Day:
    """All weekly posts of a (week, weekday); days with empty posts come first."""

    name = "day"
    moves = frozenset({"coverage", "care", "rotation", "cost", "handover"})
    effort = 0.6
    linear = False

    def propose(self, frame: Frame, standing: Standing, rng: Random) -> Scope | None:
        days = [(week, day) for week in frame.weeks for day in frame.days]
        if not days:
            return None
        return Scope(people=frozenset(frame.problem.staff_of), duty_days=frozenset({rng.choice(days)}))
