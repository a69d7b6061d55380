"""How a table lies on its sheet: where its headings are, what stands beside and below it, which cells are merged."""

from __future__ import annotations

from dataclasses import replace

from api.files.table.asides import aside_row
from api.files.table.book import BookSheet
from api.files.table.cell import Raw, raw_text
from api.files.table.columns import Column, SheetSpec, cell_at, normal
from api.files.table.fault_list import FaultList
from api.files.table.row_spans import listed_rows
from solver.errors import Fault
from solver.problem.characters import tidy

HEADING_SEARCH = 10
"""Rows in which a heading row that has slipped down is looked for."""


def blank(cell: Raw) -> bool:
    """Whether a cell shows nothing."""
    return isinstance(cell, str) and not tidy(cell).strip()


def heading_names(column: Column) -> tuple[str, str, str]:
    """The headings by which a column is known: in both languages, or in one."""
    return normal(column.heading), normal(column.zh), normal(column.en)


def match_headings(cells: list[Raw], spec: SheetSpec) -> dict[int, list[int]]:
    """Column of the specification -> columns of the sheet that carry its heading."""
    texts = [normal(cell if isinstance(cell, str) else raw_text(cell)) for cell in cells]
    found = {}
    for index, column in enumerate(spec.columns):
        places = [place for place, text in enumerate(texts) if text and text in heading_names(column)]
        if places:
            found[index] = places
    return found


def heading_row(sheet: BookSheet, spec: SheetSpec) -> int:
    """The first of the topmost rows that has more than half of the headings, else row 0."""
    for row in range(min(HEADING_SEARCH, len(sheet.rows))):
        needed = sum(column.field not in spec.may_miss() for column in spec.columns)
        if len(match_headings(sheet.rows[row], spec)) * 2 > needed:
            return row
    return 0


def filled_down(sheet: BookSheet, head: int, faults: FaultList) -> tuple[BookSheet, frozenset[int]]:
    """The sheet with the value of cells that are merged downwards in each of their rows; other merged cells are faults.

    Also the rows (0-based) of such faults, of which nothing more can be said.
    """
    rows = sheet.rows
    spoilt: set[int] = set()
    for first, area in sheet.merged:
        (top, left), (bottom, right) = (cell_at(name) for name in area.split(":"))
        beside = [cell for cell in rows[top] if not blank(cell)] if top < len(rows) else []
        if bottom <= head or aside_row(beside) is not None:
            continue
        if left != right or top <= head:
            faults.add(sheet.title, first, area, "有合并单元格", "cells are merged",
                       "可能为了好看合并过；请取消合并，每格各填。", "Maybe merged for looks; unmerge and fill every cell.")  # fmt: skip
            spoilt.update(range(max(top, head + 1), min(bottom + 1, len(rows))))
            continue
        if top >= len(rows) or left >= len(rows[top]):
            continue  # nothing stands there
        if rows is sheet.rows:
            rows = [list(row) for row in rows]
        for row in range(top + 1, min(bottom + 1, len(rows))):
            if left < len(rows[row]):
                rows[row][left] = rows[top][left]
    return replace(sheet, rows=rows), frozenset(spoilt)


def without(cells: list[Raw], passed: frozenset[int]) -> list[Raw]:
    """The cells of a row, empty where their column is passed over."""
    return [("" if place in passed else cell) for place, cell in enumerate(cells)] if passed else cells


def no_entry(cells: list[Raw], headings: set[str]) -> str | None:
    """Kind of a row that is no entry: repeated headings, a sum, a note; or None."""
    filled = [cell for cell in cells if not blank(cell)]
    if len(filled) > 1 and all(normal(raw_text(cell)) in headings for cell in filled):
        return "重复的标题"
    return aside_row(filled)


def passed_over(sheet: BookSheet, why: str, rows: list[int]) -> Fault:
    """A notice that rows (0-based) are no entries."""
    return Fault((sheet.title,), str(len(rows)), f"第 {listed_rows(rows)} 行是{why}，没有读取", f"{len(rows)} rows were not read ({why})",
                 "可能不用改；若确是一条内容，请改写第一格。", "Maybe leave them; if one is an entry, change its first cell.")  # fmt: skip
