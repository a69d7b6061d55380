"""Feasibility search: from a plan that breaks rules to one that breaks none, until it is found, proven impossible, or time has run out.

Each round places the given sections in a model of their own and builds a plan around them, then mends what is broken through the
neutral model, made elastic, over growing scopes: what the violations name, their days, the week, everything. A round that ends without
success is followed by one with another seed, other times of the given sections, and other dismissals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from solver.model.build import Model, build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.families import familiarity, flex, staffing
from solver.model.families.staffing import COVERAGE
from solver.model.instance import Instance
from solver.model.linear_model import TRUE, LinearModel, Term
from solver.model.registry import FAMILIES
from solver.model.scope import Scope
from solver.plan import Dismissal, Plan
from solver.search.construct.complete import NOTHING_PLACED, construct, finish
from solver.search.construct.dismissals import prompt_dismissals
from solver.search.construct.repair import repair_constructed
from solver.search.engines.cpsat import CpSat
from solver.search.evaluated import EvaluatedPlan, evaluate
from solver.search.exact.descent import model_size
from solver.search.feasibility.elastic import elastic
from solver.search.feasibility.given_sections import place_given
from solver.search.feasibility.scopes import growing_scopes
from solver.search.limits import Clock
from solver.search.timing import Timing

MEND_FAMILIES = tuple(f for f in FAMILIES if f not in (flex.grants, staffing.hand_overs, *familiarity.ALL))
"""Constraint families of a repair: flex grants are decided afterwards, hand-overs and familiar faces by later steps."""
STABILITY = "stability"
POST_PER_DECISION = 10
"""Decisions that a repair gives up for one post. Raising it fills more posts and stays less near the plan that is mended."""
GIVEN_RULES = frozenset({"B08", "B11"})
ROUND_EFFORT = 0.05
"""Effort that a round counts besides its solves, so that rounds that solve nothing end too. Raising it makes fewer of them."""


@dataclass
class FeasibilitySearch:
    """One search for a plan without violations.

    instance: of the policy under which the search moves; strict: of the caller's, made when first asked for.
    infeasible: whether it was proven that there is none; rules: then the rules of the proof, empty where every rule took part in it.
    """

    instance: Instance
    strict: Callable[[], Instance]
    clock: Clock
    timing: Timing
    infeasible: bool = False
    rules: tuple[str, ...] = ()
    _rounds: int = 0

    def run(self, best: EvaluatedPlan) -> EvaluatedPlan:
        """Plan that breaks rules -> one that breaks none, or the best one found when time ran out or infeasibility was proven."""
        current, leaving = best, list[tuple[Dismissal, ...]]([()])
        while True:
            current = self.mended(current)
            best = min(best, current, key=lambda e: e.objective)
            if not best.report.violations or self._over():
                return best
            self.clock.spend(ROUND_EFFORT)
            self._rounds += 1
            if len(leaving) == 1:
                with self.timing.part("construct"):
                    leaving += prompt_dismissals(self.instance, self.clock.params.seed, self.clock.params.search.construct)
            current = self.placed(best, leaving[self._rounds % len(leaving)])

    def _over(self, share: float = 1.0) -> bool:
        return self.infeasible or self.clock.over() or (share < 1.0 and self.clock.spent(share))

    def lacks_given(self, plan: EvaluatedPlan) -> bool:
        """Whether somebody is without a seat that is given (B08, B11)."""
        return any(v.rule in GIVEN_RULES for v in plan.report.violations)

    def placed(self, best: EvaluatedPlan, leaving: tuple[Dismissal, ...] = ()) -> EvaluatedPlan:
        """A plan constructed anew around given sections that were placed by themselves, with as few violations as repair leaves.

        best: handed back where the given sections are proven to have no place. leaving: dismissals to try first.
        """
        placed, seed = NOTHING_PLACED, self.clock.params.seed + self._rounds
        if self.instance.given.offers:
            with self.timing.part("search"):
                placement = place_given(self.strict(), best.plan, self.clock, seed)
            if placement.status == "infeasible":
                self.infeasible, self.rules = True, placement.rules
                return best
            placed = placement.plan or placed
        found = self._constructed(seed, leaving, placed)
        if found.report.violations and placed.dismissals and not self.clock.over():
            found = min(found, self._constructed(seed, placed.dismissals, placed), key=lambda e: e.objective)
        return found

    def _constructed(self, seed: int, leaving: tuple[Dismissal, ...], placed: Plan) -> EvaluatedPlan:
        with self.timing.part("construct"):
            plan = construct(self.instance, seed, params=self.clock.params.search.construct, leaving=leaving, placed=placed)
        built = self._evaluate(plan)
        if not built.report.violations:
            return built
        with self.timing.part("construct"):
            plan = repair_constructed(self.instance, plan, self.clock.over)
        return min(built, self._evaluate(plan), key=lambda e: e.objective)

    def mended(self, current: EvaluatedPlan, share: float = 1.0) -> EvaluatedPlan:
        """The plan with fewer violations, by solves over growing scopes; from the narrowest again after each success.

        share: of time and effort, after which it ends.
        """
        most = self.clock.params.search.repair.max_columns
        whole = most if model_size(self.instance) <= most else 0
        progress = True
        while progress and current.report.violations and not self._over(share):
            progress = False
            for name, scope in growing_scopes(self.instance, current.plan, current.report.violations, whole):
                if self._over(share):
                    break
                found = self._solved(current, scope, whole=name == "everything")
                if found is not None and len(found.report.violations) < len(current.report.violations):
                    current, progress = found, True
                    break
        return current

    def _solved(self, current: EvaluatedPlan, scope: Scope, whole: bool) -> EvaluatedPlan | None:
        """The plan with the least slack in the scope, or None. Proves infeasibility where everything is free and slack remains."""
        with self.timing.part("build"):
            freed = build(self.instance, scope, Current(replace(current.plan, flex=())), MEND_FAMILIES)
            model = elastic(freed.rows)
        if whole and model.settled:
            self.infeasible, self.rules = True, model.settled
            return None
        if not model.slack:
            return None
        engine, repair = CpSat(model.rows), self.clock.params.search.repair
        limits = self.clock.share_left(repair.step_share)
        limits = replace(limits, effort=repair.step_effort if limits.effort is None else min(limits.effort, repair.step_effort))
        beside = [] if whole else [*_posts(model.rows), *_kept(freed)]  # the bound of a sum would prove nothing
        with self.timing.part("search"):
            outcome = engine.minimise([*model.slack, *beside], limits, model.rows.hint, self.clock.cancelled)
        self.timing.seconds["presolve"] += engine.presolve_seconds
        self.clock.spend(outcome.effort)
        if whole and outcome.bound is not None and outcome.bound > 0:
            self.infeasible = True
        return None if outcome.values is None else self._evaluate(finish(self.instance, extract(freed.variables, outcome.values)))

    def _evaluate(self, plan: Plan) -> EvaluatedPlan:
        with self.timing.part("check"):
            return evaluate(self.instance, plan)


def _posts(rows: LinearModel) -> list[Term]:
    """Empty posts, and changes of an earlier plan."""
    empty = [(POST_PER_DECISION * c, column) for c, column in rows.tiers.get(COVERAGE, [])]
    return [*empty, *rows.tiers.get(STABILITY, [])]


def _kept(model: Model) -> list[Term]:
    """Decisions of the plan that stay: what is mended stays near it."""
    v = model.variables
    columns = (*v.sessions.values(), *v.seats.values(), *v.stands.values(), *v.members.values(), *v.tutors.values(), *v.slots.values())
    return [(-1, column) for column in columns if column > TRUE and model.rows.hint[column]]
