"""Supervisor: starts worker processes beside the web process, and restarts them when they die or freeze (``afterbell serve``)."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from api.jobs.frozen_time import FrozenTime
from api.jobs.repeating import Repeating
from api.jobs.stopped import is_stopped
from api.settings import Settings
from api.storage.database import Database
from api.storage.probe import write_probe
from api.storage.workers import all_workers, delete_process

LOG = logging.getLogger(__name__)
LOOK_SECONDS = 0.25
"""Seconds between two looks for dead workers. Raising it restarts them later."""
HEALTHY_SECONDS = 5.0
"""Lifetime in seconds after which a worker that dies is restarted at once; below it, with exponential back-off. Raising it
restarts more workers with a pause."""
LONGEST_PAUSE = 15.0
"""Largest pause in seconds of that back-off. Raising it loads a machine less where workers cannot start, and recovers later."""
PATIENCE_SECONDS = 30.0
"""Seconds that workers are given to leave before they are killed. Raising it delays the end of ``serve`` behind a hung worker."""
BEATS_SECONDS = 2.0
"""Seconds between two looks for frozen workers. Raising it detects them later, and costs fewer queries."""
FROZEN_SECONDS = 20.0
"""Seconds without signs of life after which a frozen worker is killed and replaced; more than the heartbeat timeout, after
which its job goes to others. Raising it leaves a machine without that worker for longer; lowering it kills workers that were
stopped for a debugger."""


@dataclass
class _Place:
    """Slot of one worker process."""

    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0
    pause: float = field(default=0.5)
    stillness: FrozenTime = field(default_factory=FrozenTime)


class Supervisor:
    """Supervisor of ``count`` workers, which inherit its environment and thereby its settings."""

    def __init__(self, settings: Settings, count: int) -> None:
        self._settings = settings
        self._places = [_Place() for _ in range(count)]
        self._look_again = Repeating("supervisor", LOOK_SECONDS, self._look)
        self._look_for_frozen = Repeating("frozen workers", BEATS_SECONDS, self._kill_frozen)
        self._lock = threading.Lock()
        self._ending = False

    def start(self) -> None:
        """Start the workers, and delete the rows of dead workers of an earlier supervisor on this machine."""
        self._forget_the_dead()
        self._look_again.start()
        self._look_for_frozen.start()

    def end(self) -> None:
        """Tell the workers to leave, and wait until they have returned their jobs."""
        with self._lock:
            self._ending = True
        self._look_for_frozen.end(0.0)
        self._look_again.end()
        living = [place.process for place in self._places if place.process is not None]
        for process in living:
            process.terminate()
        until = time.monotonic() + PATIENCE_SECONDS
        for process in living:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                LOG.warning("worker process %d does not leave and is killed", process.pid)
                process.kill()
                process.wait()

    def _look(self) -> None:
        with self._lock:
            if self._ending:
                return
            for place in self._places:
                self._look_at(place)

    def _look_at(self, place: _Place) -> None:
        now = time.monotonic()
        if place.process is not None:
            status = place.process.poll()
            if status is None:
                return
            LOG.warning("worker process %d ended with status %d", place.process.pid, status)
            self._forget(place.process.pid)
            place.pause = 0.5 if now - place.started > HEALTHY_SECONDS else min(LONGEST_PAUSE, 2 * place.pause)
            place.due = now if now - place.started > HEALTHY_SECONDS else now + place.pause
            place.process = None
        if now >= place.due:
            command = [sys.executable, "-m", "api.cli", "worker", "--parent", str(os.getpid())]
            place.process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 our own program
            place.started = now
            place.stillness = FrozenTime()

    def _kill_frozen(self) -> None:
        """Kill frozen children; :meth:`_look` then sees that they are dead."""
        beats = self._beats()
        for place in self._places:
            process = place.process
            if self._ending or process is None or process.poll() is not None:
                continue
            place.stillness.look(time.monotonic(), beats.get(process.pid), stopped=is_stopped(process.pid))
            if place.stillness.seconds > FROZEN_SECONDS:
                LOG.error("worker process %d has been frozen for %.0f s and is killed", process.pid, place.stillness.seconds)
                process.kill()

    def _beats(self) -> dict[int, int]:
        """Map: process id -> time of its newest heartbeat; empty while the database accepts no writes, as then no worker could
        write one."""
        database = Database(self._settings.database)
        here = socket.gethostname()
        try:
            write_probe(database)
            with database.read() as connection:
                return {worker.pid: worker.beat_at for worker in all_workers(connection) if worker.host == here}
        except (SQLAlchemyError, OSError):
            LOG.warning("the database takes no writes; nobody counts as frozen by their silence", exc_info=True)
            return {}
        finally:
            database.close()

    def _forget(self, pid: int) -> None:
        """Delete the worker's row, so that its jobs are resumed without waiting for the heartbeat timeout."""
        with self._write() as connection:
            delete_process(connection, socket.gethostname(), pid)

    def _forget_the_dead(self) -> None:
        here = socket.gethostname()
        with self._write() as connection:
            for worker in all_workers(connection):
                if worker.host == here and not _alive(worker.pid):
                    delete_process(connection, here, worker.pid)

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        database = Database(self._settings.database)
        try:
            with database.write() as connection:
                yield connection
        finally:
            database.close()


def _alive(pid: int) -> bool:
    """Whether a process of this id exists."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
