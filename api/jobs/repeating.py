"""Periodic background action of a process."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

LOG = logging.getLogger(__name__)
LONGEST = 10.0
"""Largest pause in seconds of the back-off after errors. Raising it loads a failing database less, and recovers later."""


class Repeating:
    """Thread that calls ``action`` every ``seconds``, and at once when woken.

    Errors are logged, and the next call is delayed with exponential back-off; they never end the thread, because an unavailable
    database comes back.
    """

    def __init__(self, name: str, seconds: float, action: Callable[[], None]) -> None:
        self._seconds = seconds
        self._action = action
        self._woken = threading.Event()
        self._ending = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Let the next call begin at once."""
        self._woken.set()

    def end(self, patience: float = 5.0) -> None:
        """Stop calling, and wait for a call under way."""
        self._ending = True
        self._woken.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(patience)

    def _run(self) -> None:
        pause = self._seconds
        while not self._ending:
            try:
                self._action()
                pause = self._seconds
            except Exception:
                LOG.exception("%s failed; it is tried again", self._thread.name)
                pause = min(LONGEST, 2 * pause)
            self._woken.wait(pause)
            self._woken.clear()
