"""One figure of a plan beside its limit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Case = tuple[int, str]
"""A value and where it was found."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured (zh, en), the worst value found, where, and the limit.

    value, limit: as shown, with their unit. at: place, grade, section or adult, never a pupil.
    met: whether the value keeps to the limit.
    """

    zh: str
    en: str
    value: str
    limit: str
    met: bool
    at: str = ""


def least(cases: Iterable[Case]) -> Case | None:
    """The smallest case, the first of equals; None without any."""
    return min(cases, key=lambda case: case[0], default=None)


def most(cases: Iterable[Case]) -> Case | None:
    """The largest case, the first of equals; None without any."""
    return max(cases, key=lambda case: case[0], default=None)


def none_of(zh: str, en: str, wrong: list[str], checked: int) -> Measure:
    """Something that must not happen: how often it does, among how many."""
    places = list(dict.fromkeys(place for place in wrong if place))
    at = "、".join(places[:5]) + ("…" if len(places) > 5 else "")
    return Measure(zh, en, f"{len(wrong)} / {checked}", "0", not wrong, at)
