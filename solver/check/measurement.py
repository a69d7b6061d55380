"""Measurement: one value of a plan beside the limit of its rule. Checks yield them; a violation is one that misses its limit.

A measure is what a rule measures: a quantity with a limit (:class:`Quantity`), or how often something happens that must not
(:class:`Breaches`). A check states each comparison once, by the test that the index's ``gauge`` gives for a quantity. Where only
violations are asked for, that test is the bare comparison of the quantity, and what keeps to its limit costs one call; a
:class:`~solver.check.readings.Meter` puts one in its place that counts the cases and asks for the worst as well.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from solver.units import Fen, Weekday, clock

if TYPE_CHECKING:
    from solver.check.plan_index import PlanIndex

Test = Callable[[int, int], bool]
"""Value and limit -> whether the case is to be yielded."""
AT_LEAST: Test = operator.lt
AT_MOST: Test = operator.gt
EXACTLY: Test = operator.ne
"""Senses of a limit, as the comparison of value and limit that finds a miss."""
SIGNS = {AT_LEAST: "≥", AT_MOST: "≤", EXACTLY: "="}


@dataclass(frozen=True, slots=True)
class Measurement:
    """One value beside its limit.

    rule: rule id. subjects: ids of the people, classes, pupils, sections (``offering#number``), grades (``"G3"``).
    place: id of the room or gate, or "". weekday: 1..7 (whatever the plan says in K00), or None.
    measured, limit: value and limit as text (plain numbers, ``HH:MM`` or ids).
    zh, en: one sentence each: what is wrong, or of a measurement that is met its value beside the limit.
    measure: what was measured. value, bound: value and limit as numbers in the measure's unit; 1 and 0 for a breach.
    """

    rule: str
    subjects: tuple[str, ...]
    place: str
    weekday: Weekday | None
    measured: str
    limit: str
    zh: str
    en: str
    measure: Measure
    value: int = 1
    bound: int = 0

    @property
    def met(self) -> bool:
        """Whether the value keeps to its limit."""
        return not self.measure.misses(self.value, self.bound)


class Unit(NamedTuple):
    """Unit in Chinese and English, and how its numbers are written."""

    zh: str
    en: str
    show: Callable[[int], str] = str

    def words(self, number: int) -> str:
        """A number with its unit, Chinese."""
        return self.show(number) + (self.zh if self.zh == "%" else f" {self.zh}".rstrip())


def _yuan(fen: Fen) -> str:
    return f"{fen / 100:,.2f}"


def _tenths(number: int) -> str:
    return f"{number // 10}.{number % 10}"


MINUTES = Unit("分钟", "min")
SECONDS = Unit("分钟", "min", lambda seconds: f"{seconds / 60:.1f}")
"""Seconds, written as minutes."""
DAYS = Unit("天", "days")
PERSONS = Unit("人", "persons")
PLACES = Unit("座", "places")
TIMES = Unit("次", "times")
CLASSES = Unit("个班", "classes")
PERIODS = Unit("节", "periods")
LEVELS = Unit("级", "levels")
KINDS = Unit("种", "kinds")
GRADES = Unit("年级", "grade")
GRADE_SPAN = Unit("个年级", "grades")
PERCENT = Unit("%", "%")
TENTHS = Unit("%", "%", _tenths)
"""Tenths of a percent."""
CLOCK = Unit("", "", clock)
YUAN = Unit("元", "yuan", _yuan)
"""Fen, written as yuan."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a limit. zh, en: its name, as of its worst case. misses: AT_LEAST, AT_MOST or EXACTLY."""

    rule: str
    zh: str
    en: str
    misses: Test
    unit: Unit

    def case(
        self,
        value: int,
        limit: int,
        subjects: tuple[str, ...],
        place: str,
        weekday: Weekday | None,
        zh: str,
        en: str,
        *,
        measured: str | None = None,
        asked: str | None = None,
    ) -> Measurement:
        """A measurement; zh, en: sentences for a miss. measured, asked: value and limit as text, where not the plain number."""
        show = clock if self.unit is CLOCK else str
        shown, wanted = show(value) if measured is None else measured, show(limit) if asked is None else asked
        if not self.misses(value, limit):
            zh, en = self.sentence(value, limit)
        return Measurement(self.rule, subjects, place, weekday, shown, wanted, zh, en, self, value, limit)

    def sentence(self, value: int, limit: int) -> tuple[str, str]:
        """Value beside limit in words, Chinese and English."""
        unit, sign = self.unit, SIGNS[self.misses]
        return (
            f"{self.zh}：{unit.words(value)}（要求{sign} {unit.words(limit)}）",
            f"{self.en}: {unit.show(value)} {unit.en}".rstrip()
            + f" (asked: {sign} {unit.show(limit)} {unit.en}".rstrip()
            + ")",
        )

    def bound(self, limit: int) -> str:
        """The limit with its sign and unit."""
        return f"{SIGNS[self.misses]} {self.unit.words(limit)}"

    def excess(self, value: int, limit: int) -> int:
        """How far a value lies beyond its limit, in the unit; 0 or less where it keeps to it."""
        if self.misses is EXACTLY:
            return abs(value - limit)
        return limit - value if self.misses is AT_LEAST else value - limit


@dataclass(frozen=True, slots=True)
class Breaches:
    """How often something happens that must not. zh, en: its name. of: how many subjects a plan has that could be concerned."""

    rule: str
    zh: str
    en: str
    of: Callable[[PlanIndex], int]

    @property
    def misses(self) -> Test:
        """None may be found."""
        return AT_MOST

    def breach(
        self,
        subjects: tuple[str, ...],
        place: str,
        weekday: Weekday | None,
        measured: str,
        limit: str,
        zh: str,
        en: str,
    ) -> Measurement:
        """One that was found: always a violation."""
        return Measurement(self.rule, subjects, place, weekday, measured, limit, zh, en, self)


Measure = Quantity | Breaches
Gauge = Callable[[Quantity], Test]
"""Quantity -> the test that says which of its cases are yielded."""


def only_misses(quantity: Quantity) -> Test:
    """The gauge of a check that looks for violations alone."""
    return quantity.misses
