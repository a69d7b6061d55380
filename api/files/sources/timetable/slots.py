"""Periods of a timetable, numbered through the day."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from api.files.sources.timetable.headings import PeriodHead
from solver.units import Minute


@dataclass(frozen=True, slots=True)
class Slot:
    """A period. number: counted through the day from 1, 0 = it has a name alone. start, end: where the timetable tells them."""

    number: int
    start: Minute | None = None
    end: Minute | None = None
    name: str = ""
    pause: bool = False

    @property
    def known(self) -> bool:
        """Whether one can say when it is."""
        return self.number > 0 or self.start is not None


def slots_of(heads: Sequence[tuple[Hashable, PeriodHead]]) -> list[Slot]:
    """Headings in their order along an edge -> periods. Each comes with the day that it belongs to: numbers begin anew with it.

    Numbers that begin again in the afternoon are counted on.
    """
    slots: list[Slot] = []
    last, offset, day = 0, 0, None
    for key, head in heads:
        if key != day:
            last, offset, day = 0, 0, key
        number = 0
        if head.number is not None and not head.pause:
            if head.number + offset <= last:
                offset = last
            last = number = head.number + offset
        slots.append(Slot(number, head.start, head.end, head.name, head.pause))
    return slots
