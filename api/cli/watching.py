"""Something long that runs in a thread of its own while this one draws its progress and hears Ctrl-C."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from queue import Empty, SimpleQueue
from types import FrameType
from typing import TypeVar

from api.cli.live import ProgressView
from solver import Progress

TICK_SECONDS = 0.1
T = TypeVar("T")
Work = Callable[[Callable[[Progress], None], Callable[[], bool]], T]
"""Gets where to put progress, and whether the user asked to stop."""


def run_watched(work: Work[T], view: ProgressView, on_stop: Callable[[], None] | None = lambda: None) -> T:
    """Run something in a thread, show what it tells, and give back what it makes.

    The first Ctrl-C (or SIGTERM) asks it to stop, by its flag and by ``on_stop``, which is called here; a second one raises
    KeyboardInterrupt at once, and so does the first where ``on_stop`` is None.
    """
    stop = threading.Event()
    events: SimpleQueue[Progress] = SimpleQueue()

    def interrupted(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_set() or on_stop is None:
            raise KeyboardInterrupt
        stop.set()

    previous = {number: signal.signal(number, interrupted) for number in (signal.SIGINT, signal.SIGTERM)}
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")
    try:
        future = pool.submit(work, events.put, stop.is_set)
        _watch(future, events, stop, view, on_stop)
        return future.result()
    finally:
        pool.shutdown(wait=False)
        for number, handler in previous.items():
            signal.signal(number, handler)


def _watch(
    future: Future[T], events: SimpleQueue[Progress], stop: threading.Event, view: ProgressView, on_stop: Callable[[], None] | None
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
        if stop.is_set() and not told:
            told = True
            view.stopping()
            if on_stop is not None:
                on_stop()
        if done:
            return
