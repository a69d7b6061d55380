"""The kind ``solve``: draw up a plan for a term."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from sqlalchemy import Connection

from api.jobs.kind import SOLVES, Ended, Kind
from api.jobs.task import JobError, Task
from api.jobs.words import INFEASIBLE, NO_PLAN, NO_START
from api.schemas.solve import SolveParams
from api.services.choosing import merge_overrides
from api.services.indicators import FIGURES, figure_rows
from api.services.keeping import keep_plan, plan_of_term
from api.services.loading import choose_policy
from api.services.reporting import reason_document, report_document
from api.services.solving import Job as Solve
from api.services.solving import Outcome, judged, run
from api.storage.jobs import DONE, FAILED, REFUSED
from solver import Params, Plan

MARGIN_SECONDS = 2.0
"""Before the deadline, so that the plan can be checked and kept."""
LEAST_SECONDS = 1.0
"""A search that goes on in another process is given at least this, whatever the first one used up."""


def solve(task: Task) -> Ended:
    """Search from the best plan of an earlier attempt, or from the plan that was asked for, or from nothing."""
    params = SolveParams.model_validate(task.job.params)
    request = task.request()
    policy = choose_policy(request, params.profile, params.overrides)
    start = task.incumbent() or _given(task, params)
    seconds = _seconds(task, params)
    threads = task.settings.solve_workers if params.effort is None else 1
    job = Solve(request.problem, policy, Params(seconds, params.effort, params.gap, params.seed, threads), start)
    chosen = {
        "profile": params.profile or request.policy_name,
        "overrides": merge_overrides(request.overrides, params.overrides),
    }
    if task.cancelled():
        return _ended(task, job, Outcome("stopped", params.seed) if start is None else judged(job, start), chosen)
    task.expect(seconds)
    outcome = run(job, task.progress, task.cancelled)
    if outcome.plan is None and start is not None and outcome.status == "stopped":
        outcome = judged(job, start)
    return _ended(task, job, outcome, chosen)


def _given(task: Task, params: SolveParams) -> Plan | None:
    if params.start is None:
        return None
    with task.database.read() as connection:
        found = plan_of_term(connection, params.start, task.job.term_id or "")
    if found is None:
        raise JobError(NO_START)
    return found


def _seconds(task: Task, params: SolveParams) -> float:
    """What is left: of the time limit after earlier attempts, and until the deadline."""
    limit = min(params.seconds or task.settings.default_seconds, task.settings.max_seconds)
    left = max(LEAST_SECONDS, limit - task.spent())
    until = task.seconds_left()
    return left if until is None else max(0.0, min(left, until - MARGIN_SECONDS))


def _ended(task: Task, job: Solve, outcome: Outcome, chosen: Mapping[str, Any]) -> Ended:
    result = {"status": outcome.status, "valid": outcome.valid, "seconds": outcome.seconds.get("total")}
    keep: Callable[[Connection], Mapping[str, Any]] | None = None
    if outcome.plan is not None:
        report = report_document(outcome) | {FIGURES: figure_rows(job.problem, job.policy, outcome.plan)}
        keep = partial(keep_plan, job=task.job, plan=outcome.plan, policy=chosen, report=report, valid=outcome.valid)
    if outcome.valid:
        gap = None if outcome.gap is None else math.ceil(outcome.gap * 1e6 - 1e-6)
        return Ended(DONE, None, result, keep, gap)
    reasons = {"reasons": [reason_document(reason) for reason in outcome.reasons]}
    if outcome.status == "infeasible":
        return Ended(REFUSED, {**INFEASIBLE, **reasons}, result)
    return Ended(FAILED, {**NO_PLAN, **reasons}, result, keep)


SOLVE = Kind("solve", SOLVES, SolveParams, solve)
