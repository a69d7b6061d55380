"""Official days off and working weekends of mainland China, as far as they are announced (A10).

The State Council announces a year's days late in the year before. Of years that are not announced, or that the library
``chinese_calendar`` does not hold yet, only the days that the law itself fixes are known; the days around them are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar  # type: ignore[import-untyped]  # it has no stubs

from solver.problem.calendar import MakeUpDay

LONGEST = 400
"""Days of a span that is looked at; longer ones are no term."""
FIXED: Mapping[tuple[int, int], str] = {
    (1, 1): "元旦", (5, 1): "劳动节", (5, 2): "劳动节", (10, 1): "国庆节", (10, 2): "国庆节", (10, 3): "国庆节",
}  # fmt: skip
"""Month and day of the days off that do not follow moon or sun (全国年节及纪念日放假办法)."""


@dataclass(frozen=True)
class OfficialDays:
    """holidays: days off, ascending, with their Chinese names. working: weekend days worked instead (调休), ascending.

    unannounced: years of the span of which only the fixed days are known.
    """

    holidays: Mapping[date, str]
    working: tuple[date, ...]
    unannounced: tuple[int, ...]


def official_days(first: date, last: date) -> OfficialDays:
    """Official days of a span, both ends included; none where it runs backwards or is longer than :data:`LONGEST` days."""
    length = (last - first).days + 1
    if not 0 < length <= LONGEST:
        return OfficialDays({}, (), ())
    names = {kind.value: kind.chinese for kind in chinese_calendar.Holiday}
    latest, earliest = max(chinese_calendar.holidays).year, min(chinese_calendar.holidays).year
    holidays: dict[date, str] = {}
    working = []
    for day in (first + timedelta(days=n) for n in range(length)):
        if earliest <= day.year <= latest:
            if day in chinese_calendar.holidays:
                holidays[day] = names[chinese_calendar.holidays[day]]
            elif day in chinese_calendar.workdays:
                working.append(day)
        elif (day.month, day.day) in FIXED:
            holidays[day] = FIXED[day.month, day.day]
    years = range(first.year, last.year + 1)
    return OfficialDays(holidays, tuple(working), tuple(y for y in years if not earliest <= y <= latest))


def holidays_of(first: date, last: date, said: Iterable[date] | None) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """A term's holidays, and those among them that nobody said: where a school says nothing (None), the official ones."""
    if said is not None:
        return tuple(said), ()
    official = tuple(official_days(first, last).holidays)
    return official, official


def official_make_up_days(first: date, last: date) -> tuple[MakeUpDay, ...]:
    """Working weekend days of a span, ascending, each by the weekday of the day off that it makes up for, with service.

    The days of a festival that are made up for, and the days worked for them, answer each other in order; where they do not, a
    day runs by Monday.
    """
    found = []
    for day in official_days(first, last).working:
        festival = chinese_calendar.workdays[day]
        worked = sorted(
            each for each, name in chinese_calendar.workdays.items() if name == festival and _near(each, day)
        )
        taken = sorted(
            each for each, name in chinese_calendar.in_lieu_days.items() if name == festival and _near(each, day)
        )
        place = worked.index(day)
        weekday = taken[place].isoweekday() if place < len(taken) else 1
        found.append(MakeUpDay(day, weekday if weekday < 6 else 1))
    return tuple(found)


def _near(a: date, b: date) -> bool:
    """Whether two days belong to one festival: no two of a name are nearer to each other than a year."""
    return abs((a - b).days) < 180


__all__ = ["OfficialDays", "holidays_of", "official_days", "official_make_up_days"]
