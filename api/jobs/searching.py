"""Common parts of the kinds that search: time limit, and result of a job from the outcome of its search."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import Connection

from api.files.plan.result_document import care_counts, limit_document, wishes_counts
from api.jobs.kind import Ended
from api.jobs.task import JobTask
from api.services.indicators import FIGURES, figure_rows
from api.services.plan_store import keep_plan
from api.services.reporting import reason_document, report_document, tier_document
from api.services.solving import Outcome
from api.services.solving import SolveRequest as Solve
from api.storage.jobs import DONE, FAILED, REFUSED
from api.storage.reasons import INFEASIBLE, NO_PLAN
from solver import Params

MARGIN_SECONDS = 2.0
"""Seconds before the deadline at which a search ends, so that its plan can be checked and stored. Raising it searches less near
the deadline."""
LEAST_SECONDS = 1.0
"""Smallest time limit in seconds of a search that resumes in another process, whatever earlier attempts used up. Raising it
lets jobs exceed their limit by more after each death."""


@dataclass(frozen=True)
class Provenance:
    """Provenance with which a plan is stored. policy: ``profile`` and ``overrides``. locks: as revisions store them. why:
    details beside kind and job. result: entries of the job's result beside status and seconds."""

    policy: Mapping[str, Any]
    locks: Sequence[Any] = ()
    why: Mapping[str, Any] = field(default_factory=dict)
    result: Mapping[str, Any] = field(default_factory=dict)


def seconds_for(task: JobTask, asked: float | None) -> float:
    """Time limit in seconds: the rest after earlier attempts, and until the deadline."""
    limit = min(asked or task.settings.default_seconds, task.settings.max_seconds)
    left = max(LEAST_SECONDS, limit - task.spent())
    until = task.seconds_left()
    return left if until is None else max(0.0, min(left, until - MARGIN_SECONDS))


def seconds_of_part(task: JobTask, asked: float | None) -> float:
    """Time limit in seconds of one search of many, none of which goes on after another attempt: until the deadline at most."""
    limit, until = min(asked or task.settings.default_seconds, task.settings.max_seconds), task.seconds_left()
    return limit if until is None else max(0.0, min(limit, until - MARGIN_SECONDS))


def search_limits(task: JobTask, seconds: float, effort: float | None, seed: int) -> Params:
    """Parameters of a search of a job: with a limit of effort one worker, so that it can be repeated."""
    return Params(seconds, effort, None, seed, task.settings.solve_workers if effort is None else 1)


def ended(task: JobTask, job: Solve, outcome: Outcome, origin: Provenance) -> Ended:
    """Result of a job from the outcome of its search."""
    result = {**origin.result, "status": outcome.status, "valid": outcome.valid, "seconds": outcome.seconds.get("total")}
    if outcome.run is not None:
        result["ended_by"] = outcome.run.ended
    if outcome.tiers:
        result["tiers"] = [tier_document(tier) for tier in outcome.tiers]
    if outcome.warnings:
        result["warnings"] = [reason_document(warning) for warning in outcome.warnings]
    if outcome.limits:
        result["limits"] = [limit_document(limit) for limit in outcome.limits]
    if outcome.wishes is not None and outcome.balance is not None:
        result |= {"wishes": wishes_counts(outcome.wishes), "shortfall": outcome.balance.shortfall}
    if outcome.care is not None:
        result["care"] = care_counts(outcome.care)
    keep: Callable[[Connection], Mapping[str, Any]] | None = None
    if outcome.plan is not None:
        report = report_document(outcome) | {FIGURES: figure_rows(job.problem, job.policy, outcome.plan)}
        keep = partial(
            keep_plan, job=task.job, plan=outcome.plan, policy=origin.policy, report=report, valid=outcome.valid,
            locks=origin.locks, why=origin.why,
        )  # fmt: skip
    tiers = {tier.name: tier.value for tier in outcome.tiers}
    if outcome.valid:
        gap = None if outcome.gap is None else math.ceil(outcome.gap * 1e6 - 1e-6)
        return Ended(DONE, None, result, keep, gap, tiers)
    reasons = {"reasons": [reason_document(reason) for reason in outcome.reasons]}
    if outcome.status == "infeasible":
        return Ended(REFUSED, {**INFEASIBLE, **reasons}, result)
    return Ended(FAILED, {**NO_PLAN, **reasons}, result, keep, tiers=tiers)
