"""Ours on the same sections: the seats of all pupils free, everything else of the base plan as it is, every rule kept."""

from __future__ import annotations

import time
from importlib.metadata import version

from benchmarks.peers.answer import Answer
from benchmarks.peers.request import Request
from solver.model.build import build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.instance import Instance
from solver.model.scope import Scope
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits

TIER = "choice"


def run(request: Request, seed: int, seconds: float) -> Answer:
    """Seat the pupils so that the fewest points are lost."""
    begin = time.monotonic()
    given = request.given
    frame = Instance(request.problem, request.policy)
    opened = frozenset((section.offering, section.number) for section in given.sections)
    wishing = frozenset(pupil.id for pupil in request.problem.pupils if pupil.clubs and pupil.weekdays)
    model = build(frame, Scope(seat_sections=opened, seat_pupils=wishing), Current(given))
    limits = SolveLimits(max(0.1, seconds - (time.monotonic() - begin)), None, seed, workers=2, linear=True)
    outcome = CpSat(model.rows).minimise(model.rows.tiers.get(TIER, []), limits, model.rows.hint)
    plan = None if outcome.values is None else extract(model.variables, outcome.values)
    constant = model.rows.constants.get(TIER, 0)
    bounds = {} if outcome.bound is None else {TIER: constant + outcome.bound}
    return Answer(f"CP-SAT {version('ortools')}", outcome.status, plan, time.monotonic() - begin, bounds=bounds)
