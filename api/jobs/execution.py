"""One attempt at a job: from its claim to its end."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy.exc import DBAPIError, IntegrityError

from api.jobs.intervals import Pace
from api.jobs.kind import SOLVES, Ended, JobKind
from api.jobs.progress_buffer import ProgressBuffer
from api.jobs.stop import Stop, StopCause
from api.jobs.task import JobError, JobTask, spent_before
from api.jobs.watcher import Watcher
from api.mapping.faults import fault_document
from api.settings import Settings
from api.storage import reasons
from api.storage.database import Database
from api.storage.ending import end_event
from api.storage.events import add_events
from api.storage.incumbents import drop, incumbent_of
from api.storage.jobs import CANCELLED, DONE, FAILED, REFUSED, Job, finish, hold, record_first_plan, requeue
from solver import PlanError, PolicyError, ProblemError

LOG = logging.getLogger(__name__)
START, BACK = "start", "back"
AWAY_SECONDS = 60.0
"""Seconds for which the end of a job is retried while the database is unavailable. Raising it survives longer outages, and
keeps a worker from other jobs for as long."""
_OVERRULED = {
    StopCause.DEADLINE: reasons.DEADLINE,
    StopCause.OVERDUE: reasons.OVERDUE,
    StopCause.ATTEMPTS: reasons.ATTEMPTS,
}


class Execution:
    """Execution of a claimed job. kinds: by name. leaving: set when the process is told to leave."""

    def __init__(
        self, database: Database, settings: Settings, kinds: Mapping[str, JobKind], job: Job, leaving: threading.Event, pace: Pace
    ) -> None:
        self.job = job
        self._database = database
        self._settings = settings
        self._kind = kinds.get(job.kind)
        self._stop = Stop(leaving, self._cause_at_once())
        self._telling = ProgressBuffer(job.attempt, spent_before(database, job))
        computes = self._kind is None or self._kind.queue == SOLVES
        self._watcher = Watcher(database, job, self._stop, self._telling, pace, computes=computes)

    def run(self) -> bool:
        """Run the job, then end it or return it to the queue. False where a newer attempt has taken over, to which the job is
        left."""
        self._begin()
        self._watcher.start()
        try:
            ended = self._ended()
        finally:
            self._watcher.end()
        cause = self._stop.cause
        if cause is StopCause.LOST:
            LOG.warning("job %s has been taken over; attempt %d ends", self.job.id, self.job.attempt)
            return False
        if cause is StopCause.LEAVING:
            self._patiently(self._give_back)
        else:
            self._patiently(lambda: self._finish(_overruled(ended, cause)))
        return True

    def _cause_at_once(self) -> StopCause | None:
        job = self.job
        if job.cancel_at is not None:
            return StopCause.CANCELLED
        if job.failures >= self._settings.max_attempts:
            return StopCause.ATTEMPTS
        if job.deadline_at is not None and self._database.now() > job.deadline_at:
            return StopCause.DEADLINE
        return None

    def _begin(self) -> None:
        with self._database.write() as connection:
            if hold(connection, self.job.id, self.job.attempt) is None:
                return
            kept = incumbent_of(connection, self.job.id)
            event = {
                "attempt": self.job.attempt,
                "worker": self.job.worker,
                "from": None if kept is None else {"attempt": kept.attempt, "tiers": list(kept.tiers)},
            }
            add_events(connection, self.job.id, [(START, event)])

    def _ended(self) -> Ended:
        if self._kind is None:
            return Ended(FAILED, reasons.UNKNOWN_KIND)
        if self.job.failures > self._settings.max_attempts:
            return Ended(FAILED, reasons.ATTEMPTS)  # it died even of looking at the best plan
        task = JobTask(self._database, self._settings, self.job, self._stop, self._telling, self._watcher)
        try:
            return self._kind.run(task)
        except JobError as error:
            return Ended(FAILED, error.reason)
        except (ProblemError, PolicyError, PlanError) as error:
            return Ended(FAILED, {**reasons.BAD_INPUT, "errors": [fault_document(fault) for fault in error.faults]})
        except Exception:
            LOG.exception("job %s of kind %s failed", self.job.id, self.job.kind)
            return Ended(FAILED, reasons.INTERNAL)

    def _finish(self, ended: Ended) -> None:
        try:
            self._end(ended)
        except JobError as error:
            self._end(Ended(FAILED, error.reason))
        except DBAPIError as error:
            if not isinstance(error, IntegrityError):
                raise
            LOG.exception("what job %s made cannot be kept", self.job.id)
            self._end(Ended(FAILED, reasons.INTERNAL))

    def _end(self, ended: Ended) -> None:
        """Store the products and end the job, in one transaction."""
        with self._database.write() as connection:
            if hold(connection, self.job.id, self.job.attempt) is None:
                return
            result: dict[str, Any] = dict(ended.result)
            if ended.keep is not None:
                result |= ended.keep(connection)
                record_first_plan(connection, self.job.id, ended.gap)
            drop(connection, self.job.id)
            finish(connection, self.job.id, self.job.attempt, ended.state, ended.reason, result)
            add_events(connection, self.job.id, [end_event(ended.state, ended.reason, result)])

    def _give_back(self) -> None:
        with self._database.write() as connection:
            if requeue(connection, self.job.id, self.job.attempt):
                add_events(connection, self.job.id, [(BACK, {"attempt": self.job.attempt})])

    @staticmethod
    def _patiently(action: Callable[[], None]) -> None:
        """Run an action, with retries and exponential back-off while the database is unavailable."""
        until, pause = time.monotonic() + AWAY_SECONDS, 0.2
        while time.monotonic() < until:
            with suppress(DBAPIError):
                action()
                return
            LOG.warning("the database is away; it is tried again")
            time.sleep(pause)
            pause = min(5.0, 2 * pause)
        action()


def _overruled(ended: Ended, cause: StopCause | None) -> Ended:
    """Result of a job that was told to stop: its plan is kept whatever the cause."""
    if cause is StopCause.CANCELLED:
        return Ended(CANCELLED, reasons.CANCELLED, ended.result, ended.keep, ended.gap)
    if cause in _OVERRULED and ended.state not in (DONE, REFUSED):
        return Ended(FAILED, _OVERRULED[cause], ended.result, ended.keep, ended.gap)
    return ended
