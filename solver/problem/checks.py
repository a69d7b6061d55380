"""Checks that several kinds of problem data share: ids, references, ranges, weekdays and intervals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from solver.errors import Path
from solver.problem.calendar import DateSpan
from solver.problem.findings import Findings
from solver.problem.week_pattern import WEEK_PATTERNS
from solver.units import Fen, Minute, clock

DAY_END: Minute = 1440
TEMPLATE_DAYS = range(1, 6)
GRADES = range(1, 13)
MOST_FEN: Fen = 10**9
"""Ten million yuan: no amount of a term is larger."""


What = tuple[str, str]
"""What a value is, in Chinese and English."""


def check_ids(found: Findings, field: str, ids: Iterable[str], what: What, taken: set[str] | None = None) -> None:
    """Ids are non-empty and stand once; ``taken`` is shared by kinds that share a namespace."""
    seen = set() if taken is None else taken
    for index, name in enumerate(ids):
        path = (field, index, "id")
        if not name.strip():
            found.add(path, name, f"{what[0]}编号不能为空。", f"The id of a {what[1]} may not be empty.")
        elif name in seen:
            found.repeated(path, name, f"{what[0]}编号", f"id of a {what[1]}")
        seen.add(name)


def check_once(found: Findings, path: Path, values: Sequence[object], zh: str, en: str) -> None:
    """No value of a list stands twice."""
    seen = set()
    for index, value in enumerate(values):
        if value in seen:
            found.repeated((*path, index), value, zh, en)
        seen.add(value)


def check_ref(found: Findings, path: Path, name: str | None, what: What, known: Collection[str]) -> None:
    """The name is known; None is no reference."""
    if name is not None and name not in known:
        found.unknown(path, name, *what, known)


def check_range(found: Findings, path: Path, value: int, low: int, high: int | None = None) -> None:
    """``low <= value`` and, when given, ``value <= high``."""
    if high is None:
        if value < low:
            found.add(path, value, f"不能小于 {low}。", f"This may not be less than {low}.")
    elif not low <= value <= high:
        found.outside(path, value, low, high)


def check_minute(found: Findings, path: Path, minute: Minute) -> bool:
    """A clock minute lies in 0..1440."""
    if 0 <= minute <= DAY_END:
        return True
    found.outside(path, minute, "0 (00:00)", "1440 (24:00)")
    return False


def check_interval(
    found: Findings, path: Path, start: Minute, end: Minute, names: tuple[str, str] = ("start", "end")
) -> bool:
    """Both ends lie within the day and the start comes first; the fault is put at the end that should move."""
    good_start = check_minute(found, (*path, names[0]), start)
    good_end = check_minute(found, (*path, names[1]), end)
    if not (good_start and good_end):
        return False
    if start >= end:
        found.add((*path, names[1]), clock(end), f"结束应晚于开始（{clock(start)}）。",
                  f"The end must come after the start ({clock(start)}).")  # fmt: skip
        return False
    return True


def check_spans(found: Findings, path: Path, spans: Sequence[DateSpan]) -> None:
    """Every span of days ends no earlier than it begins, and no day is in two of them."""
    for index, span in enumerate(spans):
        if span.last < span.first:
            found.add((*path, index, "last"), span.last.isoformat(), f"结束早于开始（{span.first}）。",
                      f"It ends before it begins ({span.first}).",
                      hint_zh="可能年份写错了，或前后颠倒。", hint_en="Maybe a year is mistyped, or the ends are swapped.")  # fmt: skip
    for one, other in pairwise(sorted(spans, key=lambda span: (span.first, span.last))):
        if other.first <= one.last and one.first <= one.last:
            found.add(path, other.first.isoformat(), f"与 {one.first} 至 {one.last} 的一段重叠。",
                      f"It overlaps with {one.first} to {one.last}.",
                      hint_zh="可能同一段填了两次。", hint_en="Maybe it was entered twice.")  # fmt: skip


def check_weekday(found: Findings, path: Path, weekday: int) -> None:
    """The weekday of a week template is 1 (Monday) .. 5 (Friday)."""
    if weekday not in TEMPLATE_DAYS:
        found.outside(path, weekday, "1（周一 Mon）", "5（周五 Fri）")


def check_weeks(found: Findings, path: Path, pattern: str) -> None:
    """The weeks in which something takes place are one of ``WEEK_PATTERNS``."""
    if pattern not in WEEK_PATTERNS:
        found.add(path, pattern, "应为 odd（单周）、even（双周）或空（每周）。", "This must be odd or even weeks, or empty for every week.",
                  hint_zh="可能拼写有误；单双周从学期第一天所在的那一周（第 1 周）数起。",
                  hint_en="Maybe it is misspelt; weeks are counted from that of the term's first day, week 1.")  # fmt: skip


def check_weekdays(found: Findings, path: Path, weekdays: Sequence[int]) -> None:
    """Every weekday is one of the template and stands once."""
    for index, weekday in enumerate(weekdays):
        check_weekday(found, (*path, index), weekday)
    check_once(found, path, weekdays, "星期", "weekday")
