"""Stop signal of a running job with its cause: set by the watcher, polled by the kind."""

from __future__ import annotations

import threading
import time
from enum import StrEnum

LOOK_SECONDS = 0.5
"""Seconds between two looks at the process's own stop signal during a sleep. Raising it ends sleeping jobs later."""


class StopCause(StrEnum):
    """Causes for which a job stops early."""

    LOST = "lost"
    """A newer attempt runs it, or it has ended: the fencing token is stale and no result can be stored."""
    CANCELLED = "cancelled"
    DEADLINE = "deadline"
    OVERDUE = "overdue"
    """It exceeded its expected duration by far."""
    ATTEMPTS = "attempts"
    """It has failed too often; its incumbent is kept, without a further search."""
    LEAVING = "leaving"
    """The process has been told to leave; the job returns to the queue."""


class Stop:
    """Stop signal of one running job. leaving: that of its process."""

    def __init__(self, leaving: threading.Event, cause: StopCause | None = None) -> None:
        self._leaving = leaving
        self._said = threading.Event()
        self._lock = threading.Lock()
        self._cause: StopCause | None = None
        if cause is not None:
            self.say(cause)

    def say(self, cause: StopCause) -> None:
        """Set the signal. The first cause counts; only :attr:`StopCause.LOST` replaces another."""
        with self._lock:
            if self._cause is None or cause is StopCause.LOST:
                self._cause = cause
        self._said.set()

    @property
    def cause(self) -> StopCause | None:
        if self._cause is not None:
            return self._cause
        return StopCause.LEAVING if self._leaving.is_set() else None

    def __bool__(self) -> bool:
        return self._said.is_set() or self._leaving.is_set()

    @property
    def said(self) -> bool:
        """Whether the signal was set; False for a process that is to leave."""
        return self._said.is_set()

    def wait(self, seconds: float) -> None:
        """Sleep until the time is over, or the signal is set, or the process is to leave (seen within half a second).

        Where the signal is set already it sleeps a little too: the caller waits for something else now, as for the ends of
        children.
        """
        if self:
            time.sleep(min(seconds, LOOK_SECONDS))
        until = time.monotonic() + seconds
        while not self and (left := until - time.monotonic()) > 0:
            self._said.wait(min(left, LOOK_SECONDS))
