"""Dispatcher: enqueues jobs in the engine by the fair queue, as many as workers have free slots.

DBOS could queue all of them and choose between partitions, but at random; here the order is deterministic, the same on both
databases, and a waiting job can still be overtaken by a tenant that has had no turn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from api.jobs.intervals import SLOTS, Pace
from api.storage.database import Database
from api.storage.fair_queue import any_waiting, dispatched, next_jobs, record_dispatch
from api.storage.lock import try_lock
from api.storage.workers import live_workers

LOCK = 4_710_226_181
"""Key of the advisory lock of dispatchers: an arbitrary number that nothing else uses."""


class QueueEngine(Protocol):
    """Interface of the engine to the dispatcher."""

    def enqueue(self, job_id: str, queue: str) -> None: ...


class Dispatcher:
    """Dispatcher of one worker; an advisory lock lets one of them act at a time. kinds: queue -> names of its kinds."""

    def __init__(self, database: Database, engine: QueueEngine, kinds: Mapping[str, Sequence[str]], pace: Pace) -> None:
        self._database = database
        self._engine = engine
        self._kinds = kinds
        self._patience = int(pace.patience * 1000)

    def look(self) -> None:
        """Dispatch as many waiting jobs as there are free slots."""
        for queue, kinds in self._kinds.items():
            with self._database.read() as connection:
                if not any_waiting(connection, kinds):
                    continue
            self._dispatch(queue, kinds)

    def _dispatch(self, queue: str, kinds: Sequence[str]) -> None:
        with self._database.write() as connection:
            if not try_lock(connection, LOCK):
                return  # somebody else is at it
            workers = len(live_workers(connection, self._patience))
            free = workers * SLOTS[queue] - len(dispatched(connection, kinds))
            if free <= 0:
                return
            for job_id in next_jobs(connection, kinds, free):
                # First the engine: if we die in between, the job's turn comes again and it is enqueued once all the same.
                self._engine.enqueue(job_id, queue)
                record_dispatch(connection, job_id)
