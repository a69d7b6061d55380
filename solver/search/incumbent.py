"""Incumbent: the best plan found so far, when it was first complete, and what the caller is told of it."""

from __future__ import annotations

from collections.abc import Callable

from solver.check.report import check
from solver.model.instance import Instance
from solver.plan import Progress, TierResult
from solver.plan.period import stamped
from solver.policy import Policy
from solver.search.bounds.store import Bounds
from solver.search.evaluated import EvaluatedPlan
from solver.search.limits import Clock

OnProgress = Callable[[Progress], None]


class Incumbent:
    """Best evaluated plan of a search, by its lexicographic objective; every improvement is told to ``on_progress``.

    policy: the caller's, under which a plan counts as complete; instance: of the policy under which the search moves, where empty
    posts cost instead of being forbidden.
    """

    def __init__(self, instance: Instance, policy: Policy, bounds: Bounds, clock: Clock, on_progress: OnProgress | None) -> None:
        self._instance, self._policy = instance, policy
        self._bounds, self._clock = bounds, clock
        self._on_progress = on_progress
        self.best: EvaluatedPlan | None = None
        self._complete: EvaluatedPlan | None = None
        """Best plan that breaks no rule of the caller's policy."""
        self.first_plan: float | None = None
        """Seconds until the first plan that breaks no rule of the caller's policy."""

    def offer(self, found: EvaluatedPlan, stage: str) -> None:
        """Keep the plan if it is better than the best so far. stage: the phase of the search that found it."""
        ahead = self._complete is None or found.objective < self._complete.objective
        if ahead and not found.report.violations and not self.breaks_caller_policy(found):
            self._complete = found
            if self.first_plan is None:
                self.first_plan = self._clock.elapsed
        if self.best is None or found.objective < self.best.objective:
            self.best = found
            self.tell(stage, found)

    def to_hand_out(self, current: EvaluatedPlan) -> EvaluatedPlan:
        """The plan, or the best one that breaks no rule of the caller's policy where this one does.

        The policy under which the search moves may have eased the balance of accounts: a plan that is better there is worth nothing
        to the caller while its accounts are off, and another one, perhaps the start, may be complete.
        """
        kept = self._complete
        return kept if kept is not None and (current.report.violations or self.breaks_caller_policy(current)) else current

    def better(self, current: EvaluatedPlan) -> EvaluatedPlan:
        """The better of a plan and the incumbent."""
        return min(current, self.best or current, key=lambda e: e.objective)

    def breaks_caller_policy(self, current: EvaluatedPlan) -> bool:
        """Whether a post is empty that the caller's policy wants filled, or accounts are off that it wants balanced."""
        eased = self._policy.level("G04") != self._instance.policy.level("G04")
        if current.values["coverage"] == 0 and not eased:
            return False
        return bool(check(self._instance.problem, self._policy, current.plan).violations)

    def tiers(self, current: EvaluatedPlan) -> tuple[TierResult, ...]:
        """Value, lower bound and scale of each tier of a plan."""
        bounds = self._bounds.at(current.values)
        # A bound above a value would be our bug; the tier then has none, rather than a gap that is made up.
        sound = {t.name: bounds[t.name] for t in current.report.tiers if bounds.get(t.name, t.value + 1) <= t.value}
        limits = self._instance.limits.most
        return tuple(TierResult(t.name, t.value, sound.get(t.name), t.scale, limits.get(t.name)) for t in current.report.tiers)

    def tell(self, stage: str, current: EvaluatedPlan) -> None:
        """Hand the caller an event with a plan, its values and bounds."""
        if self._on_progress is not None:
            note = "" if self.first_plan is None else f"first complete valid plan after {self.first_plan:.2f} s"
            plan = stamped(self._instance.problem, current.plan)
            self._on_progress(Progress(stage, self._clock.elapsed, self.tiers(current), note, plan))
