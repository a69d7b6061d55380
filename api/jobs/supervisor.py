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

from api.jobs.process_state import family_state
from api.jobs.repeating import Repeating
from api.jobs.silence import Silence, WorkerSilence
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
LEAVE_SECONDS = 0.1
"""Seconds between two looks at workers that are leaving. Raising it ends ``serve`` later."""
PATIENCE_SECONDS = 30.0
"""Seconds of silence (:mod:`api.jobs.silence`) of a worker that is told to leave before it is killed. Raising it delays the end of
``serve`` behind a hung worker."""
BEATS_SECONDS = 2.0
"""Seconds between two looks for frozen workers. Raising it detects them later, and costs fewer queries."""
FROZEN_SECONDS = 20.0
"""Seconds of silence (:mod:`api.jobs.silence`) after which a frozen worker is killed and replaced; more than the heartbeat timeout,
after which its job goes to others. Raising it leaves a machine without that worker for longer; lowering it kills workers that were
stopped for a debugger."""
STARTING_SECONDS = 600.0
"""The same for a worker that is starting, unless it is stopped. Raising it leaves a machine for longer without a worker that hangs
at its start; lowering it kills workers that load the program from a slow disk."""


@dataclass
class _Place:
    """Slot of one worker process."""

    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0
    pause: float = field(default=0.5)
    silence: WorkerSilence = field(default_factory=WorkerSilence)
    killed: bool = False


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
        leaving = {process.pid: (process, Silence()) for process in living}
        while leaving:
            for pid, (process, silence) in list(leaving.items()):
                silence.look(time.monotonic(), family_state(pid), alive=False)
                if silence.seconds > PATIENCE_SECONDS and process.poll() is None:
                    LOG.warning("worker process %d does not leave and is killed", pid)
                    process.kill()
                    process.wait()
                if process.poll() is not None:
                    del leaving[pid]
            if leaving:
                time.sleep(LEAVE_SECONDS)

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
            place.silence, place.killed = WorkerSilence(), False

    def _kill_frozen(self) -> None:
        """Kill frozen children, each once; :meth:`_look` then sees that they are dead, which takes a while on a busy machine."""
        beats = self._beats()
        for place in self._places:
            with self._lock:
                process = place.process
                if self._ending or process is None or place.killed or process.poll() is not None:
                    continue
                state = family_state(process.pid)
                beat = None if beats is None else beats.get(process.pid, 0)
                place.silence.look(time.monotonic(), beat, state)
                limit = FROZEN_SECONDS if place.silence.started or state.stopped else STARTING_SECONDS
                if place.silence.seconds > limit:
                    LOG.error("worker process %d has been frozen for %.0f s and is killed", process.pid, place.silence.seconds)
                    process.kill()
                    place.killed = True

    def _beats(self) -> dict[int, int] | None:
        """Map: process id -> time of its newest heartbeat; None while the database accepts no writes, as then no worker could
        write one."""
        database = Database(self._settings.database)
        here = socket.gethostname()
        try:
            write_probe(database)
            with database.read() as connection:
                return {worker.pid: worker.beat_at for worker in all_workers(connection) if worker.host == here}
        except (SQLAlchemyError, OSError):
            LOG.warning("the database takes no writes; nobody counts as frozen by their silence", exc_info=True)
            return None
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
