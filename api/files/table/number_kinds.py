"""The kinds of cells that hold a number: whole numbers, percentages, money. A cell means what the sheet shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial

from api.files.table.cell import CellError, Formatted, Raw, plain_number
from api.files.table.kinds import DAY_ZERO, CellKind

COUNTED = frozenset(("", "人", "名", "位", "个", "次", "班", "节", "门", "间", "处", "条", "分", "分钟", "秒", "年级"))
"""Words that a number format may write beside a whole number without making it another one."""
MONEY = frozenset(("", "元", "¥", "￥"))
"""The same for money."""
WAIVED = {"全免": 100, "全额减免": 100, "免": 100, "免费": 100, "减半": 50, "半免": 50, "半价": 50, "不减免": 0, "不免": 0}
"""Words for percentages of a fee that are waived (G02)."""
LOADS = {"全职": 100, "半职": 50}
"""Words for percentages of a full load."""
LEAP_DAY = 60
"""The number of the day that Excel counts and the calendar does not have: 29 February 1900."""


def _number(raw: Raw, words: frozenset[str]) -> float | None:
    """A number cell; None for anything else. Raises CellError where the sheet shows another number than the cell holds.

    words: what the number format may write beside the digits.
    """
    if isinstance(raw, Formatted):
        return _formatted(raw, words)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return float(raw)
    if isinstance(raw, date | time | timedelta):
        held = plain_number(_held(raw))
        raise CellError("这里要数，而单元格显示的是日期或时刻", "a number is expected, and the cell shows a date or a time",
                        f"可能格式设成了日期；存的数是 {held}，请把格式改为“常规”再核对。",
                        f"Maybe it is formatted as a date; the cell holds {held}: format it as General and check it.")  # fmt: skip
    return None


def _formatted(raw: Formatted, words: frozenset[str]) -> float:
    held = plain_number(raw.value)
    if raw.meaning in ("percent", "percent sign"):
        raise CellError("单元格设成了百分比格式，而这里不是百分比", "the cell is formatted as a percentage, and this is none",
                        f"可能整列套用了百分比格式；存的数是 {held}，请把格式改为“常规”再核对。",
                        f"Maybe the whole column was formatted; the cell holds {held}: format it as General and check it.")  # fmt: skip
    found = re.fullmatch(r"(\D*?)(-?\d+(?:\.\d+)?)(\D*)", raw.shown, re.ASCII)
    if raw.meaning == "text" and found and found[1] + found[3] in words and float(found[2]) == raw.value:
        return raw.value
    raise CellError(f"单元格显示“{raw.shown}”，存的却是 {held}", f'the cell shows "{raw.shown}" and holds {held}',
                    "可能格式里带了单位；请把格式改为“常规”，按本列的单位填数。",
                    "Maybe its format adds a unit; format it as General and write the number in this column's unit.")  # fmt: skip


def _held(raw: date | time | timedelta) -> float:
    """The number under a date or a time."""
    if isinstance(raw, timedelta):
        return raw / timedelta(days=1)
    if isinstance(raw, time):
        return (raw.hour * 3600 + raw.minute * 60 + raw.second) / 86400
    days = ((raw.date() if isinstance(raw, datetime) else raw) - DAY_ZERO).days
    days -= days <= LEAP_DAY
    return days + (_held(raw.time()) if isinstance(raw, datetime) else 0)


def parse_integer(raw: Raw) -> int:
    """A whole number, also as (full-width) digits in a text cell."""
    number = _number(raw, COUNTED)
    if number is not None:
        if number.is_integer() and abs(number) <= 10**9:
            return int(number)
    elif isinstance(raw, str):
        found = re.fullmatch(r"([+-]?\d{1,9})\s*(\D*)", unicodedata.normalize("NFKC", raw).strip(), re.ASCII)
        if found and found[2] in COUNTED:
            return int(found[1])
    raise CellError("这里要整数", "a whole number is expected",
                    "可能带了单位、百分号或小数；只写数字，例如 40。",
                    "Maybe a unit, a percent sign or decimals were typed; write the number only, as 40.")  # fmt: skip


def parse_percent(raw: Raw, spelt: Mapping[str, int] | None = None) -> int:
    """Whole percent: a number that its format shows as a percentage, text with a percent sign, or a plain number above 1.

    spelt: words that say a percentage in this column, and would say something else in another.
    A plain number up to 1 may mean a fraction (0.5 = 50%) or percent (1 = 1%), and raises CellError.
    """
    points, sure = _points(raw, spelt or {})
    if points is not None and not sure and 0 < abs(points) <= 1:
        least, most = plain_number(points), plain_number(points * 100)
        raise CellError(f"分不清是 {most}% 还是 {least}%", f"this may mean {most}% or {least}%",
                        f"可能粘贴时丢了百分比格式；请带百分号写明，例如 {most}%。",
                        f"Maybe the percent format was lost on the way; write it with the sign, as {most}%.")  # fmt: skip
    if points is not None and abs(points - round(points)) < 1e-6 and abs(points) <= 10**6:
        return round(points)
    raise CellError("这里要整数百分比", "a whole percentage is expected",
                    "可能带了小数或别的字；例如 50%。", "Maybe decimals or words were typed; write it as 50%.")  # fmt: skip


def _points(raw: Raw, spelt: Mapping[str, int]) -> tuple[float | None, bool]:
    """Percent, if the cell holds any, and whether it says that it is percent."""
    if isinstance(raw, Formatted) and raw.shown.endswith("%"):
        text = raw.shown
    elif isinstance(raw, str):
        text = unicodedata.normalize("NFKC", raw).replace(" ", "")
    else:
        return _number(raw, frozenset(("",))), False
    if text in spelt:
        return float(spelt[text]), True
    words = text.removeprefix("百分之")
    if words != text and (numbers := [points for points in range(101) if words in _spelt(points)]):
        return float(numbers[0]), True
    found = re.fullmatch(r"([+-]?\d{1,6}(?:\.\d+)?)(%?)", words, re.ASCII)
    return (float(found[1]), words != text or bool(found[2])) if found else (None, False)


def _spelt(number: int) -> tuple[str, ...]:
    """A whole number up to 100 as it is written in Chinese."""
    if number in (0, 100):
        return ("百", "一百") if number else ("零", "〇")
    tens, ones = divmod(number, 10)
    ten = ("", "十", *(f"{sign}十" for sign in "二三四五六七八九"))[tens]
    return (ten + ("", *"一二三四五六七八九")[ones],)


_AMOUNT = re.compile(
    r"(?:人民币|rmb|¥)?(-?\d{1,9}(?:\.\d+)?)(万)?(?:元|块|块钱|yuan|rmb)?(?P<per>.*)", re.ASCII | re.IGNORECASE
)
_PER = re.compile(r"(?:[/每一](?:课时|节课|节|生|人|学生))*")
"""Words for the unit of an amount that do not make it another one: pay and fees are for a class-hour."""


def _yuan_of(text: str) -> float | None:
    """``60元/课时``, ``¥1,200`` and ``1.5万元`` -> yuan; None for anything else, also for another unit: ``60元/月``."""
    if text in ("免费", "不收费", "公益", "无偿", "零"):
        return 0.0
    found = _AMOUNT.fullmatch(re.sub(r"^(?:每课时|每节课|每节|每生每课时)", "", text))
    if found is None or not _PER.fullmatch(found["per"]):
        return None
    return round(float(found[1]) * (10_000 if found[2] else 1), 6)


def _parse_yuan(raw: Raw) -> int:
    value = _number(raw, MONEY)
    if isinstance(raw, str):
        value = _yuan_of(re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", raw)))
    if value is not None and abs(value) <= 10**7 and abs(value * 100 - round(value * 100)) < 1e-6:
        return round(value * 100)
    raise CellError("这里要金额（元，至多两位小数）", "an amount in yuan with at most two decimals is expected",
                    "可能写了文字或别的单位（每月、每天）；例如 4.50。", "Maybe text or another unit; write it as 4.50.")  # fmt: skip


INTEGER = CellKind("整数", "whole number", parse_integer, int, form="0")
PERCENT = CellKind("百分比，如 50%", "percent, as 50%", parse_percent, lambda points: points / 100, form="0%")
WAIVED_PERCENT = replace(PERCENT, parse=partial(parse_percent, spelt=WAIVED))
LOAD_PERCENT = replace(PERCENT, parse=partial(parse_percent, spelt=LOADS))
YUAN = CellKind("元，至多两位小数", "yuan, at most two decimals", _parse_yuan, lambda fen: fen / 100, form="0.00")
