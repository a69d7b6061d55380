"""Repository of jobs. See :mod:`api.jobs` for their states.

The attempt number is the fencing token: writes of an attempt that is not the newest change nothing, so that a worker that was
wrongly taken for dead cannot overwrite the work of its successor.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, or_, select, update

from api.storage.clock import Now
from api.storage.page import Cursor, KeysetPage, page
from api.storage.tables import jobs

QUEUED, RUNNING = "queued", "running"
DONE, FAILED, CANCELLED, REFUSED = "done", "failed", "cancelled", "refused"
OPEN = (QUEUED, RUNNING)
ENDED = (DONE, FAILED, CANCELLED, REFUSED)
STATES = (*OPEN, *ENDED)


@dataclass(frozen=True, slots=True)
class NewJob:
    """Job to be queued. tenant: unit of fairness of the queue. priority: smaller first within a tenant. lifetime: ms after
    which the job fails if it has not ended."""

    id: str
    kind: str
    tenant: str
    created_by: str
    lifetime: int
    params: Mapping[str, Any] = field(default_factory=dict)
    school_id: str | None = None
    district_id: str | None = None
    term_id: str | None = None
    parent_id: str | None = None
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """Row of a job. Times are ms by the database's clock, ``gap`` is in millionths."""

    id: str
    kind: str
    tenant: str
    school_id: str | None
    district_id: str | None
    term_id: str | None
    parent_id: str | None
    state: str
    params: Mapping[str, Any]
    priority: int
    attempt: int
    returned: int
    worker: str | None
    reason: Mapping[str, Any] | None
    result: Mapping[str, Any] | None
    created_at: int
    created_by: str
    dispatched_at: int | None
    started_at: int | None
    ended_at: int | None
    cancel_at: int | None
    deadline_at: int | None
    first_plan_at: int | None
    gap: int | None

    @property
    def ended(self) -> bool:
        return self.state in ENDED

    @property
    def has_plan(self) -> bool:
        """Whether the job ended with a valid plan."""
        return self.ended and bool(self.result and self.result.get("valid"))

    @property
    def failures(self) -> int:
        """Number of earlier attempts that ended without returning the job: their workers died."""
        return max(0, self.attempt - 1 - self.returned)


def add_job(connection: Connection, new: NewJob) -> Job:
    """Insert a job in state ``queued``. Once the transaction is committed it cannot be lost."""
    connection.execute(
        insert(jobs).values(
            id=new.id, kind=new.kind, tenant=new.tenant, school_id=new.school_id, district_id=new.district_id,
            term_id=new.term_id, parent_id=new.parent_id, state=QUEUED, params=dict(new.params), priority=new.priority,
            attempt=0, returned=0, created_at=Now(), created_by=new.created_by, deadline_at=Now() + new.lifetime,
        )
    )  # fmt: skip
    return known_job(connection, new.id)


def get_job(connection: Connection, job_id: str) -> Job | None:
    """Job by id, or None."""
    row = connection.execute(select(jobs).where(jobs.c.id == job_id)).mappings().first()
    return None if row is None else _job(row)


def known_job(connection: Connection, job_id: str) -> Job:
    """Job by id. Raises LookupError."""
    found = get_job(connection, job_id)
    if found is None:
        raise LookupError(job_id)
    return found


def list_jobs(
    connection: Connection,
    cursor: Cursor,
    school_id: str | None = None,
    district_id: str | None = None,
    state: str | None = None,
    term_id: str | None = None,
    parent_id: str | None = None,
    kind: str | None = None,
) -> KeysetPage[Job]:
    """Page of jobs, newest first, filtered by school, district, state, term, parent and kind; None: not filtered by this column."""
    query = select(jobs)
    wanted = {
        jobs.c.school_id: school_id, jobs.c.district_id: district_id, jobs.c.state: state, jobs.c.term_id: term_id,
        jobs.c.parent_id: parent_id, jobs.c.kind: kind,
    }  # fmt: skip
    for column, value in wanted.items():
        if value is not None:
            query = query.where(column == value)
    return page(connection, query, jobs.c.id, cursor, _job, newest=True)


def jobs_by_id(connection: Connection, ids: Sequence[str]) -> dict[str, Job]:
    """Map: id -> job, of those ids that exist."""
    query = select(jobs).where(jobs.c.id.in_(ids))
    return {row["id"]: _job(row) for row in connection.execute(query).mappings()} if ids else {}


def children_of(connection: Connection, parent_id: str) -> tuple[Job, ...]:
    """Children of a job, in order of creation."""
    query = select(jobs).where(jobs.c.parent_id == parent_id).order_by(jobs.c.id)
    return tuple(_job(row) for row in connection.execute(query).mappings())


