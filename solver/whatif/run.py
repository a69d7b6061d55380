"""Running scenarios from one base plan: money is answered by the ledgers, additions begin at the base plan, others at what is left of it.

The base plan itself is searched on for the same time first (:func:`run_base`): what a scenario gains beyond that is the scenario's.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from solver.changes.apply import Applied, apply_changes
from solver.changes.change import Case, Effect, Sentence
from solver.changes.rules import Level
from solver.errors import Fault, ProblemError
from solver.plan.again import go_on
from solver.plan.plan import Plan
from solver.plan.prune import prune
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.problem.replan import Decisions
from solver.search.limits import Params
from solver.search.pipeline import solve
from solver.whatif.fees import with_due_fees
from solver.whatif.proof import refused_after, refused_before
from solver.whatif.scenario import Scenario
from solver.whatif.variant import Variant, dump_variant, judged, load_variant
from solver.whatif.watch import Watch

STABILITY = Level("B14", "soft")
"""Change of the policy under which few decisions of the plan before change (B14)."""
NO_LOCKS = Decisions()


@dataclass(frozen=True)
class Base:
    """Problem, policy and plan from which all scenarios begin."""

    problem: Problem
    policy: Policy
    plan: Plan


@dataclass(frozen=True)
class BaseOutcome:
    """stands: the base plan as it is. searched: the same searched on for a scenario's time, from which the best ends begin."""

    stands: Variant
    searched: Variant


@dataclass(frozen=True)
class ScenarioOutcome:
    """sentences: of its changes. variants: its ends, least change first. faults: why its changes cannot be applied."""

    id: str
    name: str
    effect: Effect
    sentences: tuple[Sentence, ...]
    variants: tuple[Variant, ...]
    faults: tuple[Fault, ...] = ()
    seconds: float = 0.0



UNWATCHED = Watch()


def run_base(base: Base, params: Params, watch: Watch = UNWATCHED) -> BaseOutcome:
    """The base plan as it stands, and searched on within the limits of ``params``; never worse than it stands."""
    stands = judged("unchanged", (base.problem, base.plan), (base.problem, base.policy), base.plan)
    return BaseOutcome(stands, _searched(base, (base.problem, base.policy), base.plan, params, watch))


def run_scenario(
    base: Base, known: BaseOutcome, scenario: Scenario, params: Params, watch: Watch = UNWATCHED
) -> ScenarioOutcome:
    """One scenario. params: limits of each of its searches. A scenario whose changes cannot be applied has faults and no variant."""
    began = time.monotonic()
    try:
        after = apply_changes(base.problem, base.policy, scenario.changes)
    except ProblemError as error:
        told = _told(base.problem, scenario)
        return ScenarioOutcome(scenario.id, scenario.name, "mixed", told, (), error.faults, time.monotonic() - began)
    variants = _variants(base, known, scenario, after, params, watch)
    return ScenarioOutcome(
        scenario.id, scenario.name, after.effect, after.sentences, variants, seconds=round(time.monotonic() - began, 3)
    )


def _told(problem: Problem, scenario: Scenario) -> tuple[Sentence, ...]:
    return tuple(change.told(problem) for change in scenario.changes)


def _variants(
    base: Base, known: BaseOutcome, scenario: Scenario, after: Applied, params: Params, watch: Watch
) -> tuple[Variant, ...]:
    case = after.problem, after.policy
    kept = unchanged(base, after)
    if kept.valid and after.effect == "money":
        return (kept,)
    refused = () if kept.valid else refused_before(*case)
    if refused:
        return (Variant("best", "infeasible", reasons=refused),)
    wanted = ("least_change", "best") if scenario.aim == "both" else (scenario.aim,)
    found: list[Variant] = []
    if "least_change" in wanted:
        found.append(
            replace(kept, aim="least_change")
            if kept.valid and after.effect == "adds"
            else _least(base, after, params, watch)
        )
    if "best" in wanted and not watch.over:
        found.append(_best(base, known, after, found, params, watch))
    if any(variant.valid for variant in found) or watch.over:
        return tuple(found)
    proven = refused_after(*case, params)
    return (Variant("best", "infeasible", reasons=proven, seconds=sum(v.seconds for v in found)),) if proven else tuple(found)


