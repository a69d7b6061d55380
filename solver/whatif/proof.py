"""Proofs that a scenario has no valid plan: before its searches by counting, after them with all that can be proven in some seconds."""

from __future__ import annotations

from solver.explain.precheck import precheck
from solver.explain.refusal.causes import causes
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.search.limits import Params

BEFORE_SECONDS, AFTER_SECONDS = 5.0, 10.0
"""Seconds for causes before the searches of a scenario, without clubs, and after them, with clubs. Raising them tells more causes of
large schools, and lets scenarios wait longer of which nothing is proven."""


def refused_before(problem: Problem, policy: Policy) -> tuple[Reason, ...]:
    """Reasons why no plan can be valid, as far as counting hints at one."""
    counted = precheck(problem, policy)
    return (causes(problem, policy, BEFORE_SECONDS, clubs=False).reasons or counted) if counted else ()


def refused_after(problem: Problem, policy: Policy, params: Params) -> tuple[Reason, ...]:
    """Reasons why no plan can be valid, when the searches have found none; an effort limit has none of time, and can be repeated."""
    return causes(problem, policy, AFTER_SECONDS if params.effort is None else None).reasons
