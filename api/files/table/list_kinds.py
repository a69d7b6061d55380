"""The kinds of cells that hold several values, separated by "、" or a comma."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from api.files.table.cell import CellError, Raw
from api.files.table.kinds import CellKind, code, parse_date
from api.files.table.number_kinds import parse_integer
from api.files.table.texts import SEPARATORS, protect, split, split_list, unprotect
from api.files.table.times import SPAN, parse_span, parse_time
from solver.problem.bells import Interval
from solver.problem.calendar import DateSpan
from solver.problem.people import Skill
from solver.units import clock

_COLONS = ":："
_BETWEEN_DATES = re.compile(r"\s*(?:至|到|~|～|—+|–|(?<=[\d日])\s*-(?=\s*\d{4}))\s*")


def _parse_texts(raw: Raw) -> tuple[str, ...]:
    return tuple(unprotect(part) for part in split_list(raw))


def _show_texts(values: tuple[str, ...]) -> str:
    return "、".join(protect(value) for value in values)


def _parse_integers(raw: Raw) -> tuple[int, ...]:
    found: list[int] = []
    for part in split_list(raw):
        ends = SPAN.split(unicodedata.normalize("NFKC", part))
        if len(ends) == 2 and all(end.isascii() and end.isdigit() and len(end) < 4 for end in ends):
            found.extend(range(int(ends[0]), int(ends[1]) + 1))
        else:
            found.append(parse_integer(part))
    return tuple(found)


def _parse_times(raw: Raw) -> tuple[int, ...]:
    if isinstance(raw, str):
        return tuple(parse_time(part) for part in split_list(raw))
    return (parse_time(raw),)


def _parse_periods(raw: Raw) -> tuple[Interval, ...]:
    found = []
    for part in split_list(raw):
        span = parse_span(part)
        if span is None:
            raise CellError("这里要时段列表", "a list of periods is expected",
                            "可能少了连接号；例如 15:30-16:10、16:20-17:00。",
                            "Maybe a dash is missing; write 15:30-16:10、16:20-17:00.")  # fmt: skip
        found.append(Interval(*span))
    return tuple(found)


def _show_periods(periods: tuple[Interval, ...]) -> str:
    return "、".join(f"{clock(period.start)}-{clock(period.end)}" for period in periods)


def _parse_spans(raw: Raw) -> tuple[DateSpan, ...]:
    if not isinstance(raw, str):
        day = parse_date(raw)
        return (DateSpan(day, day),)
    found = []
    for part in split_list(raw):
        ends = [parse_date(end) for end in _BETWEEN_DATES.split(part)]
        if len(ends) > 2:
            raise CellError("这里要若干段日期", "spans of dates are expected",
                            "可能少了顿号；例如 2026-10-08至2026-10-20、2026-11-02。",
                            "Maybe a separator is missing; write 2026-10-08至2026-10-20、2026-11-02.")  # fmt: skip
        found.append(DateSpan(ends[0], ends[-1]))
    return tuple(found)


def _parse_days(raw: Raw) -> date | DateSpan:
    """A date, or the first and last of several days."""
    spans = _parse_spans(raw)
    if len(spans) != 1:
        raise CellError("这里要一个日期，或一段日期", "a date or one span of dates is expected",
                        "可能写了几段；每段写一行。", "Maybe several were typed; write one a row.")  # fmt: skip
    return spans[0].first if spans[0].first == spans[0].last else spans[0]


def _show_spans(spans: tuple[DateSpan, ...]) -> str:
    return "、".join(f"{s.first}" if s.first == s.last else f"{s.first}至{s.last}" for s in spans)


def _parse_skills(raw: Raw) -> tuple[Skill, ...]:
    found = []
    for part in split_list(raw):
        ends = split(part, _COLONS)
        if len(ends) != 2:
            raise CellError("这里要“技能:等级”的列表", "a list of skill:level is expected",
                            "可能少了等级；例如 篮球:2、合唱:1。", "Maybe the level is missing; write 篮球:2、合唱:1.")  # fmt: skip
        found.append(Skill(unprotect(ends[0]), parse_integer(ends[1])))
    return tuple(found)


def _show_skills(skills: tuple[Skill, ...]) -> str:
    return "、".join(f"{protect(skill.name, SEPARATORS + _COLONS)}:{skill.level}" for skill in skills)


def codes(labels: Mapping[str, str], zh: str, en: str) -> CellKind:
    """Several of few codes, each written as its Chinese word."""
    one = code(labels, zh, en)

    def parse(raw: Raw) -> tuple[Any, ...]:
        return tuple(one.parse(part) for part in split_list(raw))

    def show(values: tuple[str, ...]) -> str:
        return "、".join(str(one.show(value)) for value in values)

    menu = "、".join(labels.values())
    return CellKind(f"{zh}(可几项):{menu}", f"{en} (several): {', '.join(labels)}", parse, show)


TEXTS = CellKind("若干项，用“、”隔开", 'several, separated by "、" or a comma', _parse_texts, _show_texts)
INTEGERS = CellKind("若干整数，如 1、2、3 或 1-3", "whole numbers, as 1、2、3 or 1-3", _parse_integers,
                lambda values: "、".join(str(value) for value in values))  # fmt: skip
TIMES = CellKind("若干时刻，如 17:10、17:25", "times, as 17:10、17:25", _parse_times,
             lambda values: "、".join(clock(value) for value in values))  # fmt: skip
PERIODS = CellKind(
    "若干时段，如 15:30-16:10、16:20-17:00", "periods, as 15:30-16:10、16:20-17:00", _parse_periods, _show_periods
)
SPANS = CellKind("若干段日期，如 2026-10-08至2026-10-20、2026-11-02", "spans of dates, as 2026-10-08至2026-10-20、2026-11-02",
             _parse_spans, _show_spans)  # fmt: skip
DAYS = CellKind(
    "日期，或一段日期如 2026-10-01至2026-10-07",
    "date, or a span of dates",
    _parse_days,
    lambda day: day,
    form="yyyy-mm-dd",
)
SKILLS = CellKind("技能:等级 1-3，如 篮球:2、合唱:1", "skill:level 1-3, as 篮球:2、合唱:1", _parse_skills, _show_skills)
