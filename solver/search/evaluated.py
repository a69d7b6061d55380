"""Evaluated plan: a plan with violations and tier values by the independent checker, compared lexicographically."""

from __future__ import annotations

from dataclasses import dataclass

from solver.check.report import Report, check
from solver.model.instance import Instance
from solver.plan import Plan

STAFFING = frozenset({"fairness", "familiar"})
"""Tiers that hang on who stands where alone, and not on sections and seats."""


@dataclass(frozen=True)
class EvaluatedPlan:
    """A plan with the checker's report under the policy of its instance."""

    plan: Plan
    report: Report

    @property
    def objective(self) -> tuple[int, ...]:
        """Lexicographic objective, to be minimised: number of violations, then the tier values in the policy's order."""
        return (len(self.report.violations), *(tier.value for tier in self.report.tiers))

    def dominates_without_staffing(self, other: EvaluatedPlan) -> bool:
        """Whether the objective without the tiers of :data:`STAFFING` is smaller: many small steps restore those in any plan."""
        return self._without_staffing() < other._without_staffing()

    def _without_staffing(self) -> tuple[int, ...]:
        return (len(self.report.violations), *(t.value for t in self.report.tiers if t.name not in STAFFING))

    @property
    def values(self) -> dict[str, int]:
        """Tier -> value."""
        return {tier.name: tier.value for tier in self.report.tiers}

    @property
    def scales(self) -> dict[str, int]:
        """Tier -> the largest value that it could have, for percentages."""
        return {tier.name: tier.scale for tier in self.report.tiers}


def evaluate(instance: Instance, plan: Plan) -> EvaluatedPlan:
    """Plan -> the plan with the checker's report."""
    return EvaluatedPlan(plan, check(instance.problem, instance.policy, plan))
