"""The limits of one call of the engine that may take a share of what is left of a search."""

from __future__ import annotations

from solver.search.engines.cpsat import Limits
from solver.search.stop import Clock


def portion(clock: Clock, share: float) -> Limits:
    """Limits for ``share`` of the time or effort left, with the seed and the workers of the search."""
    seconds, effort = clock.seconds_left(), clock.effort_left()
    return Limits(
        seconds=None if seconds is None else seconds * share,
        effort=None if effort is None else effort * share,
        seed=clock.params.seed,
        workers=clock.params.workers,
        repeatable=clock.repeatable,
    )
