"""The tiny school's plan, or another of it, as papers see it."""

from __future__ import annotations

from solver.check.plan_index import PlanIndex
from solver.plan.plan import Plan
from tests.check.builders import plan, policy, problem


def view(of: Plan | None = None) -> PlanIndex:
    return PlanIndex(problem(), policy(), of or plan())
