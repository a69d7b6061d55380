"""Anytime curves: a figure of the runs of one family over time, as median and band over instances and seeds.

A run without a plan at a moment, without a bound, or that failed altogether, counts as infinitely far off; it lifts the
median and opens the band upwards instead of dropping out. Only proofs that there is no plan are left out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.instance import family
from benchmarks.record import Run
from benchmarks.trajectory import Trajectory, trajectory

FIRST = 0.1
"""Seconds at which a curve begins."""
POINTS = 240
LARGEST = "largest"


@dataclass(frozen=True)
class Band:
    """Least, median and most at each of ``times``; ``math.inf`` where unknown or without a plan."""

    times: tuple[float, ...]
    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True)
class Curve:
    """The runs of one family and label that had the same limit."""

    family: str
    label: str
    limit: float
    runs: tuple[Run, ...]

    @property
    def tiers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(tier.name for run in self.runs for tier in run.tiers))

    def band(self, figure: str) -> Band:
        """Gap of a tier, or with :data:`LARGEST` the largest gap, as a share of 1."""
        times = grid(self.limit)

        def over(way: Trajectory, moment: float) -> float | None:
            return way.largest(moment) if figure == LARGEST else way.gap(figure, moment)

        return band([trajectory(run) for run in self.runs], over, times)


def grid(limit: float) -> tuple[float, ...]:
    """Moments from :data:`FIRST` to the limit, evenly on a log scale."""
    last = max(limit, 2 * FIRST)
    return tuple(FIRST * (last / FIRST) ** (i / (POINTS - 1)) for i in range(POINTS))


def band(
    ways: Sequence[Trajectory | None], figure: Callable[[Trajectory, float], float | None], times: Sequence[float]
) -> Band:
    """Raises ValueError when there is no run."""
    if not ways:
        raise ValueError("a band needs at least one run")
    columns = []
    for moment in times:
        found = [None if way is None else figure(way, moment) for way in ways]
        columns.append(sorted(math.inf if value is None else value for value in found))
    return Band(
        tuple(times),
        tuple(column[0] for column in columns),
        tuple(median(column) for column in columns),
        tuple(column[-1] for column in columns),
    )


def curves(runs: Iterable[Run]) -> list[Curve]:
    """One a family and label, of the runs with the longest limit."""
    found: dict[tuple[str, str], list[Run]] = {}
    for run in runs:
        if run.status != "infeasible":
            found.setdefault((family(run.instance), run.label), []).append(run)
    result = []
    for (name, label), members in found.items():
        limit = max(run.limit for run in members)
        result.append(Curve(name, label, limit, tuple(run for run in members if run.limit == limit)))
    return result
