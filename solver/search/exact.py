"""The exact solve of a small school: everything free, tier after tier, each with its proof or its bound.

Tier i is minimised with every earlier tier held at the value reached, so its bound holds for all plans that are as good
in the earlier tiers; where an earlier tier is not proven, the bound still holds for every plan no worse there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from solver.model.build import Model, build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.frame import Frame
from solver.model.scope import everything
from solver.plan import Plan
from solver.search.engines.cpsat import CpSat, Limits
from solver.search.stop import Clock
from solver.search.timing import Timing

COLUMNS = 30_000
"""Largest model that is worth solving whole."""
FIRST_SHARE = 0.5
"""Share of the remaining time or effort that one tier may take."""


@dataclass(frozen=True)
class Exact:
    """status: optimal (all tiers proven), feasible, infeasible or unknown. bounds: by tier, those that were reached."""

    status: str
    plan: Plan | None
    bounds: dict[str, int]
    rules: tuple[str, ...] = ()


def size(frame: Frame) -> int:
    """Columns that the whole model would have, roughly, without building it."""
    problem = frame.problem
    weeks, days = len(frame.weeks), len(frame.days)
    classes = [len(frame.classes_of_band[b.id]) for b in problem.bands for _ in b.periods]
    people = len(problem.staff) + len(problem.outside)
    posts = weeks * days * (sum(classes) + len(problem.posts) + len(problem.blocks) + 4)
    sessions = sum(
        o.max_sections * len(frame.session_days[o.id]) * len(frame.starts[o.id]) * (len(frame.rooms_for[o.id]) + people)
        for o in problem.offerings
    )
    sections = {o.id: o.max_sections for o in problem.offerings}
    seats = sum(sections[c] for p in problem.pupils if p.clubs for c in p.choices)
    seats += sum(sections[o] for offers in frame.given.offers.values() for o in offers)
    return people * posts + sessions + seats * (1 + 2 * days) + days * sum(n * n for n in classes)


def exact(
    frame: Frame,
    start: Plan,
    feasible: bool,
    known: Mapping[str, int],
    clock: Clock,
    timing: Timing,
    on_better: Callable[[Plan, dict[str, int]], None],
) -> Exact:
    """Solve the whole problem.

    start: the plan to begin from; feasible: whether it breaks no rule. known: lower bounds, by tier.
    """
    with timing.part("build"):
        model = build(frame, everything(frame.problem, frame.policy), Current(start))
        engine = CpSat(model.rows)
    if model.rows.broken:
        return Exact("infeasible", None, {}, tuple(dict.fromkeys(model.rows.broken)))
    return _tiers(frame, model, engine, start, feasible, known, clock, timing, on_better)


def _tiers(
    frame: Frame,
    model: Model,
    engine: CpSat,
    start: Plan,
    feasible: bool,
    known: Mapping[str, int],
    clock: Clock,
    timing: Timing,
    on_better: Callable[[Plan, dict[str, int]], None],
) -> Exact:
    bounds: dict[str, int] = {}
    hint: Sequence[int] = model.rows.hint
    plan: Plan | None = start if feasible else None
    proven = True
    for tier in frame.policy.tiers:
        terms = model.rows.tiers.get(tier.name, [])
        constant = model.rows.constants.get(tier.name, 0)
        value = constant + sum(c * hint[column] for c, column in terms)
        if plan is not None and value <= known.get(tier.name, 0):
            bounds[tier.name] = value  # the bound is reached already: nothing to solve
            engine.limit(terms, value - constant)
            continue
        if clock.over():
            return Exact("feasible" if plan is not None else "unknown", plan, bounds)
        with timing.part("search"):
            outcome = engine.minimise(terms, _limits(clock), hint, clock.cancelled)
        timing.seconds["presolve"] += engine.presolve_seconds
        clock.spend(outcome.effort)
        if outcome.status == "infeasible":
            return Exact("infeasible", None, {})
        if outcome.bound is not None:
            bounds[tier.name] = constant + outcome.bound
        if outcome.values is None or outcome.value is None:
            return Exact("feasible" if plan is not None else "unknown", plan, bounds)
        hint = outcome.values
        plan = extract(model.variables, outcome.values)
        proven = proven and outcome.status == "optimal"
        on_better(plan, dict(bounds))
        engine.limit(terms, outcome.value)
    if plan is None:
        return Exact("unknown", None, bounds)
    return Exact("optimal" if proven else "feasible", plan, bounds)


def _limits(clock: Clock) -> Limits:
    seconds, effort = clock.seconds_left(), clock.effort_left()
    return Limits(
        seconds=None if seconds is None else seconds * FIRST_SHARE,
        effort=None if effort is None else effort * FIRST_SHARE,
        seed=clock.params.seed,
        workers=clock.params.workers,
        repeatable=clock.repeatable,
    )
