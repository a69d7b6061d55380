"""Interruption of an engine that runs, when the caller asks to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

POLL_SECONDS = 0.05
"""Seconds between two looks at the flag. Raising it stops engines later."""


@contextmanager
def guarded(stop: Callable[[], bool] | None, interrupt: Callable[[], object]) -> Iterator[None]:
    """While the block runs, call ``interrupt`` as long as ``stop`` says so: again and again, because an engine forgets what it
    was told before it began.
    """
    if stop is None:
        yield
        return
    done = threading.Event()

    def watch() -> None:
        while not done.wait(POLL_SECONDS):
            if stop():
                interrupt()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
