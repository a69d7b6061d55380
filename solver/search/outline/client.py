"""The search's end of the outline process: starts it, asks, listens, ends it."""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
import threading
from queue import Queue

from solver.model.frame import Frame
from solver.search.outline.messages import Go, News, packed, receive, send
from solver.search.outline.outline import Outline

PROGRAM = "import sys; sys.path[:] = {path!r}; from solver.search.outline.worker import main; main()"
LOG = logging.getLogger(__name__)
PATIENCE = 5.0
"""Seconds that the process is given to end."""


class OutlineClient:
    """One outline process. It ends with :meth:`close`, and by itself when its parent is gone."""

    def __init__(self, frame: Frame, seed: int) -> None:
        command = [sys.executable, "-c", PROGRAM.format(path=sys.path)]
        # A group of its own: Ctrl-C and the end of a terminal are the search's to hear, which ends the process.
        self._process = subprocess.Popen(  # noqa: S603 our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0
        )
        self._pipes = [pipe for pipe in (self._process.stdin, self._process.stdout) if pipe is not None]
        self._lock = threading.Condition()
        self._news: News | None = None
        self._closed = False
        self._ended = False
        self.work = 0.0
        """Done so far, as the newest news says."""
        self._outbox: Queue[bytes | None] = Queue()
        self._say((frame.problem, frame.policy, seed))
        self._talkers = [threading.Thread(target=work, daemon=True) for work in (self._speak, self._listen)]
        for talker in self._talkers:
            talker.start()

    def _say(self, message: object) -> None:
        """Never waits: a process that still loads reads nothing yet, and a school is more than a pipe holds."""
        self._outbox.put(packed(message))

    def _speak(self) -> None:
        """Write what is to be said, until ``None``."""
        while (letter := self._outbox.get()) is not None:
            try:
                send(self._pipes[0], letter)
            except (OSError, ValueError):  # ValueError: the pipe is closed
                if not self._closed:
                    LOG.warning("the outline process is gone")
                return

    def _listen(self) -> None:
        while (news := receive(self._pipes[1])) is not None:
            with self._lock:
                self._news = news
                self.work = news.work
                self._lock.notify_all()
        with self._lock:
            self._ended = True
            self._lock.notify_all()
        if not self._closed:
            LOG.warning("the outline process ended early; the search goes on without it")

    def go(self, outline: Outline | None, seconds: float | None) -> None:
        """Search from the outline in the background; better ones come by :meth:`latest`."""
        self._say(Go(outline, seconds, None))

    def advance(self, outline: Outline | None, work: float) -> News:
        """Search for exactly so much work and wait for the answer: the same every time."""
        self._say(Go(outline, None, work))
        with self._lock:
            while not self._ended and (self._news is None or not self._news.done):
                self._lock.wait()
            news, self._news = self._news, None
        return news if news is not None else News(None, work, done=True)

    def latest(self) -> Outline | None:
        """The newest outline since the last call."""
        with self._lock:
            news, self._news = self._news, None
        return None if news is None else news.outline

    def close(self) -> None:
        """End the process."""
        self._closed = True
        self._process.kill()
        self._process.wait(PATIENCE)
        self._outbox.put(None)
        for talker in self._talkers:
            talker.join(PATIENCE)
        for pipe in self._pipes:
            with contextlib.suppress(OSError):  # what was not sent is not missed
                pipe.close()