def claim(connection: Connection, job_id: str, worker: str, attempt: int | None = None) -> Job | None:
    """Claim a job as its next attempt; None where it has ended, or where ``attempt`` is given and not the newest."""
    newest = () if attempt is None else (jobs.c.attempt == attempt,)
    taken = connection.execute(
        update(jobs)
        .where(jobs.c.id == job_id, jobs.c.state.in_(OPEN), *newest)
        .values(
            state=RUNNING,
            worker=worker,
            attempt=jobs.c.attempt + 1,
            started_at=func.coalesce(jobs.c.started_at, Now()),
            dispatched_at=func.coalesce(jobs.c.dispatched_at, Now()),
        )
    )
    return known_job(connection, job_id) if taken.rowcount else None


def hold(connection: Connection, job_id: str, attempt: int) -> Job | None:
    """Job with its row locked until the transaction ends; None where this attempt is no longer the one that runs it."""
    query = select(jobs).where(jobs.c.id == job_id, jobs.c.attempt == attempt, jobs.c.state == RUNNING).with_for_update()
    row = connection.execute(query).mappings().first()
    return None if row is None else _job(row)


def record_first_plan(connection: Connection, job_id: str, gap: int | None) -> None:
    """Record the gap (millionths) of a running job's incumbent, and the time of its first one."""
    first = func.coalesce(jobs.c.first_plan_at, Now())
    connection.execute(update(jobs).where(jobs.c.id == job_id).values(first_plan_at=first, gap=gap))


def finish(
    connection: Connection,
    job_id: str,
    attempt: int,
    state: str,
    reason: Mapping[str, Any] | None = None,
    result: Mapping[str, Any] | None = None,
) -> bool:
    """End a running job; False, and no change, where this attempt no longer runs it."""
    ended = connection.execute(
        update(jobs)
        .where(jobs.c.id == job_id, jobs.c.attempt == attempt, jobs.c.state == RUNNING)
        .values(state=state, ended_at=Now(), worker=None, **_given({"reason": reason, "result": result}))
    )
    return ended.rowcount > 0


def requeue(connection: Connection, job_id: str, attempt: int) -> bool:
    """Return a running job to the queue, as when its worker is told to leave; the attempt does not count as a failure."""
    back = connection.execute(
        update(jobs)
        .where(jobs.c.id == job_id, jobs.c.attempt == attempt, jobs.c.state == RUNNING)
        .values(state=QUEUED, worker=None, returned=jobs.c.returned + 1)
    )
    return back.rowcount > 0


def end_queued(connection: Connection, job_id: str, state: str, reason: Mapping[str, Any] | None = None) -> bool:
    """End a waiting job; False where a worker runs it, or it has ended."""
    ended = connection.execute(
        update(jobs)
        .where(jobs.c.id == job_id, jobs.c.state == QUEUED)
        .values(state=state, ended_at=Now(), **_given({"reason": reason}))
    )
    return ended.rowcount > 0


def ask_cancel(connection: Connection, job_id: str) -> bool:
    """Request cancellation of a job; idempotent. False where it has ended."""
    asked = connection.execute(
        update(jobs)
        .where(jobs.c.id == job_id, jobs.c.state.in_(OPEN))
        .values(cancel_at=func.coalesce(jobs.c.cancel_at, Now()))
    )
    return asked.rowcount > 0


def expired(connection: Connection) -> tuple[str, ...]:
    """Ids of waiting jobs past their deadline."""
    query = select(jobs.c.id).where(jobs.c.state == QUEUED, jobs.c.deadline_at < Now())
    return tuple(connection.execute(query).scalars())


def count_open(connection: Connection, tenant: str) -> int:
    """Number of a tenant's unfinished jobs, without children of other jobs."""
    mine = (jobs.c.tenant == tenant, jobs.c.state.in_(OPEN), jobs.c.parent_id.is_(None))
    return int(connection.execute(select(func.count()).select_from(jobs).where(*mine)).scalar_one())


def count_jobs(connection: Connection, state: str, school_id: str | None, district_id: str | None) -> int:
    """Number of jobs in a state, of a school, of a district, or of all."""
    query = select(func.count()).select_from(jobs).where(jobs.c.state == state)
    if school_id is not None:
        query = query.where(jobs.c.school_id == school_id)
    if district_id is not None:
        query = query.where(jobs.c.district_id == district_id)
    return int(connection.execute(query).scalar_one())


def stranded_jobs(connection: Connection, live: Collection[str]) -> tuple[Job, ...]:
    """Jobs that must end (cancelled, or past their deadline) and that no live worker runs. Waiting jobs with an incumbent are
    included only where no worker lives."""
    to_end = or_(jobs.c.cancel_at.is_not(None), jobs.c.deadline_at < Now())
    query = select(jobs).where(jobs.c.state.in_((RUNNING,) if live else OPEN), to_end).order_by(jobs.c.id)
    return tuple(job for job in map(_job, connection.execute(query).mappings()) if job.worker not in live)


def _given(documents: Mapping[str, Mapping[str, Any] | None]) -> dict[str, Any]:
    """Documents without those that are None, which SQLAlchemy would store as JSON ``null`` instead of SQL NULL."""
    return {name: dict(document) for name, document in documents.items() if document is not None}


def _job(row: RowMapping) -> Job:
    return Job(*(row[part.name] for part in fields(Job)))
