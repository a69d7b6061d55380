"""Solve anyway 仍要排: a plan that breaks as little as can be, and every exception in it, for whoever has to sign.

The elastic staffing model chooses what is left out, by weight; the choice goes into the search as stand-ins who hold just these posts
and whose duties are struck from the plan afterwards, so that the search leaves no other post empty. Lanes, given sections and caps that
counting names are relaxed for the search alone. Exceptions are what the checker then says under the rules as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from solver.changes.apply import apply_changes
from solver.changes.change import Change
from solver.check.measurement import Measurement
from solver.check.report import check
from solver.explain.repairs.action_model import ActionModel, ExtraNeed, fixed_posts_lack
from solver.explain.repairs.gates import gate_ladders
from solver.explain.repairs.given import given_ladders
from solver.explain.repairs.kind import RepairKind
from solver.explain.repairs.proof import Insufficiency, insufficiency
from solver.explain.repairs.staffing_ladder import reserved, rung_of
from solver.explain.repairs.trial import attempt
from solver.plan.plan import Plan
from solver.policy.policy import Policy
from solver.problem.bells import Busy
from solver.problem.checks import DAY_END
from solver.problem.people import Staff
from solver.problem.problem import Problem
from solver.search.limits import Clock, Params
from solver.search.pipeline import solve

WEIGHTS = {"late": 100, "gate": 100, "standby": 100, "block": 100, "evening": 100, "weekend": 100, "care": 50, "qa": 20, "fixed": 20}
"""Price of an adult that a post lacks, by kind, where a day beyond a person's own cap costs 10: extended care, gates and blocks 20 : care
10 : patrols 4 : cap 2. Raising one keeps its posts filled at the price of the others."""
STAND_IN = "STANDIN"
ROLES_OF = {"gate": "support"}
"""Role of a stand-in by kind of post; a retired teacher for all others, whose load is compared with nobody's."""
MOST_TRIES = 5
"""Trials, each with stand-ins for what the last one lacked. Raising it finds plans for schools of which counting knows little."""
ATTEMPT_SHARE = 0.35
"""Share of the time left that one trial may take."""


@dataclass(frozen=True)
class AnywayPlan:
    """Plan with its exceptions.

    exceptions: every rule that the plan breaks under the policy as it is: who, when, measured and limit; empty where the school has a valid
    plan. chosen: posts that the model chose to leave empty, with their adults. plan: None where no search came to a plan.
    """

    plan: Plan | None
    exceptions: tuple[Measurement, ...] = ()
    chosen: tuple[ExtraNeed, ...] = ()


def solve_anyway(problem: Problem, policy: Policy, params: Params, cancelled: Callable[[], bool] | None = None) -> AnywayPlan:
    """Problem and policy, refused or not -> plan that breaks as little as can be, by weight, with its exceptions."""
    clock = Clock(params, cancelled)
    seconds = clock.seconds_left()
    proof = insufficiency(problem, policy, None if seconds is None else min(8.0, seconds / 4), cancelled)
    chosen, caps, aids = _least_empty(problem, policy, proof)
    relaxed = [*caps, *_places(problem, policy, proof), *aids]
    best: AnywayPlan | None = None
    for _ in range(MOST_TRIES):
        case = apply_changes(problem, policy, relaxed)
        trial_problem = _with_stand_ins(case.problem, chosen)
        found = attempt(trial_problem, case.policy, _part(params, clock, ATTEMPT_SHARE), None, cancelled)
        plan = found.plan or found.last
        if plan is not None:
            if found.plan is not None and not clock.over():
                plan = solve(trial_problem, case.policy, _part(params, clock, 1.0), plan, None, cancelled).plan or plan
            told = _told(problem, policy, plan, chosen)
            best = told if best is None or len(told.exceptions) < len(best.exceptions) else best
        if found.plan is not None or not found.lacking or clock.over():
            break
        chosen = (*chosen, *found.lacking)
    return best or AnywayPlan(None, chosen=chosen)


def _part(params: Params, clock: Clock, share: float) -> Params:
    left = clock.seconds_left()
    return params if left is None else replace(params, seconds=max(0.5, left * share))


def _least_empty(
    problem: Problem, policy: Policy, proof: Insufficiency
) -> tuple[tuple[ExtraNeed, ...], list[Change], tuple[Change, ...]]:
    """Posts to be left empty and own caps to be passed, by least weight; and what leads the search where fixed posts are short."""
    if not ActionModel(problem, policy, ()).lacking():
        return tuple(proof.lacking), [], ()
    actions = ActionModel(problem, policy, (RepairKind.CAP,), weights=WEIGHTS).solve()
    if actions is None:
        return tuple(proof.lacking), [], ()
    empty = tuple(ExtraNeed(day, need, heads) for (day, need), heads in actions.empty.items())
    aids = reserved(problem, actions) if fixed_posts_lack(problem, policy) else ()
    return empty, list(rung_of(problem, policy, actions).changes), aids


def _places(problem: Problem, policy: Policy, proof: Insufficiency) -> Iterable[Change]:
    """The lightest relaxation of gates and of given sections that cannot open, for the search alone."""
    for group in (gate_ladders(problem, policy), *given_ladders(problem, policy, proof.given)):
        soft = [ladder for ladder in group if ladder.kind is RepairKind.SOFT]
        if group:
            yield from min(soft or group, key=lambda ladder: (ladder.first.weight, ladder.kind)).first.changes


def _with_stand_ins(problem: Problem, chosen: Sequence[ExtraNeed]) -> Problem:
    """One stand-in for each adult that is lacking, there at that time of that day and at no other."""
    found: list[Staff] = []
    for day, need, heads in chosen:
        other = tuple(Busy(d, 0, DAY_END) for d in problem.weekdays if d != day)
        around = tuple(Busy(day, a, b) for a, b in ((0, need.start), (need.end, DAY_END)) if a < b)
        role = problem.post_of[need.subject].roles[0] if need.kind in ("fixed", "qa") else ROLES_OF.get(need.kind, "retired")
        subjects = problem.post_of[need.subject].subjects if need.kind == "qa" else ()
        known = Staff("", role, subjects=subjects, unavailable=other + around, trained=problem.term.first - timedelta(days=1),
                      consents=("evening", "weekend"))  # fmt: skip
        found += [replace(known, id=f"{STAND_IN}{len(found) + n}") for n in range(heads)]
    return replace(problem, staff=(*problem.staff, *found))


def _told(problem: Problem, policy: Policy, plan: Plan, chosen: tuple[ExtraNeed, ...]) -> AnywayPlan:
    """The plan without stand-ins, and what the checker says of it."""
    known = problem.staff_of.keys() | problem.outside_of.keys()
    kept = replace(
        plan,
        assignments=tuple(each for each in plan.assignments if each.person in known),
        flex=tuple(each for each in plan.flex if each.person in known),
    ).canonical()
    return AnywayPlan(kept, check(problem, policy, kept).violations, chosen)
