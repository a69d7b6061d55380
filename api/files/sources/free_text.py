"""Weekdays, grades, times and numbers found in free text, as offices and families write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from api.files.sources.words import numeral
from solver.units import Minute, Weekday

_DAY_SIGNS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6,
    "7": 7}
_DAY = "[一二三四五六日天1-7]"
_TO = r"\s*(?:至|到|-|—|–|~)\s*"
_DAY_SPAN = re.compile(rf"(?:周|星期|礼拜)({_DAY}){_TO}(?:周|星期|礼拜)?({_DAY})(?![\d:点年班级])")
_DAY_LIST = re.compile(rf"(?:周|星期|礼拜)({_DAY}(?:[、,，/和及\s]*(?:周|星期|礼拜)?{_DAY}(?![\d:点年班级课次节]))*)")
_DAYS_BARE = re.compile(rf"\s*{_DAY}(?:\s*[、,;/ 和]?\s*{_DAY})*\s*")
_DAYS_BARE_SPAN = re.compile(rf"\s*({_DAY}){_TO}({_DAY})\s*")
_EVERY_DAY = re.compile(r"每天|每日|天天|全周|都(?:可以?|行|能)|工作日|不限")
_GRADE = r"[一二三四五六七八九1-9]"
_GRADE_SPAN = re.compile(rf"({_GRADE})\s*(?:年级)?{_TO}({_GRADE})\s*(?:年级|$)")
_GRADE_LIST = re.compile(rf"({_GRADE}(?:\s*(?:年级)?\s*[、,/和及]?\s*{_GRADE})*)\s*年级")
_GRADE_FROM = re.compile(rf"({_GRADE})\s*年级?\s*(?:及以上|以上|起)")
_GRADE_UPTO = re.compile(rf"({_GRADE})\s*年级?\s*(?:及以下|以下)")
_GRADES_BARE = re.compile(rf"\s*{_GRADE}(?:\s*[、,;/. 和]\s*{_GRADE})*\s*")
_LEVELS = {"低": (1, 2), "中": (3, 4), "高": (5, 6)}
_TIME = re.compile(r"(上午|下午|晚上|晚)?\s*(\d{1,2})\s*(?:[:.点时])\s*(半|一刻|三刻|\d{1,2})?\s*分?")
_DATE = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def find_weekdays(text: str) -> tuple[Weekday, ...]:
    """Weekdays told in a text, in order of the week; empty where it tells none: 周一至周五, 周二、四, 每天, 1、3、5."""
    tidy = _narrow(text)
    found: set[int] = set()
    for first, last in _DAY_SPAN.findall(tidy):
        found.update(range(_DAY_SIGNS[first], _DAY_SIGNS[last] + 1))
    for days in _DAY_LIST.findall(tidy):
        found.update(_DAY_SIGNS[sign] for sign in days if sign in _DAY_SIGNS)
    span = _DAYS_BARE_SPAN.fullmatch(tidy)
    if span:
        found.update(range(_DAY_SIGNS[span[1]], _DAY_SIGNS[span[2]] + 1))
    elif not found and _DAYS_BARE.fullmatch(tidy):
        found.update(_DAY_SIGNS[sign] for sign in tidy if sign in _DAY_SIGNS)
    if not found and _EVERY_DAY.search(tidy):
        found.update((1, 2, 3, 4, 5))
    return tuple(sorted(found))


def find_grades(text: str, grades: Iterable[int] = range(1, 7)) -> tuple[int, ...]:
    """Grades told in a text, in order; empty where it tells none: 三至六年级, 1-3, 低年级, 全校, 3年级以上. grades: of the school."""
    tidy, known = _narrow(text), tuple(grades)
    found: set[int] = set()
    for first, last in _GRADE_SPAN.findall(tidy):
        found.update(range(numeral(first) or 0, (numeral(last) or 0) + 1))
    for signs in _GRADE_LIST.findall(tidy):
        found.update(numeral(sign) or 0 for sign in signs if numeral(sign))
    for first in _GRADE_FROM.findall(tidy):
        found.update(range(numeral(first) or 0, max(known, default=6) + 1))
    for last in _GRADE_UPTO.findall(tidy):
        found.update(range(1, (numeral(last) or 0) + 1))
    for sign, of in _LEVELS.items():
        if re.search(rf"{sign}[中高低、]*年?[级段]", tidy) or re.search(rf"{sign}[、]?[中高]?年级", tidy):
            found.update(of)
    if not found and _GRADES_BARE.fullmatch(tidy):
        found.update(numeral(sign) or 0 for sign in tidy if numeral(sign))
    if not found and re.search(r"全校|各年级|所有年级|全体|全年级|不限", tidy):
        found.update(known)
    return tuple(sorted(found & set(known)))


def find_times(text: str) -> tuple[Minute, ...]:
    """Times of the day told in a text, in order: 16:30, 下午5点半, 17点30, 18.15; hours 1 to 7 are of the afternoon."""
    found = []
    for half, hour, minute in _TIME.findall(_narrow(text)):
        hours = int(hour)
        if (half in ("下午", "晚上", "晚") and hours < 12) or (not half and 1 <= hours <= 6):
            hours += 12
        minutes = {"半": 30, "一刻": 15, "三刻": 45, "": 0}.get(minute)
        total = hours * 60 + (int(minute) if minutes is None else minutes)
        if total <= 1440 and (minutes is not None or int(minute) < 60):
            found.append(total)
    return tuple(found)


def find_numbers(text: str) -> tuple[int, ...]:
    """Whole numbers in a text, in order."""
    return tuple(int(number) for number in re.findall(r"(?<![\d.])\d{1,6}(?![\d.]*\d)", _narrow(text).replace(",", "")))


def find_fen(text: str) -> int | None:
    """An amount of yuan in a text, in fen: 80元/课时, 80.5; None where there is none."""
    found = re.search(r"\d{1,6}(?:\.\d{1,2})?", _narrow(text).replace(",", ""))
    return round(float(found[0]) * 100) if found else None


def find_dates(text: str) -> tuple[date, ...]:
    """Dates in a text, in order; impossible ones are left out."""
    found = []
    for year, month, day in _DATE.findall(_narrow(text)):
        try:
            found.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return tuple(found)


def says_yes(text: str) -> bool | None:
    """Whether a cell says yes or no; None where it says neither."""
    word = re.sub(r"\s+", "", _narrow(text)).lower()
    if word in {"是", "有", "参加", "√", "✓", "✔", "y", "yes", "1", "对", "要", "愿意", "已签", "齐全", "合格", "o", "true", "同意",
        "已办", "已有"}:
        return True
    if word in {"否", "无", "不", "不参加", "×", "✗", "✘", "x", "n", "no", "0", "没有", "不要", "不愿意", "未", "false", "不同意", "-",
        "—", "/", "未办"}:
        return False
    return None
