"""The user's workbook as one that can be written to, with what the office made of it: fonts, widths, formulas, comments."""

from __future__ import annotations

import io

from openpyxl import Workbook, load_workbook

from api.files.table.book import open_book
from api.files.table.cell import raw_text
from api.files.table.fault_list import FaultList
from api.files.table.xlsx_scan import LARGEST_ROW

VALUES_ALONE = "原表的格式无法保留，这里只有内容。"
DRAWINGS = "原表中的图片和图表没有带到这里，原文件里还在。"
_DRAWN = (b"xl/media/", b"xl/charts/", b"xl/drawings/drawing")
"""Beginnings of the parts of a workbook that hold what the library drops."""


def workbook_copy(data: bytes) -> tuple[Workbook, tuple[str, ...]]:
    """A writable copy of an xlsx file, and notes of what it lacks. An unreadable file gives a workbook without sheets."""
    sheets = open_book(data, FaultList())  # within the bounds of all reading, before a library sees it that has none
    if sheets:
        try:
            book = load_workbook(io.BytesIO(data), rich_text=True)
            if [sheet.title for sheet in book.worksheets] == list(sheets):
                return book, ((DRAWINGS,) if any(part in data for part in _DRAWN) else ())
        except Exception:  # noqa: BLE001, S110  a foreign file may fail anywhere in the library; its values are at hand
            pass
    copy = Workbook()
    copy.remove(copy.worksheets[0])
    for title, sheet in sheets.items():
        target = copy.create_sheet(title)
        for row, cells in enumerate(sheet.rows[:LARGEST_ROW], 1):
            for column, value in enumerate(cells, 1):
                if value != "":
                    cell = target.cell(row, column)
                    cell.value = raw_text(value)
                    cell.data_type = "s"
    return copy, ((VALUES_ALONE,) if sheets else ())
