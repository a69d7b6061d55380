"""Kills workers and the web process at random moments while jobs run."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from sqlalchemy import func, select

from api.storage.database import Database
from api.storage.jobs import OPEN, RUNNING
from api.storage.tables import incumbents, jobs, workers
from benchmarks.kill.service import Service


@dataclass
class Killer:
    """pause: seconds between two kills, at least and at most. down: seconds for which the web process stays dead, at most.

    Between two kills an attempt at a job begins, however long that takes: a busy machine would otherwise see workers killed before
    they do anything. Every other worker is killed only once its job has a plan, so that there is something to go on from.
    """

    service: Service
    database: Database
    random: Random
    pause: tuple[float, float] = (1.0, 5.0)
    down: float = 2.0
    workers_killed: int = 0
    web_killed: int = 0

    def spree(self, worker_kills: int, web_kills: int, seconds: float, need: Callable[[], None]) -> bool:
        """Kill so often, in random order; False when that took too long. need: called again and again while a kill is due, so that
        there are jobs."""
        plan = ["worker"] * worker_kills + ["web"] * web_kills
        self.random.shuffle(plan)
        until = time.monotonic() + seconds
        begun = 0
        for what in plan:
            time.sleep(self.random.uniform(*self.pause))
            while self.attempts() <= begun or not (self._kill_worker() if what == "worker" else self._kill_web()):
                if time.monotonic() > until:
                    return False
                need()
                time.sleep(0.05)
            begun = self.attempts()
        return True

    def attempts(self) -> int:
        """Attempts at all jobs so far."""
        with self.database.read() as connection:
            return int(connection.execute(select(func.coalesce(func.sum(jobs.c.attempt), 0))).scalar_one())

    def anything_open(self) -> bool:
        """Whether a job has not ended."""
        with self.database.read() as connection:
            return connection.execute(select(jobs.c.id).where(jobs.c.state.in_(OPEN)).limit(1)).scalar() is not None

    def _kill_worker(self) -> bool:
        """One of those that run a job."""
        query = select(workers.c.pid).join(jobs, jobs.c.worker == workers.c.id)
        if self.workers_killed % 2 == 0:
            query = query.join(incumbents, (incumbents.c.job_id == jobs.c.id) & (incumbents.c.attempt == jobs.c.attempt))
        with self.database.read() as connection:
            pids = list(
                connection.execute(query.where(jobs.c.state == RUNNING, workers.c.host == socket.gethostname())).scalars()
            )
        self.random.shuffle(pids)
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue  # dead already, and not yet found to be so
            self.workers_killed += 1
            return True
        return False

    def _kill_web(self) -> bool:
        self.service.kill()
        self.web_killed += 1
        time.sleep(self.random.uniform(0.0, self.down))
        self.service.start()
        return True
