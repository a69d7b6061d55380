"""Rows of a sheet as people count them."""

from __future__ import annotations

from collections.abc import Sequence

MOST_SPANS = 12
"""Stretches of rows that are listed."""


def listed_rows(rows: Sequence[int]) -> str:
    """Rows (0-based, ascending) -> as people count them, in stretches: ``71–100、103``."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    shown = [f"{first + 1}–{last + 1}" if last > first else f"{first + 1}" for first, last in spans]
    return "、".join(shown[:MOST_SPANS]) + (" 等" if len(shown) > MOST_SPANS else "")
