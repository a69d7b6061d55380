"""Times of a day as people write them -> minutes since midnight."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, time, timedelta

from api.files.table.cell import CellError, Formatted, Raw
from solver.units import clock

_MORNING, _AFTERNOON = (
    ("上午", "早上", "早晨", "清晨", "早", "am"),
    ("下午", "傍晚", "晚上", "晚", "放学后", "午后", "pm"),
)
_NOON = ("中午", "正午")
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMBER = r"\d{1,2}|[零〇一二两三四五六七八九十]{1,3}"
_SPELT = re.compile(rf"({_NUMBER})(?:点钟?|时|h)(?:(半)|([一三])刻|整|({_NUMBER})分?|)")
_COLON = re.compile(r"(\d{1,2})[:.·](\d{1,2})(?:[:.](\d{1,2}))?")
_COMPACT = re.compile(r"(\d{1,2})(\d{2})")
LOST_DIGITS = 0.1
"""Minutes by which a time whose format was lost may be off: 0.6458 is 15:29:57."""
SPAN = re.compile(r"\s*(?:--|[-–—―~～至到])\s*")
"""Between the begin and the end of a span."""
FIRST_SURE = 13
"""Hours from here on are said in one way; earlier ones may be of the morning or of the afternoon where a text spells them."""


def parse_time(raw: Raw) -> int:
    """Minutes since midnight, 0..1440, from an Excel time, a number or a text.

    ``15:30``, ``15：30``, ``15.30``, ``1530``, ``15点30``, ``15点半``, ``下午3点半``; a number is read as it would be typed: 15.3 is
    15.30. Raises CellError, also for an hour up to 12 that is spelt without its half of the day: ``5点半``.
    """
    minutes = _of_text(raw) if isinstance(raw, str) else _of_cell(raw)
    if minutes is None or not 0 <= minutes <= 1440:
        raise CellError("这里要时刻（00:00 至 24:00，整分钟）", "a time between 00:00 and 24:00 in whole minutes is expected",
                        "可能写错了；请写成 15:30。", "Maybe mistyped; write it as 15:30.")  # fmt: skip
    return minutes


def parse_span(text: str) -> tuple[int, int] | None:
    """``8:20-9:00`` or ``下午3点半到4点10分`` -> begin and end; None for a text that is no span. Raises CellError."""
    ends = SPAN.split(text.strip())
    if len(ends) != 2:
        return None
    begin = parse_time(ends[0])
    half = next((word for word in (*_MORNING, *_AFTERNOON, *_NOON) if ends[0].strip().startswith(word)), "")
    try:
        return begin, parse_time(ends[1])
    except CellError:
        if not half:
            raise
        return begin, parse_time(half + ends[1].strip())  # what is said of the begin holds for the end


def _of_cell(raw: Raw) -> int | None:
    if isinstance(raw, Formatted):
        return _of_text(raw.shown)
    seconds: float | None = None
    if isinstance(raw, time):
        seconds = raw.hour * 3600 + raw.minute * 60 + raw.second + raw.microsecond / 1e6
    elif isinstance(raw, timedelta):
        seconds = raw.total_seconds()
    elif isinstance(raw, datetime):
        meant = clock(raw.hour * 60 + raw.minute)
        raise CellError("这里要时刻，而单元格里是日期", "a time is expected, and the cell holds a date",
                        f"可能是 {meant}；请写成“时:分”。", f"Maybe {meant}; write it as hours:minutes.")  # fmt: skip
    elif isinstance(raw, int | float) and not isinstance(raw, bool):
        if 0 < raw < 1:
            return round(raw * 1440) if abs(raw * 1440 - round(raw * 1440)) < LOST_DIGITS else None
        if float(raw).is_integer():
            return _of_text(str(int(raw)))
        if float(raw * 2).is_integer():  # 17.50 has lost its nought, or somebody counts in half hours
            raise _unclear(int(raw) * 60 + 30, int(raw) * 60 + 50)
        return _of_text(f"{raw:.2f}") if abs(raw * 100 - round(raw * 100)) < 1e-6 else None
    if seconds is None or abs(seconds - 60 * round(seconds / 60)) > 1:
        return None
    return round(seconds / 60)


def _of_text(raw: str) -> int | None:
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", raw)).lower().replace("。", ".")
    half, text = _half_of_day(text)
    colon, spelt, compact = _COLON.fullmatch(text), _SPELT.fullmatch(text), _COMPACT.fullmatch(text)
    if colon:
        hour, minute = int(colon[1]), int(colon[2] if ":" in text or len(colon[2]) == 2 else colon[2] + "0")
        if (colon[3] and int(colon[3])) or (":" in text and len(colon[2]) != 2):
            return None
    elif spelt:
        hour, minute = _number(spelt[1]), _minute(spelt)
        if not half and 0 < hour < FIRST_SURE - 1:
            raise _unclear(hour * 60 + minute, (hour + 12) * 60 + minute)
    elif compact and len(text) >= 3:
        hour, minute = int(compact[1]), int(compact[2])
    elif re.fullmatch(r"\d{1,2}", text) and (half or int(text) >= FIRST_SURE):
        hour, minute = int(text), 0
    else:
        return None
    if half == "afternoon" and hour < 12:
        hour += 12
    if half == "noon" and hour < 3:
        hour += 12
    return hour * 60 + minute if minute < 60 else None


def _unclear(one: int, other: int) -> CellError:
    a, b = clock(one), clock(other)
    return CellError(f"分不清是 {a} 还是 {b}", f"this may be {a} or {b}",
                     f"可能是 {b}；请写成“时:分”。", f"Maybe {b}; write it as hours:minutes.")  # fmt: skip


def _half_of_day(text: str) -> tuple[str, str]:
    """The half of the day that a text names, if any, and the rest of it."""
    for half, words in (("noon", _NOON), ("morning", _MORNING), ("afternoon", _AFTERNOON)):
        for word in words:
            if text.startswith(word):
                return half, text.removeprefix(word)
            if text.endswith(word) and word.isascii():
                return half, text.removesuffix(word)
    return "", text


def _minute(spelt: re.Match[str]) -> int:
    if spelt[2]:
        return 30
    if spelt[3]:
        return 15 if spelt[3] == "一" else 45
    return _number(spelt[4]) if spelt[4] else 0


def _number(text: str) -> int:
    """``17``, ``十七``, ``五`` and ``三十`` as a number."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return (
            _DIGITS[text]
            if len(text) == 1
            else sum(_DIGITS.get(sign, 0) * 10 ** (len(text) - 1 - i) for i, sign in enumerate(text))
        )
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
