"""A workbook in memory: its sheets as rows of raw cells, read with python-calamine."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

from python_calamine import CalamineWorkbook

from api.files.table.cell import Raw
from api.files.table.columns import cell_name, normal
from api.files.table.fault_list import BOOK, FaultList
from api.files.table.number_formats import NumberFormat
from api.files.table.xlsx_scan import NotAWorkbookError, scan

MOST_CELLS, MOST_ROWS, MOST_COLUMNS = 2_000_000, 100_000, 1_000
"""Cells that all sheets together may span, and rows and columns of one; beyond, something stands far outside a table. A sheet is
held as a full rectangle, 40 bytes a cell and 100 a row."""
MOST_MERGED_TOLD = 1_000
"""Merged areas of a sheet that are told of; each is a fault, and faults are listed by hundreds."""


@dataclass(frozen=True, slots=True)
class BookSheet:
    """rows: raw cells from A1 on, empty cells are ``""``. errors: (row, column) -> Excel's error value, or ``""`` for a
    formula without a stored result. merged: first cells and areas of merged cells.
    readable: False when the sheet could not be read, which is a fault already."""

    title: str
    rows: list[list[Raw]]
    errors: Mapping[tuple[int, int], str]
    merged: tuple[tuple[str, str], ...]
    readable: bool = True


def open_book(data: bytes, faults: FaultList) -> dict[str, BookSheet]:
    """All worksheets by title, in order. What cannot be read becomes a fault; then the answer may be empty."""
    try:
        scans, measured = scan(data)
        book = CalamineWorkbook.from_filelike(io.BytesIO(measured))
    except NotAWorkbookError as error:
        faults.add(BOOK, "", f"{len(data)} bytes", error.zh, error.en, error.hint_zh, error.hint_en)
        return {}
    except Exception as error:  # noqa: BLE001  a damaged file may fail anywhere in the reading library
        faults.add(BOOK, "", type(error).__name__, "工作簿已损坏，无法打开", "the workbook is damaged and cannot be opened",
                   "可能要用 Excel 打开后另存。", "Maybe open it in Excel and save it again.")  # fmt: skip
        return {}
    sheets = {}
    spanned = 0
    for place, found in enumerate(scans):
        if found.damaged:
            sheets[found.title] = _damaged(found.title, found.damaged, faults)
            continue
        spans = found.rows * found.columns
        if spanned + spans > MOST_CELLS or found.rows > MOST_ROWS or found.columns > MOST_COLUMNS:
            faults.add(found.title, found.last, "", "表格范围之外很远处有内容", "something stands far outside the table",
                       "可能误在远处输入过；请删除多余的行和列。",
                       "Maybe something was typed far away; delete those rows and columns.")  # fmt: skip
            sheets[found.title] = _unread(found.title)
            continue
        spanned += spans
        try:
            sheet = book.get_sheet_by_index(place)
            rows: list[list[Raw]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
        except Exception as error:  # noqa: BLE001  as above
            sheets[found.title] = _damaged(found.title, type(error).__name__, faults)
            continue
        show_formats(rows, found.formats)
        merged = tuple(
            (cell_name(*first), f"{cell_name(*first)}:{cell_name(*last)}")
            for first, last in (sheet.merged_cell_ranges or ())[:MOST_MERGED_TOLD]
        )
        sheets[found.title] = BookSheet(found.title, rows, found.errors, merged)
    return sheets


def _damaged(title: str, why: str, faults: FaultList) -> BookSheet:
    faults.add(title, "", why, "本表已损坏，无法读取", "the sheet is damaged and cannot be read",
               "可能要用 Excel 打开后另存。", "Maybe open it in Excel and save it again.")  # fmt: skip
    return _unread(title)


def _unread(title: str) -> BookSheet:
    return BookSheet(title, [], {}, (), readable=False)


def show_formats(rows: list[list[Raw]], formats: Mapping[tuple[int, int], NumberFormat]) -> None:
    """Put what a sheet shows in place of numbers that it shows as something else."""
    for (row, column), form in formats.items():
        if row < len(rows) and column < len(rows[row]):
            held = rows[row][column]
            if isinstance(held, int | float) and not isinstance(held, bool):
                rows[row][column] = form.shown(float(held)) or held


def by_normal_title(sheets: Mapping[str, BookSheet]) -> dict[str, list[BookSheet]]:
    """Sheets by their title without differences of width, case and spaces."""
    found: dict[str, list[BookSheet]] = {}
    for sheet in sheets.values():
        found.setdefault(normal(sheet.title), []).append(sheet)
    return found
