"""What a cell parser raises: the sentence and hint of a fault, without its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

from solver.problem.characters import visible


@dataclass(frozen=True, slots=True)
class Formatted:
    """A number that its number format shows as something else.

    value: as the cell holds it. shown: as the sheet shows it. meaning: ``percent`` (holds 0.5, shows 50%), ``percent sign``
    (holds 50, shows 50%), ``other unit`` (holds 2.7, shows 2.7万; or holds 27000, shows 27), ``text`` (holds 1, shows 001).
    """

    value: float
    shown: str
    meaning: Literal["percent", "percent sign", "other unit", "text"]


Raw = str | int | float | bool | date | datetime | time | timedelta | Formatted
"""A cell as the workbook gives it; an empty cell is ``""``."""

LONGEST_WORD = 100
"""A word's beginning by which it is compared with known ones."""
LIKE = 0.6
"""Likeness (0 to 1) from which on a known word may be meant. Lower, a shared character is enough: 副校长 would be 家长."""


class CellError(Exception):
    """The value of a cell is wrong. zh, en: what and the limit; hint_zh, hint_en: "可能…", "Maybe …"."""

    def __init__(self, zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> None:
        super().__init__(en)
        self.zh, self.en, self.hint_zh, self.hint_en = zh, en, hint_zh, hint_en


def closest(word: str, known: Iterable[str]) -> tuple[str, str]:
    """A pair of hints that name the known word most like ``word``; empty when none is alike."""
    return _closest(word[:LONGEST_WORD], tuple(known))


@lru_cache(maxsize=1_000)
def _closest(word: str, known: tuple[str, ...]) -> tuple[str, str]:
    """Remembered: what is wrong in one row is often wrong in thousands."""
    found = get_close_matches(word, known, n=1, cutoff=LIKE)
    return (f"可能是“{found[0]}”。", f'Maybe "{found[0]}".') if found else ("", "")


def plain_number(value: float) -> str:
    """A number in digits, without the noise of binary fractions: 0.07 * 100 is ``7``."""
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def raw_text(value: Raw) -> str:
    """A raw cell as text for a message, the way a user sees it in Excel."""
    if isinstance(value, Formatted):
        return value.shown
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ")
    text = value.isoformat() if isinstance(value, date | time) else visible(str(value))
    return text if len(text) <= 80 else text[:79] + "…"
