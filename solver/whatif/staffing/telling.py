"""Telling how far an analysis is, and hearing that it is to stop."""

from __future__ import annotations

import time
from collections.abc import Callable

from solver.plan import Progress

OnProgress = Callable[[Progress], None]
Cancelled = Callable[[], bool]


class Telling:
    """The caller's ends of an analysis. stopped: whether the caller has asked to stop, so that something was left out."""

    def __init__(self, on_progress: OnProgress | None, cancelled: Cancelled | None) -> None:
        self._on_progress, self._cancelled = on_progress, cancelled
        self._begin = time.monotonic()
        self.stopped = False

    def over(self) -> bool:
        """Whether to stop; once it is so it stays so."""
        self.stopped = self.stopped or (self._cancelled is not None and self._cancelled())
        return self.stopped

    def tell(self, stage: str, done: int, of: int) -> None:
        """Tell that so much of a stage is done."""
        self.say(stage, f"{done}/{of}")

    def say(self, stage: str, note: str) -> None:
        """Tell something of a stage."""
        if self._on_progress is not None:
            self._on_progress(Progress(stage, time.monotonic() - self._begin, note=note))

    def search(self, stage: str) -> OnProgress:
        """Where a search within the analysis puts its events: they are told under the stage, without their plans."""
        return lambda event: self.say(stage, event.stage)
