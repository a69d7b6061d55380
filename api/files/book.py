"""A workbook in memory: its sheets as rows of raw cells, read with python-calamine."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

from python_calamine import CalamineWorkbook, SheetTypeEnum

from api.files.cell_error import Raw
from api.files.columns import cell_name, normal
from api.files.fault_list import BOOK, FaultList
from api.files.xlsx_scan import NotAWorkbookError, scan

MOST_CELLS, MOST_COLUMNS = 2_000_000, 1_000
"""Cells and columns that a sheet may span; beyond, something stands far outside the table."""


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
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        found = scans.get(meta.name)
        if found and (found.rows * found.columns > MOST_CELLS or found.columns > MOST_COLUMNS):
            faults.add(meta.name, found.last, "", "表格范围之外很远处有内容", "something stands far outside the table",
                       "可能误在远处输入过；请删除多余的行和列。",
                       "Maybe something was typed far away; delete those rows and columns.")  # fmt: skip
            sheets[meta.name] = BookSheet(meta.name, [], {}, (), readable=False)
            continue
        try:
            sheet = book.get_sheet_by_name(meta.name)
            rows: list[list[Raw]] = sheet.to_python(skip_empty_area=False)
        except Exception as error:  # noqa: BLE001  as above
            faults.add(meta.name, "", type(error).__name__, "本表已损坏，无法读取", "the sheet is damaged and cannot be read",
                       "可能要用 Excel 打开后另存。", "Maybe open it in Excel and save it again.")  # fmt: skip
            sheets[meta.name] = BookSheet(meta.name, [], {}, (), readable=False)
            continue
        merged = tuple(
            (cell_name(*first), f"{cell_name(*first)}:{cell_name(*last)}")
            for first, last in sheet.merged_cell_ranges or ()
        )
        sheets[meta.name] = BookSheet(meta.name, rows, found.errors if found else {}, merged)
    return sheets


def by_normal_title(sheets: Mapping[str, BookSheet]) -> dict[str, list[BookSheet]]:
    """Sheets by their title without differences of width, case and spaces."""
    found: dict[str, list[BookSheet]] = {}
    for sheet in sheets.values():
        found.setdefault(normal(sheet.title), []).append(sheet)
    return found
