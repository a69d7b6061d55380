"""The kinds of cells that workbooks have: how each is read, written and explained."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from api.files.labels import WEEKDAY_SIGNS, YES_NO
from api.files.table.cell import CellError, Raw, closest
from api.files.table.texts import cell_text, protect, unprotect
from api.files.table.times import parse_time
from api.files.table.weekdays import parse_weekdays
from solver.problem.week_pattern import WEEK_PATTERNS
from solver.units import clock

Shown = str | int | float | date | time


@dataclass(frozen=True, slots=True)
class CellKind:
    """One kind of cell.

    parse: a non-empty raw cell -> the value of the field; raises CellError. show: the inverse.
    form: Excel's number format. menu: words for a drop-down list, if the kind has few values. loses: whether Excel may have lost
    a digit of what was typed into a cell: the class 1.10 as a number is 1.1.
    """

    zh: str
    en: str
    parse: Callable[[Raw], Any]
    show: Callable[[Any], Shown]
    form: str = "@"
    menu: tuple[str, ...] = ()
    loses: Callable[[Raw], bool] = lambda raw: False  # noqa: ARG005


def _parse_text(raw: Raw) -> str:
    return unprotect(cell_text(raw))


def _show_text(value: str) -> str:
    return protect(value, specials="", words=())


DAY_ZERO = date(1899, 12, 30)
"""The day from which Excel counts the others."""
FIRST_DAY, LAST_DAY = 36_526, 73_050
"""Excel's numbers of days that a term may lie in: from 2000 to 2099."""


def parse_date(raw: Raw) -> date:
    """A cell's date. Raises CellError."""
    if isinstance(raw, datetime):
        if raw.time() == time(0):
            return raw.date()
    elif isinstance(raw, date):
        return raw
    elif isinstance(raw, str):
        text = unicodedata.normalize("NFKC", raw).strip()
        found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", text, re.ASCII)
        if found:
            try:
                return date(*(int(part) for part in found.groups()))
            except ValueError:
                pass
    meant = ""
    if isinstance(raw, int | float) and not isinstance(raw, bool) and FIRST_DAY < raw < LAST_DAY:
        meant = (DAY_ZERO + timedelta(days=int(raw))).isoformat()
    raise CellError("这里要日历上存在的日期", "a date that exists in the calendar is expected",
                    f"可能是 {meant}，丢了日期格式；请把单元格设成日期格式。" if meant else "可能月或日写错了；例如 2026-03-02。",
                    f"Maybe {meant} without its date format; format the cell as a date." if meant
                    else "Maybe the month or day is wrong; write it as 2026-03-02.")  # fmt: skip


YES = frozenset((
    "是", "是的", "对", "yes", "y", "1", "true", "√", "✓", "✔", "☑", "有", "参加", "同意", "愿意", "自愿", "已签", "已签订", "已查",
    "齐全", "全",
))  # fmt: skip
NO = frozenset((
    "否", "不是", "不", "no", "n", "0", "false", "×", "✗", "✘", "x", "☐", "无", "没有", "不参加", "不同意", "不愿意", "未签", "没签",
    "未查", "不全", "不齐", "缺",
))  # fmt: skip
"""Words for yes and no, in lower case and normal width."""


def _parse_yes_no(raw: Raw) -> bool:
    if isinstance(raw, bool):
        return raw
    text = unicodedata.normalize("NFKC", cell_text(raw)).lower()
    if text in YES:
        return True
    if text in NO:
        return False
    raise CellError("这里要“是”或“否”", "是 (yes) or 否 (no) is expected",
                    "可能写了别的词；请从下拉菜单选。", "Maybe another word was typed; pick from the list.")  # fmt: skip


def _parse_weekday(raw: Raw) -> int:
    days = parse_weekdays(raw)
    if len(days) != 1:
        raise CellError("这里只要一个星期几", "exactly one weekday is expected",
                        "可能写了几天；每天写一行。", "Maybe several days were typed; write one row a day.")  # fmt: skip
    return days[0]


def _parse_weeks(raw: Raw) -> str:
    """``单周``, ``单`` or ``odd`` and so on -> one of ``WEEK_PATTERNS``."""
    text = unicodedata.normalize("NFKC", cell_text(raw)).lower()
    for pattern, (word, _) in WEEK_PATTERNS.items():
        if text in (word, word[0], pattern):
            return pattern
    raise CellError("这里要“单周”“双周”或“每周”", "odd, even or every week is expected: 单周, 双周, 每周",
                    "可能是隔周：请写明单周还是双周，学期第一天所在的周是第 1 周（单周）。",
                    "Maybe it is every other week: say odd or even; the week of the term's first day is week 1 (odd).")  # fmt: skip


def _show_time(minute: int) -> Shown:
    return time(minute // 60, minute % 60) if 0 <= minute < 1440 else clock(minute)


def _show_weekdays(days: tuple[int, ...]) -> str:
    return "".join(WEEKDAY_SIGNS[day - 1] if 1 <= day <= 7 else str(day) for day in days)


def code(
    labels: Mapping[str, str], zh: str, en: str, *, open_words: bool = False, also: Mapping[str, str] | None = None
) -> CellKind:
    """One of few codes, written as its Chinese word; ``open_words`` lets other words through unchanged.

    also: further words -> their codes, which are read and never written.
    """
    back = {**(also or {}), **{word: name for name, word in labels.items()}}

    def parse(raw: Raw) -> str:
        text = cell_text(raw)
        if text in back:
            return back[text]
        if unprotect(text) != text and open_words:
            return unprotect(text)
        name = text if open_words else text.lower()
        if name in labels or open_words:
            return name
        for part in text.split():
            if part in labels:
                return part
        menu = "、".join(labels.values())
        raise CellError(f"只能填:{menu}", f"must be one of: {', '.join(labels)}", *closest(text, labels.values()))

    def show(value: str) -> str:
        return labels.get(value) or protect(value, specials="", words=tuple(back))

    return CellKind(zh, en, parse, show, menu=tuple(labels.values()))


TEXT = CellKind("文字", "text", _parse_text, _show_text)
TIME = CellKind("时刻，如 15:30", "time, as 15:30", parse_time, _show_time, form="hh:mm")
DATE = CellKind("日期，如 2026-03-02", "date, as 2026-03-02", parse_date, lambda day: day, form="yyyy-mm-dd")
YES_NO_CELL = CellKind("是/否", "yes/no", _parse_yes_no, lambda flag: YES_NO[flag], menu=("是", "否"))
WEEKDAY = CellKind("星期几:一至日", "weekday: 一..日 or 1..7", _parse_weekday, lambda day: _show_weekdays((day,)),
               menu=tuple(WEEKDAY_SIGNS))  # fmt: skip
WEEKS = CellKind("单周/双周/每周", "odd/even/every week", _parse_weeks, lambda pattern: WEEK_PATTERNS[pattern][0],
                 menu=tuple(word for word, _ in WEEK_PATTERNS.values()))  # fmt: skip
WEEKDAYS = CellKind(
    "若干星期，如 一二三四五、周一至周五、每天", "weekdays, as 一二三四五, 1,2,3 or 1-5", parse_weekdays, _show_weekdays
)
