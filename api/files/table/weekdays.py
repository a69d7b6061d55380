"""Weekdays as people write them -> 1..7."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from api.files.labels import WEEKDAY_SIGNS
from api.files.table.cell import CellError, Raw, raw_text
from api.files.table.texts import cell_text

WORKDAYS = (1, 2, 3, 4, 5)
_EVERY_DAY = re.compile(
    r"每天|天天|每日|全部|全周|整周|周内|都参加|工作日|教学日|上学日|每个?(?:工作|教学|上学)日|weekdays|every ?day|all|daily"
)
_NONE = ("无", "none", "不参加", "否", "没有", "都不参加")
_EXCEPT = re.compile(r"\(?(?:除(?P<before>[^外()]+?)(?:以|之)?外|(?P<after>[^()]+?)除外)\)?,?")
_TIMES_OF_DAY = re.compile(r"下午|放学后|课后")
_PREFIX = re.compile(r"每?(?:星期|礼拜|周)")
_RANGE = re.compile(r"([一二三四五六日1-7])[-–—―~至到]+([一二三四五六日1-7])")
_BETWEEN = re.compile(r"[、,;/|┋&+和及与\s.]")


def parse_weekdays(raw: Raw) -> tuple[int, ...]:
    """``一二三四五``, ``周一、周三``, ``1,2,3``, ``周一至周五``, ``1-5``, ``每天``, ``除周三外``, ``无`` -> weekdays as written.

    Raises CellError.
    """
    if isinstance(raw, date):
        raise CellError("这里要星期，而单元格里是日期", "weekdays are expected, and the cell holds a date",
                        f"可能 Excel 把“{raw.month}-{raw.day}”变成了日期；请写成 周一至周五。",
                        f'Maybe Excel turned "{raw.month}-{raw.day}" into a date; write 周一至周五.')  # fmt: skip
    text = unicodedata.normalize("NFKC", cell_text(raw)).lower().strip()
    if text in _NONE:
        return ()
    plain = _TIMES_OF_DAY.sub("", text)
    left_out: tuple[int, ...] = ()
    found = _EXCEPT.search(plain)
    if found and (found["before"] or not _PREFIX.match(plain) or "(" in plain):
        left_out = _days(found["before"] or found["after"], raw)
        plain = (plain[: found.start()] + plain[found.end() :]).strip() or "每天"
    days = WORKDAYS if _EVERY_DAY.fullmatch(plain) else _days(plain, raw)
    return tuple(day for day in days if day not in left_out)


def _days(text: str, raw: Raw) -> tuple[int, ...]:
    signs = _PREFIX.sub("", text.replace("周末", "六日")).replace("天", "日").replace("周", "")
    days: list[int] = []
    while signs:
        span = _RANGE.match(signs)
        if span:
            first, last = _day(span[1], raw), _day(span[2], raw)
            if first > last:
                raise _wrong(raw)
            days += range(first, last + 1)
            signs = signs[span.end() :]
        elif _BETWEEN.match(signs):
            signs = signs[1:]
        else:
            days.append(_day(signs[0], raw))
            signs = signs[1:]
    return tuple(days)


def _day(sign: str, raw: Raw) -> int:
    day = WEEKDAY_SIGNS.find(sign) + 1 or ("1234567".find(sign) + 1)
    if not day:
        raise _wrong(raw)
    return day


def _wrong(raw: Raw) -> CellError:
    yes = raw_text(raw).strip() in ("是", "√", "✓", "✔", "参加", "Y", "y", "1")
    if yes:
        return CellError("这里要写哪几天参加", "say on which weekdays",
                         "可能是每天都参加：请写“每天”。", "Maybe every day: write 每天.")  # fmt: skip
    return CellError("这里要星期（一至日，或 1 至 7）", "weekdays are expected: 一..日 or 1..7",
                     "可能多写了别的字；请写成 一三五、周一至周五 或 每天。",
                     "Maybe something else was typed; write 一三五, 周一至周五 or 每天.")  # fmt: skip
