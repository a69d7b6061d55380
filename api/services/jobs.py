"""Submission, listing and cancellation of jobs. Nothing here knows the engine: workers find queued jobs by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from api.access.principal import Principal
from api.access.role import Right, Role
from api.access.scope import reachable_job, reachable_term
from api.errors import GONE, TOO_MANY_JOBS, ApiError, bad_input
from api.mapping.request import policy_faults, request_from_doc
from api.schemas.base import Wire
from api.schemas.repair import NewRepair, RepairJob
from api.schemas.service.job import NewSolve
from api.schemas.solve import SolveParams
from api.services.plan_store import plan_of_term
from api.settings import Settings
from api.storage.audit import record
from api.storage.ending import cancel
from api.storage.events import add_events
from api.storage.jobs import Job, NewJob, add_job, count_open, get_job, list_jobs
from api.storage.page import Cursor, KeysetPage
from api.storage.terms import StoredTerm, term_document
from solver import Fault
from solver.plan.period import period_faults

HOUR_MS = 3_600_000
"""Milliseconds of an hour."""
QUEUED = "queued"
NAMING = ("warnings", "limits", "repairs")
"""Keys of a result that may name pupils and people."""
PUPIL_WORDS = ("reasons", "errors")
"""Keys of a reason that may name pupils."""


def submit_job(connection: Connection, principal: Principal, settings: Settings, new: NewJob) -> Job:
    """Queue a job; idempotent by its id, which a repeated request derives from its idempotency key.

    Raises 429 while the school (or the district's batches) has as many unfinished jobs as allowed.
    """
    known = get_job(connection, new.id)
    if known is not None:
        return known
    going_on = count_open(connection, new.tenant)
    if settings.max_open_jobs and going_on >= settings.max_open_jobs:
        fault = Fault(("jobs",), str(going_on), f"已有 {going_on} 个任务未结束，至多 {settings.max_open_jobs} 个。",
                      f"{going_on} jobs have not ended, at most {settings.max_open_jobs} may.",
                      "可能要等一个结束，或取消不需要的：GET /v1/jobs?state=queued，afterbell cancel。",
                      "Maybe wait until one has ended, or cancel some: GET /v1/jobs?state=queued, `afterbell cancel`.")  # fmt: skip
        raise bad_input([fault], TOO_MANY_JOBS)
    job = add_job(connection, new)
    add_events(connection, job.id, [(QUEUED, {})])
    record(connection, principal, f"start-{job.kind}", job.term_id or job.id, job.school_id, job.district_id)
    return job


def submit_solve(
    connection: Connection, principal: Principal, settings: Settings, term_id: str, job_id: str, new: NewSolve
) -> Job:
    """Queue a solve of a term; its deadline is capped by the settings. Of ``new`` only parameters of the search and ``hours`` count.

    Raises 404, 410 once the term is erased, and 422 for rules that are not there or a plan that is not of this term.
    """
    term = reachable_term(connection, principal, term_id)
    if term.erased_at is not None:
        raise ApiError(GONE, term_id)
    params = SolveParams.model_validate(new.model_dump(include=set(SolveParams.model_fields)))
    faults = seconds_faults(settings, params.seconds)
    faults += policy_faults(params.profile or "national", params.overrides)
    if params.start is not None and plan_of_term(connection, params.start, term.id) is None:
        faults.append(_no_start(params.start))
    if params.effect is not None or params.until is not None:
        document = term_document(connection, term.id)
        if document is None:
            raise ApiError(GONE, term_id)
        faults += period_faults(request_from_doc(document).problem.term, params.effect, params.until)
    if faults:
        raise bad_input(faults)
    return submit_of_term(connection, principal, settings, "solve", term, job_id, params, new.hours)


def submit_repair(
    connection: Connection, principal: Principal, settings: Settings, term_id: str, job_id: str, new: NewRepair
) -> Job:
    """Queue repairs of a term. Raises as :func:`submit_solve`."""
    term = reachable_term(connection, principal, term_id)
    if term.erased_at is not None:
        raise ApiError(GONE, term_id)
    params = RepairJob.model_validate(new.model_dump(include=set(RepairJob.model_fields)))
    faults = seconds_faults(settings, params.seconds)
    faults += policy_faults(params.profile or "national", params.overrides)
    if params.start is not None and plan_of_term(connection, params.start, term.id) is None:
        faults.append(_no_start(params.start))
    if faults:
        raise bad_input(faults)
    return submit_of_term(connection, principal, settings, "repair", term, job_id, params, new.hours)


def _no_start(plan: str) -> Fault:
    return Fault(("start",), plan, "这个学期没有这个方案。", "There is no such plan of this term.",
                 "可能属于另一个学期。", "Maybe it is another term's.")  # fmt: skip


def submit_of_term(
    connection: Connection, principal: Principal, settings: Settings, kind: str, term: StoredTerm, job_id: str, params: Wire,
    hours: float | None,
) -> Job:  # fmt: skip
    """Queue a job of this kind for a term, as :func:`submit_job`. hours: from now to its deadline, capped by the settings."""
    queued = NewJob(
        id=job_id,
        kind=kind,
        tenant=f"school:{term.school_id}",
        created_by=principal.who,
        lifetime=lifetime(settings, hours),
        params=params.model_dump(exclude_defaults=True),
        school_id=term.school_id,
        district_id=term.district_id,
        term_id=term.id,
    )
    return submit_job(connection, principal, settings, queued)


def seconds_faults(settings: Settings, seconds: float | None, path: Sequence[str] = ("seconds",)) -> list[Fault]:
    """Fault of a time limit above the largest allowed one; none else."""
    if seconds is None or seconds <= settings.max_seconds:
        return []
    return [Fault(tuple(path), f"{seconds:g}", f"时限至多 {settings.max_seconds:g} 秒。", f"At most {settings.max_seconds:g} seconds.",
                  "可能多写了零，或要请管理员放宽 AFTERBELL_MAX_SECONDS。",
                  "Maybe a zero too many, or ask the operator to raise AFTERBELL_MAX_SECONDS.")]  # fmt: skip


def lifetime(settings: Settings, hours: float | None) -> int:
    """Milliseconds until a job's deadline, from hours capped by the settings."""
    return int(min(hours or settings.job_hours, settings.job_hours) * HOUR_MS)


def jobs_in_scope(
    connection: Connection, principal: Principal, cursor: Cursor, state: str | None, term_id: str | None, parent_id: str | None
) -> KeysetPage[Job]:
    """Page of jobs in the principal's scope, newest first."""
    district = principal.district_id if principal.role is Role.DISTRICT else None
    return list_jobs(connection, cursor, principal.school_id, district, state, term_id, parent_id)


def cancel_job(connection: Connection, principal: Principal, job_id: str) -> Job:
    """Cancel a job; no change where it has ended. Raises 404."""
    job = reachable_job(connection, principal, job_id)
    if job.ended or job.cancel_at is not None:
        return job
    record(connection, principal, "cancel-job", job.id, job.school_id, job.district_id)
    return cancel(connection, job.id)


def shown_result(principal: Principal, result: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Result of a job, trimmed by role: warnings may name pupils, limits and repairs people."""
    if result is None:
        return None
    return {key: value for key, value in result.items() if key not in NAMING or principal.may(Right.PUPILS)}


def shown_reason(principal: Principal, reason: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Reason of a job, trimmed by role: sentences may name pupils, by the school's pseudonyms."""
    if reason is None:
        return None
    if principal.may(Right.PUPILS):
        return dict(reason)
    return {key: value for key, value in reason.items() if key not in PUPIL_WORDS}
