"""Parent's handle of one reading process: starts it, sends calls, and kills it at the timeout."""

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
"""Calls after which a process is replaced. Raising it starts fewer processes, and lets small leaks add up."""
STARTS_IN = 60.0
"""Timeout in seconds of a process's start. Raising it tolerates busier machines."""


class OverrunError(Exception):
    """A call exceeded its time or memory, or ended its process."""


class ReadingProcess:
    """Reading process. After an OverrunError it is dead; see :attr:`spent`."""

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
        """Process id of the operating system."""
        return self._process.pid

    @property
    def spent(self) -> bool:
        """Whether the process must be replaced before the next call."""
        return self._readings >= MOST_READINGS or self._process.poll() is not None

    def read(self, name: str, given: tuple[object, ...]) -> Any:
        """Execute a kind of parsing in the child process -> its result. Raises its exceptions, and OverrunError."""
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
        """Kill the process at once, from another thread than the caller of :meth:`read`, which gets an OverrunError."""
        self._process.kill()

    def close(self) -> None:
        """End the process."""
        self._connection.close()
        self._process.kill()
        self._process.wait()
