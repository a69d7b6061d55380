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
from solver.problem.week_pattern import WEEK_PATTERNS
from solver.units import clock, parse_clock

Shown = str | int | float | date | time


@dataclass(frozen=True, slots=True)
class CellKind:
    """One kind of cell.

    parse: a non-empty raw cell -> the value of the field; raises CellError. show: the inverse.
    form: Excel's number format. menu: words for a drop-down list, if the kind has few values.
    """

    zh: str
    en: str
    parse: Callable[[Raw], Any]
    show: Callable[[Any], Shown]
    form: str = "@"
    menu: tuple[str, ...] = ()


def _parse_text(raw: Raw) -> str:
    return unprotect(cell_text(raw))


def _show_text(value: str) -> str:
    return protect(value, specials="", words=())


DAY_ZERO = date(1899, 12, 30)
"""The day from which Excel counts the others."""
FIRST_DAY, LAST_DAY = 36_526, 73_050
"""Excel's numbers of days that a term may lie in: from 2000 to 2099."""


def parse_time(raw: Raw) -> int:
    """Minutes since midnight from an Excel time or from text ``15:30``."""
    seconds: float | None = None
    if isinstance(raw, time):
        seconds = raw.hour * 3600 + raw.minute * 60 + raw.second + raw.microsecond / 1e6
    elif isinstance(raw, timedelta):
        seconds = raw.total_seconds()
    elif isinstance(raw, str):
        try:
            return parse_clock(unicodedata.normalize("NFKC", raw))
        except ValueError:
            pass
    if seconds is not None and 0 <= seconds <= 86400 and abs(seconds - 60 * round(seconds / 60)) <= 1:
        return round(seconds / 60)
    meant = _meant_time(raw)
    raise CellError("这里要时刻（00:00 至 24:00，整分钟）", "a time between 00:00 and 24:00 in whole minutes is expected",
                    f"可能是 {meant or '15:30'}；请按“时:分”写，或把单元格设成时间格式。",
                    f"Maybe {meant or '15:30'}; write it as hours:minutes, or format the cell as a time.")  # fmt: skip


def _meant_time(raw: Raw) -> str:
    """The time that a number means: 1530 and 15.3 are written without a colon, 0.6458 has lost its format. Or nothing."""
    if isinstance(raw, datetime):
        return clock(raw.hour * 60 + raw.minute)
    if not isinstance(raw, int | float) or isinstance(raw, bool):
        return ""
    if 0 < raw < 1:
        return clock(round(raw * 1440))
    whole = float(raw).is_integer()
    hours, minutes = divmod(int(raw), 100) if whole and raw >= 100 else (int(raw), 0 if whole else round(raw % 1 * 100))
    return clock(hours * 60 + minutes) if 0 <= hours <= 24 and 0 <= minutes < 60 else ""


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


def _parse_yes_no(raw: Raw) -> bool:
    if isinstance(raw, bool):
        return raw
    text = unicodedata.normalize("NFKC", cell_text(raw)).lower()
    if text in ("是", "yes", "y", "1", "true", "√", "✓", "有"):
        return True
    if text in ("否", "no", "n", "0", "false", "×", "✗", "无"):
        return False
    raise CellError("这里要“是”或“否”", "是 (yes) or 否 (no) is expected",
                    "可能写了别的词；请从下拉菜单选。", "Maybe another word was typed; pick from the list.")  # fmt: skip


def parse_weekdays(raw: Raw) -> tuple[int, ...]:
    """``一二三四五``, ``周一、周三``, ``1,2,3``, or ``无`` -> weekdays 1..7 in the order written."""
    text = unicodedata.normalize("NFKC", cell_text(raw))
    if text in ("无", "none"):
        return ()
    signs = re.sub(r"星期|礼拜|周|[、,;\s]", "", text).replace("天", "日")
    days = []
    for sign in signs:
        day = WEEKDAY_SIGNS.find(sign) + 1 or ("1234567".find(sign) + 1)
        if not day:
            raise CellError("这里要星期（一至日，或 1 至 7）", "weekdays are expected: 一..日 or 1..7",
                            "可能多写了别的字；例如 一三五。", "Maybe something else was typed; write them as 一三五.")  # fmt: skip
        days.append(day)
    return tuple(days)


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


def code(labels: Mapping[str, str], zh: str, en: str, *, open_words: bool = False) -> CellKind:
    """One of few codes, written as its Chinese word; ``open_words`` lets other words through unchanged."""
    back = {word: name for name, word in labels.items()}

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
WEEKDAYS = CellKind("若干星期，如 一二三四五", "weekdays, as 一二三四五 or 1,2,3", parse_weekdays, _show_weekdays)
