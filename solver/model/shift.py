"""The shift of a post: when, for how long, where and for how many adults."""

from __future__ import annotations

from dataclasses import dataclass

from solver.units import Minute


@dataclass(frozen=True, slots=True)
class Shift:
    """Interval of a post in clock minutes, credited minutes, zone (None = anywhere) and headcount.

    percent: of the credit that counts as load (D02). evening: whether it is one of a week's evenings (A07).
    """

    start: Minute
    end: Minute
    credit: int
    zone: str | None
    headcount: int = 1
    percent: int = 100
    evening: bool = False

    @property
    def load(self) -> int:
        """Minutes that count in the load of D02."""
        return self.credit * self.percent // 100
