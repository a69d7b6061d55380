"""Destroy whole days: everybody's weekly posts and all care groups of one weekday, or of the whole week; sections stay."""

from __future__ import annotations

from random import Random

from solver.model.instance import Instance
from solver.model.scope import Scope
from solver.search.evaluated import EvaluatedPlan
from solver.search.lns.neighbourhoods.neighbourhood import Neighbourhood


class WholeDays(Neighbourhood):
    """All weekly posts in every week, with the merging of classes: of one drawn weekday, or (``all_days``) of every day."""

    def __init__(self, name: str, moves: frozenset[str], effort: float, all_days: bool) -> None:
        self.name, self.moves, self.effort, self._all_days = name, moves, effort, all_days

    def propose(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Scope | None:
        if not instance.days:
            return None
        days = instance.post_days if self._all_days else (rng.choice(instance.post_days),)
        return Scope(
            people=frozenset(instance.problem.staff_of),
            duty_days=frozenset((week, day) for week in instance.weeks for day in days),
            groups=frozenset(
                (day, b.id, p) for day in days if day in instance.days for b in instance.problem.bands for p in range(len(b.periods))
            ),
        )


ONE_DAY = WholeDays("day", frozenset({"coverage", "stability"}), 3.0, all_days=False)
"""Fills empty posts."""
EVERYONE = WholeDays(
    "everyone",
    frozenset({"coverage", "fairness", "familiar", "stability", "care", "rotation", "cost", "handover"}),
    6.0,
    all_days=True,
)
"""The week's whole staffing and merging, for schools with few adults."""
