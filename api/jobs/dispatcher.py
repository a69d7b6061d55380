"""Gives jobs to the engine when their turn has come: so many as workers can begin at once, and no more.

DBOS could queue them all and choose by partition, but at random; here the order is ours, the same on both databases, and a
job that waits can still be overtaken by a school that has had no turn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from api.jobs.intervals import SLOTS, Pace
from api.storage.database import Database
from api.storage.fair_queue import anything_waits, dispatched, next_turns, note_turn
from api.storage.lock import try_lock
from api.storage.workers import live_workers

LOCK = 4_710_226_181


class Queues(Protocol):
    """What a dispatcher asks of an engine."""

    def enqueue(self, job_id: str, queue: str) -> None: ...


class Dispatcher:
    """One in each worker; together they do what one would. ``kinds``: queue -> names of the kinds that go there."""

    def __init__(self, database: Database, engine: Queues, kinds: Mapping[str, Sequence[str]], pace: Pace) -> None:
        self._database = database
        self._engine = engine
        self._kinds = kinds
        self._patience = int(pace.patience * 1000)

    def look(self) -> None:
        """Dispatch what can be begun now."""
        for queue, kinds in self._kinds.items():
            with self._database.read() as connection:
                if not anything_waits(connection, kinds):
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
            for job_id in next_turns(connection, kinds, free):
                # First the engine: if we die in between, the job's turn comes again and it is enqueued once all the same.
                self._engine.enqueue(job_id, queue)
                note_turn(connection, job_id)
