"""Bells, service windows and the regular timetable."""

from __future__ import annotations

from dataclasses import dataclass

from solver.problem.characters import alike
from solver.problem.option import option
from solver.units import Minute, Weekday

FREE = frozenset((
    "无", "无课", "没课", "没有课", "没有", "暂无", "不上课", "空", "空课", "空堂", "空档", "空闲", "闲", "休", "休息", "放学", "离校",
    "课后服务", "课后延时服务", "延时服务", "课后延时", "课后托管", "none", "free", "null", "nil", "na", "n/a", "off", "x",
))  # fmt: skip
"""Written as the subject of a timetable's row: nobody has a lesson then. 自习 has a teacher, and is one."""
_MARKS = "-—–―−_/\\|.。·…~～*×()（）[]【】"


def is_free(subject: str) -> bool:
    """Whether the subject of a row of the timetable says that there is no lesson: a word of :data:`FREE`, or a dash."""
    text = alike(subject)
    return bool(text) and (text.strip(_MARKS) in FREE or not text.strip(_MARKS))


@dataclass(frozen=True, slots=True)
class Interval:
    """A half-open stretch of one afternoon, ``start <= t < end``, in clock minutes."""

    start: Minute
    end: Minute

    def overlaps(self, other: Interval) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Busy:
    """An interval on a weekday at which somebody cannot be had. weeks: one of ``WEEK_PATTERNS``, empty = every week."""

    weekday: Weekday
    start: Minute
    end: Minute
    weeks: str = option("")


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
    """One entry of the regular timetable. A meeting (教研) has a person and no class; a room may be missing.

    weeks: one of ``WEEK_PATTERNS``, empty = every week.
    """

    weekday: Weekday
    start: Minute
    end: Minute
    class_id: str | None = None
    staff_id: str | None = None
    room_id: str | None = None
    subject: str = ""
    weeks: str = option("")
