"""Words that papers share: grades, weekdays, weeks, and spaces to write in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from api.files.content.names import by_week
from solver.check.required_posts import RequiredPost
from solver.papers.dates import ServiceDay
from solver.units import WEEKDAYS_ZH

GRADE_SIGNS = "〇一二三四五六七八九"
BLANK = "＿＿＿＿＿＿＿＿"


def grade_name(grade: int) -> str:
    """``一年级``."""
    return f"{GRADE_SIGNS[grade]}年级" if 0 < grade < len(GRADE_SIGNS) else f"{grade}年级"


def grade_names(grades: Iterable[int]) -> str:
    """``一至三年级`` or ``一、三年级``."""
    found = sorted(set(grades))
    if len(found) > 2 and found[-1] - found[0] == len(found) - 1:
        return f"{grade_name(found[0])[:-2]}至{grade_name(found[-1])}"
    return "、".join(grade_name(grade)[:-2] for grade in found) + "年级" if found else "—"


def day_name(weekday: int) -> str:
    """``周一``."""
    return WEEKDAYS_ZH[weekday] if 0 < weekday < len(WEEKDAYS_ZH) else str(weekday)


def days_name(weekdays: Sequence[int]) -> str:
    """``周一至周五`` or ``周二、周四``."""
    found = sorted(set(weekdays))
    if len(found) > 2 and found[-1] - found[0] == len(found) - 1:
        return f"{day_name(found[0])}至{day_name(found[-1])}"
    return "、".join(day_name(weekday) for weekday in found)


def date_name(day: date) -> str:
    """``2026年9月1日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def day_words(each: ServiceDay) -> str:
    """The date over its weekday; a make-up day names the weekday whose arrangement it follows."""
    real = each.day.isoweekday()
    return f"{each.day}\n{day_name(real)}" + (f"（按{day_name(each.weekday)}）" if real != each.weekday else "")


def people_by_week(stand: RequiredPost, weeks: int, call: Callable[[str], str]) -> str:
    """Who stands at a post, one line a week where weeks differ; gaps are named."""
    found = []
    for week in range(1, weeks + 1):
        people = stand.of(week)
        lacking = stand.headcount - len(people)
        parts = ["、".join(call(person) for person in people)] if people else []
        found.append(" ".join([*parts, f"【缺{lacking}人】"] if lacking > 0 else parts))
    return by_week(found, weeks)
