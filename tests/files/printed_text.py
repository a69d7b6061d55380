"""Texts of our files, read back."""

from __future__ import annotations

import io

import openpyxl
from pypdf import PdfReader


def text_of(data: bytes, suffix: str) -> str:
    """Every text that a reader, or a program, can get out of a file."""
    if suffix == ".pdf":
        read = PdfReader(io.BytesIO(data))
        return "".join(page.extract_text() for page in read.pages) + str(read.metadata)
    if suffix == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
        notes = [str(cell.comment.text) for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
        return "\n".join([*book.sheetnames, *cells, *notes])
    return data.decode()
