"""Destroy around hand-overs: one day of one week, the people of groups whose adult changes during the afternoon (D08H)."""

from __future__ import annotations

from collections import defaultdict
from random import Random

from solver.model.instance import Instance
from solver.model.scope import Scope
from solver.search.evaluated import EvaluatedPlan
from solver.search.lns.neighbourhoods.neighbourhood import Neighbourhood
from solver.units import Week, Weekday

MOVES = frozenset({"handover", "care", "rotation"})
HOSTS = 4
"""Groups with a change of adult that a step takes up."""


class HandOver(Neighbourhood):
    """People who share groups, and a few others on duty that day."""

    name = "handover"
    effort = 0.3

    def __init__(self, others: int, paid: bool) -> None:
        """paid: whether it matters to the cost who of the people stands."""
        self.others = others
        self.moves = MOVES | {"cost"} if paid else MOVES

    def propose(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Scope | None:
        holders: dict[tuple[Week, Weekday], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for a in current.plan.assignments:
            if a.post.kind == "care":
                holders[a.week, a.post.weekday][a.post.subject].add(a.person)
        days = sorted(day for day, hosts in holders.items() if any(len(people) > 1 for people in hosts.values()))
        if not days:
            return None
        day = rng.choice(days)
        shared = sorted(host for host, people in holders[day].items() if len(people) > 1)
        rng.shuffle(shared)
        chosen = {person for host in shared[:HOSTS] for person in holders[day][host]}
        rest = sorted({p for people in holders[day].values() for p in people} - chosen)
        rng.shuffle(rest)
        return Scope(people=frozenset(chosen | set(rest[: self.others])), duty_days=frozenset({day}))
