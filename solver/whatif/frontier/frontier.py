"""Frontier (Pareto set) of some tiers: checked plans that do not dominate each other, the bounds under them, and how much is at stake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from solver.plan import Plan
from solver.policy import Tier


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """One plan. values: of every tier, by the checker, under which it breaks no rule. name: ``A``, ``B`` … along the curve."""

    name: str
    values: Mapping[str, int]
    plan: Plan


@dataclass(frozen=True, slots=True)
class BoundPoint:
    """No plan whose ``held`` tier is at most ``limit`` has less than ``bound`` in the pushed tier. limit None: whatever the held tier."""

    limit: int | None
    bound: int


@dataclass(frozen=True, slots=True)
class UnreachedLimit:
    """A limit on the pushed tier that was asked for in vain: ``proven`` out of reach, or not reached in time."""

    limit: int
    proven: bool


@dataclass(frozen=True)
class Frontier:
    """Points by the pushed tier, falling. tiers: those that are compared, in the policy's order; the last one is pushed down by limits,
    the one before it is what that costs most (``held``).

    base: the point of the school's own order of goals, from which all others begin. bounds: of the pushed tier, for limits on the held
    one. dominated: plans found that another one dominates, and dropped. searches: how many were run. seconds: in all.
    """

    tiers: tuple[Tier, ...]
    points: tuple[FrontierPoint, ...]
    base: FrontierPoint
    bounds: tuple[BoundPoint, ...] = ()
    unreached: tuple[UnreachedLimit, ...] = ()
    dominated: int = 0
    searches: int = 0
    seconds: float = field(default=0.0, compare=False)

    @property
    def pushed(self) -> Tier:
        """Tier that limits push down."""
        return self.tiers[-1]

    @property
    def held(self) -> Tier:
        """Tier for which bounds of the pushed one are computed."""
        return self.tiers[-2]

    @property
    def at_stake(self) -> float | None:
        """Share of the base plan's pushed tier that giving up everything else could save at most, by the bound; None without one."""
        free = [point.bound for point in self.bounds if point.limit is None]
        value = self.base.values[self.pushed.name]
        return (value - free[0]) / value if free and value > 0 else None

    @property
    def saved(self) -> float:
        """Share of the base plan's pushed tier that the cheapest point really saves."""
        value, least = self.base.values[self.pushed.name], min(point.values[self.pushed.name] for point in self.points)
        return (value - least) / value if value else 0.0


def dominates(one: Mapping[str, int], other: Mapping[str, int], names: Sequence[str]) -> bool:
    """Whether a vector is no worse in every tier of ``names``, and better in one."""
    return all(one[n] <= other[n] for n in names) and any(one[n] < other[n] for n in names)
