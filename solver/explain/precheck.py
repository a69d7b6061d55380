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
from solver.explain.refusal.fact import Conflict
from solver.explain.refusal.given import given_conflicts
from solver.explain.refusal.locks import lock_conflicts
from solver.explain.refusal.money import money_conflicts
from solver.explain.rooms import room_reasons
from solver.explain.staffing import staffing_reasons
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.problem import Problem

__all__ = ["precheck", "warnings"]


def precheck(problem: Problem, policy: Policy) -> tuple[Reason, ...]:
    """Reasons why no plan can be valid; empty when nothing was found. The problem must have been built."""
    demand = PostBounds(problem, policy)
    conflicts = data_conflicts(problem, policy)
    return (
        *other_reasons(problem, policy, demand),
        *(conflict.reason for conflict in conflicts),
        *staffing_reasons(problem, policy, demand),
    )


def data_conflicts(problem: Problem, policy: Policy) -> list[Conflict]:
    """Conflicts of given sections, locks and money, as the data have them."""
    return [*given_conflicts(problem, policy), *lock_conflicts(problem, policy), *money_conflicts(problem, policy)]


def other_reasons(problem: Problem, policy: Policy, demand: PostBounds) -> list[Reason]:
    """Reasons of hours, gates, rooms, blocks and money, each a cause by itself."""
    return [
        *hours_reasons(problem, policy),
        *gate_reasons(problem, policy),
        *room_reasons(problem, policy, demand),
        *block_reasons(problem, policy),
        *money_reasons(problem, policy),
    ]
