"""Headings of timetables: what weekday, period or group (class, teacher) a cell at an edge of a grid stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from api.files.sources.timetable.cell_lessons import is_pause
from api.files.sources.timetable.class_mentions import class_alone, class_mentioned, class_of_grade, plain
from api.files.sources.timetable.person_names import has_title, looks_like_name, without_title
from api.files.sources.timetable.subjects import is_subject
from solver.units import Minute, Weekday

_SIGNS = "一二三四五六日"
_DAY = re.compile(r"(?:星期|周|礼拜)\s*([一二三四五六日天1-7])(?!\s*[至到~-])")
_BESIDE_DAY = re.compile(r"[\s()\d月日号./年A-Za-z-]*")
_ENGLISH = re.compile(r"\(?(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\)?", re.IGNORECASE)
_ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HALF = re.compile(r"上午|早上|早晨|中午|下午|晚上|晚间|am|pm", re.IGNORECASE)
_HALVES = {"早上": "上午", "早晨": "上午", "晚间": "晚上", "am": "上午", "pm": "下午"}
_NUMBERED = re.compile(r"第?\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*(?:节课?|课时|课|堂)")
_P = re.compile(r"(?:p|period|lesson|pd)\s*\.?\s*(\d{1,2})", re.IGNORECASE)
_BARE = re.compile(r"([一二三四五六七八九十]{1,3}|\d{1,2})\.?")
_TIME = r"(\d{1,2})\s*[:.时点]\s*(\d{2})分?(?::\d{2})?"
_SPAN = re.compile(rf"{_TIME}\s*(?:[-–—―~～至到]|--)\s*{_TIME}")
_MOMENT = re.compile(_TIME)
_NAMED = re.compile(r"(?:早|晨|午|晚|暮)(?:读|自习|会|写|练|辅)|(?:早|午|晚)间\S{0,4}|晨诵|晨会|自习|班会|体锻|大阅读|走班")
_PERSON = (
    re.compile(r"(?:任课教师|教师姓名|教师|老师|姓名)\s*:\s*([\u3400-\u9fff·]{2,4}|[A-Za-z][A-Za-z. ]+)"),
    re.compile(r"([\u3400-\u9fff·]{2,4}?)(?:老师|教师)?(?:的)?(?:个人|任课)?(?:课程表|课表|功课表|授课表)"),
)
LONGEST_HEADING = 24
"""Characters of a weekday's or a period's heading; a longer text is a remark."""
MOST_PERIODS = 14
"""Periods of a day; a run of numbers that goes further counts something else."""


@dataclass(frozen=True, slots=True)
class PeriodHead:
    """A period as its heading tells it. number: as written, None = a name alone. half: 上午, 中午, 下午, 晚上 or empty.

    sure: whether it can be nothing else; a bare number can be a weekday. pause: no lessons (recess, lunch, the service)."""

    number: int | None = None
    half: str = ""
    start: Minute | None = None
    end: Minute | None = None
    name: str = ""
    sure: bool = False
    pause: bool = False


@dataclass(frozen=True, slots=True)
class TimetableOwner:
    """The class or the teacher whose timetable it is, as written."""

    name: str
    teacher: bool = False


def weekday_of(text: str) -> Weekday | None:
    """The weekday that a heading names surely: ``星期一``, ``周1``, ``Mon``, ``周一 3月2日``; None for none and for several."""
    text = plain(text)
    if not text or len(text) > LONGEST_HEADING:
        return None
    if not _BESIDE_DAY.fullmatch(_DAY.sub("", text)):
        return None
    found = {int(sign) if sign.isdigit() else min((_SIGNS + "天").find(sign), 6) + 1 for sign in _DAY.findall(text)}
    if not found:
        match = _ENGLISH.fullmatch(text)
        found = {_ENGLISH_DAYS.index(match[1].lower()) + 1} if match else set()
    return found.pop() if len(found) == 1 else None


def maybe_weekday(text: str) -> Weekday | None:
    """The weekday that a bare numeral may stand for, ``一`` or ``1``."""
    text = plain(text).removesuffix(".0")
    if len(text) != 1:
        return None
    return _SIGNS.find(text) + 1 or ("1234567".find(text) + 1) or (7 if text == "天" else None)


def span_of(text: str) -> tuple[Minute, Minute] | None:
    """The times of a text such as ``8:20-9:00``; None for none, and for one that runs backwards."""
    match = _SPAN.search(plain(text))
    if not match:
        return None
    start, end = _minute(match[1], match[2]), _minute(match[3], match[4])
    return (start, end) if start is not None and end is not None and start < end else None


def moment_of(text: str) -> Minute | None:
    """The time of a text that is nothing else, such as ``8:20``."""
    match = _MOMENT.fullmatch(plain(text))
    return _minute(match[1], match[2]) if match else None


def _minute(hours: str, minutes: str) -> Minute | None:
    return int(hours) * 60 + int(minutes) if int(hours) < 24 and int(minutes) < 60 else None


def half_of(text: str) -> str:
    """The half of the day that a cell names alone, or empty."""
    text = plain(text).replace(" ", "").replace("\n", "")
    return _HALVES.get(text.lower(), text) if _HALF.fullmatch(text) else ""


def period_of(text: str) -> PeriodHead | None:
    """The period that a heading stands for, or None."""
    text = plain(text).removesuffix(".0")
    if not text or len(text) > LONGEST_HEADING * 2:
        return None
    span = span_of(text)
    words = re.sub(r"[()\n]", " ", _SPAN.sub(" ", text)).strip()
    half = _HALF.search(words)
    told = _HALVES.get(half[0].lower(), half[0]) if half else ""
    rest = _HALF.sub(" ", words).strip() if half else words
    bare = re.sub(r"\s", "", rest)
    start, end = span or (None, None)
    if is_pause(bare):
        return PeriodHead(None, told, start, end, bare, sure=True, pause=True)
    if _DAY.search(text):
        return None
    match = _NUMBERED.search(rest) or _P.fullmatch(rest)
    if match and (number := _number(match[1])) and len(rest) <= LONGEST_HEADING:
        return PeriodHead(number, told, start, end, bare, sure=True)
    if (match := _BARE.fullmatch(rest)) and (number := _number(match[1])):
        return PeriodHead(number, told, start, end, bare, sure=bool(half or span))
    if _NAMED.fullmatch(re.sub(r"[\d一二三四]+$", "", bare)):
        return PeriodHead(None, told, start, end, bare, sure=True)
    if span and len(bare) <= 6 and not is_subject(bare):
        return PeriodHead(None, told, start, end, bare, sure=True)
    return None


def _number(text: str) -> int | None:
    if text.isdigit():
        number = int(text)
    else:
        tens, ten, ones = text.rpartition("十")
        number = (_SIGNS.find(tens) + 1 or 1) * 10 if ten else 0
        number += "一二三四五六七八九".find(ones) + 1 if ones else 0
    return number if 1 <= number <= MOST_PERIODS else None


def group_of(text: str, grade: str = "") -> TimetableOwner | None:
    """The class or the teacher that a heading, a title or the name of a sheet names. grade: of the sheet, for headings such as 1班."""
    text = plain(text)
    if not text or len(text) > 60:
        return None
    name = class_alone(text) or class_of_grade(text, grade) or class_mentioned(text)
    if name:
        return TimetableOwner(name)
    for form in _PERSON:
        match = form.search(text)
        if match and looks_like_name(match[1]) and not is_subject(match[1]):
            return TimetableOwner(match[1].strip(), teacher=True)
    return None


def teacher_of(text: str) -> TimetableOwner | None:
    """The teacher that a cell of a column of names, or the name of a sheet, names."""
    text = plain(text)
    if has_title(text) and looks_like_name(text):
        return TimetableOwner(without_title(text), teacher=True)
    return TimetableOwner(text, teacher=True) if looks_like_name(text) and len(text) > 1 and not is_subject(text) else None
