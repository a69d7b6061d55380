"""Check a stored plan again: request, violations, values, and that bounds apply and do not lie above values."""

from __future__ import annotations

from pathlib import Path

from benchmarks.best.entry import Best
from benchmarks.best.judge import Judge
from benchmarks.best.store import FOLDER, plan_path, read
from benchmarks.instance import find


def faults(instance: str, folder: Path = FOLDER) -> list[str]:
    """What is wrong with the stored plan of an instance; empty when nothing is."""
    try:
        judge = Judge(find(instance))
    except FileNotFoundError as error:
        return [str(error)]
    best = read(instance, folder)
    return ["nothing is stored"] if best is None else faults_of(best, judge, folder)


def faults_of(best: Best, judge: Judge, folder: Path = FOLDER) -> list[str]:
    """The same of an entry that is at hand; ``judge`` knows its instance as it is now."""
    if best.request_sha256 != judge.request_sha256:
        return ["the request has changed since; run the benchmark again and update"]
    path = plan_path(best.instance, folder)
    if not path.is_file():
        return [f"{path.name} is missing"]
    verdict = judge.word(path.read_bytes())
    found = list(verdict.faults)
    stored = [(tier.name, tier.value, tier.scale) for tier in best.tiers]
    measured = [(tier.name, tier.value, tier.scale) for tier in verdict.tiers]
    found += [f"stored {was}, measured {now}" for was, now in zip(stored, measured, strict=False) if was != now]
    if len(stored) != len(measured):
        found.append(f"stored {len(stored)} tiers, measured {len(measured)}")
    return found + _bound_faults(best)


def _bound_faults(best: Best) -> list[str]:
    found = []
    for tier in best.tiers:
        if tier.bound is not None and not tier.bound.applies_to(best.by_name):
            found.append(f"the bound of {tier.name} does not apply to the stored plan")
        elif tier.bound is not None and tier.bound.value > tier.value:
            found.append(f"the bound of {tier.name}, {tier.bound.value}, is above the value {tier.value}")
    return found
