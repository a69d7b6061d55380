"""Cache of one remote document: refreshed outside of locks, served stale while its source is down, with negative caching of
failures."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

from api.access.bounded_calls import BoundedCalls, BusyError

T = TypeVar("T")
FRESH = 3_600.0
"""Seconds for which a document is served without refresh. Raising it spares the source, and delays its changes."""
STALE = 86_400.0
"""Seconds for which a document is served while its source is down. Raising it survives longer outages, and trusts revoked keys
of the source for longer."""
RETRY = 10.0
"""Seconds after a failure before the source is asked again. Raising it spares waiting threads, and delays recovery."""


class SilentError(Exception):
    """The source does not answer, and no recent enough document is cached."""


class CachedDocument(Generic[T]):
    """Thread-safe cache; no thread holds a lock while it waits. load: fetches the document; raises any of ``failures`` where it
    cannot."""

    def __init__(
        self, load: Callable[[], T], calls: BoundedCalls, failures: tuple[type[Exception], ...],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._load = load
        self._calls = calls
        self._failures: tuple[type[Exception], ...] = (*failures, BusyError, TimeoutError)
        self._clock = clock
        self._lock = Lock()
        self._kept: tuple[float, T] | None = None
        self._pending: Future[T] | None = None
        self._failure = "no answer yet"
        self._retry_at = float("-inf")

    def get(self) -> T:
        """Document, at most STALE seconds old. One older than FRESH is served and refreshed in the background.

        Raises SilentError.
        """
        kept = self._kept
        now = self._clock()
        if kept is not None and now - kept[0] <= STALE:
            if now - kept[0] > FRESH:
                self._refresh()
            return kept[1]
        return self._fetched()

    def newer(self, seconds: float) -> T:
        """Document that was fetched at most so many seconds ago. Raises SilentError."""
        kept = self._kept
        return kept[1] if kept is not None and self._clock() - kept[0] <= seconds else self._fetched()

    def _refresh(self) -> Future[T] | None:
        """Fetch under way, or a new one; None soon after a failure."""
        with self._lock:
            if self._pending is None and self._clock() >= self._retry_at:
                try:
                    self._pending = self._calls.submit(self._run)
                except BusyError:
                    self._failed("too many calls are under way")
            return self._pending

    def _fetched(self) -> T:
        future = self._refresh()
        if future is None:
            raise SilentError(self._failure)
        try:
            return self._calls.wait(future)
        except BusyError:
            raise SilentError("too many requests wait for an answer") from None
        except self._failures as error:
            if future.done():
                raise SilentError(str(error) or type(error).__name__) from None
            with self._lock:  # its thread may hang for long: callers after this one are told at once, and later begin anew
                if self._pending is future:
                    self._pending = None
                    self._failed("no answer in time")
            raise SilentError("no answer in time") from None

    def _run(self) -> T:
        try:
            document = self._load()
        except self._failures as error:
            with self._lock:
                self._pending = None
                self._failed(str(error) or type(error).__name__)
            raise
        with self._lock:
            self._pending = None
            self._kept = (self._clock(), document)
        return document

    def _failed(self, why: str) -> None:
        self._failure, self._retry_at = why, self._clock() + RETRY
