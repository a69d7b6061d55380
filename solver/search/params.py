"""What a caller may set of a search."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Params:
    """When to stop and how to search.

    seconds: wall-clock limit, or None. effort: deterministic limit (units of CP-SAT's deterministic time, about a second
    each on a quick core), or None: with it, the same seed gives the same plan whatever the machine does. gap: stop
    when the largest tier gap is at or below it. seed: of every random choice. workers: CP-SAT workers of exact solves.
    """

    seconds: float | None = 60.0
    effort: float | None = None
    gap: float | None = None
    seed: int = 1
    workers: int = 2
