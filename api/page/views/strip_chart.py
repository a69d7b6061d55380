"""Stretches of days to scale: rows of bars over minutes, with the bells of the school and its dismissals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from api.files.language import Said
from solver.units import Minute

WIDEST, NARROWEST, WIDTH = 7.0, 2.0, 1040
"""Pixels of a minute at most and at least; width in pixels that a chart would like to have. Raising WIDTH gives longer bars."""
BAR = 22
"""Height of a bar in pixels."""
HOUR, TICK = 60, 10
"""Minutes between ticks that are written out, and between all ticks, where there is room."""


class Bar(NamedTuple):
    """Stretch of a row. kind: of a post, or one of the replay's (break, wait, leave, lesson, nobody), for its colour. short: text in
    the bar. text, place, people: the rest that is told. pupils: their number, 0 where it says nothing. lane: line of the row, from 0.
    why: question about it as JSON, or nothing."""

    start: Minute
    end: Minute
    kind: str
    short: Said
    text: Said
    place: str = ""
    people: Said = ""
    pupils: int = 0
    lane: int = 0
    why: str = ""


class Bell(NamedTuple):
    """Period of a row's own bells."""

    start: Minute
    end: Minute


@dataclass(frozen=True, slots=True)
class StripRow:
    """Row of a chart. href: page of the subject, or nothing. bells: its periods. leaves: minutes of its dismissals."""

    id: str
    name: Said
    bars: tuple[Bar, ...]
    href: str = ""
    note: Said = ""
    bells: tuple[Bell, ...] = ()
    leaves: tuple[Minute, ...] = ()

    @property
    def lanes(self) -> int:
        """Lines of the row."""
        return 1 + max((bar.lane for bar in self.bars), default=0)

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self.lanes * BAR + 2


@dataclass(frozen=True, slots=True)
class StripChart:
    """Chart over ``start`` to ``end``, in minutes since midnight. px: pixels of a minute."""

    start: Minute
    end: Minute
    px: float
    rows: tuple[StripRow, ...]

    @property
    def width(self) -> float:
        """Width in pixels."""
        return self.at(self.end)

    def at(self, minute: float) -> float:
        """Pixel of a minute."""
        return round((minute - self.start) * self.px, 1)

    @property
    def ticks(self) -> tuple[tuple[Minute, bool], ...]:
        """Minute of a tick, and whether it is written out."""
        step = TICK if self.px >= NARROWEST * 1.5 else HOUR // 2
        each = HOUR // 2 if self.px >= NARROWEST * 1.2 else HOUR
        first = -(-self.start // step) * step
        return tuple((minute, minute % each == 0) for minute in range(first, self.end + 1, step))

    @property
    def told(self) -> tuple[tuple[str, Said, tuple[tuple[int, int, Said, str, Said, int], ...]], ...]:
        """Rows as the module of the page reads them: id, name, stretches."""
        return tuple(
            (row.id, row.name, tuple((bar.start, bar.end, bar.text, bar.place, bar.people, bar.pupils) for bar in row.bars))
            for row in self.rows
        )


def strip_chart(rows: Sequence[StripRow]) -> StripChart | None:
    """Chart of rows on whole ten minutes; None where they have no bars."""
    bars = [bar for row in rows for bar in row.bars]
    if not bars:
        return None
    bells = [bell for row in rows for bell in row.bells]
    start = min([bar.start for bar in bars] + [bell.start for bell in bells]) // TICK * TICK
    end = -(-(max([bar.end for bar in bars] + [bell.end for bell in bells]) + 1) // TICK) * TICK
    px = max(NARROWEST, min(WIDEST, WIDTH / (end - start)))
    return StripChart(start, end, round(px, 2), tuple(rows))


def laned(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    """Bars in order, each in the first line that is free at its start; those of a single minute are marks on the first line."""
    ends: list[Minute] = []
    found = []
    for bar in sorted(bars, key=lambda bar: (bar.start, -(bar.end - bar.start))):
        lane = next((index for index, end in enumerate(ends) if end <= bar.start), len(ends)) if bar.end > bar.start else 0
        if bar.end > bar.start:
            ends[lane : lane + 1] = [bar.end]
        found.append(bar._replace(lane=lane))
    return tuple(found)
