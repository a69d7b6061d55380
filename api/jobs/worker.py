"""Worker process: executes jobs one at a time, and runs dispatcher, reaper and daily maintenance (see :mod:`api.jobs`)."""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import threading
import time
from types import FrameType
from typing import NoReturn

import solver
from api.jobs.daily import LOOK_SECONDS, Daily
from api.jobs.dispatcher import Dispatcher
from api.jobs.engine import Engine
from api.jobs.execution import Execution
from api.jobs.heartbeat import Heartbeat
from api.jobs.intervals import Pace
from api.jobs.process_state import process_state
from api.jobs.reaper import Reaper
from api.jobs.registry import KINDS, queue_of, queues
from api.jobs.repeating import Repeating
from api.jobs.silence import Silence
from api.settings import Settings
from api.storage.database import Database
from api.storage.ids import new_id
from api.storage.jobs import claim
from api.storage.workers import Worker, beat, leave

LOG = logging.getLogger(__name__)
EX_TEMPFAIL = 75
"""Exit code (EX_TEMPFAIL of sysexits.h) of a worker that asks to be restarted."""
LEAVE_SECONDS = 0.1
"""Seconds between two looks whether the running jobs have been returned. Raising it ends a worker later."""


class WorkerProcess:
    """This process as a worker. parent: process id of its supervisor, without which it ends; None: it has none."""

    def __init__(self, settings: Settings, pace: Pace | None = None, parent: int | None = None) -> None:
        self.id = new_id()
        self._settings = settings
        self._pace = pace or Pace()
        self._parent = parent
        self._pid = os.getpid()
        self._database = Database(settings.database)
        self._leaving = threading.Event()
        self._gone = threading.Event()
        self._lock = threading.Lock()
        self._running: list[str] = []
        self._exit_code = 0
        self._heartbeat = Heartbeat(self._pace.beat, self._beat)
        self._engine = Engine(self._database.url, self.id, self.perform, self._pace)
        self._dispatcher = Repeating(
            "dispatcher", self._pace.dispatch, Dispatcher(self._database, self._engine, queues(), self._pace).look
        )

    def run(self) -> NoReturn:
        """Work until told to leave (SIGTERM, SIGINT, SIGHUP, or the parent's death); then return running jobs and end the process."""
        hangup = () if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else (signal.SIGHUP,)
        for number in (signal.SIGTERM, signal.SIGINT, *hangup):
            signal.signal(number, self._told_to_leave)
        gc.freeze()  # what is shared with the heartbeat stays so
        self._heartbeat.start()
        self._beat(None)  # before the engine takes jobs: whoever holds one must be known to live
        beats = Repeating("signs of life", self._pace.beat, self._say)
        beats.start()  # the engine's migrations may take minutes on a busy machine
        self._engine.migrate()  # at ordinary priority: others wait for it
        os.nice(self._settings.worker_niceness)
        self._engine.start()
        reaper = Reaper(self._database, self._engine, queue_of(), self._pace, self.id)
        daily = Repeating("daily", LOOK_SECONDS, Daily(self._database, self._settings).look)
        beside = [self._dispatcher, Repeating("reaper", self._pace.reap, reaper.look), daily]
        if self._parent is not None:
            beside.append(Repeating("parent", self._pace.parent, self._watch_parent))
        for one in beside:
            one.start()
        LOG.info("worker %s is ready", self.id)
        while not self._leaving.wait(1.0):  # woken now and then, so that signals are seen on every platform
            pass
        self._leave([beats, *beside])

    def perform(self, job_id: str) -> None:
        """Entry point of the engine: execute a job that this process holds now."""
        with self._lock:
            self._running.append(job_id)  # before the claim, so that the process does not leave between the two
        try:
            if not self._leaving.is_set():
                self._execute(job_id)
        finally:
            with self._lock:
                self._running.remove(job_id)
        if self._leaving.is_set():
            self._gone.wait()  # the job stays ours in the engine until we are gone, and then goes to another
        self._dispatcher.wake()

    def _execute(self, job_id: str) -> None:
        try:
            with self._database.write() as connection:
                job = claim(connection, job_id, self.id)
            if job is None:
                return
            if not Execution(self._database, self._settings, KINDS, job, self._leaving, self._pace).run():
                # Everybody thought us dead. The engine's thread would now wait for the other attempt.
                self._begin_anew()
        except BaseException:
            # The row may say that we run the job, and nobody would look after it as long as we live.
            LOG.exception("job %s could not be ended; its worker ends instead", job_id)
            self._begin_anew()
            raise

    @property
    def leaving_with(self) -> int | None:
        """Exit status with which the process is about to leave; None while it stays."""
        return self._exit_code if self._leaving.is_set() else None

    def close(self) -> None:
        """End the engine and close the database of a process that does not go on to :meth:`run`."""
        self._engine.end()
        self._database.close()

    def _begin_anew(self) -> None:
        """Leave with the exit code that asks for a restart."""
        self._exit_code = EX_TEMPFAIL
        self._leaving.set()

    def _say(self) -> None:
        with self._lock:
            job_id = next(iter(self._running), None)
        try:
            self._heartbeat.say(job_id)
        except OSError:
            LOG.exception("worker %s has lost its heartbeat and leaves", self.id)
            self._begin_anew()

    def _beat(self, job_id: str | None) -> None:
        """Write the worker's heartbeat. Also called in the heartbeat process, where the database is opened anew."""
        with self._database.write() as connection:
            beat(connection, Worker(self.id, socket.gethostname(), self._pid, solver.__version__, job_id, 0, 0))

    def _watch_parent(self) -> None:
        if os.getppid() != self._parent and not self._leaving.is_set():
            LOG.warning("the supervisor is gone; worker %s leaves", self.id)
            self._leaving.set()

    def _told_to_leave(self, _number: int, _frame: FrameType | None) -> None:
        self._leaving.set()

    def _leave(self, beside: list[Repeating]) -> NoReturn:
        silence = Silence()
        while self._running and silence.seconds <= self._pace.grace:
            time.sleep(LEAVE_SECONDS)
            silence.look(time.monotonic(), process_state(self._pid, besides=threading.get_native_id()), alive=False)
        for one in beside:
            one.end()
        self._heartbeat.end()  # or it would write that we live after we have left
        try:
            with self._database.write() as connection:
                leave(connection, self.id)
        except Exception:
            LOG.exception("worker %s could not say that it leaves; it will be found silent", self.id)
        LOG.info("worker %s has left", self.id)
        logging.shutdown()
        # The engine's threads wait for jobs that are no longer ours: an ordinary exit would wait for them.
        os._exit(self._exit_code)
