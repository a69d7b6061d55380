"""Small files of an office, made by hand for tests."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date

import openpyxl

from api.files.sources.importing import Imported, import_files
from api.files.sources.mapping import ImportMapping
from api.files.sources.source import SourceFile, SourceTable
from solver.policy.load import load_policy

TODAY = date(2026, 8, 20)
"""The day of every import: the autumn term of 2026 comes next."""


def table(*rows: Sequence[object], file: str = "名册.xlsx", sheet: str = "Sheet1") -> SourceTable:
    """A sheet of these rows, filled up to one width."""
    width = max(map(len, rows))
    return SourceTable(file, sheet, tuple((*row, *("",) * (width - len(row))) for row in rows))  # type: ignore[arg-type]


def csv_file(name: str, *lines: str, encoding: str = "utf-8") -> SourceFile:
    """A text of lines."""
    return SourceFile(name, "\r\n".join(lines).encode(encoding))


def xlsx_file(name: str, sheets: Mapping[str, Sequence[Sequence[object]]], merged: Sequence[str] = (),
    hidden: Sequence[str] = ()) -> SourceFile:
    """A workbook. merged: areas of the first sheet. hidden: titles of hidden sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        if title in hidden:
            sheet.sheet_state = "hidden"
    for area in merged:
        book.worksheets[0].merge_cells(area)
    buffer = io.BytesIO()
    book.save(buffer)
    return SourceFile(name, buffer.getvalue())


def imported(*sources: SourceFile, answers: dict[str, str] | None = None, mapping: ImportMapping | None = None) -> Imported:
    """An import of these files under the national profile."""
    return import_files(sources, answers or {}, mapping or ImportMapping(), load_policy("national", {}), TODAY)


def pupils(found: Imported) -> dict[str, str]:
    """Pupil id -> name."""
    return dict(found.names)
