"""Hold a model to a plan: fix every decision to it, and ask the model what the checker is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from solver.model.build import Model, build
from solver.model.current import Current
from solver.model.frame import Frame
from solver.model.post import Poster
from solver.model.registry import FAMILIES
from solver.model.rows import FALSE
from solver.model.scope import everything
from solver.plan import Plan
from solver.policy import Policy
from solver.problem import Problem
from solver.search.engines.cpsat import CpSat, Limits

LIMITS = Limits(seconds=None, effort=5.0, seed=1)


@dataclass(frozen=True)
class Verdict:
    """What the model says of a plan: whether it is feasible, and its value in each tier when it is."""

    feasible: bool
    tiers: dict[str, int]


def decisions(model: Model) -> dict[object, int]:
    """Every decision of the model with its column, under a key that tells its kind."""
    v = model.variables
    tables = {
        "slot": v.slots, "tutor": v.tutors, "session": v.sessions, "seat": v.seats, "member": v.members,
        "late_room": v.late_rooms, "stand": v.stands, "flex": v.flexes,
    }  # fmt: skip
    return {(kind, key): column for kind, table in tables.items() for key, column in table.items()}


def chosen(plan: Plan) -> set[object]:
    """The same keys for what a plan decides."""
    current = Current(plan)
    found: set[object] = {("slot", key) for key in current.slots}
    found |= {("tutor", key) for key in current.tutoring}
    found |= {("session", (s, d, m, r)) for s, meetings in current.sessions.items() for d, m, r in meetings}
    found |= {("seat", (pupil, (offering, number))) for pupil, offering, number in current.seats}
    found |= {("member", key) for key in current.members}
    found |= {("late_room", key) for key in current.late_rooms}
    found |= {("stand", key) for key in current.stands}
    return found | {("flex", key) for key in current.flex}


def verdict(
    problem: Problem, policy: Policy, plan: Plan, families: Sequence[Callable[[Poster], None]] = FAMILIES
) -> Verdict:
    """Fix the whole model to the plan and solve it."""
    model = build(Frame(problem, policy), everything(problem, policy), Current(Plan()), families)
    return verdict_of(model, plan)


def verdict_of(model: Model, plan: Plan) -> Verdict:
    """The same for a model that is already built (and is used up by it)."""
    infeasible = Verdict(False, {})
    columns = decisions(model)
    wanted = chosen(plan)
    if model.rows.broken or any(columns.get(key, FALSE) == FALSE for key in wanted) or not _well_formed(plan):
        return infeasible
    engine = CpSat(model.rows)
    for key, column in columns.items():
        if column != FALSE:
            engine.fix(column, int(key in wanted))
    for section in model.variables.live_sections:
        engine.fix(model.variables.opened(section), int(any((s.offering, s.number) == section for s in plan.sections)))
    fees = {fee.pupil: fee.fen for fee in plan.fees}
    for pupil, column in model.variables.fees.items():
        high = model.rows.upper[column] if column > 1 else column
        if not 0 <= fees.get(pupil, 0) <= high:
            return infeasible
        engine.fix(column, fees.get(pupil, 0))
    terms = [term for tier in model.rows.tiers.values() for term in tier]
    outcome = engine.minimise(terms, LIMITS)
    if outcome.values is None:
        assert outcome.status == "infeasible", outcome.status
        return infeasible
    assert outcome.status == "optimal"
    values = outcome.values
    return Verdict(
        True,
        {
            tier: model.rows.constants[tier] + sum(c * values[column] for c, column in kept)
            for tier, kept in model.rows.tiers.items()
        },
    )


def _well_formed(plan: Plan) -> bool:
    """Sets of decisions cannot say that something is listed twice; the plan's tuples can."""
    lists: Sequence[Sequence[object]] = (
        plan.dismissals, plan.tutoring, [(s.offering, s.number) for s in plan.sections],
        [(g.weekday, g.period, g.host) for g in plan.care_groups], [c.weekday for c in plan.late_care], plan.seats,
        plan.assignments, plan.flex, [f.pupil for f in plan.fees],
    )  # fmt: skip
    return all(len(set(items)) == len(items) for items in lists)
