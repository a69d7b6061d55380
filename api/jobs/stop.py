"""Whether a running job is to stop, and why: its watcher says so, its kind asks."""

from __future__ import annotations

import threading
import time
from enum import StrEnum

LOOK_SECONDS = 0.5


class StopCause(StrEnum):
    """Why a job stops before it is done."""

    LOST = "lost"
    """Another attempt runs it, or it has ended: nothing that is found is of use any more."""
    CANCELLED = "cancelled"
    DEADLINE = "deadline"
    OVERDUE = "overdue"
    """It ran far longer than its kind foresaw."""
    ATTEMPTS = "attempts"
    """It is not tried any more; what there is of a plan is kept."""
    LEAVING = "leaving"
    """The process has been told to leave; the job is given back."""


class Stop:
    """The signal of one running job. ``leaving`` is its process's."""

    def __init__(self, leaving: threading.Event, cause: StopCause | None = None) -> None:
        self._leaving = leaving
        self._said = threading.Event()
        self._lock = threading.Lock()
        self._cause: StopCause | None = None
        self._since = 0.0
        if cause is not None:
            self.say(cause)

    def say(self, cause: StopCause) -> None:
        """Stop. The first cause counts; only :attr:`StopCause.LOST` takes the place of another."""
        with self._lock:
            if self._cause is None:
                self._since = time.monotonic()
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
    def age(self) -> float:
        """Seconds since the watcher said to stop; 0 as long as it has not."""
        return time.monotonic() - self._since if self._said.is_set() else 0.0

    def wait(self, seconds: float) -> None:
        """Sleep, but not on when the job is to stop (or the process to leave, within half a second).

        A job that is to stop already sleeps a little too: it waits for something else now, as its children's ends.
        """
        if self:
            time.sleep(min(seconds, LOOK_SECONDS))
        until = time.monotonic() + seconds
        while not self and (left := until - time.monotonic()) > 0:
            self._said.wait(min(left, LOOK_SECONDS))
