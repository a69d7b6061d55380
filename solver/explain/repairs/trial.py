"""Trial 试排: a search for a plan of a changed problem, ended by the first one that the checker passes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from solver.check.plan_index import PlanIndex
from solver.check.report import check
from solver.explain.people import AdultNeed
from solver.explain.repairs.action_model import ExtraNeed
from solver.model.families.staffing import COVERAGE
from solver.plan.plan import Plan
from solver.plan.result import Progress
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.search.limits import Params
from solver.search.pipeline import solve
from solver.units import EVERY_WEEK, Weekday

FEW = 4
"""Empty posts of a plan up to which an amount is raised by one; raising it takes smaller steps from farther off."""


@dataclass(frozen=True)
class Trial:
    """plan: the first valid one, or None. lacking: posts by which to raise an amount. rules: broken by the best plan that was found.

    infeasible: whether the search has proven that there is no plan. last: that best plan, a start for the next amount.
    """

    plan: Plan | None
    lacking: tuple[ExtraNeed, ...] = ()
    rules: tuple[str, ...] = ()
    infeasible: bool = False
    last: Plan | None = None


class FirstValid:
    """Ends a search at its first plan that breaks no rule of the policy."""

    def __init__(self, problem: Problem, policy: Policy, cancelled: Callable[[], bool] | None) -> None:
        self._problem, self._policy, self._cancelled = problem, policy, cancelled
        self.plan: Plan | None = None

    def see(self, event: Progress) -> None:
        """An event of the search."""
        complete = event.plan is not None and not any(tier.name == COVERAGE and tier.value for tier in event.tiers)
        if self.plan is None and complete and event.plan is not None and check(self._problem, self._policy, event.plan).valid:
            self.plan = event.plan

    def over(self) -> bool:
        """Whether the search has nothing more to find, or its caller has asked to stop."""
        return self.plan is not None or (self._cancelled is not None and self._cancelled())


def attempt(
    problem: Problem, policy: Policy, params: Params, start: Plan | None, cancelled: Callable[[], bool] | None
) -> Trial:
    """Problem, policy, limits -> its first valid plan, or what the best plan lacked."""
    first = FirstValid(problem, policy, cancelled)
    found = solve(problem, policy, params, start, first.see, first.over)
    if first.plan is not None:
        return Trial(first.plan.canonical())
    if found.plan is None:
        return Trial(None, infeasible=found.status == "infeasible")
    report = check(problem, policy, found.plan)
    if report.valid:
        return Trial(found.plan.canonical())
    return Trial(None, _lacking(PlanIndex(problem, policy, found.plan)), tuple(dict.fromkeys(v.rule for v in report.violations)),
                 last=found.plan)  # fmt: skip


def _lacking(view: PlanIndex) -> tuple[ExtraNeed, ...]:
    """One adult more at the time at which most are missing; half of all that are missing where these are many."""
    missing: Counter[tuple[Weekday, AdultNeed]] = Counter()
    for stand in view.stands.values():
        lacking = max((stand.headcount - len(people) for people in stand.people.values()), default=0)
        if lacking > 0:
            kind = "care" if stand.kind in ("lead", "assist") else stand.kind
            subject = stand.post.subject if kind in ("fixed", "qa", "gate", "block", "evening", "weekend") else ""
            for slot in stand.slots if EVERY_WEEK in stand.people else stand.slots[:1]:
                missing[slot.weekday, AdultNeed(kind, slot.start, slot.end, subject)] += lacking
    total = sum(missing.values())
    left = 1 if total <= FEW else -(-total // 2)
    found = []
    for (day, need), heads in missing.most_common():
        if left > 0:
            found.append(ExtraNeed(day, need, min(left, heads)))
            left -= min(left, heads)
    return tuple(found)
