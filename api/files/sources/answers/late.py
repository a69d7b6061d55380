"""The text of an answer -> the minute until which a child stays (A08)."""

from __future__ import annotations

import re
import unicodedata

from solver.units import Minute

_CLOCK = re.compile(r"(下午|傍晚|晚上?|pm)?\s*(?<!\d)(\d{1,2})\s*[:：.点时]\s*(\d{2}|半|整|[一三]刻)?\s*分?(?!\d)")
_SIGNS = {"半": 30, "整": 0, "一刻": 15, "三刻": 45}
_CHINESE = {"十二": "12", "十一": "11", "十": "10", "两": "2"} | {sign: str(i) for i, sign in enumerate("一二三四五六七八九", 1)}
_SAID = re.compile(r"(十二|十一|十|两|[一二三四五六七八九])(?=点)")
EARLIEST_AFTERNOON, NOON = 1, 12
"""Hours below noon from this one on are taken for the afternoon where nobody said so: nobody is fetched at five in the morning."""


def minutes_in(text: str) -> tuple[Minute, ...]:
    """Every time of day in a text, in its order: ``18:00``, ``18.15``, ``17点30``, ``下午5点半``, ``六点``; hours 1 to 11 are p.m."""
    words = _SAID.sub(lambda found: _CHINESE[found[1]], unicodedata.normalize("NFKC", text).lower())
    minutes = []
    for found in _CLOCK.finditer(words):
        hour, rest = int(found[2]), found[3] or ""
        minute = _SIGNS[rest] if rest in _SIGNS else int(rest or 0)
        if not rest and found[0].rstrip()[-1] in ":：.":
            continue
        hour += NOON if EARLIEST_AFTERNOON <= hour < NOON else 0
        if hour < 24 and minute < 60:
            minutes.append(hour * 60 + minute)
    return tuple(minutes)


def late_until(text: str) -> Minute | None:
    """The last time of day that an answer names, None where it names none: ``17:30-18:00`` is 18:00."""
    return max(minutes_in(text), default=None)


_NO = re.compile(r"^(?:暂|都|暂时)?(?:不|无|没|否)|^(?:no|n|×|x|0|f|false|-+|/|—+)$|(?:按时|准时|正常)(?:接|放|离)")
_YES = re.compile(r"^(?:是|需要?|要|参加|同意|愿意|自愿|报名|有|会|yes|√|✓|✔|true|ok|好)|^[1yt]$|参加")


def said_yes(text: str) -> bool | None:
    """Whether an answer says yes or no; None where it says neither. ``不参加``, ``否``, ``0``; ``参加``, ``自愿参加``, ``√``."""
    words = re.sub(r"^[a-z]\s*[.、:)]\s*|[\s。.!,，]", "", unicodedata.normalize("NFKC", text).lower())
    if not words:
        return None
    return False if _NO.search(words) else True if _YES.search(words) else None
