"""Afterbell itself: ``solver.solve`` as every user calls it, with its stream of events."""

from __future__ import annotations

import time

from benchmarks.peers.answer import Answer, Step
from benchmarks.peers.request import Request
from solver import Params, Progress, __version__, solve

WORKERS = 2


def run(request: Request, seed: int, seconds: float) -> Answer:
    """Solve the whole request."""
    events: list[Progress] = []
    begin = time.monotonic()
    params = Params(seconds=seconds, seed=seed, workers=WORKERS)
    result = solve(request.problem, request.policy, params, None, events.append)
    spent = time.monotonic() - begin
    return Answer(
        version=f"Afterbell {__version__}",
        said=result.status,
        plan=result.plan,
        seconds=spent,
        steps=_steps(events, result.first_plan_seconds),
        first_seconds=result.first_plan_seconds,
        bounds={tier.name: tier.bound for tier in result.tiers if tier.bound is not None},
        figures={"effort": result.effort, "build_seconds": result.seconds.get("build")},
    )


def _steps(events: list[Progress], first: float | None) -> list[Step]:
    """One step for each change of a value; events that only move a bound are left out."""
    steps: list[Step] = []
    for event in events:
        tiers = {tier.name: tier.value for tier in event.tiers}
        if tiers and (not steps or steps[-1].tiers != tiers):
            steps.append(Step(event.seconds, tiers=tiers, valid=first is not None and event.seconds >= first))
    return steps
