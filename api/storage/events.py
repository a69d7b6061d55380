"""Repository of job events, numbered from 1 for each job."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from api.storage.clock import Now
from api.storage.tables import events


@dataclass(frozen=True, slots=True)
class Event:
    """Event of a job. seq: its number. at: ms by the database's clock. kind: name of the event. data: JSON document."""

    job_id: str
    seq: int
    at: int
    kind: str
    data: Mapping[str, Any]


def add_events(connection: Connection, job_id: str, told: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    """Append ``(kind, data)`` pairs to a job's events. The caller holds the job's row lock, which makes the numbers unique."""
    if not told:
        return
    last = connection.execute(select(func.coalesce(func.max(events.c.seq), 0)).where(events.c.job_id == job_id)).scalar_one()
    connection.execute(
        insert(events).values(at=Now()),
        [{"job_id": job_id, "seq": last + 1 + n, "kind": kind, "data": dict(data)} for n, (kind, data) in enumerate(told)],
    )


def events_after(connection: Connection, job_id: str, seq: int, limit: int = 500) -> tuple[Event, ...]:
    """Events of a job whose number is above ``seq``, in order."""
    query = select(events).where(events.c.job_id == job_id, events.c.seq > seq).order_by(events.c.seq).limit(limit)
    return tuple(
        Event(row["job_id"], row["seq"], row["at"], row["kind"], row["data"]) for row in connection.execute(query).mappings()
    )


def last_event(connection: Connection, job_id: str, kind: str) -> Event | None:
    """Newest event of a kind, or None."""
    query = select(events).where(events.c.job_id == job_id, events.c.kind == kind).order_by(events.c.seq.desc()).limit(1)
    row = connection.execute(query).mappings().first()
    return None if row is None else Event(row["job_id"], row["seq"], row["at"], row["kind"], row["data"])
