"""Worker processes, and when they last said that they live."""

from __future__ import annotations

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
    """A worker process. ``job_id``: what it solves now. Times are the database's, in ms."""

    id: str
    host: str
    pid: int
    version: str
    job_id: str | None
    started_at: int
    beat_at: int


def beat(connection: Connection, worker: Worker) -> None:
    """Say that a worker lives; its row is made when it is not there (any more)."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    row = insert(workers).values(
        id=worker.id, host=worker.host, pid=worker.pid, version=worker.version, job_id=worker.job_id, started_at=Now(), beat_at=Now()
    )
    alive = {"beat_at": Now(), "job_id": worker.job_id}
    connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=alive))


def live_workers(connection: Connection, patience: int) -> tuple[Worker, ...]:
    """Workers that said within ``patience`` ms that they live, oldest first."""
    query = select(workers).where(workers.c.beat_at >= Now() - patience).order_by(workers.c.id)
    return tuple(_worker(row) for row in connection.execute(query).mappings())


def all_workers(connection: Connection) -> tuple[Worker, ...]:
    """Workers that have not left in good order, dead ones among them."""
    return tuple(_worker(row) for row in connection.execute(select(workers).order_by(workers.c.id)).mappings())


def leave(connection: Connection, worker_id: str) -> None:
    """A worker has given back what it had."""
    connection.execute(delete(workers).where(workers.c.id == worker_id))


def forget_process(connection: Connection, host: str, pid: int) -> bool:
    """A process is known to be dead; whether it was a worker."""
    return connection.execute(delete(workers).where(workers.c.host == host, workers.c.pid == pid)).rowcount > 0


def forget_silent(connection: Connection, patience: int) -> None:
    """Forget workers that have said nothing for ``patience`` ms."""
    connection.execute(delete(workers).where(workers.c.beat_at < Now() - patience))


def _worker(row: RowMapping) -> Worker:
    return Worker(row["id"], row["host"], row["pid"], row["version"], row["job_id"], row["started_at"], row["beat_at"])
