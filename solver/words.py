"""Words for what a school's term is made of, said once: codes of people, posts and rooms in Chinese, grades and weekdays in both languages.

Modules of one audience build on these: :mod:`solver.check.names` for the sentences of a report, :mod:`solver.explain.wording` for
explanations, :mod:`api.files.labels` for cells of workbooks, :mod:`api.files.content.names` for printed pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from solver.units import WEEKDAYS_EN, WEEKDAYS_ZH, Minute, Weekday, clock

NUMERALS = "〇一二三四五六七八九"
ROLES: Mapping[str, str] = {
    "homeroom": "班主任",
    "subject": "任课教师",
    "admin": "行政",
    "support": "工勤",
    "retired": "退休教师",
    "volunteer": "志愿者",
    "parent": "家长",
}
POST_KINDS: Mapping[str, str] = {
    "care": "托管看护",
    "lead": "授课",
    "assist": "助教",
    "gate": "校门护送",
    "fixed": "巡察值守",
    "qa": "答疑",
    "late": "延时托管",
    "standby": "延时备勤",
    "block": "餐息看护",
    "evening": "晚自习",
    "weekend": "周末特长班",
}
TUTORING: Mapping[str, str] = {"homework": "作业辅导", "reading": "阅读辅导", "qa": "答疑辅导"}
FLEX: Mapping[str, str] = {"late_start": "晚到校", "early_leave": "早离校"}


def grade_zh(grade: int) -> str:
    """``一``, and ``12`` beyond the numerals."""
    return NUMERALS[grade] if 0 < grade < len(NUMERALS) else str(grade)


def grades_zh(grades: Iterable[int]) -> str:
    """``一、二年级``."""
    return "、".join(map(grade_zh, sorted(grades))) + "年级"


def grades_en(grades: Iterable[int]) -> str:
    """``grades 1, 2``."""
    found = sorted(grades)
    return ("grade " if len(found) == 1 else "grades ") + ", ".join(map(str, found))


def days_zh(weekdays: Iterable[Weekday]) -> str:
    """``周一、周二``."""
    return "、".join(WEEKDAYS_ZH[d] for d in weekdays)


def days_en(weekdays: Iterable[Weekday]) -> str:
    """``Mon, Tue``."""
    return ", ".join(WEEKDAYS_EN[d] for d in weekdays)


def span(start: Minute, end: Minute) -> str:
    """An interval of one day, ``15:30–16:10``."""
    return f"{clock(start)}–{clock(end)}"
