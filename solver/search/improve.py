"""Improvement by neighbourhoods: free a part of the plan, solve it, keep what is no worse in the order of the tiers.

A step has a focus, the first tier that its neighbourhood can move and whose bound is not reached. All tiers before the
focus and the focus itself may not get worse (rows); the rest is weighed in their order. The checker has the last word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from solver.errors import ModelError
from solver.model.build import build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.families import flex, staffing
from solver.model.families.staffing import COVERAGE
from solver.model.frame import Frame
from solver.model.post import Poster
from solver.model.registry import FAMILIES
from solver.model.rows import Rows, Term
from solver.plan import Plan
from solver.search.bounds import Bounds
from solver.search.construct.complete import finish
from solver.search.engines.cpsat import CpSat, Limits
from solver.search.neighbourhoods.neighbourhood import Neighbourhood
from solver.search.standing import Standing, judge
from solver.search.stop import Clock
from solver.search.timing import Timing

STEP_FAMILIES = tuple(family for family in FAMILIES if family is not flex.grants)
"""Flex grants are exact for given duties, so a step leaves them out and decides them afterwards."""
FILL_FAMILIES = tuple(family for family in STEP_FAMILIES if family is not staffing.hand_overs)
STABILITY = "stability"
URGENT = (COVERAGE, "fairness")
"""Tiers that are minimised alone first: an engine that need not weigh anything else stops on reaching their bound."""
WHOLE = 10
"""Hand-overs that a unit of an urgent tier is worth: without them loads would be evened out by cutting runs apart."""
KEPT = 1000
"""Changes against the plan before (B14) that an adult on an empty post is worth."""
PRECISION = 10**9
"""Resolution of the weights of a step's objective."""
FALL = 6
"""How much less each next tier weighs, per share of its scale."""
COLUMN_EFFORT = 2e-6
"""Deterministic effort charged for building a column, so that empty steps also come to an end."""
MEMORY = 0.8
"""Share of a neighbourhood's old success that a new step leaves."""
SETUP = 0.05
"""Effort that a step costs beside the solver's, when gains are weighed against effort."""
FIRST_TIER = 0.6
"""Chance that a step works on the first tier that is open to it."""
LEAST = 0.3
"""Every neighbourhood keeps this chance weight."""


@dataclass(frozen=True, slots=True)
class Solved:
    """What a solve found: values of the columns, if any, and whether it is proven that nothing is better."""

    values: Sequence[int] | None
    proven: bool


