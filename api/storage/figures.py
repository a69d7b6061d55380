"""Statistics of the stored jobs and workers, for monitoring. Every query uses an index or reads few rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from api.storage.clock import Now
from api.storage.tables import jobs, workers

RECENT_MS = 3_600_000
"""Age in ms up to which ended jobs count for latency and gap. Raising it smooths the figures, and shows changes later."""
MOST = 10_000
"""Largest number of ended jobs for latency and gap, newest first. Raising it costs a longer query."""
QUEUED = "queued"
FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Figures:
    """Statistics at one moment.

    jobs: (state, kind) -> rows. failures: code of the reason -> failed jobs. oldest_queued: ms for which the oldest waiting job
    has waited, 0 without one. workers: number alive. first_plan: ms from the start of a job to its first plan, gaps:
    millionths; both of recently ended jobs, unordered. database_bytes: size of the database.
    """

    jobs: Mapping[tuple[str, str], int]
    failures: Mapping[str, int]
    oldest_queued: int
    workers: int
    first_plan: Sequence[int]
    gaps: Sequence[int]
    database_bytes: int

    @property
    def queued(self) -> int:
        """Number of waiting jobs."""
        return sum(count for (state, _kind), count in self.jobs.items() if state == QUEUED)


def figures(connection: Connection, patience: int) -> Figures:
    """Query all statistics. patience: heartbeat timeout of workers in ms."""
    by_state = select(jobs.c.state, jobs.c.kind, func.count()).group_by(jobs.c.state, jobs.c.kind)
    lately = (
        select(jobs.c.first_plan_at - jobs.c.started_at, jobs.c.gap)
        .where(jobs.c.ended_at > Now() - RECENT_MS)
        .order_by(jobs.c.ended_at.desc())
        .limit(MOST)
    )
    ended = connection.execute(lately).all()
    oldest = select(func.coalesce(Now() - func.min(jobs.c.created_at), 0)).where(jobs.c.state == QUEUED)
    return Figures(
        jobs={(state, kind): count for state, kind, count in connection.execute(by_state)},
        failures=_failures(connection),
        oldest_queued=int(connection.execute(oldest).scalar_one()),
        workers=live(connection, patience),
        first_plan=[waited for waited, _gap in ended if waited is not None],
        gaps=[gap for _waited, gap in ended if gap is not None],
        database_bytes=size(connection),
    )


def live(connection: Connection, patience: int) -> int:
    """Number of workers whose last heartbeat is at most ``patience`` ms old."""
    query = select(func.count()).select_from(workers).where(workers.c.beat_at >= Now() - patience)
    return int(connection.execute(query).scalar_one())


def size(connection: Connection) -> int:
    """Size of the database on disk, in bytes."""
    if connection.dialect.name == "sqlite":
        query = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    else:
        query = "SELECT pg_database_size(current_database())"
    return int(connection.execute(text(query)).scalar_one())


def _failures(connection: Connection) -> dict[str, int]:
    code = func.coalesce(jobs.c.reason["code"].as_string(), "")
    query = select(code, func.count()).where(jobs.c.state == FAILED).group_by(code)
    return {found or "unknown": count for found, count in connection.execute(query)}
