"""Bounded outbound calls (bulkhead): a few threads of their own, so that a peer that hangs blocks only requests that need it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import BoundedSemaphore, Thread
from typing import TypeVar

T = TypeVar("T")
CALLS = 4
"""Calls under way at a time. Raising it lets more people sign in at once, and a peer that hangs hold more threads."""
WAITING = 8
"""Request threads that may wait for a call at a time, of the 40 that answer requests. Raising it lets a slow peer hold up more
of the answers to others."""
PATIENCE = 5.0
"""Seconds that a request waits for a call. Raising it suits a slow identity provider, and holds waiting threads longer."""


class BusyError(Exception):
    """The limit of concurrent calls, or of waiting requests, is reached."""


class BoundedCalls:
    """Calls in daemon threads: at most ``calls`` under way, at most ``waiting`` requests that wait, each for ``patience`` seconds."""

    def __init__(self, calls: int = CALLS, waiting: int = WAITING, patience: float = PATIENCE) -> None:
        self._calls = BoundedSemaphore(calls)
        self._waiting = BoundedSemaphore(waiting)
        self._patience = patience

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Start a call without waiting for it -> its future. Its slot is released when the call has really ended.

        Raises BusyError.
        """
        if not self._calls.acquire(blocking=False):
            raise BusyError
        future: Future[T] = Future()

        def run() -> None:
            try:
                result = work()
            except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
                self._calls.release()
                future.set_exception(error)
            else:
                self._calls.release()
                future.set_result(result)

        Thread(target=run, daemon=True, name="outbound").start()
        return future

    def wait(self, future: Future[T]) -> T:
        """Result of a call, or the exception that it raised. Raises BusyError, TimeoutError."""
        if future.done():
            return future.result()
        if not self._waiting.acquire(blocking=False):
            raise BusyError
        try:
            return future.result(self._patience)
        finally:
            self._waiting.release()

    def call(self, work: Callable[[], T]) -> T:
        """Start a call and wait for its result. Raises BusyError, TimeoutError."""
        return self.wait(self.submit(work))
