"""Jobs: what is to be done, by whom it is being done, and what came of it. See :mod:`api.jobs` for the states.

Whoever runs a job names the attempt under which it was taken; writes of an attempt that is not the newest change nothing
(fencing), so that a worker that was thought dead and is not can do no harm.
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
    """What is asked for. ``tenant`` takes turns with others; small ``priority`` first within a tenant.

    lifetime: ms after which the job is given up if it has not ended.
    """

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
    """A job as it stands: the columns of the table. Times are ms by the database's clock, ``gap`` is in millionths."""

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
        """Whether it ended with a valid plan."""
        return self.ended and bool(self.result and self.result.get("valid"))

    @property
    def failures(self) -> int:
        """Attempts before the present one that ended without giving the job back: their workers died."""
        return max(0, self.attempt - 1 - self.returned)


def add_job(connection: Connection, new: NewJob) -> Job:
    """Keep a job, queued. From here on it cannot be lost."""
    connection.execute(
        insert(jobs).values(
            id=new.id, kind=new.kind, tenant=new.tenant, school_id=new.school_id, district_id=new.district_id,
            term_id=new.term_id, parent_id=new.parent_id, state=QUEUED, params=dict(new.params), priority=new.priority,
            attempt=0, returned=0, created_at=Now(), created_by=new.created_by, deadline_at=Now() + new.lifetime,
        )
    )  # fmt: skip
    return known_job(connection, new.id)


def get_job(connection: Connection, job_id: str) -> Job | None:
    """A job, if there is one of this id."""
    row = connection.execute(select(jobs).where(jobs.c.id == job_id)).mappings().first()
    return None if row is None else _job(row)


def known_job(connection: Connection, job_id: str) -> Job:
    """A job that must be there. Raises LookupError."""
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
    """Jobs, newest first; of a school, district, state, term, parent or kind only, where given."""
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
    """Those of the named jobs that there are."""
    query = select(jobs).where(jobs.c.id.in_(ids))
    return {row["id"]: _job(row) for row in connection.execute(query).mappings()} if ids else {}


def children_of(connection: Connection, parent_id: str) -> tuple[Job, ...]:
    """The children of a job, in the order in which they were made."""
    query = select(jobs).where(jobs.c.parent_id == parent_id).order_by(jobs.c.id)
    return tuple(_job(row) for row in connection.execute(query).mappings())


def claim(connection: Connection, job_id: str, worker: str, attempt: int | None = None) -> Job | None:
    """Take a job as a new attempt of it; None when there is nothing to do any more, or when ``attempt`` is not the newest."""
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
    """The job, its row locked until the transaction ends, if this attempt is still the one that runs it."""
    query = select(jobs).where(jobs.c.id == job_id, jobs.c.attempt == attempt, jobs.c.state == RUNNING).with_for_update()
    row = connection.execute(query).mappings().first()
    return None if row is None else _job(row)


def note_plan(connection: Connection, job_id: str, gap: int | None) -> None:
    """A running job has a plan, of this gap (millionths)."""
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
    """End a job; False, and nothing is changed, when this attempt no longer runs it."""
    ended = connection.execute(
        update(jobs)
        .where(jobs.c.id == job_id, jobs.c.attempt == attempt, jobs.c.state == RUNNING)
        .values(state=state, ended_at=Now(), worker=None, **_given({"reason": reason, "result": result}))
    )
    return ended.rowcount > 0


def give_back(connection: Connection, job_id: str, attempt: int) -> bool:
    """Queue a job again, as when its worker is told to leave; the attempt is not held against it."""
    back = connection.execute(
        update(jobs)
        .where(jobs.c.id == job_id, jobs.c.attempt == attempt, jobs.c.state == RUNNING)
        .values(state=QUEUED, worker=None, returned=jobs.c.returned + 1)
    )
    return back.rowcount > 0


def end_queued(connection: Connection, job_id: str, state: str, reason: Mapping[str, Any] | None = None) -> bool:
    """End a job that nobody runs; False when somebody does, or when it has ended."""
    ended = connection.execute(
        update(jobs)
        .where(jobs.c.id == job_id, jobs.c.state == QUEUED)
        .values(state=state, ended_at=Now(), **_given({"reason": reason}))
    )
    return ended.rowcount > 0


def ask_cancel(connection: Connection, job_id: str) -> bool:
    """Ask that a job ends, once; False when it has ended."""
    asked = connection.execute(
        update(jobs)
        .where(jobs.c.id == job_id, jobs.c.state.in_(OPEN))
        .values(cancel_at=func.coalesce(jobs.c.cancel_at, Now()))
    )
    return asked.rowcount > 0


def expired(connection: Connection) -> tuple[str, ...]:
    """Jobs whose deadline has passed while they wait."""
    query = select(jobs.c.id).where(jobs.c.state == QUEUED, jobs.c.deadline_at < Now())
    return tuple(connection.execute(query).scalars())


def count_open(connection: Connection, tenant: str) -> int:
    """How many jobs of a tenant have not ended; children of others are not counted."""
    mine = (jobs.c.tenant == tenant, jobs.c.state.in_(OPEN), jobs.c.parent_id.is_(None))
    return int(connection.execute(select(func.count()).select_from(jobs).where(*mine)).scalar_one())


def left_to_end(connection: Connection, live: Collection[str]) -> tuple[Job, ...]:
    """Jobs that are to end (cancelled, or past their deadline) and that none of these workers runs. Those that wait, with a plan
    found before, are only among them where no worker lives."""
    to_end = or_(jobs.c.cancel_at.is_not(None), jobs.c.deadline_at < Now())
    query = select(jobs).where(jobs.c.state.in_((RUNNING,) if live else OPEN), to_end).order_by(jobs.c.id)
    return tuple(job for job in map(_job, connection.execute(query).mappings()) if job.worker not in live)


def _given(documents: Mapping[str, Mapping[str, Any] | None]) -> dict[str, Any]:
    """Those that are there: None would be kept as JSON's null, which is not the database's."""
    return {name: dict(document) for name, document in documents.items() if document is not None}


def _job(row: RowMapping) -> Job:
    return Job(*(row[part.name] for part in fields(Job)))
