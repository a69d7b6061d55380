"""Printed pages as tables of a web page: titled, with the heading of its column beside each cell, for narrow screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from api.files.content.page import Cell, Page, PageBlock, Row
from api.files.language import Said

LABEL, BANNER = "label", "banner"
"""Shades of cells that name their row, and of rows that name those below."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """Cell of a table. shade: ``good``, ``bad``, ``label``, ``banner`` or nothing. head: heading of its column."""

    text: Said
    shade: str
    cols: int
    number: bool
    head: Said

    @property
    def names_row(self) -> bool:
        """Whether the cell is a heading of its row."""
        return self.shade in (LABEL, BANNER)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One titled table. text: sentences before it. figure: SVG of our own making, or empty."""

    title: Said
    header: tuple[SheetCell, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    text: tuple[Said, ...]
    note: Said
    figure: Markup


def sheets(pages: Sequence[Page]) -> tuple[Sheet, ...]:
    """Tables of printed pages, in order."""
    return tuple(_sheet(block) for page in pages for block in page.blocks)


def _sheet(block: PageBlock) -> Sheet:
    header = block.header[-1] if block.header else ()
    heads = [cell.text for cell in header for _ in range(cell.cols)]
    rows = tuple(_row(row, heads) for row in block.rows)
    numbers = _numbers(block.rows)
    # The figure is drawn by our own modules, which escape every text in it.
    return Sheet((block.zh, block.en), _heads(header, numbers), rows, block.text, block.note, Markup(block.figure))  # noqa: S704


def _numbers(rows: Sequence[Row]) -> frozenset[int]:
    """Columns that hold numbers, by the first row that has a cell there of its own."""
    found: dict[int, bool] = {}
    for row in rows:
        column = 0
        for cell in row:
            if cell.cols == 1:
                found.setdefault(column, cell.align == "right")
            column += cell.cols
    return frozenset(column for column, number in found.items() if number)


def _heads(header: Row, numbers: frozenset[int]) -> tuple[SheetCell, ...]:
    found, column = [], 0
    for cell in header:
        found.append(SheetCell(cell.text, "", cell.cols, column in numbers, ""))
        column += cell.cols
    return tuple(found)


def _row(row: Row, heads: Sequence[Said]) -> tuple[SheetCell, ...]:
    found, column = [], 0
    for cell in row:
        found.append(_cell(cell, heads[column] if column < len(heads) else ""))
        column += cell.cols
    return tuple(found)


def _cell(cell: Cell, head: Said) -> SheetCell:
    return SheetCell(cell.text, cell.shade, cell.cols, cell.align == "right", "" if cell.shade in (LABEL, BANNER) else head)
