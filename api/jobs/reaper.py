"""Reaper: resumes jobs whose worker died, and ends waiting jobs past their deadline.

It compares our tables with the engine's state; where they differ (a process killed between two commits, an engine's database
lost) our tables win.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from typing import Protocol

from api.jobs.engine import HELD, OVER, KnownJob
from api.jobs.intervals import Pace
from api.jobs.live_workers import LiveWorkers
from api.storage.database import Database
from api.storage.ending import end_waiting
from api.storage.fair_queue import Dispatched, dispatched
from api.storage.jobs import FAILED, RUNNING, expired, get_job
from api.storage.lock import try_lock
from api.storage.reasons import DEADLINE
from api.storage.workers import delete_silent

LOG = logging.getLogger(__name__)
LOCK = 4_710_226_182
"""Key of the advisory lock of reapers: an arbitrary number that nothing else uses."""
SWEPT = 500
"""Workflows of ended jobs that one clean-up deletes at most. Raising it makes clean-ups rarer, and each longer."""
FORGOTTEN_AFTER = 10
"""Heartbeat timeouts after which the row of a silent worker is deleted. Raising it shows dead workers for longer."""


class RecoveryEngine(Protocol):
    """Interface of the engine to the reaper."""

    def enqueue(self, job_id: str, queue: str) -> None: ...
    def known(self, job_ids: Sequence[str]) -> Mapping[str, KnownJob]: ...
    def held(self) -> Mapping[str, str | None]: ...
    def over(self, most: int) -> tuple[str, ...]: ...
    def resume(self, job_id: str, queue: str) -> None: ...
    def forget(self, job_ids: Sequence[str]) -> None: ...


class Reaper:
    """Reaper of one worker, whose id is ``own``; an advisory lock lets one of them act at a time. queue_of: kind -> queue."""

    def __init__(self, database: Database, engine: RecoveryEngine, queue_of: Mapping[str, str], pace: Pace, own: str) -> None:
        self._database = database
        self._engine = engine
        self._queue_of = queue_of
        self._patience = int(pace.patience * 1000)
        self._workers = LiveWorkers(own, self._patience)
        self._lag = int(pace.lag * 1000)
        self._sweep = pace.sweep
        self._swept = time.monotonic()

    def look(self) -> None:
        """Resume and end all jobs that are due; a few queries where there are none."""
        with self._database.read() as connection:
            late = expired(connection)
            self._workers.look(connection)
            live = self._workers.live(connection)
            lost = self._lost(dispatched(connection), live)
        for job_id in late:
            with self._database.write() as connection:
                end_waiting(connection, job_id, FAILED, DEADLINE)
        if lost:
            self._revive()
        if time.monotonic() > self._swept + self._sweep:
            self._swept = time.monotonic()
            self._clean()

    def _lost(self, jobs: Sequence[Dispatched], live: set[str]) -> list[Dispatched]:
        """Dispatched jobs that run nowhere: their worker is dead, or no worker has begun them for ``lag`` seconds."""
        return [
            job for job in jobs
            if (job.worker not in live if job.state == RUNNING else job.age > self._lag)
        ]  # fmt: skip

    def _revive(self) -> None:
        with self._database.write() as connection:
            if not try_lock(connection, LOCK):
                return
            live = self._workers.live(connection)
            jobs = dispatched(connection)
            known = self._engine.known([job.id for job in jobs]) if jobs else {}
            for job in jobs:
                self._revive_one(job, known.get(job.id), live)

    def _revive_one(self, job: Dispatched, known: KnownJob | None, live: set[str]) -> None:
        queue = self._queue_of.get(job.kind)
        if queue is None:
            return  # of a newer release, whose workers know it
        if known is None:
            LOG.warning("job %s is unknown to the engine and enqueued again", job.id)
            self._engine.enqueue(job.id, queue)
        elif known.state == HELD and known.holder not in live:
            LOG.warning("job %s is taken over from %s", job.id, known.holder)
            self._engine.resume(job.id, queue)
        elif known.state == OVER:
            LOG.warning("job %s ended in the engine alone and is enqueued again", job.id)
            self._engine.forget([job.id])
            self._engine.enqueue(job.id, queue)

    def _clean(self) -> None:
        """Delete rows of silent workers, and workflows of ended jobs in the engine."""
        with self._database.write() as connection:
            if not try_lock(connection, LOCK):
                return
            live = self._workers.live(connection)
            delete_silent(connection, FORGOTTEN_AFTER * self._patience, live)
            candidates = [job_id for job_id, holder in self._engine.held().items() if holder not in live]
            candidates += self._engine.over(SWEPT)
            ended = [job_id for job_id in candidates if (job := get_job(connection, job_id)) is None or job.ended]
            if ended:
                self._engine.forget(ended)
