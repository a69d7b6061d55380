"""Repository of incumbents: the best plan of each unfinished job, from which the next attempt resumes after a worker's death."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from api.storage.clock import Now
from api.storage.packed import unpack
from api.storage.tables import incumbents


@dataclass(frozen=True, slots=True)
class StoredIncumbent:
    """Incumbent of a job: attempt that found it, plan document, tiers with value and bound, and time in ms."""

    job_id: str
    attempt: int
    document: Any
    tiers: Sequence[Any]
    at: int


def keep(connection: Connection, job_id: str, attempt: int, body: bytes, tiers: Sequence[Any]) -> None:
    """Store a packed plan as the job's incumbent, in place of the one before. The caller holds the job's row lock as its newest
    attempt."""
    values = {"attempt": attempt, "body": body, "tiers": list(tiers), "at": Now()}
    if connection.execute(update(incumbents).where(incumbents.c.job_id == job_id).values(values)).rowcount == 0:
        connection.execute(insert(incumbents).values(job_id=job_id, **values))


def incumbent_of(connection: Connection, job_id: str) -> StoredIncumbent | None:
    """Incumbent of a job, or None."""
    row = connection.execute(select(incumbents).where(incumbents.c.job_id == job_id)).mappings().first()
    return None if row is None else StoredIncumbent(job_id, row["attempt"], unpack(row["body"]), row["tiers"], row["at"])


def has_incumbent(connection: Connection, job_id: str) -> bool:
    """Whether a job has an incumbent."""
    return connection.execute(select(incumbents.c.job_id).where(incumbents.c.job_id == job_id)).scalar() is not None


def drop(connection: Connection, job_id: str) -> None:
    """Delete the incumbent of a job that has ended."""
    connection.execute(delete(incumbents).where(incumbents.c.job_id == job_id))
