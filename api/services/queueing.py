"""Queue positions of waiting searches, and estimates of their start."""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from api.settings import Settings
from api.storage.fair_queue import RunningJob, WaitingJob, in_start_order, last_turns, running, waiting
from api.storage.jobs import QUEUED, Job
from api.storage.workers import SILENT_MS, live_workers

FRESH_SECONDS = 1.0
"""Seconds for which positions are cached. Raising it costs fewer queries and makes positions older."""


STEP_MS = 10_000
"""Rounding of estimated starts in ms, upwards. Raising it makes estimates coarser and changes them less often."""


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """Queue position. ahead: searches before it; 0: it is next. starts_at: latest start in ms since 1970 by the database's
    clock, if every search before it uses all of its time; None where no worker lives."""

    ahead: int
    starts_at: int | None

    def document(self) -> dict[str, int | None]:
        return {"ahead": self.ahead, "starts_at": self.starts_at}


def places(
    waits: Sequence[WaitingJob], runs: Sequence[RunningJob], last: Mapping[str, int], workers: int, now: int, usual: float
) -> dict[str, QueuePlace]:
    """Positions of all waiting jobs, by simulation of the fair queue. last: time of each tenant's last turn. usual: default
    time limit in seconds; a search's own is in ``seconds``. now: ms."""
    free = sorted((max(0.0, (run.seconds or usual) - (now - run.started_at) / 1000) for run in runs), reverse=True)[:workers]
    free += [0.0] * (workers - len(free))
    heapq.heapify(free)
    found: dict[str, QueuePlace] = {}
    for ahead, wait in enumerate(in_start_order(waits, last)):
        if not free:
            found[wait.id] = QueuePlace(ahead, None)
            continue
        starts = heapq.heappop(free)
        heapq.heappush(free, starts + (wait.seconds or usual))
        found[wait.id] = QueuePlace(ahead, -(-(now + round(starts * 1000)) // STEP_MS) * STEP_MS)
    return found


@dataclass
class Queue:
    """Queue positions of waiting searches, cached for ``FRESH_SECONDS`` in one web process; thread-safe.

    kinds: names of the kinds of job that search, and so share the workers.
    """

    settings: Settings
    kinds: Sequence[str]
    clock: Callable[[], float] = time.monotonic
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _known: dict[str, QueuePlace] = field(default_factory=dict)
    _known_at: float = float("-inf")

    def place(self, connection: Connection, job: Job) -> QueuePlace | None:
        """Position of a waiting search, at most ``FRESH_SECONDS`` old; None for any other job."""
        if job.state != QUEUED or job.kind not in self.kinds:
            return None
        with self._lock:
            if self.clock() < self._known_at + FRESH_SECONDS and job.id in self._known:
                return self._known[job.id]
            self._known, self._known_at = self._read(connection), self.clock()
            return self._known.get(job.id)

    def _read(self, connection: Connection) -> dict[str, QueuePlace]:
        waits = waiting(connection, self.kinds)
        if not waits:
            return {}
        live = live_workers(connection, SILENT_MS)
        now, runs = running(connection, self.kinds)
        last = last_turns(connection, {wait.tenant for wait in waits}, self.kinds)
        most = self.settings.max_seconds
        bounded = [WaitingJob(w.id, w.tenant, w.priority, w.dispatched, None if w.seconds is None else min(w.seconds, most)) for w in waits]
        return places(bounded, runs, last, len(live), now, min(self.settings.default_seconds, most))
