"""Heartbeat of a worker in a process of its own, so that a loaded machine does not starve it.

The worker computes at the lowest priority, and each of its threads waits for the others. The heartbeat process is forked
before, keeps the ordinary priority, and writes every ``beat`` seconds as long as the worker is not stopped (SIGSTOP, a frozen
container) and reports to it now and then. It ends with its worker.
"""

from __future__ import annotations

import logging
import os
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from api.jobs.process_state import ProcessState, process_state
from api.jobs.silence import Silence

LOG = logging.getLogger(__name__)
HUNG_SECONDS = 60.0
"""Seconds of silence (:mod:`api.jobs.silence`) after which a worker counts as hung. Raising it detects a hung worker later; lowering
it takes for hung a worker that waits for a slow disk."""
END_SECONDS = 5.0
"""Seconds that a heartbeat process is given to end before it is killed. Raising it may delay the end of a worker."""
NOTHING = "-"
"""Report of a worker that runs no job."""


@dataclass
class Liveness:
    """Liveness of a worker, from its reports. clock: seconds, monotonic."""

    beat: float
    clock: Callable[[], float] = time.monotonic
    _silence: Silence = field(default_factory=Silence)
    _heard: bool = True
    _due: float = field(init=False)

    def __post_init__(self) -> None:
        self._due = self.clock()

    def heard(self) -> None:
        """Record a report of the worker."""
        self._heard = True

    def due(self, state: ProcessState) -> bool:
        """Whether a heartbeat is due and the worker, which is in this state, alive."""
        now = self.clock()
        self._silence.look(now, state, alive=self._heard)
        self._heard = False
        if state.stopped or now < self._due or self._silence.seconds > HUNG_SECONDS:
            return False
        self._due = now + self.beat
        return True


class Heartbeat:
    """Heartbeat of this process. write: writes a heartbeat, given the id of the running job or None; called in the forked
    process, where it opens the connections that it needs."""

    def __init__(self, beat: float, write: Callable[[str | None], None]) -> None:
        self._beat = beat
        self._write = write
        self._pid = 0
        self._line = -1

    def start(self) -> None:
        """Fork the heartbeat process. Must be called before threads are started and before the niceness is changed."""
        heard, self._line = os.pipe()
        worker = os.getpid()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._line)
            status = 1
            try:
                self._live(heard, worker)
                status = 0
            except BaseException:
                LOG.exception("the heartbeat of process %d ends", worker)
            finally:
                os._exit(status)  # nothing of what was forked with it is its own to end
        os.close(heard)

    def say(self, job_id: str | None) -> None:
        """Report to the heartbeat process, with the id of the running job. Raises OSError where that process has died."""
        os.write(self._line, f"{job_id or NOTHING}\n".encode())

    def end(self) -> None:
        """End the heartbeat process and wait for it."""
        os.close(self._line)
        until = time.monotonic() + END_SECONDS
        while os.waitpid(self._pid, os.WNOHANG) == (0, 0):
            if time.monotonic() > until:
                os.kill(self._pid, signal.SIGKILL)
                os.waitpid(self._pid, 0)
                return
            time.sleep(0.02)

    def _live(self, heard: int, worker: int) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # meant for the worker; this one ends with it
        pulse = Liveness(self._beat)
        job_id: str | None = None
        while True:
            if select.select([heard], [], [], self._beat / 2)[0]:
                said = os.read(heard, 65_536)
                if not said:
                    return  # the worker is gone
                newest = said.decode().split()[-1]
                job_id = None if newest == NOTHING else newest
                pulse.heard()
            try:
                if pulse.due(process_state(worker)):
                    self._write(job_id)
            except Exception:  # the database is away, or full: it comes back
                LOG.exception("a sign of life of process %d could not be written", worker)
