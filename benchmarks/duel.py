"""Two runs of the same task by two commits: who is better, and in which tier it is decided.

Compared are the final plans, lexicographically: violations first (a valid plan beats none), then the tiers in the
policy's order, each by its whole number. A tier that one side does not know is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.record import Run

Task = tuple[str, str, int, float, int]
"""instance, sha256 of the request, seed, limit, workers."""
PLAN = "a valid plan"
"""Stands for the tier in which it is decided when one side has no valid plan."""
BETTER, WORSE, EQUAL = "better", "worse", "equal"


def task(run: Run) -> Task:
    return run.instance, run.request_sha256, run.seed, run.limit, run.workers


@dataclass(frozen=True)
class Duel:
    """``before`` and ``after`` did the same task."""

    before: Run
    after: Run

    @property
    def title(self) -> str:
        return f"{self.before.instance}, {self.before.limit:g} s, seed {self.before.seed}"

    @property
    def tiers(self) -> list[tuple[str, int, int]]:
        """(name, value before, value after) of the tiers that both know; empty when a side has no valid plan."""
        if not (self.before.good and self.after.good):
            return []
        after = {tier.name: tier.value for tier in self.after.tiers}
        return [(tier.name, tier.value, after[tier.name]) for tier in self.before.tiers if tier.name in after]

    @property
    def verdict(self) -> tuple[str, str | None]:
        """How ``after`` did, and the tier that decided; no tier when they are equal."""
        if self.before.good != self.after.good:
            denied = "infeasible" in (self.before.status, self.after.status)
            tier = f"{PLAN}, which the other side calls impossible" if denied else PLAN
            return (BETTER if self.after.good else WORSE), tier
        if not self.before.good:
            return self._without_plans()
        for name, before, after in self.tiers:
            if before != after:
                return (BETTER if after < before else WORSE), name
        return EQUAL, None

    def _without_plans(self) -> tuple[str, str | None]:
        """Proving that there is no plan is better than ending without an answer."""
        before, after = (run.status == "infeasible" for run in (self.before, self.after))
        if before == after:
            return EQUAL, None
        return (BETTER if after else WORSE), "a proof"


def duels(before: Iterable[Run], after: Iterable[Run]) -> tuple[list[Duel], list[Run]]:
    """Every task that both did, and the runs without a counterpart. Raises ValueError when a side did a task twice."""
    first, second = _by_task(before), _by_task(after)
    alone = [run for key, run in first.items() if key not in second]
    alone += [run for key, run in second.items() if key not in first]
    return [Duel(run, second[key]) for key, run in first.items() if key in second], alone


def _by_task(runs: Iterable[Run]) -> dict[Task, Run]:
    found: dict[Task, Run] = {}
    for run in runs:
        other = found.setdefault(task(run), run)
        if other is not run:
            raise ValueError(f"{run.title}: also made under the label {other.label}. Maybe choose one with --labels?")
    return found
