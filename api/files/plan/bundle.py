"""What a printed plan is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import solver
from api.files.plan.search_run import SearchRun
from solver import Limit
from solver.check.plan_index import PlanIndex
from solver.check.report import Report
from solver.ledger.balance import Balance
from solver.ledger.ledgers import ledgers
from solver.papers.class_care import CareReport, class_care
from solver.papers.compliance import Finding, findings, told, verdicts
from solver.papers.wishes import WishReport, wishes
from solver.plan.plan import Plan
from solver.plan.result import Reason, Result
from solver.policy.policy import Policy
from solver.problem.problem import Problem


@dataclass(frozen=True)
class PlanBundle:
    """A plan with all that explains it.

    result: None for a plan that was checked but not searched for. run: the search that made it, where that is known.
    warnings: what precheck warned of, where the plan was searched for.
    told, booked: wishes and balance of the whole plan, given where ``plan`` holds only what somebody may see of it; there a
    balance that is not given is not theirs to see. whole: there, the plan that is measured; measures too are not theirs to see
    where it is not given.
    """

    problem: Problem
    policy: Policy
    plan: Plan
    report: Report
    result: Result | None = None
    told: WishReport | None = None
    booked: Balance | None = None
    run: SearchRun | None = None
    warnings: tuple[Reason, ...] = ()
    whole: PlanBundle | None = None

    @cached_property
    def view(self) -> PlanIndex:
        """The checker's index of the plan."""
        return PlanIndex(self.problem, self.policy, self.plan)

    @cached_property
    def wishes(self) -> WishReport:
        """Club wishes against seats; it names those pupils alone of whom the reader may be told."""
        return self.told or wishes(self.view)

    @cached_property
    def care(self) -> CareReport:
        """Care by class; it names no pupil."""
        return class_care(self.view)

    @cached_property
    def limits(self) -> tuple[Limit, ...]:
        """Why staffing goals are not lower, by name of people; none for a reader who may not see all of the plan."""
        return () if self.told is not None else solver.limits(self.view)

    @cached_property
    def balance(self) -> Balance | None:
        """Income and cost of the term, in sums alone; None where the reader may not see them."""
        if self.told is not None:
            return self.booked
        return ledgers(self.problem, self.policy, self.plan).balance

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Compliance rule by rule, with the violations that stand in the report; measures only where the reader may see them."""
        if self.whole is not None:
            return told(self.whole.findings, self.report.violations)
        return verdicts(self.policy, self.report.violations) if self.told is not None else findings(self.view, self.report)
