"""Exact lexicographic descent for a small school: everything free, tier after tier, each with its proof or its bound.

Tier i is minimised with every earlier tier held at the value reached, so its bound holds for all plans that are as good
in the earlier tiers; where an earlier tier is not proven, the bound still holds for every plan no worse there.

Before a tier is minimised, plans that reach its bound, or come half-way to it, are looked for without any objective: with
one, the engine keeps to the plan it has and its neighbours, and a menu that differs in every section stays out of reach.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from solver.model.build import Model, build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.instance import Instance
from solver.model.linear_model import Term
from solver.model.scope import everything
from solver.plan import Plan
from solver.search.bounds.store import Bounds
from solver.search.engines.cpsat import CpSat, CpSatOutcome
from solver.search.limits import Clock
from solver.search.search_params import ExactParams
from solver.search.timing import Timing


@dataclass(frozen=True)
class ExactResult:
    """status: optimal (all tiers proven), feasible, infeasible or unknown. bounds: by tier, those that were reached."""

    status: str
    plan: Plan | None
    bounds: dict[str, int]
    rules: tuple[str, ...] = ()


def model_size(instance: Instance) -> int:
    """Estimated columns of the whole model, without building it."""
    problem = instance.problem
    weeks, days = len(instance.weeks), len(instance.days)
    classes = [len(instance.classes_of_band[b.id]) for b in problem.bands for _ in b.periods]
    people = len(problem.staff) + len(problem.outside)
    posts = weeks * days * (sum(classes) + len(problem.posts) + len(problem.blocks) + 4)
    sessions = sum(
        o.max_sections * len(instance.session_days[o.id]) * len(instance.starts[o.id]) * (len(instance.rooms_for[o.id]) + people)
        for o in problem.offerings
    )
    sections = {o.id: o.max_sections for o in problem.offerings}
    seats = sum(sections[c] for p in problem.pupils if p.clubs for c in p.choices)
    seats += sum(sections[o] for offers in instance.given.offers.values() for o in offers)
    return people * posts + sessions + seats * (1 + 2 * days) + days * sum(n * n for n in classes)


def solve_exactly(
    instance: Instance,
    start: Plan,
    feasible: bool,
    known: Bounds,
    clock: Clock,
    timing: Timing,
    on_better: Callable[[Plan, dict[str, int]], None],
) -> ExactResult:
    """Solve the whole problem.

    start: the plan to begin from; feasible: whether it breaks no rule. known: lower bounds found elsewhere.
    """
    with timing.part("build"):
        model = build(instance, everything(instance.problem, instance.policy), Current(start))
        engine = CpSat(model.rows)
    if model.rows.broken:
        return ExactResult("infeasible", None, {}, tuple(dict.fromkeys(model.rows.broken)))
    return _Descent(instance, model, engine, start if feasible else None, known, clock, timing, on_better).run()


@dataclass
class _Descent:
    """State of the descent. plan, values: the best plan so far, or None, and its columns."""

    instance: Instance
    model: Model
    engine: CpSat
    plan: Plan | None
    known: Bounds
    clock: Clock
    timing: Timing
    on_better: Callable[[Plan, dict[str, int]], None]
    bounds: dict[str, int] = field(default_factory=dict)

    @property
    def params(self) -> ExactParams:
        return self.clock.params.search.exact

    def run(self) -> ExactResult:
        self.values: Sequence[int] = self.model.rows.hint
        proven = True
        for tier in self.instance.goals:
            if self.clock.over():
                proven = False
                break
            if self.plan is not None:
                self._bisect(tier)
            if self.plan is None or self._value(tier) > self._bound(tier):
                outcome = self._solve(self.params.first_share, tier, None)
                if outcome.status == "infeasible":
                    return ExactResult("infeasible", None, {})
                if outcome.bound is not None:
                    self._note(tier, outcome.bound + self._constant(tier))
                if outcome.values is None:
                    proven = False
                    break
                self._take(outcome.values)
            self._note(tier, self._bound(tier))
            proven = proven and self._value(tier) <= self.bounds[tier]
            self.engine.limit(self._terms(tier), self._value(tier) - self._constant(tier))
        if self.plan is None:
            return ExactResult("unknown", None, self.bounds)
        return ExactResult("optimal" if proven else "feasible", self.plan, self.bounds)

    def _bisect(self, tier: str) -> None:
        """Bisection: look for plans at the bound of the tier, else half-way between the best value reached and the best one excluded."""
        excluded = self._bound(tier) - 1
        target = excluded + 1
        for _ in range(self.params.target_trials):
            if self.clock.over() or self._value(tier) <= target:
                return
            outcome = self._solve(self.params.target_share, tier, target)
            if outcome.values is not None:
                self._take(outcome.values)
            else:
                excluded = target
                if outcome.status == "infeasible":
                    self._note(tier, target + 1)
            target = max(excluded + 1, self._bound(tier), (excluded + self._value(tier)) // 2)

    def _solve(self, share: float, tier: str, target: int | None) -> CpSatOutcome:
        """Minimise the tier, or look for any plan in which it is at most ``target``."""
        terms, limits = self._terms(tier), self.clock.share_left(share)
        with self.timing.part("search"):
            if target is None:
                outcome = self.engine.minimise(terms, limits, self.values, self.clock.cancelled)
            else:
                upper = target - self._constant(tier)
                outcome = self.engine.reach([(terms, upper)], limits, self.values, self.clock.cancelled)
        self.timing.seconds["presolve"] += self.engine.presolve_seconds
        self.clock.spend(outcome.effort)
        return outcome

    def _take(self, values: Sequence[int]) -> None:
        self.values = values
        self.plan = extract(self.model.variables, values)
        self.on_better(self.plan, dict(self.bounds))

    def _terms(self, tier: str) -> Sequence[Term]:
        return self.model.rows.tiers.get(tier, [])

    def _constant(self, tier: str) -> int:
        return self.model.rows.constants.get(tier, 0)

    def _value(self, tier: str) -> int:
        return self._constant(tier) + sum(c * self.values[column] for c, column in self._terms(tier))

    def _bound(self, tier: str) -> int:
        """The best bound under the values held in the tiers before, and in this one: found here or elsewhere."""
        goals = self.instance.goals
        reached = dict(self.instance.limits.held(goal, self._value(goal)) for goal in goals[: goals.index(tier) + 1])
        return max(self.bounds.get(tier, 0), self.known.at(reached).get(tier, 0))

    def _note(self, tier: str, bound: int) -> None:
        self.bounds[tier] = max(bound, self.bounds.get(tier, 0))
