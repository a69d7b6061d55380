"""How a run's plan got better over time: a step function of the tiers, from the first complete valid plan on.

Gaps over time are measured afterwards, with what was proven by the end: the gap of a tier at a moment is
``(value - bound) / scale`` with the value and the scale of the plan that stood then, and as bound the largest of the bound
that the run told with that plan and of the run's *final* bound, each only where it still applies, that is where it
is not above the value. (A final bound holds for plans that are as good in the earlier tiers as the final plan; a plan
on the way may be worse there and better here.) What a user saw during the run was wider.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass

from benchmarks.record import Event, Run, Tier

TIMES = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Seconds from spawn at which reports look."""
ROUNDING = 0.001
"""Seconds by which a stamp may be off."""


def gap(tier: Tier, final: int | None = None) -> float | None:
    """Gap of a tier's value to the best of its own and the final bound that applies; None when neither does."""
    bounds = [bound for bound in (tier.bound, final) if bound is not None and bound <= tier.value]
    return (tier.value - max(bounds)) / tier.scale if bounds else None


def largest(gaps: tuple[float | None, ...]) -> float | None:
    """The largest gap, or None when a tier has none: an unknown gap may be the largest."""
    known = [value for value in gaps if value is not None]
    return max(known) if known and len(known) == len(gaps) else None


@dataclass(frozen=True)
class Trajectory:
    """steps: the plans that were valid, by time; the last is the final one, as the checker values it."""

    steps: tuple[Event, ...]
    final: dict[str, int | None]

    def at(self, seconds: float) -> tuple[Tier, ...] | None:
        """The tiers of the plan that stood at a moment, or None before the first."""
        index = bisect_right(self.steps, seconds, key=lambda step: step.at)
        return self.steps[index - 1].tiers if index else None

    def value(self, name: str, seconds: float) -> int | None:
        return next((tier.value for tier in self.at(seconds) or () if tier.name == name), None)

    def gaps(self, tiers: tuple[Tier, ...]) -> tuple[float | None, ...]:
        return tuple(gap(tier, self.final.get(tier.name)) for tier in tiers)

    def gap(self, name: str, seconds: float) -> float | None:
        """Gap of one tier at a moment; None without a plan or without a bound."""
        tiers = self.at(seconds) or ()
        return next((gap(tier, self.final.get(name)) for tier in tiers if tier.name == name), None)

    def largest(self, seconds: float) -> float | None:
        """The largest gap of the tiers at a moment; None without a plan or where a tier has no bound."""
        return largest(self.gaps(self.at(seconds) or ()))

    def reaches(self, target: float, names: Collection[str] = ()) -> float | None:
        """Seconds until the largest gap is at or below ``target`` for the first time, or None when it never is.

        names: the tiers that count; all when there are none.
        """
        for step in self.steps:
            counted = tuple(tier for tier in step.tiers if not names or tier.name in names)
            found = largest(self.gaps(counted))
            if found is not None and found <= target:
                return step.at
        return None


def trajectory(run: Run) -> Trajectory | None:
    """The way of a run that ended with a valid plan; None of any other.

    Events before the first complete valid plan are left out, whatever values they told. A run that does not say when
    that was has its final plan only.
    """
    if not run.good:
        return None
    end = run.solved if run.solved is not None else run.limit
    begin = end if run.first_plan is None else run.first_plan - ROUNDING
    steps = sorted((event for event in run.events if begin <= event.at <= end), key=lambda event: event.at)
    return Trajectory((*steps, Event(end, run.tiers)), {tier.name: tier.bound for tier in run.tiers})
