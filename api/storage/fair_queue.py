"""Fair queue of jobs: round robin between tenants, so that no tenant waits for all jobs of another."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, update

from api.storage.clock import Now
from api.storage.jobs import OPEN, QUEUED, RUNNING
from api.storage.tables import jobs


@dataclass(frozen=True, slots=True)
class Dispatched:
    """Job that was dispatched and has not ended. age: ms since it was dispatched."""

    id: str
    kind: str
    state: str
    worker: str | None
    age: int


@dataclass(frozen=True, slots=True)
class WaitingJob:
    """Waiting job. dispatched: it was dispatched and waits for a worker. seconds: its time limit; None: the default."""

    id: str
    tenant: str
    priority: int
    dispatched: bool
    seconds: float | None


@dataclass(frozen=True, slots=True)
class RunningJob:
    """Running job. started_at: start of its first attempt, ms by the database's clock. seconds: its time limit; None: the default."""

    started_at: int
    seconds: float | None


def next_jobs(connection: Connection, kinds: Sequence[str], most: int) -> tuple[str, ...]:
    """Ids of the next jobs to dispatch, at most ``most``.

    Round robin between tenants, the longest without a turn first; within a tenant by priority, then by age.
    """
    waiting = (jobs.c.state == QUEUED, jobs.c.dispatched_at.is_(None), jobs.c.kind.in_(kinds))
    tenants = list(connection.execute(select(jobs.c.tenant).where(*waiting).distinct()).scalars())
    last = {tenant: _last_turn(connection, tenant, kinds) for tenant in tenants}
    lines = {
        tenant: deque(
            connection.execute(
                select(jobs.c.id).where(*waiting, jobs.c.tenant == tenant).order_by(jobs.c.priority, jobs.c.id).limit(most)
            ).scalars()
        )
        for tenant in sorted(tenants, key=lambda tenant: (last[tenant], tenant))[:most]
    }
    turns: list[str] = []
    while len(turns) < most and any(lines.values()):
        turns += [line.popleft() for line in lines.values() if line]
    return tuple(turns[:most])


def _last_turn(connection: Connection, tenant: str, kinds: Sequence[str]) -> int:
    query = select(func.max(jobs.c.dispatched_at)).where(jobs.c.tenant == tenant, jobs.c.kind.in_(kinds))
    return int(connection.execute(query).scalar() or 0)


def record_dispatch(connection: Connection, job_id: str) -> None:
    """Record that a job was dispatched."""
    connection.execute(update(jobs).where(jobs.c.id == job_id).values(dispatched_at=Now()))


def dispatched(connection: Connection, kinds: Sequence[str] = ()) -> tuple[Dispatched, ...]:
    """All jobs that were dispatched and have not ended."""
    query = select(
        jobs.c.id, jobs.c.kind, jobs.c.state, jobs.c.worker, (Now() - jobs.c.dispatched_at).label("age")
    ).where(jobs.c.state.in_(OPEN), jobs.c.dispatched_at.is_not(None))
    if kinds:
        query = query.where(jobs.c.kind.in_(kinds))
    return tuple(Dispatched(*row) for row in connection.execute(query))


def any_waiting(connection: Connection, kinds: Sequence[str]) -> bool:
    """Whether a job of these kinds waits to be dispatched."""
    query = select(jobs.c.id).where(jobs.c.state == QUEUED, jobs.c.dispatched_at.is_(None), jobs.c.kind.in_(kinds)).limit(1)
    return connection.execute(query).scalar() is not None


LONGEST_QUEUE = 5_000
"""Largest number of waiting jobs whose queue positions are computed. Raising it covers longer queues, and costs a longer query."""


def waiting(connection: Connection, kinds: Sequence[str]) -> tuple[WaitingJob, ...]:
    """Waiting jobs of these kinds, oldest first."""
    dispatched_yet = jobs.c.dispatched_at.is_not(None)
    query = (
        select(jobs.c.id, jobs.c.tenant, jobs.c.priority, dispatched_yet, jobs.c.params["seconds"].as_float())
        .where(jobs.c.state == QUEUED, jobs.c.kind.in_(kinds))
        .order_by(jobs.c.id)
        .limit(LONGEST_QUEUE)
    )
    return tuple(WaitingJob(*row) for row in connection.execute(query))


def running(connection: Connection, kinds: Sequence[str]) -> tuple[int, tuple[RunningJob, ...]]:
    """Current time of the database in ms, and the running jobs of these kinds."""
    now = int(connection.execute(select(Now())).scalar_one())
    query = select(jobs.c.started_at, jobs.c.params["seconds"].as_float()).where(jobs.c.state == RUNNING, jobs.c.kind.in_(kinds))
    return now, tuple(RunningJob(now if started is None else started, seconds) for started, seconds in connection.execute(query))


def last_turns(connection: Connection, tenants: Collection[str], kinds: Sequence[str]) -> dict[str, int]:
    """Map: tenant -> ms of its last turn; tenants that never had one are missing."""
    query = (
        select(jobs.c.tenant, func.max(jobs.c.dispatched_at))
        .where(jobs.c.tenant.in_(tenants), jobs.c.kind.in_(kinds), jobs.c.dispatched_at.is_not(None))
        .group_by(jobs.c.tenant)
    )
    return {tenant: int(last) for tenant, last in connection.execute(query)}


def in_start_order(waits: Sequence[WaitingJob], last: Mapping[str, int]) -> list[WaitingJob]:
    """Waiting jobs in the order in which they will start: dispatched ones first, the others in the order of :func:`next_jobs`."""
    ordered = sorted((wait for wait in waits if not wait.dispatched), key=lambda wait: (wait.priority, wait.id))
    lines: dict[str, deque[WaitingJob]] = {}
    for wait in ordered:
        lines.setdefault(wait.tenant, deque()).append(wait)
    tenants = sorted(lines, key=lambda tenant: (last.get(tenant, 0), tenant))
    found = [wait for wait in waits if wait.dispatched]
    while any(lines.values()):
        found += [lines[tenant].popleft() for tenant in tenants if lines[tenant]]
    return found
