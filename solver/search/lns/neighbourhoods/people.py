"""Destroy all weekly posts of some people in every week: evens out loads, hand-overs, late duties.

The most and the least burdened are always among them, since the range of loads is theirs to close.
"""

from __future__ import annotations

from random import Random

from solver.model.instance import Instance
from solver.model.scope import Scope
from solver.search.evaluated import EvaluatedPlan
from solver.search.lns.neighbourhoods.neighbourhood import AdaptiveSize, Neighbourhood

MOVES = frozenset({"coverage", "fairness", "familiar", "stability", "care", "rotation", "handover"})
"""Tiers that depend on who stands where."""
EXTREMES = 3
"""People taken from each end of the loads."""
MOST_BURDENED = 12
"""How deep into each end the extremes are drawn from."""


class PeopleNeighbourhood(Neighbourhood):
    """A group of persons with all the posts they hold among them."""

    name = "people"
    effort = 0.4

    def __init__(self, adaptive: AdaptiveSize, whole: bool, paid: bool) -> None:
        """whole: runs of periods with a group stay with one person, which makes larger groups of people quick.
        paid: whether it matters to the cost who of them stands."""
        self.adaptive, self.whole = adaptive, whole
        self.moves = MOVES | {"cost"} if paid else MOVES

    def learn(self, proven: bool) -> None:
        self.adaptive.learn(proven)

    def propose(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Scope | None:
        loads = current.report.facts.loads
        ranked = sorted(loads, key=lambda p: (loads[p], p))
        everybody = [s.id for s in instance.problem.staff if s.takes_part]
        if not everybody:
            return None
        chosen: set[str] = set()
        if ranked and current.values.get("fairness", 0) > 0:
            chosen |= {ranked[0], ranked[-1]}
            chosen |= set(rng.sample(ranked[:MOST_BURDENED], min(EXTREMES, len(ranked))))
            chosen |= set(rng.sample(ranked[-MOST_BURDENED:], min(EXTREMES, len(ranked))))
        rest = [p for p in everybody if p not in chosen]
        rng.shuffle(rest)
        chosen |= set(rest[: max(0, self.adaptive.size - len(chosen))])
        days = frozenset((week, day) for week in instance.weeks for day in instance.post_days)
        return Scope(people=frozenset(chosen), duty_days=days, runs=self.whole)
