"""Runs that differ in nothing but the seed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from benchmarks.record import Run
from benchmarks.trajectory import Trajectory, trajectory

GroupKey = tuple[str, str, str, float, int]


def group_key(run: Run) -> GroupKey:
    return run.label, run.instance, run.request_sha256, run.limit, run.workers


@dataclass(frozen=True)
class Group:
    """One label, instance (with its request), limit and number of workers; runs by seed."""

    key: GroupKey
    runs: tuple[Run, ...]

    @property
    def label(self) -> str:
        return self.key[0]

    @property
    def instance(self) -> str:
        return self.key[1]

    @property
    def request_sha256(self) -> str:
        return self.key[2]

    @property
    def limit(self) -> float:
        return self.key[3]

    @property
    def workers(self) -> int:
        return self.key[4]

    @property
    def title(self) -> str:
        return f"{self.instance}, {self.limit:g} s, {self.workers} workers, {self.label}"

    @cached_property
    def ways(self) -> tuple[tuple[Run, Trajectory], ...]:
        """The runs that ended with a valid plan, each with its way there."""
        found = ((run, trajectory(run)) for run in self.runs)
        return tuple((run, way) for run, way in found if way is not None)

    @property
    def good(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if run.good)

    @property
    def bad(self) -> tuple[Run, ...]:
        """Runs without a valid plan, the proofs that there is none among them."""
        return tuple(run for run in self.runs if not run.good)

    @property
    def tiers(self) -> tuple[str, ...]:
        """Names of the tiers, in the policy's order."""
        return tuple(dict.fromkeys(tier.name for run in self.good for tier in run.tiers))

    @property
    def seeds(self) -> str:
        return ", ".join(str(run.seed) for run in self.runs)

    def verdict(self) -> str:
        """``seeds 1, 2, 3: 2 valid, 1 failed``."""
        counts: dict[str, int] = {}
        for run in self.runs:
            counts[run.status] = counts.get(run.status, 0) + 1
        return f"seeds {self.seeds}: " + ", ".join(f"{number} {status}" for status, number in counts.items())


def groups(runs: Iterable[Run]) -> list[Group]:
    """In the order in which they appear; the runs of each by seed."""
    found: dict[GroupKey, list[Run]] = {}
    for run in runs:
        found.setdefault(group_key(run), []).append(run)
    return [Group(key, tuple(sorted(members, key=lambda run: run.seed))) for key, members in found.items()]
