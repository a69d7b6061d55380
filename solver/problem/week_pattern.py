"""Lessons and absences of odd and even weeks 单双周: which weeks of the template they fall on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from solver.units import Week

ODD, EVEN = "odd", "even"
WEEK_PATTERNS: Mapping[str, tuple[str, str]] = {
    "": ("每周", "every week"),
    ODD: ("单周", "odd weeks"),
    EVEN: ("双周", "even weeks"),
}
"""Weeks of the term, counted from 1 for the week of its first day, in which something takes place; in Chinese and English."""


def weeks_of(pattern: str, weeks: int) -> tuple[Week, ...]:
    """Weeks 1..``weeks`` of the template on which something with the pattern can fall.

    Of an even number of weeks, week w of the template stands for weeks of the term that are odd or even as w is. Of an odd number it
    stands for both in turn (:meth:`Term.week_of`), so that either pattern counts in every week of the template.
    """
    every = range(1, weeks + 1)
    if not pattern or weeks % 2:
        return tuple(every)
    return tuple(week for week in every if week % 2 == (pattern == ODD))


def turns_of(patterns: Iterable[str], weeks: int) -> tuple[Week, ...]:
    """Weeks of a template of 1..``weeks`` one of which every other is like: 1 alone, or 1 and 2 where odd and even ones differ."""
    return (1, 2) if weeks % 2 == 0 and any(patterns) else (1,)


def share_a_week(a: str, b: str) -> bool:
    """Whether two patterns have weeks of the term in common."""
    return a == b or "" in (a, b)
