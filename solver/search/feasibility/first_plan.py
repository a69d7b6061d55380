"""First plan: construction, repair of what it breaks, and the search for a plan that breaks nothing where repair does not do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from solver.model.families.staffing import COVERAGE
from solver.model.instance import Instance
from solver.plan import Dismissal, Plan
from solver.search.construct.complete import construct
from solver.search.construct.dismissals import prompt_dismissals
from solver.search.construct.rebuild import rebuild
from solver.search.construct.repair import derived, repair_constructed
from solver.search.evaluated import EvaluatedPlan, evaluate
from solver.search.feasibility.feasibility import FeasibilitySearch
from solver.search.limits import Clock
from solver.search.timing import Timing


@dataclass
class FirstPlan:
    """Source of the plan that improvement begins with.

    feasibility: search for plans without violations. fill: fills empty posts of a plan that was rebuilt. repaired: whether a plan broke
    rules and was repaired: posts may be empty then that no day of everybody fills.
    """

    instance: Instance
    clock: Clock
    timing: Timing
    feasibility: FeasibilitySearch
    fill: Callable[[EvaluatedPlan], EvaluatedPlan]
    repaired: bool = False

    def constructed(self) -> EvaluatedPlan:
        """A constructed plan without the rules that it breaks, or as far as that came until time ran out or infeasibility was proven."""
        search, built = self.feasibility, self._built(())
        if search.lacks_given(built):  # no repair opens a section
            self.repaired, built = True, search.placed(built)
        if not search.infeasible and not search.lacks_given(built):
            built = self._staffed(self.without_violations(built))
        return built if search.infeasible or not built.report.violations else search.run(built)

    def mended(self, start: EvaluatedPlan) -> EvaluatedPlan:
        """A start without the rules that it breaks, or as far as that came in a share of the limits: repaired, not thrown away.

        Fees, flex grants and late rooms follow from the rest: where they alone are outdated, nothing else is touched.
        """
        if not start.report.violations:
            return start
        start = min(start, self._evaluate(derived(self.instance, start.plan)), key=lambda e: e.objective)
        if not start.report.violations or self.clock.over():
            return start
        self.repaired = True
        return self.feasibility.mended(start, self.clock.params.search.repair.start_share)

    def without_violations(self, built: EvaluatedPlan) -> EvaluatedPlan:
        """A constructed plan without the rules it breaks: what they name given up, then rebuilt through the model.

        So a rule that no step of the construction knows costs quality, never the plan. Free of cost where nothing is broken.
        """
        if not built.report.violations:
            return built
        self.repaired = True
        with self.timing.part("construct"):
            plan = repair_constructed(self.instance, built.plan, self.clock.over)
        found = min(built, self._evaluate(plan), key=lambda e: e.objective)
        if found.report.violations and not self.clock.over():
            with self.timing.part("search"):
                rebuilt = rebuild(self.instance, plan, self.clock)
            found = found if rebuilt is None else min(found, self._evaluate(rebuilt), key=lambda e: e.objective)
        return found if found.report.violations else self.fill(found)

    def _staffed(self, built: EvaluatedPlan) -> EvaluatedPlan:
        """The plan, or one with the least waiting for the dismissal where its slots leave posts empty or rules broken."""
        params, tried = self.clock.params, [built.plan.dismissals]
        with self.timing.part("construct"):
            choices = [] if _complete(built) else prompt_dismissals(self.instance, params.seed, params.search.construct)
        for leaving in choices:
            if leaving in tried or _complete(built) or self.clock.over():
                continue
            built = min(built, self.without_violations(self._built(leaving)), key=lambda e: e.objective)
            tried.append(leaving)
        return built

    def _built(self, leaving: tuple[Dismissal, ...]) -> EvaluatedPlan:
        params = self.clock.params
        with self.timing.part("construct"):
            plan = construct(self.instance, params.seed, params=params.search.construct, leaving=leaving)
        return self._evaluate(plan)

    def _evaluate(self, plan: Plan) -> EvaluatedPlan:
        with self.timing.part("check"):
            return evaluate(self.instance, plan)


def _complete(built: EvaluatedPlan) -> bool:
    """Whether no post is empty and no rule broken."""
    return not built.values[COVERAGE] and not built.report.violations
