"""The bounds that are known at a moment: those valid for every plan, and those valid for plans that are good enough.

A bound of a tier may hold only for plans that are no worse than some values in the earlier tiers; that is what a
lexicographic order asks for, and such bounds are the strong ones. It counts for a plan exactly when the plan keeps to
the values it was computed under.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Bound:
    """Tier ``tier`` is at least ``value`` for every plan whose other tiers are at most ``under``."""

    tier: str
    value: int
    under: Mapping[str, int] = field(default_factory=dict)

    def holds_for(self, values: Mapping[str, int]) -> bool:
        return all(values.get(tier, limit + 1) <= limit for tier, limit in self.under.items())


class Bounds:
    """All bounds of one solve."""

    def __init__(self) -> None:
        self._found: list[Bound] = []

    def add(self, bound: Bound) -> None:
        self._found.append(bound)

    def at(self, values: Mapping[str, int]) -> dict[str, int]:
        """The best lower bound of each tier for plans as good as these values."""
        best: dict[str, int] = {}
        for bound in list(self._found):
            if bound.holds_for(values):
                best[bound.tier] = max(bound.value, best.get(bound.tier, 0))
        return best
