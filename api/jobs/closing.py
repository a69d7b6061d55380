"""Termination of jobs that no live worker will end: cancelled ones, or ones past their deadline, whose worker is silent.

Runs in the web process, so that it works while the only worker is frozen or none runs. It claims a job as a worker would (a new
attempt, which fences the silent worker off) with the stop signal already set: the job's kind checks the incumbent and returns
it without a search. Jobs that may continue are left to workers.
"""

from __future__ import annotations

import logging
import threading

from api.jobs.execution import Execution
from api.jobs.intervals import Pace
from api.jobs.kind import PARENTS
from api.jobs.registry import KINDS, queue_of
from api.settings import Settings
from api.storage.database import Database
from api.storage.ending import cancel, end_waiting
from api.storage.jobs import FAILED, Job, children_of, claim, expired, stranded_jobs
from api.storage.reasons import DEADLINE
from api.storage.workers import live_workers

LOG = logging.getLogger(__name__)
LOOK_SECONDS = 2.0
"""Seconds between two looks of the closer. Raising it ends such jobs later, and costs fewer queries."""
CLOSER = "web"
"""Worker id in the row of a job that is ended by a web process."""


class Closer:
    """Closer of one web process; of several, the first to claim a job ends it. leaving: set when the process is told to leave."""

    def __init__(self, database: Database, settings: Settings, leaving: threading.Event, pace: Pace | None = None) -> None:
        self._database = database
        self._settings = settings
        self._leaving = leaving
        self._pace = pace or Pace()
        self._patience = int(self._pace.patience * 1000)

    def look(self) -> None:
        """End all jobs that are due; one query where there are none."""
        with self._database.read() as connection:
            late = expired(connection)
            live = {worker.id for worker in live_workers(connection, self._patience)}
            left = stranded_jobs(connection, live)
        for job_id in late:
            with self._database.write() as connection:
                end_waiting(connection, job_id, FAILED, DEADLINE)
        for job in left:
            if self._leaving.is_set():
                return
            if not self._waits_for_children(job):
                self._end(job)

    def _waits_for_children(self, job: Job) -> bool:
        """Whether the job has unfinished children, which are cancelled with it."""
        if queue_of().get(job.kind) != PARENTS:
            return False
        with self._database.read() as connection:
            going_on = [child for child in children_of(connection, job.id) if not child.ended]
        for child in going_on:
            if child.cancel_at is None:
                with self._database.write() as connection:
                    cancel(connection, child.id)
        return bool(going_on)

    def _end(self, job: Job) -> None:
        with self._database.write() as connection:
            taken = claim(connection, job.id, CLOSER, attempt=job.attempt)
        if taken is None:
            return  # a worker was quicker
        LOG.warning("job %s is ended without its worker %s, which is silent", job.id, job.worker)
        Execution(self._database, self._settings, KINDS, taken, self._leaving, self._pace).run()
