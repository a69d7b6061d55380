"""What plans are measured against in a primal integral."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.best.store import FOLDER, read
from benchmarks.record import Run


@dataclass(frozen=True, slots=True)
class Reference:
    """values: by tier; empty when nothing better than a run's own final bounds is known. words: what they are."""

    values: dict[str, int]
    words: str

    def of(self, run: Run) -> dict[str, int]:
        """The reference of one run: the known values, else its final bounds; a tier without a bound has none."""
        return self.values or {tier.name: tier.bound for tier in run.tiers if tier.bound is not None}


def reference(instance: str, request_sha256: str, runs: Iterable[Run], folder: Path = FOLDER) -> Reference:
    """The best-known values of an instance, or those of a run at hand that are better still.

    Without a stored plan for this very request, each run is measured against its own final bounds.
    """
    best = read(instance, folder)
    if best is None or best.request_sha256 != request_sha256:
        return Reference({}, "its final bounds")
    values = best.values
    better = [
        run.values
        for run in runs
        if run.good and (run.instance, run.request_sha256) == (instance, request_sha256) and run.values < values
    ]
    names = [tier.name for tier in best.tiers]
    if better:
        words = "the best of these runs, better than the stored plan"
        return Reference(dict(zip(names, min(better), strict=True)), words)
    return Reference(dict(zip(names, values, strict=True)), "the best-known plan")
