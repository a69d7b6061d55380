"""Plans of random small schools: solutions of the model, and the same damaged a little."""

from __future__ import annotations

from functools import cache

from solver.check.plan_index import PlanIndex
from solver.plan.plan import Plan
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from tests.agreement.cases import plans_of, school
from tests.agreement.plans import damage


@cache
def random_plans(seed: int) -> tuple[Problem, Policy, tuple[Plan, ...]]:
    """A school with six plans or fewer: each as it is, and with two and four edits."""
    problem, policy, rng = school(seed)
    found = []
    for plan in plans_of(problem, policy, seed, rng):
        weeks = PlanIndex(problem, policy, plan).weeks
        for edits in (0, 2, 4):
            tried = plan
            for _ in range(edits):
                tried = damage(tried, problem, weeks, rng)
            found.append(tried)
    return problem, policy, tuple(found)
