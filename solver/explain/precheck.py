"""Precheck: what cannot work whatever the plan, found by counting in milliseconds.

Sound, not complete: a problem that has a valid plan is never refused; one without a reason here may still have no plan.
An argument is used only while the rules that it rests on are hard.
"""

from __future__ import annotations

from solver.explain.blocks import block_reasons
from solver.explain.demand import PostBounds
from solver.explain.gates import gate_reasons
from solver.explain.hours import hours_reasons
from solver.explain.money import money_reasons
from solver.explain.notices import warnings
from solver.explain.rooms import room_reasons
from solver.explain.staffing import staffing_reasons
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.problem import Problem

__all__ = ["precheck", "warnings"]


def precheck(problem: Problem, policy: Policy) -> tuple[Reason, ...]:
    """Reasons why no plan can be valid; empty when nothing was found. The problem must have been built."""
    demand = PostBounds(problem, policy)
    return (
        *hours_reasons(problem, policy),
        *gate_reasons(problem, policy),
        *room_reasons(problem, policy, demand),
        *block_reasons(problem, policy),
        *staffing_reasons(problem, policy, demand),
        *money_reasons(problem, policy),
    )
