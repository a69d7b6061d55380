"""All ledgers of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from solver.check.plan_index import PlanIndex
from solver.ledger.balance import Balance, balance
from solver.ledger.fees import FeeLine, fee_lines
from solver.ledger.pay import PayLine, pay_lines
from solver.plan.plan import Plan
from solver.policy.policy import Policy
from solver.problem.problem import Problem


@dataclass(frozen=True)
class Ledgers:
    """pay: by person and month. fees: by pupil. balance: of the term."""

    pay: tuple[PayLine, ...]
    fees: tuple[FeeLine, ...]
    balance: Balance


def ledgers(problem: Problem, policy: Policy, plan: Plan) -> Ledgers:
    """Draw up the ledgers; duties that the plan leaves unfilled are not paid. Never raises on a plan, however damaged."""
    pay, fees = pay_lines(PlanIndex(problem, policy, plan)), fee_lines(problem, policy)
    return Ledgers(pay, fees, balance(problem, policy, pay, fees))


def term_balance(view: PlanIndex) -> Balance:
    """The term's balance sheet, from its ledgers."""
    return balance(view.problem, view.policy, pay_lines(view), fee_lines(view.problem, view.policy))
