"""How the time to a good plan grows with the size of a school.

Good is a largest gap of at most 5 %, measured as :mod:`benchmarks.trajectory` says; the time is from the spawn of the
process. A run that never gets there, or fails, stands at its limit as not reached.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.record import Run
from benchmarks.trajectory import trajectory

TARGET = 0.05
EXPONENT = 1.5


@dataclass(frozen=True, slots=True)
class Point:
    """One run: size in classes, seconds to the target, or the limit where it was not reached."""

    instance: str
    label: str
    classes: int
    seconds: float
    reached: bool


def points(runs: Iterable[Run], target: float = TARGET, tiers: Collection[str] = ()) -> list[Point]:
    """The runs of each instance and label with the longest limit. Left out: proofs that there is no plan, and runs that
    ended before they told the size of the school. tiers: those whose gaps count; all when there are none."""
    usable = [run for run in runs if run.classes and run.status != "infeasible"]
    longest: dict[tuple[str, str], float] = {}
    for run in usable:
        key = run.instance, run.label
        longest[key] = max(run.limit, longest.get(key, 0.0))
    found = []
    for run in usable:
        if run.limit < longest[run.instance, run.label]:
            continue
        way = trajectory(run)
        seconds = None if way is None else way.reaches(target, tiers)
        reached = seconds is not None
        found.append(
            Point(run.instance, run.label, run.classes or 0, run.limit if seconds is None else seconds, reached)
        )
    return found


def reference(found: Sequence[Point], exponent: float = EXPONENT) -> float | None:
    """The factor c of the line ``c * classes ** exponent`` that lies among the reached points (the geometric mean of
    their own factors); None when none was reached."""
    logs = [math.log(p.seconds) - exponent * math.log(p.classes) for p in found if p.reached and p.seconds > 0]
    return math.exp(sum(logs) / len(logs)) if logs else None
