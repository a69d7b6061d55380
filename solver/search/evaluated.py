"""Evaluated plan: a plan with violations and tier values by the independent checker, compared lexicographically."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from solver.check.report import Report, TierScore, check
from solver.model.instance import Instance
from solver.model.tier_limits import EXCESS, NO_LIMITS, TierLimits, tier_of
from solver.plan import Plan

STAFFING = frozenset({"fairness", "familiar"})
"""Tiers that hang on who stands where alone, and not on sections and seats."""


@dataclass(frozen=True)
class EvaluatedPlan:
    """A plan with the checker's report under the policy of its instance, and the limits on its tiers."""

    plan: Plan
    report: Report
    limits: TierLimits = NO_LIMITS

    @cached_property
    def goals(self) -> tuple[TierScore, ...]:
        """Values of the goals in the order in which they are minimised: the tiers, and what limited ones exceed their limits by."""
        if not self.limits.most:
            return self.report.tiers
        found = {tier.name: tier for tier in self.report.tiers}
        for name in self.limits.most:
            tier = found[name]
            found[EXCESS + name] = TierScore(EXCESS + name, self.limits.excess(name, tier.value), tier.scale)
        return tuple(found[name] for name in self.limits.goals(tier.name for tier in self.report.tiers))

    @property
    def objective(self) -> tuple[int, ...]:
        """Lexicographic objective, to be minimised: number of violations, then the goals."""
        return (len(self.report.violations), *(goal.value for goal in self.goals))

    def dominates_without_staffing(self, other: EvaluatedPlan) -> bool:
        """Whether the objective without the tiers of :data:`STAFFING` is smaller: many small steps restore those in any plan."""
        return self._without_staffing() < other._without_staffing()

    def _without_staffing(self) -> tuple[int, ...]:
        return (len(self.report.violations), *(g.value for g in self.goals if tier_of(g.name) not in STAFFING))

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
    return EvaluatedPlan(plan, check(instance.problem, instance.policy, plan), instance.limits)
