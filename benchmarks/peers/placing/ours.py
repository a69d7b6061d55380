"""The placing task by our own model: a scope with sections alone, handed to CP-SAT until the first solution, no hint."""

from __future__ import annotations

import time
from importlib.metadata import version

from benchmarks.peers.answer import Answer, Figure
from benchmarks.peers.placing.task import task
from benchmarks.peers.request import Request
from solver.model.build import build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.families import content, rooms, seats, staffing
from solver.model.instance import Instance
from solver.model.registry import FAMILIES
from solver.model.scope import Scope
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits

ALONE = (
    rooms.meetings, rooms.room_size, rooms.one_use, seats.voluntary, seats.no_overlap, seats.in_window,
    seats.section_size, content.no_club_in_tutoring, content.base_period, staffing.filled, staffing.one_place,
    staffing.session_times, staffing.outside_sections,
)  # fmt: skip
"""Families about sections; the others speak of care, gates and hours, which nobody plans in that setting."""


def run(request: Request, seed: int, seconds: float, *, within: bool) -> Answer:
    """Place the sections of the base plan."""
    begin = time.monotonic()
    frame = Instance(request.problem, request.policy)
    job = task(frame, request.given, within)
    scope = Scope(sections=frozenset(item.key for item in job.sections))
    model = build(frame, scope, Current(job.plan), FAMILIES if within else ALONE)
    built = time.monotonic() - begin
    outcome = CpSat(model.rows).minimise([], SolveLimits(max(0.1, seconds - built), None, seed, easy=True))
    plan = None if outcome.values is None else extract(model.variables, outcome.values)
    total = time.monotonic() - begin
    figures: dict[str, Figure] = {
        "build_seconds": round(built, 3), "columns": model.rows.size, "rows": len(model.rows.row_lower),
        "sections": len(job.sections),
    }  # fmt: skip
    return Answer(f"CP-SAT {version('ortools')}", outcome.status, plan, total, figures=figures)
