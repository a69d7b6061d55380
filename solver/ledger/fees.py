"""The fee ledger: what every family is charged in the term (G01, G02)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from solver.check.families.accounts import term_fees
from solver.check.families.budget import service_fee_hours
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.units import Fen


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One applicant, by pseudonymous id. Why something is waived stands nowhere.

    dates: of service in the term. hours: class-hours of the term. full: fen before the waiver; due: what is charged.
    """

    class_id: str
    pupil: str
    dates: int
    hours: Fraction
    full: Fen
    due: Fen

    @property
    def waived(self) -> Fen:
        return self.full - self.due


def fee_lines(problem: Problem, policy: Policy) -> tuple[FeeLine, ...]:
    """A line for every applicant, class by class in the problem's order."""
    fees = term_fees(problem, policy)
    order = {home.id: index for index, home in enumerate(problem.classes)}
    found = []
    for pupil in sorted(problem.pupils, key=lambda p: order[p.class_id]):
        fee = fees.get(pupil.id)
        if fee is not None:
            window = problem.window_of[problem.grade_of_pupil[pupil.id]]
            each = Fraction(*service_fee_hours(policy, window.start, window.periods[-1].end))
            found.append(FeeLine(pupil.class_id, pupil.id, fee.dates, each * fee.dates, fee.full, fee.due))
    return tuple(found)
