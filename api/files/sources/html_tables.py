"""Tables of a web page, which many school systems export under the name of .xls."""

from __future__ import annotations

from html.parser import HTMLParser

from api.files.sources.source import MergedArea, SourceTable
from api.files.table.book import MOST_COLUMNS, MOST_ROWS

MOST_SPAN = 1_000
"""Rows or columns that a cell may span; more is cut off."""


class _Tables(HTMLParser):
    """Collects the rows of every table that holds no other."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[list[list[str]], list[MergedArea]]] = []
        self._taken: dict[tuple[int, int], None] = {}
        self._cell: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append(([], []))
            self._taken = {}
        elif tag == "tr" and self.tables:
            self._end_cell()
            self.tables[-1][0].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1][0]:
            self._end_cell()
            given = dict(attrs)
            self._cell = []
            self._span = (_number(given.get("rowspan")), _number(given.get("colspan")))
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        rows, merged = self.tables[-1]
        row, index, (high, wide) = rows[-1], len(rows) - 1, self._span
        while (index, len(row)) in self._taken:
            row.append("")
        column = len(row)
        row.extend(["".join(self._cell).strip(), *[""] * (wide - 1)])
        if (high, wide) != (1, 1):
            merged.append(MergedArea(index, column, index + high - 1, column + wide - 1))
            self._taken.update(dict.fromkeys((index + down, column + right) for down in range(1, high) for right in range(wide)))
        self._cell = None


def html_tables(file: str, text: str) -> list[SourceTable]:
    """The tables of a page, named by their number; rows and columns beyond the bounds of a sheet are cut off."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    found = []
    for number, (rows, merged) in enumerate(parser.tables, start=1):
        kept = [row[:MOST_COLUMNS] for row in rows[:MOST_ROWS]]
        width = max(map(len, kept), default=0)
        cells = tuple(tuple(row) + ("",) * (width - len(row)) for row in kept)
        found.append(SourceTable(file, "" if len(parser.tables) == 1 else f"表{number}", cells, tuple(merged)))
    return found


def _number(text: str | None) -> int:
    return min(MOST_SPAN, int(text)) if text and text.isascii() and text.isdigit() and len(text) < 6 and int(text) else 1
