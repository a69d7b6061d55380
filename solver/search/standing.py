"""Where a plan stands: violations and tier values by the independent checker, compared in the policy's order."""

from __future__ import annotations

from dataclasses import dataclass

from solver.check.report import Report, check
from solver.model.frame import Frame
from solver.plan import Plan


@dataclass(frozen=True)
class Standing:
    """A plan with the checker's report under the policy of its frame."""

    plan: Plan
    report: Report

    @property
    def key(self) -> tuple[int, ...]:
        """Smaller is better: violations first, then the tiers in order."""
        return (len(self.report.violations), *(tier.value for tier in self.report.tiers))

    def promises_more_than(self, other: Standing) -> bool:
        """Whether it is better but for loads, which many small steps even out in any plan."""
        return self._without_loads() < other._without_loads()

    def _without_loads(self) -> tuple[int, ...]:
        return (len(self.report.violations), *(t.value for t in self.report.tiers if t.name != "fairness"))

    @property
    def values(self) -> dict[str, int]:
        return {tier.name: tier.value for tier in self.report.tiers}

    @property
    def scales(self) -> dict[str, int]:
        return {tier.name: tier.scale for tier in self.report.tiers}


def judge(frame: Frame, plan: Plan) -> Standing:
    """The plan with its report."""
    return Standing(plan, check(frame.problem, frame.policy, plan))
