"""Client of the master process: starts it, sends orders, receives replies, ends it."""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
import threading
from collections.abc import Mapping
from queue import Queue

from solver.model.instance import Instance
from solver.search.master.messages import SearchOrder, SearchReply, packed, receive, send
from solver.search.master_solution import MasterSolution

PROGRAM = "import sys; sys.path[:] = {path!r}; from solver.search.master.worker import main; main()"
LOG = logging.getLogger(__name__)
END_SECONDS = 5.0
"""Seconds that the process is given to end. Raising it waits longer for a process that hangs."""


class MasterClient:
    """One master process. It ends with :meth:`close`, and by itself when its parent is gone."""

    def __init__(self, instance: Instance, seed: int) -> None:
        command = [sys.executable, "-c", PROGRAM.format(path=sys.path)]
        # A group of its own: Ctrl-C and the end of a terminal are the search's to hear, which ends the process.
        self._process = subprocess.Popen(  # noqa: S603 our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0
        )
        self._pipes = [pipe for pipe in (self._process.stdin, self._process.stdout) if pipe is not None]
        self._lock = threading.Condition()
        self._reply: SearchReply | None = None
        self._closed = False
        self._ended = False
        self.work = 0.0
        """Work done so far (simplex iterations), by the newest reply."""
        self._outgoing: Queue[bytes | None] = Queue()
        self._say((instance.problem, instance.policy, instance.limits, seed))
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._speak, self._listen)]
        for thread in self._threads:
            thread.start()

    def _say(self, message: object) -> None:
        """Never waits: a process that still loads reads nothing yet, and a school is more than a pipe holds."""
        self._outgoing.put(packed(message))

    def _speak(self) -> None:
        """Write what is to be said, until ``None``."""
        while (packed_message := self._outgoing.get()) is not None:
            try:
                send(self._pipes[0], packed_message)
            except (OSError, ValueError):  # ValueError: the pipe is closed
                if not self._closed:
                    LOG.warning("the master process is gone")
                return

    def _listen(self) -> None:
        while (reply := receive(self._pipes[1])) is not None:
            with self._lock:
                self._reply = reply
                self.work = reply.work
                self._lock.notify_all()
        if not self._closed:
            LOG.warning("the master process ended early; the search goes on without it")
        with self._lock:  # told before anybody goes on who waits for it
            self._ended = True
            self._lock.notify_all()

    def go(self, solution: MasterSolution | None, seconds: float | None, values: Mapping[str, int] | None = None) -> None:
        """Search from the solution in the background; better ones come by :meth:`latest`. values: of the tiers in its plan."""
        self._say(SearchOrder(solution, seconds, None, values or {}))

    def advance(self, solution: MasterSolution | None, work: float, values: Mapping[str, int] | None = None) -> SearchReply:
        """Search for exactly so much work and wait for the answer: the same every time."""
        self._say(SearchOrder(solution, None, work, values or {}))
        with self._lock:
            while not self._ended and (self._reply is None or not self._reply.done):
                self._lock.wait()
            reply, self._reply = self._reply, None
        return reply if reply is not None else SearchReply(None, work, done=True)

    def latest(self) -> MasterSolution | None:
        """The newest solution since the last call."""
        with self._lock:
            reply, self._reply = self._reply, None
        return None if reply is None else reply.solution

    @property
    def pid(self) -> int:
        """Id of the process."""
        return self._process.pid

    def wait_for_the_end(self) -> None:
        """Return once the process has ended by itself, and that was noticed."""
        with self._lock:
            self._lock.wait_for(lambda: self._ended)

    def close(self) -> None:
        """End the process."""
        self._closed = True
        self._process.kill()
        self._process.wait(END_SECONDS)
        self._outgoing.put(None)
        for thread in self._threads:
            thread.join(END_SECONDS)
        for pipe in self._pipes:
            with contextlib.suppress(OSError):  # what was not sent is not missed
                pipe.close()
