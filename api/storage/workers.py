"""Repository of worker processes and their heartbeats."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from api.storage.clock import Now
from api.storage.tables import workers

SILENT_SECONDS = 10.0
"""Heartbeat timeout in seconds: a worker whose last heartbeat is older counts as dead. Raising it forgives slower machines, and
resumes the jobs of dead workers later."""
SILENT_MS = round(SILENT_SECONDS * 1000)
"""The same in milliseconds, as :func:`live_workers` takes it."""


@dataclass(frozen=True, slots=True)
class Worker:
    """Worker process. job_id: the job that it runs. Times in ms by the database's clock."""

    id: str
    host: str
    pid: int
    version: str
    job_id: str | None
    started_at: int
    beat_at: int


def beat(connection: Connection, worker: Worker) -> None:
    """Write a heartbeat; inserts the worker's row where it is missing."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    row = insert(workers).values(
        id=worker.id, host=worker.host, pid=worker.pid, version=worker.version, job_id=worker.job_id, started_at=Now(), beat_at=Now()
    )
    alive = {"beat_at": Now(), "job_id": worker.job_id}
    connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=alive))


def live_workers(connection: Connection, patience: int) -> tuple[Worker, ...]:
    """Workers whose last heartbeat is at most ``patience`` ms old, oldest first."""
    query = select(workers).where(workers.c.beat_at >= Now() - patience).order_by(workers.c.id)
    return tuple(_worker(row) for row in connection.execute(query).mappings())


def all_workers(connection: Connection) -> tuple[Worker, ...]:
    """All workers that have not left in good order, dead ones included."""
    return tuple(_worker(row) for row in connection.execute(select(workers).order_by(workers.c.id)).mappings())


def leave(connection: Connection, worker_id: str) -> None:
    """Delete the row of a worker that leaves in good order."""
    connection.execute(delete(workers).where(workers.c.id == worker_id))


def delete_process(connection: Connection, host: str, pid: int) -> bool:
    """Delete the row of a process that is known to be dead; False where it was no worker."""
    return connection.execute(delete(workers).where(workers.c.host == host, workers.c.pid == pid)).rowcount > 0


def delete_silent(connection: Connection, patience: int, live: Collection[str]) -> None:
    """Delete the rows of workers whose last heartbeat is older than ``patience`` ms, but those of the ``live`` ids."""
    connection.execute(delete(workers).where(workers.c.id.not_in(live), workers.c.beat_at < Now() - patience))


def _worker(row: RowMapping) -> Worker:
    return Worker(row["id"], row["host"], row["pid"], row["version"], row["job_id"], row["started_at"], row["beat_at"])
