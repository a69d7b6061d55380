"""The shift of a post: when, where and for how many adults."""

from __future__ import annotations

from dataclasses import dataclass

from solver.units import Minute

Zones = tuple[str, ...]
"""Zones in which somebody may have to be; none: anywhere, walking is not measured (D08)."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Interval of a post in clock minutes, the zones where it begins, and headcount. All of it is credited.

    leaves: zones where it ends. percent: of the credit that counts as load (D02). evening: whether it is one of a week's evenings
    (A07). escort: minutes at its end in which pupils are led out (D14); they make no duty late by themselves.
    """

    start: Minute
    end: Minute
    zones: Zones = ()
    headcount: int = 1
    percent: int = 100
    evening: bool = False
    leaves: Zones = ()
    escort: Minute = 0

    @property
    def credit(self) -> Minute:
        """Credited minutes: those of presence."""
        return self.end - self.start

    @property
    def load(self) -> Minute:
        """Minutes that count in the load of D02."""
        return self.credit * self.percent // 100

    @property
    def released(self) -> Minute:
        """When the last pupil has left the post, or it ends: what decides whether a duty is late by default (D05, D10)."""
        return self.end - self.escort
