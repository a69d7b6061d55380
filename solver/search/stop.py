"""When a search ends: by time, by effort, by gap, by cancel."""

from __future__ import annotations

import time
from collections.abc import Callable

from solver.search.params import Params

MOMENT = 0.005
"""Seconds that a search rests when it has nothing to do."""


class Clock:
    """Wall time and deterministic effort of one search.

    Under an effort limit wall time never decides anything, so that the same seed gives the same plan.
    """

    def __init__(self, params: Params, cancelled: Callable[[], bool] | None = None) -> None:
        self.params = params
        self.effort = 0.0
        self._begin = time.monotonic()
        self._cancelled = cancelled

    @property
    def repeatable(self) -> bool:
        return self.params.effort is not None

    @property
    def elapsed(self) -> float:
        """Seconds since the search began."""
        return time.monotonic() - self._begin

    def cancelled(self) -> bool:
        return self._cancelled is not None and self._cancelled()

    def seconds_left(self) -> float | None:
        """Wall seconds that are left, None without a limit or when only effort counts."""
        if self.params.seconds is None or self.repeatable:
            return None
        return max(0.0, self.params.seconds - self.elapsed)

    def effort_left(self) -> float | None:
        return None if self.params.effort is None else max(0.0, self.params.effort - self.effort)

    def over(self) -> bool:
        """Whether time, effort or patience has run out."""
        seconds, effort = self.seconds_left(), self.effort_left()
        return self.cancelled() or (seconds is not None and seconds <= 0.0) or (effort is not None and effort <= 0.0)

    def spent(self, share: float) -> bool:
        """Whether this share of the limits is used up."""
        if self.params.effort is not None:
            return self.effort >= share * self.params.effort
        return self.params.seconds is not None and self.elapsed >= share * self.params.seconds

    def rest(self) -> None:
        """Leave the processor to others for a moment, where seconds count."""
        if not self.repeatable:
            time.sleep(MOMENT)

    def spend(self, effort: float) -> None:
        self.effort += effort
