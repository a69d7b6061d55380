"""Bells, service windows and the regular timetable."""

from __future__ import annotations

from dataclasses import dataclass

from solver.problem.option import option
from solver.units import Minute, Weekday


@dataclass(frozen=True, slots=True)
class Interval:
    """A half-open stretch of one afternoon, ``start <= t < end``, in clock minutes."""

    start: Minute
    end: Minute

    def overlaps(self, other: Interval) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Busy:
    """An interval on a weekday at which somebody cannot be had."""

    weekday: Weekday
    start: Minute
    end: Minute


@dataclass(frozen=True, slots=True)
class Window:
    """The service window of one grade: its periods in order, and the dismissal slots and gates it may use.

    The service starts at ``start`` and ends at the dismissal slot that the plan chooses among ``dismissals``.
    homework: minutes of written homework a day, 0 where nothing is said (B03).
    """

    grade: int
    start: Minute
    periods: tuple[Interval, ...]
    dismissals: tuple[Minute, ...]
    gates: tuple[str, ...]
    homework: int = option(0)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One entry of the regular timetable. A meeting (教研) has a person and no class; a room may be missing."""

    weekday: Weekday
    start: Minute
    end: Minute
    class_id: str | None = None
    staff_id: str | None = None
    room_id: str | None = None
    subject: str = ""
