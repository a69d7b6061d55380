"""Asking one school: it breaks (proven), it keeps (a checked plan), or it is not known in the time."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from solver.changes.apply import apply_changes
from solver.changes.change import Case
from solver.changes.people import Leave
from solver.check.report import Report, check
from solver.errors import ProblemError
from solver.explain.precheck import precheck
from solver.model.instance import Instance
from solver.plan import Plan, Reason, Result
from solver.plan.prune import prune
from solver.policy import Policy
from solver.problem import Problem
from solver.search.joint.relaxation import JointRelaxation
from solver.search.limits import Params
from solver.search.pipeline import solve
from solver.whatif.district.question import DistrictQuestion
from solver.whatif.district.school_answer import Price, SchoolAnswer
from solver.whatif.fees import with_due_fees

BASE_SHARE, LP_SHARE = 0.4, 0.3
"""Shares of a school's limits for its plan as it is, where none is given, and for the linear proof, where no plan was found."""
GROUPS = 15
"""Groups of adults who are first thought away together. Raising it asks more of small groups, fewer of their halves."""
MOST_KEPT_REASONS = 8
"""Reasons and rules kept of a school that breaks."""


def answer_school(
    problem: Problem,
    policy: Policy,
    question: DistrictQuestion,
    params: Params,
    plan: Plan | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> SchoolAnswer:
    """A school's problem and policy, and the plan that it has, if any -> its answer. params: limits of everything for this school."""
    return _School(problem, policy, question, params, cancelled).answer(plan)


@dataclass
class _School:
    problem: Problem
    policy: Policy
    question: DistrictQuestion
    params: Params
    cancelled: Callable[[], bool]

    def answer(self, plan: Plan | None) -> SchoolAnswer:
        """See :func:`answer_school`."""
        self._began = time.monotonic()
        adults = [person for person in self.problem.staff if person.takes_part]
        blank = SchoolAnswer("unknown", adults=len(adults), pupils=len(self.problem.pupils))
        before = self._plan_before(plan)
        if before is None:
            return self._timed(replace(blank, verdict="no plan before"))
        report = check(self.problem, self.policy, before)
        changes = self.question.changes_of(self.problem, report.facts.minutes)
        try:
            applied = apply_changes(self.problem, self.policy, changes) if changes else None
        except ProblemError as error:
            return self._timed(replace(blank, verdict="not applicable", faults=error.faults))
        if applied is None:
            return self._timed(replace(blank, verdict="not applicable"))
        role = self._roles(report) if self.question.leaves else ""
        found = self._under(Case(applied.problem, applied.policy), before, report)
        if applied.effect == "removes":
            found = replace(found, prices=tuple(map(_never_better, found.prices)))
        needed, examined = self._indispensable() if self.question.every else ({}, 0)
        return self._timed(
            replace(found, role=role, adults=blank.adults, pupils=blank.pupils, indispensable=needed, examined=examined)
        )

    def _timed(self, answer: SchoolAnswer) -> SchoolAnswer:
        return replace(answer, seconds=round(time.monotonic() - self._began, 1))

    def _roles(self, report: Report) -> str:
        """Roles of those who leave, each once, with commas between them."""
        chosen = self.question.chosen(self.problem, report.facts.minutes)
        return ",".join(dict.fromkeys(person.role for person in self.problem.staff if person.id in chosen))

    def _plan_before(self, plan: Plan | None) -> Plan | None:
        """The plan that the school has, or one found; None where it has no valid one."""
        if plan is not None and check(self.problem, self.policy, plan).valid:
            return plan
        if precheck(self.problem, self.policy):
            return None
        result = self._solve(Case(self.problem, self.policy), BASE_SHARE, plan)
        return result.plan if result.status in ("valid", "optimal") else None

    def _under(self, case: Case, before: Plan, report: Report) -> SchoolAnswer:
        """Verdict under the changes: counting, then a search, then the linear proof where the search found nothing."""
        reasons = precheck(*case)
        if reasons:
            return _broken("count", reasons)
        kept = with_due_fees(*case, before)
        start = kept if check(*case, kept).valid else prune(case.problem, before)
        result = self._solve(case, 1 - BASE_SHARE - LP_SHARE, start)
        if result.plan is not None and result.status in ("valid", "optimal"):
            after = {tier.name: tier.value for tier in check(*case, result.plan).tiers}
            prices = tuple(Price(tier.name, tier.value, after[tier.name]) for tier in report.tiers if tier.name in after)
            return SchoolAnswer("keeps", prices=prices, plan=result.plan)
        if result.status == "infeasible":
            return _broken("exact", result.reasons)
        rules = self._linear_proof(case)
        if rules is not None:
            return SchoolAnswer("breaks", "lp", rules=rules[:MOST_KEPT_REASONS])
        return SchoolAnswer("unknown", rules=tuple(dict.fromkeys(reason.rule for reason in result.reasons))[:MOST_KEPT_REASONS])

    def _linear_proof(self, case: Case) -> tuple[str, ...] | None:
        """Rules of the facts that the joint relaxation cannot keep together; None where it proves nothing."""
        if self.cancelled():
            return None
        relaxation = JointRelaxation(Instance(case.problem, case.policy))
        if relaxation.broken:
            return relaxation.broken
        seconds = None if self.params.seconds is None or self.params.effort is not None else max(0.5, LP_SHARE * self.params.seconds)
        missing = relaxation.shortfall(dict.fromkeys(relaxation.facts, 1), seconds, self.cancelled)
        return tuple(dict.fromkeys(fact.rule for fact in relaxation.missed())) if missing else None

    def _indispensable(self) -> tuple[dict[str, int], int]:
        """Own adults without whom counting proves that there is no plan, by role; and how many were asked of.

        Group testing: counting that finds nothing against several leaving together finds nothing against any one of them.
        """
        people = [person for person in self.problem.staff if person.takes_part]
        size = max(1, len(people) // GROUPS)
        open_groups = [people[at : at + size] for at in range(0, len(people), size)]
        counts: Counter[str] = Counter()
        examined = 0
        while open_groups and not self.cancelled():
            group = open_groups.pop()
            case = Leave(tuple(person.id for person in group)).apply(Case(self.problem, self.policy))
            needed = bool(precheck(*case))
            if needed and len(group) > 1:
                middle = len(group) // 2
                open_groups += [group[:middle], group[middle:]]
                continue
            counts[group[0].role] += needed
            examined += len(group)
        return dict(+counts), examined

    def _solve(self, case: Case, share: float, start: Plan | None) -> Result:
        seconds, effort = self.params.seconds, self.params.effort
        limits = replace(
            self.params,
            seconds=None if seconds is None else max(0.1, share * seconds),
            effort=None if effort is None else max(1e-3, share * effort),
        )
        return solve(case.problem, case.policy, limits, start, None, self.cancelled)


def _never_better(price: Price) -> Price:
    """A price where the change only takes away: what came out better is what more search found, for the school could have it as it is."""
    return replace(price, before=min(price.before, price.after))


def _broken(proof: str, reasons: tuple[Reason, ...]) -> SchoolAnswer:
    rules = tuple(dict.fromkeys(reason.rule for reason in reasons))
    return SchoolAnswer("breaks", proof, rules=rules[:MOST_KEPT_REASONS], reasons=reasons[:MOST_KEPT_REASONS])
