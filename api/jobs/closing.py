"""Ends what no worker will end: jobs that were cancelled, or are past their deadline, while their worker is silent.

Runs in the web process, so that it works where the only worker is frozen or there is none. A job is taken as a worker would take
it (a new attempt, which fences the silent worker off) and told to stop before it begins: its kind checks the best plan that was
kept and hands it back, without a search. Jobs that may go on are left to workers.
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
from api.storage.jobs import FAILED, Job, children_of, claim, expired, left_to_end
from api.storage.reasons import DEADLINE
from api.storage.workers import live_workers

LOG = logging.getLogger(__name__)
LOOK_SECONDS = 2.0
CLOSER = "web"
"""Stands for the worker's id in the row of a job that is ended here."""


class Closer:
    """One in each web process; whichever takes a job first ends it. ``leaving``: set when the process is told to leave."""

    def __init__(self, database: Database, settings: Settings, leaving: threading.Event, pace: Pace | None = None) -> None:
        self._database = database
        self._settings = settings
        self._leaving = leaving
        self._pace = pace or Pace()
        self._patience = int(self._pace.patience * 1000)

    def look(self) -> None:
        """End what must be ended; cheap when there is nothing."""
        with self._database.read() as connection:
            late = expired(connection)
            live = {worker.id for worker in live_workers(connection, self._patience)}
            left = left_to_end(connection, live)
        for job_id in late:
            with self._database.write() as connection:
                end_waiting(connection, job_id, FAILED, DEADLINE)
        for job in left:
            if self._leaving.is_set():
                return
            if not self._waits_for_children(job):
                self._end(job)

    def _waits_for_children(self, job: Job) -> bool:
        """Whether it has children that have not ended; they are cancelled as it was."""
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
