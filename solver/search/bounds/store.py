"""Store of lower bounds: unconditional ones, and lexicographic ones that hold for plans no worse in the earlier tiers.

A conditional bound counts for a plan exactly when the plan keeps to the values it was computed under; in a lexicographic order
these are the strong ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Bound:
    """Lower bound: tier ``tier`` is at least ``value`` for every plan whose other tiers are at most ``under``."""

    tier: str
    value: int
    under: Mapping[str, int] = field(default_factory=dict)

    def holds_for(self, values: Mapping[str, int]) -> bool:
        return all(values.get(tier, limit + 1) <= limit for tier, limit in self.under.items())


class Bounds:
    """All lower bounds of one solve."""

    def __init__(self) -> None:
        self._found: list[Bound] = []

    def add(self, bound: Bound) -> None:
        self._found.append(bound)

    def at(self, values: Mapping[str, int]) -> dict[str, int]:
        """Tier values -> the best lower bound of each tier for plans as good as these."""
        best: dict[str, int] = {}
        for bound in list(self._found):
            if bound.holds_for(values):
                best[bound.tier] = max(bound.value, best.get(bound.tier, 0))
        return best
