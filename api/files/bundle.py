"""What a printed plan is made of."""

from __future__ import annotations

from dataclasses import dataclass

from solver.check.report import Report
from solver.plan.plan import Plan
from solver.plan.result import Result
from solver.policy.policy import Policy
from solver.problem.problem import Problem


@dataclass(frozen=True)
class PlanBundle:
    """A plan with all that explains it. ``result`` is None for a plan that was checked but not searched for."""

    problem: Problem
    policy: Policy
    plan: Plan
    report: Report
    result: Result | None = None
