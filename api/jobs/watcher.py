"""Watcher of one running job: reads its cancellation, deadline and fencing token, and writes its events and incumbent."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection

from api.jobs.intervals import Pace
from api.jobs.process_state import process_state
from api.jobs.progress_buffer import BufferedEvent, ProgressBuffer, gap_millionths
from api.jobs.repeating import Repeating
from api.jobs.silence import Silence
from api.jobs.stop import Stop, StopCause
from api.storage.database import Database
from api.storage.events import add_events
from api.storage.incumbents import keep
from api.storage.jobs import Job, get_job, hold, record_first_plan
from api.storage.packed import pack
from solver import Progress, dump_plan

LOG = logging.getLogger(__name__)
SHARE = 0.05
"""Largest share of time for packing incumbents. Raising it stores large plans more often, and slows the search."""
EX_SOFTWARE = 70
"""Exit code (of sysexits.h) of a worker whose job does not stop when told to."""


class Watcher:
    """Watcher thread beside the search."""

    def __init__(
        self, database: Database, job: Job, stop: Stop, telling: ProgressBuffer, pace: Pace, *, computes: bool = True
    ) -> None:
        """computes: a job that does not stop when told to counts as hung; one that waits for its children may go on."""
        self._database = database
        self._job = job
        self._stop = stop
        self._telling = telling
        self._pace = pace
        self._computes = computes
        self._kept: Progress | None = None
        self._due = 0.0
        self._limit: float | None = None
        self._unheeded = Silence()
        self._thread = Repeating(f"watch-{job.id}", pace.watch, self._look)

    def expect(self, seconds: float) -> None:
        """Announce the longest remaining duration in seconds; a job that exceeds it by far is told to stop."""
        self._limit = time.monotonic() + 2 * seconds + 60

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        """Stop watching; write remaining events and the newest incumbent."""
        self._thread.end()
        self._due = 0.0
        try:
            self._write()
        except Exception:
            LOG.exception("the last events of job %s are lost", self._job.id)

    def _look(self) -> None:
        self._judge()
        self._write()
        if self._computes and self._stop.said:
            # By the silence of the process, not by the clock: a search that waits for a processor cannot stop.
            state = process_state(os.getpid(), besides=threading.get_native_id())
            self._unheeded.look(time.monotonic(), state, alive=False)
        if self._unheeded.seconds > self._pace.grace:
            # A thread cannot be ended from outside. The job goes to another process, which sees what it was told.
            LOG.error("job %s does not stop; its process ends", self._job.id)
            os._exit(EX_SOFTWARE)

    def _judge(self) -> None:
        with self._database.read() as connection:
            job = get_job(connection, self._job.id)
        if job is None or job.ended or job.attempt != self._job.attempt:
            self._stop.say(StopCause.LOST)
        elif job.cancel_at is not None:
            self._stop.say(StopCause.CANCELLED)
        elif job.deadline_at is not None and self._database.now() > job.deadline_at:
            self._stop.say(StopCause.DEADLINE)
        elif self._limit is not None and time.monotonic() > self._limit:
            self._stop.say(StopCause.OVERDUE)

    def _write(self) -> None:
        """Write events, then the incumbent: packing a large school's plan takes long, and listeners wait for the events."""
        told, newest = self._telling.take()
        if told:
            self._held(partial(self._write_events, told, newest))
        body = self._packed(newest)
        if body is not None and newest is not None:
            documents = [{"name": tier.name, "value": tier.value} for tier in newest.tiers]
            self._held(partial(keep, job_id=self._job.id, attempt=self._job.attempt, body=body, tiers=documents))

    def _held(self, action: Callable[[Connection], None]) -> None:
        """Run a write if this attempt still holds the job."""
        with self._database.write() as connection:
            if hold(connection, self._job.id, self._job.attempt) is None:
                self._stop.say(StopCause.LOST)
            else:
                action(connection)

    def _write_events(self, told: list[BufferedEvent], newest: Progress | None, connection: Connection) -> None:
        add_events(connection, self._job.id, told)
        if newest is not None and self._telling.complete:
            record_first_plan(connection, self._job.id, gap_millionths(newest))

    def _packed(self, newest: Progress | None) -> bytes | None:
        now = time.monotonic()
        if newest is None or newest.plan is None or now < self._due or (self._kept and self._kept.plan is newest.plan):
            return None
        body = pack(dump_plan(newest.plan.canonical()))
        self._due = time.monotonic() + max(self._pace.incumbent, (time.monotonic() - now) / SHARE)
        self._kept = newest
        return body
