"""Something long that runs in a thread of its own while this one draws its progress and hears who asks it to stop."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from queue import Empty, SimpleQueue
from types import FrameType, TracebackType
from typing import Any, Self, TypeVar

from api.cli.live import ProgressView
from solver import Progress

TICK_SECONDS = 0.1
T = TypeVar("T")
Work = Callable[[Callable[[Progress], None], Callable[[], bool]], T]
"""Gets where to put progress, and whether the user asked to stop."""
URGED = (signal.SIGINT, signal.SIGTERM)
"""Signals of which a second one ends the process at once."""


class Stopping:
    """Ctrl-C, SIGTERM and SIGHUP (the terminal is closed) while it is entered as a context.

    The first asks to stop, and whatever is under way is brought to its end; a second Ctrl-C or SIGTERM raises
    KeyboardInterrupt at once, and so does the first of any where ``at_once``. A terminal that is closed may send SIGHUP
    several times, and beside SIGTERM: it never counts as a second. Whoever began us without SIGHUP (nohup) is not asked to stop
    by it.
    """

    def __init__(self, *, at_once: bool = False) -> None:
        self._at_once = at_once
        self._asked = threading.Event()
        self._urged = False
        self._previous: dict[signal.Signals, Any] = {}
        self.number: int = signal.SIGINT
        """The last signal that came."""

    def __enter__(self) -> Self:
        ignored = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        for number in URGED if ignored else (*URGED, signal.SIGHUP):
            self._previous[number] = signal.signal(number, self._heard)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._previous.items():
            signal.signal(number, handler)

    def asked(self) -> bool:
        """Whether to stop."""
        return self._asked.is_set()

    def _heard(self, number: int, _frame: FrameType | None) -> None:
        self.number = number
        again = self._urged and number in URGED
        self._urged = self._urged or number in URGED
        self._asked.set()
        if again or self._at_once:
            raise KeyboardInterrupt


def run_watched(work: Work[T], view: ProgressView, stopping: Stopping, on_stop: Callable[[], None] = lambda: None) -> T:
    """Run something in a thread, show what it tells, and give back what it makes.

    Asked to stop, it is told so by its flag and by ``on_stop``, which is called here.
    """
    events: SimpleQueue[Progress] = SimpleQueue()
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")
    try:
        future = pool.submit(work, events.put, stopping.asked)
        _watch(future, events, stopping, view, on_stop)
        return future.result()
    finally:
        pool.shutdown(wait=False)


def _watch(
    future: Future[T], events: SimpleQueue[Progress], stopping: Stopping, view: ProgressView, on_stop: Callable[[], None]
) -> None:
    told = False
    while True:
        done = bool(wait((future,), timeout=TICK_SECONDS).done)
        try:
            while True:
                view.show(events.get_nowait())
        except Empty:
            pass
        view.tick()
        if stopping.asked() and not told:
            told = True
            view.stopping()
            on_stop()
        if done:
            return
