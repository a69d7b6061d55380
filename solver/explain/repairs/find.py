"""Repairs of a refused problem: candidates by kind from elastic models, amounts raised until a plan confirms them, prices and ranks.

An amount is tried from the smallest that counting leaves, quickly, and raised until a search confirms it; then amounts below it that were
not confirmed are tried once more, longer, from its plan. What counting or the joint relaxation proves insufficient is never offered, what
a search confirms is offered with its plan, the rest is called possible.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from solver.changes.apply import Applied, apply_changes
from solver.check.report import check
from solver.errors import PolicyError, ProblemError
from solver.explain.repairs.action_model import ActionModel
from solver.explain.repairs.candidates import Candidates
from solver.explain.repairs.kind import RepairKind
from solver.explain.repairs.ladder import Ladder, Rung
from solver.explain.repairs.proof import by_counting, insufficiency
from solver.explain.repairs.repair import Repair, Repairs, State
from solver.explain.repairs.trial import Trial, attempt
from solver.plan.plan import Plan
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.search.limits import Clock, Params
from solver.search.pipeline import solve

ATTEMPT_SHARE = 0.25
"""Share of the time left that one attempt may take at most. Raising it confirms hard repairs and tries fewer of them."""
ATTEMPT_SECONDS = 4.0
"""Least seconds of one attempt."""
CLIMB_SHARE = 0.08
"""Share of the time left of an attempt while amounts are raised. Raising it confirms smaller amounts at once and fewer kinds."""
CLIMB_SECONDS = 2.5
"""Least seconds of such an attempt."""
PROOF_SECONDS = 8.0
"""Most seconds of one proof by the joint relaxation."""
LADDER_SHARE = 0.4
"""Share of the time left after which the amount of one kind is not raised any more."""
PRICE_SHARE = 0.35
"""Share of the time that is kept for comparing prices once repairs are confirmed."""
OnRepair = Callable[[Repair], None]


@dataclass(frozen=True)
class _Try:
    """An amount that was looked at: its changed problem, its state, and the trial of it, if there was one."""

    rung: Rung
    applied: Applied
    state: State
    trial: Trial | None = None


@dataclass(frozen=True)
class _Climbed:
    """The repair of one kind, and amounts below it that are neither confirmed nor proven insufficient, the largest last."""

    repair: Repair
    below: tuple[_Try, ...] = ()


def repairs(
    problem: Problem,
    policy: Policy,
    params: Params,
    base: Plan | None = None,
    on_repair: OnRepair | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Repairs:
    """Problem and policy that are refused -> ranked repairs, each with its state, its price and its plan.

    params: limits of all of it together; with an effort, of each attempt, and then everything can be repeated. base: a valid plan of the
    term before it had to be changed: prices are differences from it. on_repair: called with every repair when its state is known, and
    again with a smaller one of its kind.
    """
    return _Finder(problem, policy, params, base, on_repair, cancelled).find()


class _Finder:
    """One run."""

    def __init__(
        self, problem: Problem, policy: Policy, params: Params, base: Plan | None, on_repair: OnRepair | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:  # fmt: skip
        self.problem, self.policy, self.params, self.base = problem, policy, params, base
        self.clock = Clock(params, cancelled)
        self._on_repair, self._cancelled = on_repair, cancelled

    def find(self) -> Repairs:
        proof = by_counting(self.problem, self.policy, self._proof_seconds())
        if not proof.proven or not ActionModel(self.problem, self.policy, ()).lacking():  # counting does not say which adults are missing
            proof = insufficiency(self.problem, self.policy, self._proof_seconds(), self._cancelled)
        first = None if proof.proven else self._attempt(self.problem, self.policy, None)
        if first is not None and first.plan is not None:
            return Repairs((), refused=False, plan=first.plan)
        choice = Candidates(self.problem, self.policy, proof, first)
        found: list[_Climbed] = []
        untried = False
        for ladder in choice.ladders():
            untried = self._nearly_over()
            if untried:
                break
            climbed = self._confirmed(ladder)
            found += [climbed] if climbed is not None else []
        priced = self._priced([self._smaller(climbed) for climbed in found])
        ranked = sorted(priced, key=lambda repair: (repair.state != "confirmed", repair.weight, repair.kind, repair.zh))
        refused = proof.proven or (first is not None and first.infeasible)
        named = tuple(replace(repair, rank=rank) for rank, repair in enumerate(ranked, 1))
        return Repairs(named, tuple(choice.useless), refused, None, not untried and not self.clock.over())

    # attempts ---------------------------------------------------------------------------------------------------------

    def _confirmed(self, ladder: Ladder) -> _Climbed | None:
        """The ladder's first confirmed amount, else its largest one that is possible; None when all are insufficient."""
        rung: Rung | None = ladder.first
        at_least = ladder.first.amount if ladder.first.least else 0
        possible: list[_Try] = []
        until = self.clock.elapsed + self._most_seconds()
        while rung is not None:
            found = self._try(rung)
            if found is None or found.state == "insufficient":
                possible.clear()
            elif found.state == "confirmed":
                return _Climbed(self._told(ladder.kind, found, at_least), tuple(possible))
            else:
                possible.append(found)
            if self._nearly_over() or self.clock.elapsed > until:
                break
            rung = ladder.above(() if found is None or found.trial is None else found.trial.lacking)
        return _Climbed(self._told(ladder.kind, possible[-1], at_least)) if possible else None

    def _smaller(self, climbed: _Climbed) -> Repair:
        """The repair, or a smaller one of its kind that a longer attempt confirms, each from the plan of the one above."""
        repair = climbed.repair
        for each in reversed(climbed.below):
            if repair.plan is None or self._nearly_over():
                break
            trial = self._attempt(each.applied.problem, each.applied.policy, repair.plan)
            if trial.plan is None:
                break
            repair = self._told(repair.kind, replace(each, state="confirmed", trial=trial), repair.at_least)
        return repair

    def _try(self, rung: Rung) -> _Try | None:
        try:
            applied = apply_changes(self.problem, self.policy, rung.changes)
        except (ProblemError, PolicyError):  # what the data do not admit is no repair
            return None
        proof = insufficiency(applied.problem, applied.policy, self._proof_seconds(), self._cancelled)
        if proof.proven:
            return _Try(rung, applied, "insufficient", Trial(None, proof.lacking))
        if self._nearly_over():
            return _Try(rung, applied, "possible")
        limits = self._limits(CLIMB_SHARE, CLIMB_SECONDS)
        trial = self._aided(rung, applied, limits) or self._attempt(applied.problem, applied.policy, None, limits)
        state: State = "confirmed" if trial.plan is not None else "insufficient" if trial.infeasible else "possible"
        return _Try(rung, applied, state, trial)

    def _aided(self, rung: Rung, applied: Applied, limits: Params) -> Trial | None:
        """A plan found with the rung's aids that breaks no rule without them, or None."""
        if not rung.aids:
            return None
        narrow = apply_changes(applied.problem, applied.policy, rung.aids)
        trial = self._attempt(narrow.problem, narrow.policy, None, limits)
        valid = trial.plan is not None and check(applied.problem, applied.policy, trial.plan).valid
        return trial if valid else None

    def _most_seconds(self) -> float:
        """Seconds that one ladder may take."""
        left = self.clock.seconds_left()
        return 1e9 if left is None else left * LADDER_SHARE

    def _attempt(self, problem: Problem, policy: Policy, start: Plan | None, limits: Params | None = None) -> Trial:
        return attempt(problem, policy, limits or self._limits(ATTEMPT_SHARE, ATTEMPT_SECONDS), start, self._cancelled)

    def _limits(self, share: float, least: float) -> Params:
        """Limits of one attempt: a share of the time left, but so many seconds at least."""
        left = self.clock.seconds_left()
        if left is None:
            return self.params
        return replace(self.params, seconds=max(0.5, min(left, max(least, left * share))))

    def _proof_seconds(self) -> float | None:
        left = self.clock.seconds_left()
        return None if left is None else max(0.5, min(PROOF_SECONDS, left))

    def _nearly_over(self) -> bool:
        return self.clock.over() or self.clock.spent(1 - PRICE_SHARE)

    # prices -----------------------------------------------------------------------------------------------------------

    def _told(self, kind: RepairKind, found: _Try, at_least: int) -> Repair:
        rung, plan = found.rung, None if found.trial is None else found.trial.plan
        repair = Repair(kind, rung.changes, found.state, rung.zh, rung.en, rung.amount, at_least,
                        touched=rung.touched, weight=rung.weight, plan=plan)  # fmt: skip
        if plan is not None:
            repair = replace(repair, price=self._price(found.applied, plan), against_base=self.base is not None)
        if self._on_repair is not None:
            self._on_repair(repair)
        return repair

    def _priced(self, found: list[Repair]) -> list[Repair]:
        """The repairs, their plans improved for the same time each, so that prices can be compared."""
        confirmed = sum(repair.plan is not None for repair in found)
        left = self.clock.seconds_left()
        if left is None or not confirmed:
            return found
        return [repair if repair.plan is None else self._improved(repair, left / confirmed) for repair in found]

    def _improved(self, repair: Repair, seconds: float) -> Repair:
        if self.clock.over() or seconds < 1.0:
            return repair
        applied = apply_changes(self.problem, self.policy, repair.changes)
        better = solve(applied.problem, applied.policy, replace(self.params, seconds=seconds), repair.plan, None, self._cancelled)
        if better.plan is None or check(applied.problem, applied.policy, better.plan).violations:
            return repair
        plan = better.plan.canonical()
        return replace(repair, plan=plan, price=self._price(applied, plan))

    def _price(self, applied: Applied, plan: Plan) -> Mapping[str, int]:
        """Tiers of the plan, less those of the base plan under the policy as it was."""
        values = {tier.name: tier.value for tier in check(applied.problem, applied.policy, plan).tiers}
        if self.base is None:
            return values
        before = {tier.name: tier.value for tier in check(self.problem, self.policy, self.base).tiers}
        return {name: value - before.get(name, 0) for name, value in values.items()}


