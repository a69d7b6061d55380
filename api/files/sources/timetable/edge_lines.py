"""Lines of headings at the edges of a grid: a row or a column whose cells name weekdays, periods, halves of the day or times."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from api.files.sources.timetable.headings import PeriodHead, half_of, maybe_weekday, moment_of, period_of, weekday_of
from solver.units import Weekday

FEWEST_DAYS, FEWEST_PERIODS, FEWEST_BARE = 2, 2, 4
"""Different headings from which a line is one of weekdays, of periods, of bare numbers; fewer would take remarks for headings."""


class LineKind(Enum):
    """Kind of things that a line of headings names. BARE: running numbers, which may be periods or weekdays. MOMENTS: single times."""

    WEEKDAYS = "weekdays"
    PERIODS = "periods"
    BARE = "bare"
    HALVES = "halves"
    MOMENTS = "moments"


@dataclass(frozen=True, slots=True)
class HeadLine:
    """days: index of a cell -> weekday. periods: index -> period; of a bare line both are filled. halves: index -> 上午, 下午."""

    kind: LineKind
    days: Mapping[int, Weekday] = field(default_factory=dict)
    periods: Mapping[int, PeriodHead] = field(default_factory=dict)
    halves: Mapping[int, str] = field(default_factory=dict)
    moments: Mapping[int, int] = field(default_factory=dict)


def head_line(cells: Sequence[str]) -> HeadLine | None:
    """Cells of a row or of a column -> its headings, or None. Cells of merged areas are filled in."""
    filled = [(index, text) for index, text in enumerate(cells) if text]
    if len(filled) < 2:
        return None
    days = {index: day for index, text in filled if (day := weekday_of(text))}
    if len(set(days.values())) >= FEWEST_DAYS:
        return HeadLine(LineKind.WEEKDAYS, days=days)
    periods = {index: head for index, text in filled if (head := period_of(text))}
    numbers = {(head.half, head.number) for head in periods.values() if head.sure and head.number}
    begins = {head.start for head in periods.values() if head.sure and head.start is not None}
    if max(len(numbers), len(begins)) >= FEWEST_PERIODS:
        return HeadLine(LineKind.PERIODS, periods=periods)
    if _runs([head.number for head in periods.values() if head.number and not head.sure]):
        return HeadLine(LineKind.BARE, {i: day for i, text in filled if (day := maybe_weekday(text))}, periods)
    halves = {index: half for index, text in filled if (half := half_of(text))}
    if 2 * len(halves) >= len(filled) and (len(set(halves.values())) > 1 or len(halves) == len(filled)):
        return HeadLine(LineKind.HALVES, periods=periods, halves=halves)
    moments = {index: moment for index, text in filled if (moment := moment_of(text)) is not None}
    if len(set(moments.values())) >= FEWEST_BARE and 2 * len(moments) >= len(filled):
        return HeadLine(LineKind.MOMENTS, moments=moments)
    return None


def days_alone(cells: Sequence[str]) -> HeadLine | None:
    """A line of weekdays of which one alone may occur, if nothing else stands in it."""
    days = {index: weekday_of(text) for index, text in enumerate(cells) if text}
    if days and all(days.values()):
        return HeadLine(LineKind.WEEKDAYS, days={index: day for index, day in days.items() if day})
    return None


def _runs(numbers: Sequence[int]) -> bool:
    """Whether numbers run upwards one by one, perhaps several times from 1, and far enough."""
    steps = [number for place, number in enumerate(numbers) if not place or number != numbers[place - 1]]
    if len(set(steps)) < FEWEST_BARE or steps[0] != 1:
        return False
    return all(number in (1, before + 1) for before, number in itertools.pairwise(steps))


def both(first: PeriodHead | None, second: PeriodHead | None) -> PeriodHead | None:
    """Two headings of one period, its number here and its times there."""
    if first is None or second is None:
        return first or second
    timed = first if first.start is not None else second
    number = first.number if first.number is not None else second.number
    return replace(first, number=number, half=first.half or second.half, start=timed.start, end=timed.end,
                   name=first.name or second.name, pause=first.pause or second.pause)  # fmt: skip
