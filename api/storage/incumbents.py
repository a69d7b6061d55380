"""The best plan of each unfinished job, outside of the engine of jobs: where it goes on when its worker dies."""

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
    """A best plan so far: the attempt that found it, its document (plan codec), its tiers, when it was kept."""

    job_id: str
    attempt: int
    document: Any
    tiers: Sequence[Any]
    at: int


def keep(connection: Connection, job_id: str, attempt: int, body: bytes, tiers: Sequence[Any]) -> None:
    """Keep a packed plan in place of the one before. The caller holds the job's row and is its present attempt."""
    values = {"attempt": attempt, "body": body, "tiers": list(tiers), "at": Now()}
    if connection.execute(update(incumbents).where(incumbents.c.job_id == job_id).values(values)).rowcount == 0:
        connection.execute(insert(incumbents).values(job_id=job_id, **values))


def incumbent_of(connection: Connection, job_id: str) -> StoredIncumbent | None:
    """The best plan that a job has so far."""
    row = connection.execute(select(incumbents).where(incumbents.c.job_id == job_id)).mappings().first()
    return None if row is None else StoredIncumbent(job_id, row["attempt"], unpack(row["body"]), row["tiers"], row["at"])


def has_incumbent(connection: Connection, job_id: str) -> bool:
    """Whether a job has a plan that could be kept."""
    return connection.execute(select(incumbents.c.job_id).where(incumbents.c.job_id == job_id)).scalar() is not None


def drop(connection: Connection, job_id: str) -> None:
    """Forget the best plan of a job that has ended."""
    connection.execute(delete(incumbents).where(incumbents.c.job_id == job_id))
