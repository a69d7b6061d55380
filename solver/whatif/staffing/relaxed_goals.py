"""Goals of a school by the joint linear program: the least that any plan reaches, and shadow prices of rooms and sections."""

from __future__ import annotations

from collections.abc import Callable

from solver.changes.change import Change
from solver.changes.courses import SectionCount
from solver.changes.places import AddRoom
from solver.model.instance import Instance
from solver.search.joint.relaxation import JointRelaxation

GOALS = ("C04",)
"""Soft rules whose tiers are bounded."""


class RelaxedGoals:
    """Lower bounds of goals over all plans of an instance of the caller's policy. seconds: limit of each linear program."""

    def __init__(self, instance: Instance, seconds: float | None, stop: Callable[[], bool]) -> None:
        self._instance, self._seconds, self._stop = instance, seconds, stop
        self._relaxation = JointRelaxation(instance)

    def bounds(self) -> dict[str, int]:
        """Tier -> its lower bound; tiers of which nothing is proven are absent."""
        found = {}
        for rule in GOALS:
            tier, goal = self._instance.policy.tier_of(rule), self._relaxation.model.aggregate.objectives[rule]
            least = (
                None
                if tier is None or self._relaxation.broken
                else self._relaxation.least(goal.terms, (), None, self._seconds, self._stop)
            )
            if tier is not None and least is not None:
                found[tier] = (
                    max(0, -(-(least + goal.constant) // goal.divisor)) * self._instance.policy.rules[rule].weight
                )
        return found

    def shadow(self, change: Change) -> int | None:
        """Sum of the duals, after :meth:`bounds`, of the rows that the change loosens by one; None where no row stands for it."""
        aggregate, problem = self._relaxation.model.aggregate, self._instance.problem
        rows, duals = self._relaxation.model.rows, self._relaxation.duals
        if isinstance(change, AddRoom):
            kind = problem.room_of[change.like].type
            columns = {c for (name, _), c in aggregate.count.items() if problem.offering_of[name].room_type == kind}
            rule = "H07"
        elif isinstance(change, SectionCount) and change.offerings:
            columns = {column for name in change.offerings for _, column in aggregate.opened[name]}
            rule = "K05"
        else:
            return None
        price = 0.0
        for row, of in enumerate(rows.row_rule):
            if (
                of == rule
                and columns.intersection(rows.columns[rows.starts[row] : rows.starts[row + 1]])
                and row < len(duals)
            ):
                price -= min(0.0, duals[row])
        goal = aggregate.objectives[GOALS[0]]
        return round(price / goal.divisor) * self._instance.policy.rules[GOALS[0]].weight
