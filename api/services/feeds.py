"""Fan-out of job events to streams (server-sent events): one database poll a job for all its listeners in this process."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from anyio import CapacityLimiter, to_thread

LOG = logging.getLogger(__name__)
POLL_SECONDS = 0.3
"""Seconds between two polls of the events of a followed job. Raising it delays events, and costs fewer queries."""
ACCESS_SECONDS = 3.0
"""Seconds between two checks of all listeners' keys. Raising it lets revoked keys listen for longer, and costs fewer queries."""
BUFFER = 500
"""Events of a job in the buffer; a listener that lags by more reads them from the database. Raising it takes more memory for
slow listeners."""
THREADS = 4
"""Concurrent reads of the database for all feeds. Raising it serves more jobs at once and leaves other answers fewer threads."""


class NumberedEvent(Protocol):
    """Event with a number."""

    @property
    def seq(self) -> int: ...


@dataclass(frozen=True, slots=True)
class EventPage:
    """Result of one poll of a job's events. events: those after the requested number, in order, at most a page. over: no event
    will follow. place: queue position of a waiting job, as a document."""

    events: Sequence[Any]
    over: bool = False
    place: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class PlaceEvent:
    """Event of a changed queue position; without a number of its own."""

    data: Mapping[str, Any]


@dataclass(eq=False)
class Feed:
    """Buffer of the newest events of one job. start: number of the event before the first in the buffer."""

    job_id: str
    start: int = 0
    held: deque[Any] = field(default_factory=lambda: deque(maxlen=BUFFER))
    place: PlaceEvent | None = None
    over: bool = False
    listeners: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None

    @property
    def last(self) -> int:
        """Number of the newest event in the buffer."""
        return int(self.held[-1].seq) if self.held else self.start

    def after(self, number: int) -> list[Any]:
        """Buffered events above a number."""
        return [event for event in self.held if event.seq > number]

    def take(self, found: EventPage) -> None:
        """Append the result of a poll, and wake the listeners where it has news."""
        place = None if found.place is None else PlaceEvent(found.place)
        if not found.events and not found.over and place == self.place:
            return
        for event in found.events:
            if len(self.held) == BUFFER:
                self.start = self.held[0].seq
            self.held.append(event)
        self.place, self.over = place, found.over
        self.wake()

    def wake(self) -> None:
        """Wake all listeners."""
        woken, self.news = self.news, asyncio.Event()
        woken.set()


@dataclass(eq=False)
class Listener:
    """One stream. allowed: checks its credentials, once for all streams with the same ``key``."""

    key: str
    allowed: Callable[[], bool]
    feed: Feed
    ended: bool = False


class Feeds:
    """All feeds of a web process, on its event loop. read: (job, number) -> events after it; blocking. ending: set when the
    process is told to end: streams then end, and listeners reconnect elsewhere."""

    def __init__(
        self, read: Callable[[str, int], EventPage], ending: threading.Event, poll: float = POLL_SECONDS, access: float = ACCESS_SECONDS
    ) -> None:
        self._read = read
        self._ending = ending
        self._poll = poll
        self._access = access
        self._feeds: dict[str, Feed] = {}
        self._listeners: set[Listener] = set()
        self._guard: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._threads = CapacityLimiter(THREADS)

    async def follow(self, job_id: str, number: int, key: str, allowed: Callable[[], bool]) -> AsyncIterator[Any]:
        """Every event above ``number``, in order, and changes of the queue position between them, until the job has ended or is
        deleted, the key is no longer valid, or the process is ending: the listener then reconnects with the number of its
        last event. A slow listener delays no other."""
        listener = self._join(job_id, key, allowed)
        feed = listener.feed
        place: PlaceEvent | None = None
        try:
            while self._goes_on(listener):
                news = feed.news
                behind = number < feed.start
                events = (await self._look(job_id, number)).events if behind else feed.after(number)
                for event in events:
                    yield event
                    number = event.seq
                    if not self._goes_on(listener):
                        return
                if events or behind:
                    number = number if events else feed.start  # what is not there any more does not come
                    continue
                if feed.over:
                    return
                if feed.place is not None and feed.place != place:
                    place = feed.place
                    yield place
                    continue
                await news.wait()
        finally:
            self._leave(listener)

    def _goes_on(self, listener: Listener) -> bool:
        return not listener.ended and not self._ending.is_set()

    def _join(self, job_id: str, key: str, allowed: Callable[[], bool]) -> Listener:
        feed = self._feeds.get(job_id)
        if feed is None:
            feed = self._feeds[job_id] = Feed(job_id)
            feed.task = self._begun(self._fill(feed))
        feed.listeners += 1
        listener = Listener(key, allowed, feed)
        self._listeners.add(listener)
        if self._guard is None:
            self._guard = self._begun(self._guard_access())
        return listener

    def _begun(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self) -> None:
        """Stop polling, and wait for polls under way: afterwards no thread uses the database."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _leave(self, listener: Listener) -> None:
        self._listeners.discard(listener)
        feed = listener.feed
        feed.listeners -= 1
        if not feed.listeners:
            self._close(feed)
        if not self._listeners and self._guard is not None:
            self._guard.cancel()
            self._guard = None

    def _close(self, feed: Feed) -> None:
        if self._feeds.get(feed.job_id) is feed:
            del self._feeds[feed.job_id]
        if feed.task is not None:
            feed.task.cancel()

    async def _look(self, job_id: str, number: int) -> EventPage:
        return await to_thread.run_sync(self._read, job_id, number, limiter=self._threads)

    async def _fill(self, feed: Feed) -> None:
        """Polling loop; where a poll fails, the streams end, and listeners reconnect."""
        try:
            while not feed.over and not self._ending.is_set():
                found = await self._look(feed.job_id, feed.last)
                feed.take(found)
                if not found.events:
                    await asyncio.sleep(self._poll)
        except Exception:
            LOG.exception("the events of job %s cannot be read", feed.job_id)
        finally:
            feed.over = True
            if self._feeds.get(feed.job_id) is feed:
                del self._feeds[feed.job_id]
            feed.wake()

    async def _guard_access(self) -> None:
        """End streams whose key is no longer valid; each key is checked once, however many streams use it."""
        while True:
            await asyncio.sleep(self._access)
            for key, allowed in {each.key: each.allowed for each in self._listeners}.items():
                try:
                    holds = await to_thread.run_sync(allowed, limiter=self._threads)
                except Exception:  # the database is away: nothing is known against the key
                    LOG.warning("a listener's key cannot be looked at", exc_info=True)
                    continue
                if not holds:
                    self._end(key)

    def _end(self, key: str) -> None:
        for listener in self._listeners:
            if listener.key == key:
                listener.ended = True
                listener.feed.wake()
