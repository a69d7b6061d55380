"""Preparation of a re-plan from files: the present request, the earlier plan, and locks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from api.files.file_bytes import read_bytes
from api.files.json_text import parse_json
from api.mapping.request import Request
from solver import Plan, PlanError, Problem
from solver.explain.changes import PlanChange, changes
from solver.plan.again import go_on
from solver.plan.difference import difference
from solver.plan.locks import read_locks
from solver.plan.membership import membership
from solver.problem.replan import Decisions

FEW_CHANGES = {"B14": {"level": "soft"}}
"""Override of a re-plan: minimize changes."""
TIER = "stability"
"""Tier of the changes (B14)."""
NOTHING = Decisions()


@dataclass(frozen=True)
class ReplanStart:
    """Start of a re-plan. problem: request with locks and the earlier plan. start: remaining parts of that plan. lost: locks on
    parts that are gone. locked: number of effective locks."""

    problem: Problem
    start: Plan
    lost: Decisions
    locked: int


def prepare_replan(problem: Problem, plan: Plan, locks: Path | None) -> ReplanStart:
    """Prepare a re-plan of the problem. Raises PlanError or ProblemError with the faults of the file of locks."""
    chosen = NOTHING if locks is None else _read(locks, plan)
    again = go_on(problem, plan, chosen)
    return ReplanStart(again.problem, again.start, again.lost, len(chosen) - len(again.lost))


def _read(path: Path, plan: Plan) -> Decisions:
    document, faults = parse_json(read_bytes(path))
    if faults:
        raise PlanError([replace(fault, path=(str(path), *fault.path)) for fault in faults])
    return read_locks(document, plan, (str(path),))


def list_changes(request: Request, before: Plan, after: Plan, earlier: Request | None = None) -> tuple[PlanChange, ...]:
    """Changes of the second plan against the first, in sentences. earlier: the request of the first, if available; otherwise
    new pupils are recognized by the first plan's fees, and new adults and rooms not at all."""
    was = None if earlier is None else earlier.problem
    return changes(request.problem, difference(before, after), membership(request.problem, before, was), was)