@dataclass
class Improver:
    """Runs steps on one plan until told to stop. ``offer`` hands in a plan found elsewhere, or None."""

    frame: Frame
    clock: Clock
    timing: Timing
    rng: Random
    bounds: Bounds
    on_better: Callable[[Standing, str], None]
    offer: Callable[[], Standing | None]
    _known: tuple[Plan, Current] | None = None

    def run(
        self, standing: Standing, neighbourhoods: Sequence[Neighbourhood], enough: Callable[[Standing], bool]
    ) -> Standing:
        """Improve until the clock is over, all bounds are reached or ``enough`` says so."""
        success = {id(n): 1.0 for n in neighbourhoods}
        while not self.clock.over() and not enough(standing):
            offered = self.offer()
            if offered is not None and offered.promises_more_than(standing):
                standing = offered
                self.on_better(standing, "outline")
            useful = [n for n in neighbourhoods if self._open_tiers(standing, n)]
            if not useful:
                break
            chosen = self.rng.choices(useful, [LEAST + n.eager(standing) + success[id(n)] for n in useful])[0]
            before, spent = standing.key, self.clock.effort
            standing = self.step(standing, chosen)
            gain = 1.0 / (SETUP + self.clock.effort - spent) if standing.key < before else 0.0
            success[id(chosen)] = MEMORY * success[id(chosen)] + (1 - MEMORY) * gain
        return standing

    def _open_tiers(self, standing: Standing, neighbourhood: Neighbourhood) -> list[int]:
        """Indices of the tiers that the neighbourhood moves and that are above their bounds."""
        bounds = self.bounds.at(standing.values)
        return [
            index
            for index, tier in enumerate(standing.report.tiers)
            if tier.name in neighbourhood.moves and tier.value > bounds.get(tier.name, 0)
        ]

    def _focus(self, standing: Standing, neighbourhood: Neighbourhood) -> int | None:
        """The first open tier mostly, now and then a later one, so that a stubborn tier does not starve the rest."""
        tiers = self._open_tiers(standing, neighbourhood)
        if not tiers:
            return None
        return tiers[0] if self.rng.random() < FIRST_TIER else self.rng.choice(tiers)

    def step(self, standing: Standing, neighbourhood: Neighbourhood) -> Standing:
        """One step: the same plan or a better one, or another one of the same value."""
        focus = self._focus(standing, neighbourhood)
        with self.timing.part("propose"):
            scope = neighbourhood.propose(self.frame, standing, self.rng)
        self.clock.spend(1e-4)
        if scope is None or focus is None:
            self.clock.rest()
            return standing
        if isinstance(scope, Plan):
            self.clock.spend(neighbourhood.effort)
            return self._accept(standing, scope, neighbourhood.name)
        with self.timing.part("build"):
            model = build(self.frame, scope, self._current(standing.plan), self._families(standing, focus))
            engine = CpSat(model.rows)
            self._hold(engine, model.rows, standing, focus)
        self.clock.spend(COLUMN_EFFORT * model.rows.size)
        solved = self._solve(engine, model.rows, standing, focus, neighbourhood)
        found = standing
        if solved.values is not None:
            with self.timing.part("build"):
                plan = finish(self.frame, extract(model.variables, solved.values))
            found = self._accept(standing, plan, neighbourhood.name)
        if found.key == standing.key:
            neighbourhood.learn(solved.proven)
        return found

    @staticmethod
    def _families(standing: Standing, focus: int) -> Sequence[Callable[[Poster], None]]:
        """What the step must know: whoever fills posts need not count hand-overs, the last of the tiers."""
        return FILL_FAMILIES if standing.report.tiers[focus].name == COVERAGE else STEP_FAMILIES

    def _current(self, plan: Plan) -> Current:
        """The plan as decisions, without flex grants; steps that led nowhere leave it as it was."""
        if self._known is None or self._known[0] is not plan:
            self._known = plan, Current(replace(plan, flex=()))
        return self._known[1]

    def _solve(self, engine: CpSat, rows: Rows, standing: Standing, focus: int, neighbourhood: Neighbourhood) -> Solved:
        """A plan that is no worse up to the focus."""
        found = Solved(None, True)
        first = standing.report.tiers[focus].name
        urgent = rows.tiers.get(first, []) if first in URGENT else []
        if urgent:
            engine.at_least(urgent, self.bounds.at({}).get(first, 0) - rows.constants.get(first, 0))
            beside = rows.tiers.get(STABILITY if first == COVERAGE else "handover", [])
            weight = KEPT if first == COVERAGE and beside else WHOLE
            found = self._minimise(engine, [(weight * c, x) for c, x in urgent] + beside, rows.hint, neighbourhood)
            if found.values is None or first == COVERAGE:
                return found  # an empty post is a broken promise: nothing else counts until it is filled
            reached = found.values
            engine.limit(urgent, sum(c * reached[column] for c, column in urgent))
            focus += 1
        objective = self._weigh(rows, standing, focus)
        if not objective:
            return found
        better = self._minimise(engine, objective, found.values or rows.hint, neighbourhood)
        return Solved(better.values or found.values, better.proven)

    def _minimise(self, engine: CpSat, terms: list[Term], hint: Sequence[int], neighbourhood: Neighbourhood) -> Solved:
        with self.timing.part("search"):
            outcome = engine.minimise(terms, self._limits(neighbourhood), hint, self.clock.cancelled)
        self.timing.seconds["presolve"] += engine.presolve_seconds
        self.clock.spend(outcome.effort)
        if outcome.status == "infeasible":
            raise ModelError(
                f"the current plan does not fit its own neighbourhood {neighbourhood.name}: {engine.rows.broken}"
            )
        return Solved(outcome.values, outcome.status == "optimal")

    def _accept(self, standing: Standing, plan: Plan, name: str) -> Standing:
        with self.timing.part("check"):
            found = judge(self.frame, plan)
        if found.key > standing.key:
            return standing
        if found.key < standing.key:
            self.on_better(found, name)
        return found

    def _limits(self, neighbourhood: Neighbourhood) -> Limits:
        effort, left = neighbourhood.effort, self.clock.effort_left()
        return Limits(
            seconds=self.clock.seconds_left(),
            effort=effort if left is None else min(effort, left),
            seed=self.rng.randint(0, 2**31 - 1),
            linear=neighbourhood.linear,
        )

    def _hold(self, engine: CpSat, rows: Rows, standing: Standing, focus: int) -> None:
        """The tiers up to the focus may not get worse."""
        for tier in standing.report.tiers[: focus + 1]:
            kept = rows.tiers.get(tier.name)
            if kept:
                engine.limit(kept, rows.cost(tier.name) - rows.constants[tier.name])

    def _weigh(self, rows: Rows, standing: Standing, focus: int) -> list[Term]:
        """The focus and what follows it, each tier weighing less than the one before."""
        terms: list[Term] = []
        weight = float(PRECISION)
        for tier in standing.report.tiers[focus:]:
            scaled = max(1, round(weight / tier.scale))
            terms += [(scaled * c, column) for c, column in rows.tiers.get(tier.name, [])]
            weight /= FALL
        return terms
