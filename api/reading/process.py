"""The parent's end of one reading process: starts it, asks, and ends it when it takes too long."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from multiprocessing import Pipe
from typing import Any

from api.reading.child import TOO_MUCH
from api.reading.limits import Limits

PROGRAM = "import sys; sys.path[:] = {path!r}; from api.reading.child import main; main({descriptor}, {seconds!r}, {megabytes!r})"
MOST_READINGS = 500
"""Readings after which a process is replaced: what little any of them leaves behind does not add up."""
STARTS_IN = 60.0
"""Seconds that a process may take to load, on a machine that is busy."""


class OverrunError(Exception):
    """A reading took more time or memory than it may, or ended its process."""


class ReadingProcess:
    """One process. After an OverrunError it is gone; see :attr:`spent`."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._connection, theirs = Pipe()
        program = PROGRAM.format(
            path=sys.path, descriptor=theirs.fileno(), seconds=limits.seconds, megabytes=limits.megabytes
        )
        # It needs none of our secrets, and what it reads is not ours.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("AFTERBELL_")}
        self._process = subprocess.Popen(  # noqa: S603 our own module
            [sys.executable, "-c", program], pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL, env=environment
        )
        theirs.close()
        self._readings = 0

    @property
    def process_id(self) -> int:
        """Of the operating system."""
        return self._process.pid

    @property
    def spent(self) -> bool:
        """Whether another process should be taken for the next reading."""
        return self._readings >= MOST_READINGS or self._process.poll() is not None

    def read(self, name: str, given: tuple[object, ...]) -> Any:
        """Run a kind of reading on data in the child process -> its result. Raises its errors, and OverrunError."""
        patience = self._limits.patience + (0 if self._readings else STARTS_IN)
        self._readings += 1
        try:
            self._connection.send_bytes(pickle.dumps((name, given), pickle.HIGHEST_PROTOCOL))
            if not self._connection.poll(patience):
                raise OverrunError("time")
            state, answer = pickle.loads(self._connection.recv_bytes())  # noqa: S301 - from our own child
        except (EOFError, OSError):
            self.close()
            raise OverrunError("ended") from None
        except OverrunError:
            self.close()
            raise
        if state == TOO_MUCH:
            self.close()
            raise OverrunError("memory")
        if state == "refused":
            kind, faults = answer
            raise kind(faults)
        return answer

    def kill(self) -> None:
        """End it on the spot; who waits for it gets an OverrunError. For other threads than the one that reads."""
        self._process.kill()

    def close(self) -> None:
        """End it, whatever it does."""
        self._connection.close()
        self._process.kill()
        self._process.wait()
