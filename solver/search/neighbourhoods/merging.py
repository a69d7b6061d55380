"""Care groups of one weekday and band, with the people who look after them."""

from __future__ import annotations

from random import Random

from solver.model.frame import Frame
from solver.model.scope import Scope
from solver.search.standing import Standing


class Merging:
    """Which classes are looked after together, and by whom."""

    name = "merging"
    moves = frozenset({"coverage", "stability", "cost", "handover", "fairness"})
    effort = 0.5
    linear = False

    def propose(self, frame: Frame, standing: Standing, rng: Random) -> Scope | None:
        if not frame.days or not frame.problem.bands:
            return None
        day = rng.choice(frame.days)
        band = rng.choice(frame.problem.bands)
        homes = set(frame.classes_of_band[band.id])
        people = {
            a.person
            for a in standing.plan.assignments
            if a.post.kind == "care" and a.post.weekday == day and a.post.subject in homes
        }
        return Scope(
            groups=frozenset((day, band.id, p) for p in range(len(band.periods))),
            people=frozenset(people),
            duty_days=frozenset((week, day) for week in frame.weeks),
        )