def unchanged(base: Base, after: Applied) -> Variant:
    """The base plan under the changed problem and policy, with its fees brought up to date and no search."""
    began = time.monotonic()
    plan = with_due_fees(after.problem, after.policy, base.plan)
    found = judged("unchanged", (base.problem, base.plan), (after.problem, after.policy), plan)
    return replace(found, seconds=round(time.monotonic() - began, 3))


def _least(base: Base, after: Applied, params: Params, watch: Watch) -> Variant:
    """Re-planned with as few changes as possible against the base plan."""
    again = go_on(after.problem, base.plan, NO_LOCKS)
    policy = STABILITY.apply(Case(after.problem, after.policy)).policy
    began = time.monotonic()
    result = solve(again.problem, policy, params, again.start, watch.on_progress, watch.cancelled)
    case = after.problem, after.policy
    # Bounds were proven while few decisions could change: they say nothing of the scenario.
    return _ended("least_change", base, case, result.plan, {}, (result.status, result.reasons), began)


def _best(
    base: Base, known: BaseOutcome, after: Applied, found: list[Variant], params: Params, watch: Watch
) -> Variant:
    """Planned as well as can be, from the best plan at hand that is a plan of the scenario."""
    case = after.problem, after.policy
    better = known.searched.plan or base.plan
    starts = [
        with_due_fees(*case, better),
        with_due_fees(*case, base.plan),
        *(v.plan for v in found if v.valid and v.plan),
    ]
    judged_starts = [judged("best", (base.problem, base.plan), case, plan) for plan in starts]
    valid = [variant for variant in judged_starts if variant.valid]
    start = min(valid, key=lambda variant: variant.values).plan if valid else prune(after.problem, better)
    made = _searched(base, case, start, params, watch)
    limit = known.searched
    if (
        after.effect == "adds"
        and limit.valid
        and len(made.values) == len(limit.values)
        and (not made.valid or made.values > limit.values)
    ):  # what was added need not be used
        return replace(limit, aim="best", unused=True, seconds=made.seconds)
    return made


def _searched(base: Base, case: tuple[Problem, Policy], start: Plan | None, params: Params, watch: Watch) -> Variant:
    began = time.monotonic()
    result = solve(*case, params, start, watch.on_progress, watch.cancelled)
    bounds = {tier.name: tier.bound for tier in result.tiers}
    return _ended("best", base, case, result.plan, bounds, (result.status, result.reasons), began)


def _ended(
    aim: str, base: Base, case: tuple[Problem, Policy], plan: Plan | None, bounds: Mapping[str, int | None],
    ended: tuple[str, tuple[Reason, ...]], began: float,
) -> Variant:  # fmt: skip
    status, reasons = ended
    seconds = round(time.monotonic() - began, 3)
    if plan is None:
        return Variant(aim, status, reasons=reasons, seconds=seconds)
    found = judged(
        aim,
        (base.problem, base.plan),
        case,
        plan.canonical(),
        bounds,
        status if status in ("optimal", "valid") else "valid",
    )
    if found.valid or status not in ("infeasible", "stopped"):
        return replace(found, seconds=seconds)
    return replace(found, status=status, reasons=reasons or found.reasons, seconds=seconds)


def dump_outcome(outcome: ScenarioOutcome) -> dict[str, Any]:
    """JSON-ready; plans are left out."""
    return {
        "id": outcome.id, "name": outcome.name, "effect": outcome.effect, "seconds": outcome.seconds,
        "sentences": [list(sentence) for sentence in outcome.sentences],
        "variants": [dump_variant(variant) for variant in outcome.variants],
        "faults": [
            {"path": list(f.path), "value": f.value, "zh": f.zh, "en": f.en, "hint_zh": f.hint_zh, "hint_en": f.hint_en}
            for f in outcome.faults
        ],
    }  # fmt: skip


def load_outcome(raw: Mapping[str, Any]) -> ScenarioOutcome:
    """Read what :func:`dump_outcome` writes. Raises KeyError or TypeError for anything else."""
    return ScenarioOutcome(
        raw["id"], raw["name"], raw["effect"], tuple(Sentence(*each) for each in raw["sentences"]),
        tuple(load_variant(each) for each in raw["variants"]),
        tuple(Fault(tuple(f["path"]), f["value"], f["zh"], f["en"], f["hint_zh"], f["hint_en"]) for f in raw["faults"]), raw["seconds"],
    )  # fmt: skip
