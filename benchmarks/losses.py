"""What the results do not boast of: runs without a valid plan, and tiers in which a better plan is known."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks.best.store import FOLDER, read
from benchmarks.group import Group
from benchmarks.record import Tier
from benchmarks.spread import counted

EXPECTED = "infeasible"
"""No loss by itself: the answer to a problem that has no plan."""


def losses(groups: Iterable[Group], folder: Path = FOLDER) -> list[str]:
    """One sentence a loss, group by group; empty when there is none."""
    return [line for group in groups for line in (*_without_plan(group), *_behind(group, folder))]


def _without_plan(group: Group) -> list[str]:
    lost = [run for run in group.bad if run.status != EXPECTED or group.good]
    return [f"{run.title}: {run.status}{f', {run.failure}' if run.failure else ''}" for run in lost]


def _behind(group: Group, folder: Path) -> list[str]:
    """The first tier in which the best run is worse than the best plan known; what follows it says nothing any more."""
    best = read(group.instance, folder)
    if best is None or best.request_sha256 != group.request_sha256 or not group.good:
        return []
    closest = min(group.good, key=lambda run: run.values)
    for tier, known in zip(closest.tiers, best.tiers, strict=False):
        if tier.value != known.value:
            return [] if tier.value < known.value else [_sentence(group, tier, known.value)]
    return []


def _sentence(group: Group, closest: Tier, known: int) -> str:
    values = counted([tier.value for run in group.good for tier in run.tiers if tier.name == closest.name])
    share = f"the closest run by {100 * (closest.value - known) / closest.scale:.1f} % of the scale"
    where = f"{group.instance}, {group.limit:g} s"
    return f"{where}: behind the best plan known in {closest.name}, {values} against {known} ({share})"
