"""A group of faults in words: where, the value, the fault and the hint, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from api.files.marked.fault_group import FaultGroup
from api.files.marked.fault_place import FaultPlace
from api.files.table.row_spans import listed_rows

MOST_VALUES = 3
"""Values of a group that are quoted. Raising it lengthens lines."""
MOST_COLUMNS = 4
"""Columns of other sheets that a line names. Raising it lengthens lines."""


def where_words(group: FaultGroup) -> str:
    """Where a group is, its own sheet unnamed: ``D17``, ``D 列第 3、5–40 行``, and the columns of other sheets."""
    own = group.places[0].sheet
    columns: dict[tuple[str, str], list[int]] = {}
    for place in group.places:
        columns.setdefault((place.sheet, place.column), []).append(place.row)
    told = [
        ("" if sheet == own else f"{sheet} ") + _rows(FaultPlace(sheet, column, rows[0]), rows)
        for (sheet, column), rows in columns.items()
        if column or sheet != own
    ]
    return "；".join(told[:MOST_COLUMNS]) + (" 等" if len(told) > MOST_COLUMNS else "")


def _rows(first: FaultPlace, rows: Sequence[int]) -> str:
    if len(rows) == 1:
        return first.cell
    return f"{first.column} 列第 {listed_rows(sorted(rows))} 行".replace("等 行", "等行")


def value_words(group: FaultGroup) -> str:
    """Values of a group, quoted: ``“1.1”``, ``“甲”“乙”等 5 种``; nothing where the fault has none."""
    quoted = "".join(f"“{value}”" for value in group.values[:MOST_VALUES])
    more = len(group.values) > MOST_VALUES
    return f"{quoted}等 {len(group.values)} 种" if more else quoted


def fault_words(group: FaultGroup) -> str:
    """Fault and hint in Chinese, with the values and how many places it has: one line."""
    fault = group.first
    many = f"（共 {len(group.places)} 处）" if group.follows else ""
    hint = fault.hint_zh if group.hinted or not fault.hint_zh else f"如 {group.places[0].cell}：{fault.hint_zh}"
    values = value_words(group)
    said = fault.zh if not values or values in fault.zh else f"{values} {fault.zh}"
    return " ".join(f"{said.rstrip('。')}{many}。{hint}".split())


def fault_words_en(group: FaultGroup) -> str:
    """The same in English."""
    fault = group.first
    many = f" ({len(group.places)} places)" if group.follows else ""
    hint = fault.hint_en if group.hinted else ""
    return " ".join(f"{fault.en.rstrip('.')}{many}. {hint}".split())
