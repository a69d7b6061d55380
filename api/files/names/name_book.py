"""A name list as a workbook, to be looked at and corrected in a spreadsheet."""

from __future__ import annotations

import io

from api.files.excel import formula_like, new_book, put
from api.files.names.name_list import NameList

HEADINGS = ("学生编号", "姓名")
WIDTHS = (18, 24)
"""Characters of the columns."""


def names_book(names: NameList) -> bytes:
    """A list -> workbook with a row a pupil, in the order of ids; names are text whatever they begin with."""
    buffer = io.BytesIO()
    book = new_book(buffer)
    sheet = book.add_worksheet("姓名表")
    bold = book.add_format({"bold": True})
    text = book.add_format({"num_format": "@"})
    quoted = book.add_format({"num_format": "@", "quote_prefix": True})
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        put(sheet, 0, column, heading, bold)
    for row, pair in enumerate(sorted(names.names.items()), 1):
        for column, shown in enumerate(pair):
            put(sheet, row, column, shown, quoted if formula_like(shown) else text)
    book.close()
    return buffer.getvalue()
