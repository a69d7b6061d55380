"""Words that the explanations share: grades, weekdays and kinds of posts in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable

from solver.units import WEEKDAYS_EN, WEEKDAYS_ZH, Weekday

_NUMERALS = "〇一二三四五六七八九"
KINDS_ZH = {"care": "托管", "gate": "校门", "fixed": "固定岗", "qa": "答疑", "late": "延时托管",
            "standby": "延时备勤", "block": "餐息看护", "evening": "晚自习", "weekend": "周末特长班"}  # fmt: skip
KINDS_EN = {"care": "care groups", "gate": "gates", "fixed": "fixed posts", "qa": "posts of questions",
            "late": "extended care", "standby": "stand-by", "block": "meals and naps", "evening": "evening study",
            "weekend": "weekend classes"}  # fmt: skip


def grades_zh(grades: Iterable[int]) -> str:
    """``一、二年级``."""
    return "、".join(_NUMERALS[g] if 0 <= g <= 9 else str(g) for g in sorted(grades)) + "年级"


def grades_en(grades: Iterable[int]) -> str:
    """``grades 1, 2``."""
    found = sorted(grades)
    return ("grade " if len(found) == 1 else "grades ") + ", ".join(map(str, found))


def days_zh(weekdays: Iterable[Weekday]) -> str:
    """``周一、周二``."""
    return "、".join(WEEKDAYS_ZH[d] for d in weekdays)


def days_en(weekdays: Iterable[Weekday]) -> str:
    """``Mon, Tue``."""
    return ", ".join(WEEKDAYS_EN[d] for d in weekdays)


def names(ids: Iterable[str], most: int = 8) -> str:
    """A list of ids, cut after ``most``."""
    found = list(ids)
    return "、".join(found[:most]) + (f"…（{len(found)}）" if len(found) > most else "")
