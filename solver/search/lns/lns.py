"""Large neighbourhood search: destroy (free a scope), repair (solve it by CP-SAT), accept what is no worse lexicographically.

Neighbourhoods are selected by weights that adapt to their success (roulette wheel). A step has a focus: the first tier that its
neighbourhood can move and whose bound is not reached. All goals up to the focus are held by rows, limits on tiers always; the focus
and what follows it are minimised as one weighted sum. The checker evaluates every plan that comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from solver.errors import ModelError
from solver.model.build import build
from solver.model.context import ModelContext
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.families import familiarity, flex, staffing
from solver.model.families.staffing import COVERAGE
from solver.model.instance import Instance
from solver.model.linear_model import LinearModel, Term
from solver.model.registry import FAMILIES
from solver.model.tier_limits import tier_of
from solver.plan import Plan
from solver.search.bounds.store import Bounds
from solver.search.construct.complete import finish
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits
from solver.search.evaluated import EvaluatedPlan, evaluate
from solver.search.limits import Clock
from solver.search.lns.neighbourhoods.neighbourhood import Neighbourhood
from solver.search.search_params import LnsParams
from solver.search.timing import Timing

STEP_FAMILIES = tuple(family for family in FAMILIES if family is not flex.grants)
"""Constraint families of a step. Flex grants are left out: they are decided exactly afterwards, for the duties found."""
FILL_FAMILIES = tuple(family for family in STEP_FAMILIES if family not in (staffing.hand_overs, *familiarity.ALL))
"""Constraint families of a step that fills empty posts: hand-overs and familiar faces, which later tiers count, are left out."""
STABILITY = "stability"
MINIMISED_ALONE = (COVERAGE, "fairness")
"""Tiers that are minimised before the rest: an engine that need not weigh anything else stops on reaching their bound."""


@dataclass(frozen=True, slots=True)
class StepSolution:
    """Solution of a step: values of the columns, or None; ``proven``: nothing better exists in its scope."""

    values: Sequence[int] | None
    proven: bool


OnPlan = Callable[[EvaluatedPlan], None]


def ignore_plan(found: EvaluatedPlan) -> None:
    """Nothing."""


@dataclass
class LargeNeighbourhoodSearch:
    """Steps on one plan until a stopping criterion is met.

    on_better: called with every plan accepted that is better, and the stage that found it. offer: a plan that another phase has
    found, or None. on_plan: called with every plan that comes out of a step, accepted or not.
    """

    instance: Instance
    clock: Clock
    timing: Timing
    rng: Random
    bounds: Bounds
    on_better: Callable[[EvaluatedPlan, str], None]
    offer: Callable[[], EvaluatedPlan | None]
    on_plan: OnPlan = ignore_plan
    _known: tuple[Plan, Current] | None = None

    @property
    def params(self) -> LnsParams:
        """Parameters of the phase."""
        return self.clock.params.search.lns

    def run(
        self, current: EvaluatedPlan, neighbourhoods: Sequence[Neighbourhood], enough: Callable[[EvaluatedPlan], bool]
    ) -> EvaluatedPlan:
        """Plan and neighbourhoods -> best plan found until the clock is over, all bounds are reached or ``enough`` says so."""
        success = {id(n): 1.0 for n in neighbourhoods}
        while not self.clock.over() and not enough(current):
            offered = self.offer()
            if offered is not None and offered.dominates_without_staffing(current):
                current = offered
                self.on_better(current, "master")
            useful = [n for n in neighbourhoods if self._open_tiers(current, n)]
            if not useful:
                break
            chosen = self.rng.choices(useful, [self.params.least_weight + n.extra_weight(current) + success[id(n)] for n in useful])[0]
            before, spent = current.objective, self.clock.effort
            current = self.step(current, chosen)
            gain = 1.0 / (self.params.setup_effort + self.clock.effort - spent) if current.objective < before else 0.0
            success[id(chosen)] = self.params.success_decay * success[id(chosen)] + (1 - self.params.success_decay) * gain
        return current

    def _open_tiers(self, current: EvaluatedPlan, neighbourhood: Neighbourhood) -> list[int]:
        """Indices of the goals that the neighbourhood moves and that are above their bounds."""
        bounds = self.bounds.at(current.values)
        return [
            index
            for index, goal in enumerate(current.goals)
            if tier_of(goal.name) in neighbourhood.moves and goal.value > bounds.get(goal.name, 0)
        ]

    def _focus(self, current: EvaluatedPlan, neighbourhood: Neighbourhood) -> int | None:
        """The first open tier mostly, now and then a later one, so that a stubborn tier does not starve the rest."""
        tiers = self._open_tiers(current, neighbourhood)
        if not tiers:
            return None
        return tiers[0] if self.rng.random() < self.params.first_tier_chance else self.rng.choice(tiers)

    def step(self, current: EvaluatedPlan, neighbourhood: Neighbourhood) -> EvaluatedPlan:
        """Destroy, repair, accept: the same plan, a better one, or another one of the same objective."""
        focus = self._focus(current, neighbourhood)
        with self.timing.part("propose"):
            scope = neighbourhood.propose(self.instance, current, self.rng)
        self.clock.spend(1e-4)
        if scope is None or focus is None:
            self.clock.rest()
            return current
        if isinstance(scope, Plan):
            self.clock.spend(neighbourhood.effort)
            return self._accept(current, scope, neighbourhood.name)
        with self.timing.part("build"):
            model = build(self.instance, scope, self._current(current.plan), self._families(current, focus))
            engine = CpSat(model.rows)
            self._hold_tiers(engine, model.rows, current, focus)
        self.clock.spend(self.params.effort_per_column * model.rows.size)
        solved = self._solve(engine, model.rows, current, focus, neighbourhood)
        found = current
        if solved.values is not None:
            with self.timing.part("build"):
                plan = finish(self.instance, extract(model.variables, solved.values))
            found = self._accept(current, plan, neighbourhood.name)
        if found.objective == current.objective:
            neighbourhood.learn(solved.proven)
        return found

    @staticmethod
    def _families(current: EvaluatedPlan, focus: int) -> Sequence[Callable[[ModelContext], None]]:
        """Constraint families for a focus."""
        return FILL_FAMILIES if current.goals[focus].name == COVERAGE else STEP_FAMILIES

    def _current(self, plan: Plan) -> Current:
        """The plan as decisions, without flex grants; steps that led nowhere leave it as it was."""
        if self._known is None or self._known[0] is not plan:
            self._known = plan, Current(replace(plan, flex=()))
        return self._known[1]

    def _solve(self, engine: CpSat, rows: LinearModel, current: EvaluatedPlan, focus: int, neighbourhood: Neighbourhood) -> StepSolution:
        """Repair: minimise the focus alone where it is one of MINIMISED_ALONE, then the weighted sum of what is left."""
        found = StepSolution(None, True)
        first = current.goals[focus].name
        alone = rows.tiers.get(first, []) if first in MINIMISED_ALONE else []
        if alone:
            engine.at_least(alone, self.bounds.at({}).get(first, 0) - rows.constants.get(first, 0))
            beside = rows.tiers.get(STABILITY if first == COVERAGE else "handover", [])
            weight = self.params.post_per_change if first == COVERAGE and beside else self.params.tier_per_handover
            found = self._minimise(engine, [(weight * c, x) for c, x in alone] + beside, rows.hint, neighbourhood)
            if found.values is None or first == COVERAGE:
                return found  # an empty post is a broken promise: nothing else counts until it is filled
            reached = found.values
            engine.limit(alone, sum(c * reached[column] for c, column in alone))
            focus += 1
        objective = self._weighted_sum(rows, current, focus)
        if not objective:
            return found
        better = self._minimise(engine, objective, found.values or rows.hint, neighbourhood)
        return StepSolution(better.values or found.values, better.proven)

    def _minimise(self, engine: CpSat, terms: list[Term], hint: Sequence[int], neighbourhood: Neighbourhood) -> StepSolution:
        with self.timing.part("search"):
            outcome = engine.minimise(terms, self._limits(neighbourhood, engine.rows.size), hint, self.clock.cancelled)
        self.timing.seconds["presolve"] += engine.presolve_seconds
        self.clock.spend(outcome.effort)
        if outcome.status == "infeasible":
            raise ModelError(
                f"the current plan does not fit its own neighbourhood {neighbourhood.name}: {engine.rows.broken}"
            )
        return StepSolution(outcome.values, outcome.status == "optimal")

    def _accept(self, current: EvaluatedPlan, plan: Plan, name: str) -> EvaluatedPlan:
        with self.timing.part("check"):
            found = evaluate(self.instance, plan)
        self.on_plan(found)
        if found.objective > current.objective:
            return current
        if found.objective < current.objective:
            self.on_better(found, name)
        return found

    def _limits(self, neighbourhood: Neighbourhood, columns: int) -> SolveLimits:
        effort, left = neighbourhood.effort, self.clock.effort_left()
        return SolveLimits(
            seconds=self.clock.seconds_left(),
            effort=effort if left is None else min(effort, left),
            seed=self.rng.randint(0, 2**31 - 1),
            linear=neighbourhood.linear,
            presolve=columns >= self.params.presolve_columns,
        )

    def _hold_tiers(self, engine: CpSat, rows: LinearModel, current: EvaluatedPlan, focus: int) -> None:
        """Rows: the goals up to the focus may not get worse."""
        for goal in current.goals[: focus + 1]:
            kept = rows.tiers.get(goal.name)
            if kept:
                engine.limit(kept, rows.cost(goal.name) - rows.constants[goal.name])

    def _weighted_sum(self, rows: LinearModel, current: EvaluatedPlan, focus: int) -> list[Term]:
        """Objective of the focus and all goals after it, each goal weighing less than the one before."""
        terms: list[Term] = []
        weight = float(self.params.objective_scale)
        for goal in current.goals[focus:]:
            scaled = max(1, round(weight / goal.scale))
            terms += [(scaled * c, column) for c, column in rows.tiers.get(goal.name, [])]
            weight /= self.params.tier_weight_ratio
        return terms
