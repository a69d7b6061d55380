"""Weekly fees of a plan (G02), as they follow from applications, windows and rates alone."""

from __future__ import annotations

from dataclasses import replace

from solver.check.families.budget import service_fee_hours, waived
from solver.plan.plan import Fee, Plan
from solver.policy.policy import Policy
from solver.problem.problem import Problem


def with_due_fees(problem: Problem, policy: Policy, plan: Plan) -> Plan:
    """The plan with the fees that are due under this problem and policy: what a change of money does to a plan."""
    served, rate = frozenset(problem.weekdays), problem.money.fee
    found = []
    for pupil in problem.pupils:
        window = problem.window_of[problem.grade_of_pupil[pupil.id]]
        if pupil.weekdays:
            hours, parts = service_fee_hours(policy, window.start, window.periods[-1].end)
            week = len(served.intersection(pupil.weekdays)) * hours
            found.append(Fee(pupil.id, rate * week * (100 - waived(policy, pupil)) // (100 * parts)))
    return replace(plan, fees=tuple(found)).canonical()
