"""An indicator as data, and what it came to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from solver.check.names import Words
from solver.check.plan_index import PlanIndex

PERCENT = "%"
CLOCK = "时刻 clock"
YUAN = "元 yuan"


class Count(NamedTuple):
    """One figure of an indicator. group: a role, band or weekday in Chinese and English, or nothing for the whole school.
    denominator: None for a plain count; 0 when nobody is concerned, and then there is no value."""

    numerator: int
    denominator: int | None = None
    group: Words = ("", "")


@dataclass(frozen=True)
class Indicator:
    """What is counted, and by what it is divided.

    over, under: numerator and denominator in words (zh, en); under is empty for a plain count. unit: of the value.
    times, by: the value is numerator * times / (denominator * by), as percent or yuan of counted fen.
    rules: of the catalogue. counts: the function that counts. adds: whether the counts of several schools may be added.
    """

    id: str
    zh: str
    en: str
    over: Words
    under: Words
    unit: str
    rules: tuple[str, ...]
    counts: Callable[[PlanIndex], Iterable[Count]]
    times: int = 1
    by: int = 1
    adds: bool = True

    def value(self, count: Count) -> Fraction | None:
        """The exact value of a count; None when its denominator is 0."""
        if count.denominator is None:
            return Fraction(count.numerator * self.times, self.by)
        return Fraction(count.numerator * self.times, count.denominator * self.by) if count.denominator else None


@dataclass(frozen=True, slots=True)
class Wanting:
    """An indicator that needs records of what happened, which a plan cannot give."""

    id: str
    zh: str
    en: str
    needs: Words
    rules: tuple[str, ...]
