"""Repairs of a refused problem: candidates by kind from elastic models, amounts raised until a plan confirms them, prices and ranks.

An amount is tried from the smallest that counting leaves: what counting or the joint relaxation proves insufficient is never offered,
what a search confirms is offered with its plan, the rest is called possible.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from solver.changes.apply import Applied, apply_changes
from solver.check.report import check
from solver.errors import PolicyError, ProblemError
from solver.explain.repairs.candidates import Candidates
from solver.explain.repairs.ladder import Ladder, Rung
from solver.explain.repairs.proof import insufficiency
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
    term before it had to be changed: prices are differences from it. on_repair: called with every repair when its state is known.
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
        proof = insufficiency(self.problem, self.policy, self._proof_seconds(), self._cancelled)
        first = None if proof.proven else self._attempt(self.problem, self.policy, None)
        if first is not None and first.plan is not None:
            return Repairs((), refused=False, plan=first.plan)
        choice = Candidates(self.problem, self.policy, proof, first, self.params.seed)
        found = [repair for ladder in choice.ladders() if (repair := self._confirmed(ladder)) is not None]
        priced = self._priced(found)
        ranked = sorted(priced, key=lambda repair: (repair.state != "confirmed", repair.weight, repair.kind, repair.zh))
        refused = proof.proven or (first is not None and first.infeasible)
        named = tuple(replace(repair, rank=rank) for rank, repair in enumerate(ranked, 1))
        return Repairs(named, tuple(choice.useless), refused, None, not self.clock.over())

    # attempts ---------------------------------------------------------------------------------------------------------

    def _confirmed(self, ladder: Ladder) -> Repair | None:
        """The ladder's smallest confirmed amount, else its largest one that is possible; None when all are insufficient."""
        rung: Rung | None = ladder.first
        at_least = ladder.first.amount if ladder.first.least else 0
        possible: _Try | None = None
        last: Plan | None = None
        until = self.clock.elapsed + self._most_seconds()
        while rung is not None:
            found = self._try(rung, last)
            if found is None or found.state == "insufficient":
                possible = None
            elif found.state == "confirmed":
                return self._told(ladder, found, at_least)
            else:
                possible = found
            if self._nearly_over() or self.clock.elapsed > until:
                break
            trial = None if found is None else found.trial
            last = last if trial is None or trial.last is None else trial.last
            rung = ladder.above(() if trial is None else trial.lacking)
        return None if possible is None else self._told(ladder, possible, at_least)

    def _try(self, rung: Rung, last: Plan | None) -> _Try | None:
        try:
            applied = apply_changes(self.problem, self.policy, rung.changes)
        except (ProblemError, PolicyError):  # what the data do not admit is no repair
            return None
        proof = insufficiency(applied.problem, applied.policy, self._proof_seconds(), self._cancelled)
        if proof.proven:
            return _Try(rung, applied, "insufficient", Trial(None, proof.lacking, last=last))
        if self._nearly_over():
            return _Try(rung, applied, "possible")
        trial = self._aided(rung, applied) or self._attempt(applied.problem, applied.policy, last)
        state: State = "confirmed" if trial.plan is not None else "insufficient" if trial.infeasible else "possible"
        return _Try(rung, applied, state, trial)

    def _aided(self, rung: Rung, applied: Applied) -> Trial | None:
        """A plan found with the rung's aids that breaks no rule without them, or None."""
        if not rung.aids:
            return None
        narrow = apply_changes(applied.problem, applied.policy, rung.aids)
        trial = self._attempt(narrow.problem, narrow.policy, None)
        valid = trial.plan is not None and check(applied.problem, applied.policy, trial.plan).valid
        return trial if valid else None

    def _most_seconds(self) -> float:
        """Seconds that one ladder may take."""
        left = self.clock.seconds_left()
        return 1e9 if left is None else left * LADDER_SHARE

    def _attempt(self, problem: Problem, policy: Policy, last: Plan | None) -> Trial:
        return attempt(problem, policy, self._limits(), last, self._cancelled)

    def _limits(self) -> Params:
        """Limits of one attempt."""
        left = self.clock.seconds_left()
        if left is None:
            return self.params
        return replace(self.params, seconds=max(0.5, min(left, max(ATTEMPT_SECONDS, left * ATTEMPT_SHARE))))

    def _proof_seconds(self) -> float | None:
        left = self.clock.seconds_left()
        return None if left is None else max(0.5, min(PROOF_SECONDS, left))

    def _nearly_over(self) -> bool:
        return self.clock.over() or self.clock.spent(1 - PRICE_SHARE)

    # prices -----------------------------------------------------------------------------------------------------------

    def _told(self, ladder: Ladder, found: _Try, at_least: int) -> Repair:
        rung, plan = found.rung, None if found.trial is None else found.trial.plan
        repair = Repair(ladder.kind, rung.changes, found.state, rung.zh, rung.en, rung.amount, at_least,
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


