"""The verdict on a plan: every broken rule, the value of every tier, and the facts behind them.

Knows problem, policy and plan, and nothing of models or searches.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solver.check.families.care import unseated
from solver.check.families.fairness import loads
from solver.check.measurement import Measurement
from solver.check.plan_index import PlanIndex
from solver.check.registry import CHECKED_WHEN_SOFT, CHECKS
from solver.check.score import TierScore, scores
from solver.plan.plan import Plan
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.units import Minute


@dataclass(frozen=True)
class Facts:
    """Figures of a plan.

    applicants: pupils with a weekday; seated: those who are at a session or in a care group in every period.
    posts: headcount of all posts over all weeks (sections once); posts_filled: of these, filled.
    loads: teacher -> N of D02, in 1/100 minute. minutes: person -> credited minutes of all weeks. duty_days: person ->
    number of (week, weekday) with a duty. The last two hold everybody, own and outside.
    """

    applicants: int
    seated: int
    posts: int
    posts_filled: int
    loads: Mapping[str, int]
    minutes: Mapping[str, Minute]
    duty_days: Mapping[str, int]


@dataclass(frozen=True)
class Report:
    """Violations in the order of the rules, tiers in the order of the policy."""

    violations: tuple[Measurement, ...]
    tiers: tuple[TierScore, ...]
    facts: Facts

    @property
    def valid(self) -> bool:
        return not self.violations


def check(problem: Problem, policy: Policy, plan: Plan) -> Report:
    """Recompute every rule and tier. Never raises on a plan, however damaged; a policy must give its rules' numbers."""
    view = PlanIndex(problem, policy, plan)
    violations: list[Measurement] = []
    for rule, family in CHECKS.items():
        if policy.hard(rule) or (rule in CHECKED_WHEN_SOFT and policy.soft(rule)):
            violations.extend(family(view))
    return Report(tuple(violations), scores(view), _facts(view))


def _facts(view: PlanIndex) -> Facts:
    posts = sum(stand.headcount * len(stand.weeks) for stand in view.stands.values())
    missing = sum(stand.missing() for stand in view.stands.values())
    return Facts(
        applicants=view.demand.applicants,
        seated=view.demand.applicants - unseated(view),
        posts=posts,
        posts_filled=posts - missing,
        loads=loads(view),
        minutes=view.minutes,
        duty_days=view.duty_days,
    )


__all__ = ["Facts", "Measurement", "Report", "TierScore", "check"]
