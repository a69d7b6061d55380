"""Medians over seeds, as they are printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

NOTHING = "–"


def spread(values: Sequence[float | None], digits: int = 0) -> str:
    """Median, with the least and the most where they differ: ``5 (3–9)``.

    digits: after the decimal point. Where some values are missing (None), those that are there are counted:
    ``5 (3–9) [2 of 3]``; where all are, a dash.
    """
    return _spread(values, lambda value: f"{value:.{digits}f}")


def counted(values: Sequence[int | None]) -> str:
    """The same of whole numbers; a median between two of them keeps its half."""
    return _spread(values, lambda value: f"{value:.1f}".removesuffix(".0"))


def _spread(values: Sequence[float | None], write: Callable[[float], str]) -> str:
    known = [value for value in values if value is not None]
    if not known:
        return NOTHING
    middle, low, high = map(write, (median(known), min(known), max(known)))
    text = middle if low == high else f"{middle} ({low}–{high})"
    return text if len(known) == len(values) else f"{text} [{len(known)} of {len(values)}]"


def percent(values: Sequence[float | None], digits: int = 1) -> str:
    """The same of shares, in percent."""
    return spread([None if value is None else 100 * value for value in values], digits)


def row(cells: Sequence[str]) -> str:
    """A line of a Markdown table."""
    return "| " + " | ".join(cells) + " |"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A Markdown table, line by line."""
    return [row(head), "|---" * len(head) + "|", *map(row, rows)]
