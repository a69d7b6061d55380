"""Sheets as an office writes them, and their bytes as xlsx, csv (UTF-8 with BOM, GBK) and ods; the same input gives the same bytes."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from xml.sax.saxutils import escape

import xlsxwriter

Value = str | int | float | date | None
MADE = datetime(2026, 8, 25, 9, 0, tzinfo=UTC).replace(tzinfo=None)


@dataclass(slots=True)
class Sheet:
    """One sheet: rows of values; merges as (first row, first column, last row, last column), 0-based, inclusive.

    The value of a merged area stands in its first cell; all others are None, as a spreadsheet stores them.
    """

    name: str
    rows: list[list[Value]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False


def xlsx(sheets: list[Sheet]) -> bytes:
    """A workbook of Excel; text that looks like a number stays text."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"created": MADE, "author": "教务处"})
        dates = book.add_format({"num_format": "yyyy-mm-dd"})
        centred = book.add_format({"align": "center", "valign": "vcenter", "text_wrap": True})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            for top, left, bottom, right in sheet.merges:
                page.merge_range(top, left, bottom, right, "", centred)
            for row, values in enumerate(sheet.rows):
                for column, value in enumerate(values):
                    if value is None or value == "":
                        continue
                    if isinstance(value, date):
                        page.write_datetime(row, column, datetime(value.year, value.month, value.day), dates)  # noqa: DTZ001
                    elif isinstance(value, str):
                        page.write_string(row, column, value, centred if "\n" in value else None)
                    else:
                        page.write_number(row, column, value)
            for row in sheet.hidden_rows:
                page.set_row(row, None, None, {"hidden": True})
            for column in sheet.hidden_columns:
                page.set_column(column, column, None, None, {"hidden": True})
            if sheet.hidden:
                page.hide()
    return buffer.getvalue()


def csv_text(sheet: Sheet, encoding: str = "utf-8-sig", separator: str = ",") -> bytes:
    """A sheet as text; characters that the encoding lacks become ?, as Excel writes them."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator, lineterminator="\r\n").writerows(
        ["" if value is None else str(value) for value in row] for row in sheet.rows
    )
    return buffer.getvalue().encode(encoding, errors="replace")


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


def ods(sheets: list[Sheet]) -> bytes:
    """A spreadsheet of OpenDocument with the least that readers want: the type, the manifest and the content."""
    parts = []
    for sheet in sheets:
        spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.merges}
        covered = _covered(sheet)
        parts.append(f'<table:table table:name="{escape(sheet.name)}">')
        for row, values in enumerate(sheet.rows):
            cells = "".join(
                "<table:covered-table-cell/>" if (row, column) in covered else _cell(value, spans.get((row, column)))
                for column, value in enumerate(values)
            )
            parts.append(f"<table:table-row>{cells or '<table:table-cell/>'}</table:table-row>")
        parts.append("</table:table>")
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
        f'xmlns:office="{OFFICE}office:1.0" xmlns:table="{OFFICE}table:1.0" xmlns:text="{OFFICE}text:1.0">'
        f"<office:body><office:spreadsheet>{''.join(parts)}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{OFFICE}manifest:1.0" '
        f'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, text in (("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content)):
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return buffer.getvalue()


def _cell(value: Value, span: tuple[int, int] | None) -> str:
    spanned = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if value is None or value == "":
        return f"<table:table-cell{spanned}/>"
    if isinstance(value, date):
        return (f'<table:table-cell{spanned} office:value-type="date" office:date-value="{value.isoformat()}">'
                f"<text:p>{value.isoformat()}</text:p></table:table-cell>")
    if isinstance(value, int | float):
        return f'<table:table-cell{spanned} office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
    return f'<table:table-cell{spanned} office:value-type="string">{lines}</table:table-cell>'


def _covered(sheet: Sheet) -> set[tuple[int, int]]:
    """Places of merged areas that are not their first cell."""
    return {(row, column) for top, left, bottom, right in sheet.merges for row in range(top, bottom + 1)
            for column in range(left, right + 1)} - {area[:2] for area in sheet.merges}


def html_as_xls(sheet: Sheet, encoding: str = "gb18030") -> bytes:
    """A web page with one table, which older programs save under a name that ends in .xls and Excel opens with a warning."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.merges}
    covered = _covered(sheet)
    rows = []
    for row, values in enumerate(sheet.rows):
        cells = []
        for column, value in enumerate(values):
            if (row, column) in covered:
                continue
            down, across = spans.get((row, column), (1, 1))
            span = f' rowspan="{down}" colspan="{across}"' if (down, across) != (1, 1) else ""
            text = "&nbsp;" if value is None or value == "" else escape(str(value)).replace("\n", "<br>")
            cells.append(f"<td{span}>{text}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    page = (f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" '
            f'content="text/html; charset={encoding}"></head><body><table border="1">\n' + "\n".join(rows) + "\n</table></body></html>")
    return page.encode(encoding, errors="xmlcharrefreplace")
