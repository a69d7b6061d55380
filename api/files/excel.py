"""Writing Excel files: the one place that touches xlsxwriter (which has no type stubs)."""

from __future__ import annotations

import io
import unicodedata
from datetime import UTC, date, datetime, time
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

Book = Any
"""xlsxwriter's Workbook."""
Sheet = Any
"""xlsxwriter's Worksheet."""
Pen = Any
"""xlsxwriter's cell format."""
FONT = "Microsoft YaHei"
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
"""What every workbook gives as its date, so that equal content gives equal bytes."""
FORMULA_SIGNS = tuple("=+-@＝＋－＠\t\r\n")
"""First characters of texts that a spreadsheet takes for formulas once somebody edits the cell, or saves it as CSV."""
LONGEST_CELL = 32767
"""Characters that an Excel cell can hold."""


class TextTooLongError(Exception):
    """A text does not fit in a cell; ``text`` is its beginning."""

    def __init__(self, row: int, column: int, text: str) -> None:
        super().__init__(f"row {row}, column {column}: text longer than {LONGEST_CELL}")
        self.row, self.column, self.text = row, column, text[:60] + "…"


def new_book(buffer: io.BytesIO) -> Book:
    """A workbook that is written to ``buffer`` when it is closed."""
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"author": "课后铃 Afterbell", "created": WRITTEN})
    return book


def formula_like(shown: object) -> bool:
    """Whether a cell needs ``quotePrefix``, which says that what it holds is text whatever it begins with."""
    return isinstance(shown, str) and shown.lstrip(" ").startswith(FORMULA_SIGNS)


def put(sheet: Sheet, row: int, column: int, shown: object, pen: Pen) -> None:
    """Write text, a number, a date or a time. Raises TextTooLongError."""
    if isinstance(shown, str):
        if len(shown) > LONGEST_CELL:
            raise TextTooLongError(row, column, shown)
        sheet.write_string(row, column, shown, pen)
    elif isinstance(shown, date | time):
        sheet.write_datetime(row, column, shown, pen)
    elif isinstance(shown, int | float):
        sheet.write_number(row, column, shown, pen)


def lines_of(text: str, width: float) -> int:
    """Lines that a wrapped text takes in a column ``width`` characters wide; Chinese counts double."""
    total = 0
    for line in text.split("\n"):
        length = sum(2 if unicodedata.east_asian_width(sign) in "WFA" and sign != "–" else 1 for sign in line)
        total += max(1, -int(-length // max(width * 1.08 - 1.5, 4)))
    return total
