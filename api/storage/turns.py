"""Whose turn it is: jobs leave the queue tenant by tenant, so that nobody waits for all that another has submitted."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, update

from api.storage.clock import Now
from api.storage.jobs import OPEN, QUEUED
from api.storage.tables import jobs


@dataclass(frozen=True, slots=True)
class Dispatched:
    """A job whose turn has come and which has not ended. ``age``: ms since then."""

    id: str
    kind: str
    state: str
    worker: str | None
    age: int


def next_turns(connection: Connection, kinds: Sequence[str], most: int) -> tuple[str, ...]:
    """The jobs whose turn it is, at most so many.

    Tenants take turns, whoever has waited longest for one first; a tenant's jobs go by priority, then by age.
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


def note_turn(connection: Connection, job_id: str) -> None:
    """A job's turn has come."""
    connection.execute(update(jobs).where(jobs.c.id == job_id).values(dispatched_at=Now()))


def dispatched(connection: Connection, kinds: Sequence[str] = ()) -> tuple[Dispatched, ...]:
    """Every job whose turn has come and which has not ended."""
    query = select(
        jobs.c.id, jobs.c.kind, jobs.c.state, jobs.c.worker, (Now() - jobs.c.dispatched_at).label("age")
    ).where(jobs.c.state.in_(OPEN), jobs.c.dispatched_at.is_not(None))
    if kinds:
        query = query.where(jobs.c.kind.in_(kinds))
    return tuple(Dispatched(*row) for row in connection.execute(query))


def anything_waits(connection: Connection, kinds: Sequence[str]) -> bool:
    """Whether a job of these kinds waits for its turn."""
    query = select(jobs.c.id).where(jobs.c.state == QUEUED, jobs.c.dispatched_at.is_(None), jobs.c.kind.in_(kinds)).limit(1)
    return connection.execute(query).scalar() is not None
