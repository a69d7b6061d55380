"""Amount 数量: a new value, a difference, a percentage or a limit, written as people write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from solver.units import clock, parse_clock

How = Literal["to", "by", "percent", "most", "least"]
LARGEST = 10**9
"""Largest number that an amount may hold, in the unit of what is changed; raising it lets larger ones through to validation."""
_WRITTEN = re.compile(r"(?P<sign>[+-]?|<=|>=)(?P<whole>\d{1,10})(?:\.(?P<part>\d{1,2}))?(?P<unit>%|元)?", re.ASCII)
_SPELT = str.maketrans({"＋": "+", "－": "-", "−": "-", "％": "%", "：": ":", "．": "."})


@dataclass(frozen=True, slots=True)
class Amount:
    """Number with how it is meant: ``to`` a value, ``by`` a difference, ``percent`` of the value more or (below 0) less, at ``most``,
    at ``least``.

    Written ``25``, ``+1``, ``-10%``, ``<=25``, ``>=12``; a clock ``17:40`` is minutes since midnight.
    """

    number: int
    how: How = "to"

    def of(self, value: int) -> int:
        """The value after the change; a percentage is rounded to the nearest whole number, halves away from zero."""
        if self.how == "to":
            return self.number
        if self.how == "by":
            return value + self.number
        if self.how == "most":
            return min(value, self.number)
        if self.how == "least":
            return max(value, self.number)
        share = abs(value * self.number)
        return value + (1 if value * self.number >= 0 else -1) * ((2 * share + 100) // 200)

    def compared(self, value: int) -> int:
        """-1, 0 or 1: whether the value falls, stays or grows."""
        after = self.of(value)
        return (after > value) - (after < value)

    @property
    def written(self) -> str:
        """The amount as it is read again."""
        if self.how == "by":
            return f"{self.number:+d}"
        if self.how == "percent":
            return f"{self.number:+d}%"
        return {"to": "", "most": "<=", "least": ">="}[self.how] + str(self.number)

    def told(self, unit_zh: str = "", unit_en: str = "") -> tuple[str, str]:
        """``增加 1``, ``改为 25`` … in Chinese and English, with units."""
        size, zh, en = abs(self.number), unit_zh and f" {unit_zh}", unit_en and f" {unit_en}"
        if self.how == "by":
            return f"{'增加' if self.number >= 0 else '减少'} {size}{zh}", f"{'up' if self.number >= 0 else 'down'} by {size}{en}"
        if self.how == "percent":
            return f"{'增加' if self.number >= 0 else '减少'} {size}%", f"{'up' if self.number >= 0 else 'down'} by {size}%"
        words = {"to": ("改为", "set to"), "most": ("不超过", "at most"), "least": ("不少于", "at least")}[self.how]
        return f"{words[0]} {self.number}{zh}", f"{words[1]} {self.number}{en}"

    def told_fen(self) -> tuple[str, str]:
        """The same of money in fen, told in yuan."""
        if self.how == "percent":
            return self.told()
        zh, en = self.told()
        size, yuan = str(abs(self.number)), f"{abs(self.number) / 100:.2f}"
        return f"{zh.replace(size, yuan)} 元", f"{en.replace(size, yuan)} yuan"

    def told_clock(self) -> tuple[str, str]:
        """The same of a minute of the day: a new value as a time, a difference in minutes."""
        if self.how == "by":
            return self.told("分钟", "minutes")
        zh, en = self.told()
        return zh.replace(str(self.number), clock(self.number)), en.replace(str(self.number), clock(self.number))


FenAmount = Amount
"""Amount of money in fen. It is written with its unit, ``3元``, ``+0.5元``, ``<=300分``, or in per cent, so that no yuan is read as fen."""


def written_fen(amount: Amount) -> str:
    """An amount of fen as :func:`parse_fen` reads it again."""
    return amount.written if amount.how == "percent" else f"{amount.written}分"


def parse_fen(raw: object) -> Amount | None:
    """The amount of money that a text writes, or None where it writes none or lacks its unit."""
    text = raw.strip().replace("yuan", "元").replace("fen", "分") if isinstance(raw, str) else ""
    if text.endswith("分"):
        return None if "元" in text or "%" in text or ":" in text else parse_amount(text.removesuffix("分"))
    return parse_amount(text) if text.endswith(("元", "%", "％")) else None


def parse_amount(raw: object) -> Amount | None:
    """The amount that a whole number or a text writes, or None where it writes none."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int):
        return Amount(raw) if abs(raw) <= LARGEST else None
    if not isinstance(raw, str):
        return None
    text = raw.translate(_SPELT).replace(" ", "").replace("yuan", "元").replace("≤", "<=").replace("≥", ">=")
    if ":" in text:
        return _clock(text)
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    sign, unit = found["sign"], found["unit"]
    if (found["part"] and unit != "元") or (unit == "%" and sign not in ("+", "-")):
        return None
    number = int(found["whole"])
    if unit == "元":
        number = number * 100 + int((found["part"] or "0").ljust(2, "0"))
    if number > LARGEST:
        return None
    if unit == "%":
        return Amount(-number if sign == "-" else number, "percent")
    if sign in ("+", "-"):
        return Amount(-number if sign == "-" else number, "by")
    return Amount(number, "most" if sign == "<=" else "least" if sign == ">=" else "to")


def _clock(text: str) -> Amount | None:
    try:
        return Amount(parse_clock(text))
    except ValueError:
        return None
