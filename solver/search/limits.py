"""Stopping criteria: what a caller may set, the clock of a search, and the share of what is left that one engine call may take."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from solver.search.engines.solve_limits import SolveLimits
from solver.search.search_params import SearchParams

IDLE_SECONDS = 0.005
"""Seconds that a search sleeps when it has nothing to do. Raising it leaves more of the processor to others and reacts later."""


@dataclass(frozen=True, slots=True)
class Params:
    """Parameters of a search: when it stops, and what its random choices depend on.

    seconds: wall-clock limit, or None. effort: deterministic limit (units of CP-SAT's deterministic time, about a second
    each on a quick core), or None: with it, the same seed gives the same plan whatever the machine does. gap: stop
    when the largest tier gap is at or below it. seed: of every random choice. workers: CP-SAT workers of exact solves. search: what may
    be tuned in its phases.
    """

    seconds: float | None = 60.0
    effort: float | None = None
    gap: float | None = None
    seed: int = 1
    workers: int = 2
    search: SearchParams = field(default_factory=SearchParams)


class Clock:
    """Stopping criterion of one search: wall time, deterministic effort, cancellation.

    Under an effort limit wall time never decides anything, so that the same seed gives the same plan.
    """

    def __init__(self, params: Params, cancelled: Callable[[], bool] | None = None) -> None:
        self.params = params
        self.effort = 0.0
        self._begin = time.monotonic()
        self._cancelled = cancelled

    @property
    def repeatable(self) -> bool:
        """Whether the search is limited by effort, and gives the same plan every time."""
        return self.params.effort is not None

    @property
    def elapsed(self) -> float:
        """Seconds since the search began."""
        return time.monotonic() - self._begin

    def cancelled(self) -> bool:
        """Whether the caller has asked to stop."""
        return self._cancelled is not None and self._cancelled()

    def seconds_left(self) -> float | None:
        """Wall seconds that are left, None without a limit or when only effort counts."""
        if self.params.seconds is None or self.repeatable:
            return None
        return max(0.0, self.params.seconds - self.elapsed)

    def effort_left(self) -> float | None:
        """Deterministic effort that is left, None without a limit."""
        return None if self.params.effort is None else max(0.0, self.params.effort - self.effort)

    def over(self) -> bool:
        """Whether time or effort has run out, or the caller has asked to stop."""
        seconds, effort = self.seconds_left(), self.effort_left()
        return self.cancelled() or (seconds is not None and seconds <= 0.0) or (effort is not None and effort <= 0.0)

    def spent(self, share: float) -> bool:
        """Whether this share of the limits is used up."""
        if self.params.effort is not None:
            return self.effort >= share * self.params.effort
        return self.params.seconds is not None and self.elapsed >= share * self.params.seconds

    def rest(self) -> None:
        """Sleep for IDLE_SECONDS, where seconds count."""
        if not self.repeatable:
            time.sleep(IDLE_SECONDS)

    def spend(self, effort: float) -> None:
        """Add deterministic effort that was spent."""
        self.effort += effort

    def share_left(self, share: float, most: float | None = None) -> SolveLimits:
        """Limits of an engine call for ``share`` of the time or effort left, with the seed and the workers of the search.

        most: effort that the call may take, or None.
        """
        seconds, left = self.seconds_left(), self.effort_left()
        efforts = [effort for effort in (most, None if left is None else left * share) if effort is not None]
        return SolveLimits(
            seconds=None if seconds is None else seconds * share,
            effort=min(efforts, default=None),
            seed=self.params.seed,
            workers=self.params.workers,
            repeatable=self.repeatable,
        )
