"""Money that the data alone get wrong: no plan repairs it (G01, G03, G05, G06, G07, G12, G13)."""

from __future__ import annotations

from dataclasses import dataclass

from solver.check.families import money
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.problem import Problem


@dataclass(frozen=True, slots=True)
class _Data:
    problem: Problem
    policy: Policy


def money_reasons(problem: Problem, policy: Policy) -> list[Reason]:
    """What the checker will say of every plan, since these rules ask for no plan."""
    data = _Data(problem, policy)
    return [
        Reason(rule, f"{found.zh}。", f"{found.en}.", found.measured, found.limit)
        for rule, check in money.DATA_RULES.items()
        if policy.hard(rule)
        for found in check(data)
    ]
