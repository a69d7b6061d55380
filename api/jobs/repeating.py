"""Something that a process does again and again beside its work."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

LOG = logging.getLogger(__name__)
LONGEST = 10.0


class Repeating:
    """Calls ``action`` every ``seconds`` in a thread, and at once when woken. An error is logged and the next call waits
    longer; it never ends the thread, because a database that is away comes back."""

    def __init__(self, name: str, seconds: float, action: Callable[[], None]) -> None:
        self._seconds = seconds
        self._action = action
        self._woken = threading.Event()
        self._ending = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Do not wait for the next call."""
        self._woken.set()

    def end(self, patience: float = 5.0) -> None:
        """Call no more, and wait for a call that is under way."""
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
