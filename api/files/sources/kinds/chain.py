"""WeChat chains (接龙) -> wishes of families: a text of numbered lines, pasted into cells or kept as a text file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api.files.sources.account import HEADING, TITLE, RowFate, joined, left_out
from api.files.sources.answers.chain import chain_lines, common_words, entry_of, is_chain
from api.files.sources.kind import ColumnSpec, ReadTable
from api.files.sources.kinds.survey import is_care
from api.files.sources.mapping import SheetMapping
from api.files.sources.question import Asking
from api.files.sources.records import WishRecord
from api.files.sources.source import SourcePlace, SourceTable

_CONTENT = re.compile(r"^接龙(?:内容|详情|文本)?$|^(?:填写|报名)内容$")
WIDEST = 12
"""Columns of a chain at most: a line of text that was parted at its commas; wider sheets are tables."""


@dataclass(frozen=True)
class Chain:
    """A WeChat chain, in any number of cells; or the export of a chain, with a column of its entries."""

    key: str = "chain"
    zh: str = "微信接龙"
    en: str = "WeChat chain"
    columns: tuple[ColumnSpec, ...] = ()

    def likeness(self, table: SourceTable) -> int:
        """How much a sheet looks like a chain: it begins with #接龙, or its lines are numbered 1, 2, 3 and name classes."""
        heading, _ = _content(table)
        if heading >= 0:
            return 90
        if table.width > WIDEST:
            return 0
        lines = [text for _, text in _lines(table)]
        if not is_chain(lines):
            return 0
        if any(line.lstrip().startswith(("#接龙", "接龙")) for line in lines[:3]):
            return 95
        entries = [entry_of(line.text) for line in chain_lines(lines) if line.kind == "entry"]
        classes = sum(bool(each.class_name and (each.choices or each.weekdays)) for each in entries)
        return 85 if classes * 2 > len(entries) else 0

    def read(self, table: SourceTable, mapping: SheetMapping, asking: Asking) -> ReadTable:  # noqa: ARG002  a chain has no columns
        """A wish for every entry; the title, the example and empty entries are left out."""
        heading, column = _content(table)
        if heading >= 0:
            return _read_column(table, heading, column)
        numbered = list(_lines(table))
        lines = chain_lines([text for _, text in numbered])
        entries: list[tuple[int, str]] = []
        fates: dict[SourcePlace, RowFate] = {}
        for (row, _), line in zip(numbered, lines, strict=True):
            if line.kind == "entry":
                entries.append((row, line.text))
            elif line.kind == "more" and line.text and entries:
                first, text = entries[-1]
                entries[-1] = (first, f"{text}\n{line.text}")
                if row != first:
                    fates[table.place(row)] = joined(f"第 {first + 1} 行的接龙", f"the entry of row {first + 1}")
            else:
                fates[table.place(row)] = left_out("接龙示例", "an example", told=False) if line.kind == "example" else TITLE
        records, left = _records(table, entries)
        return ReadTable(records, fates | left)


CHAIN = Chain()


def _lines(table: SourceTable) -> Iterator[tuple[int, str]]:
    """Row and text of every line: cells of a row were one line that was parted at its commas, and one cell may hold several lines."""
    for row in table.filled():
        cells = [table.text(row, column) for column in range(table.width)]
        for line in "，".join(cell for cell in cells if cell).splitlines():
            if line.strip():
                yield row, line


def _content(table: SourceTable) -> tuple[int, int]:
    """Row and column of the heading of a chain's export, both -1 where there is none."""
    for row in range(min(10, len(table.rows))):
        for column in range(table.width):
            if table.width > 1 and _CONTENT.match(table.text(row, column)):
                return row, column
    return -1, -1


def _read_column(table: SourceTable, heading: int, column: int) -> ReadTable:
    """An export with one entry a row."""
    fates = {table.place(row): TITLE for row in table.filled() if row < heading} | {table.place(heading): HEADING}
    entries = [(row, table.text(row, column)) for row in table.filled() if row > heading]
    records, left = _records(table, entries)
    return ReadTable(records, fates | left)


def _records(table: SourceTable, entries: list[tuple[int, str]]) -> tuple[tuple[WishRecord, ...], dict[SourcePlace, RowFate]]:
    """Wishes of entries, and the fates of those that name no child."""
    common = common_words([text for _, text in entries])
    records, fates = [], {}
    for row, text in entries:
        entry = entry_of(text, common)
        if not entry.name:
            fates[table.place(row)] = left_out("接龙里没有写孩子的姓名", "the entry names no child")
            continue
        courses = tuple(words for words in entry.choices if not is_care(words))
        came = True if entry.takes_part is None and (entry.choices or entry.weekdays) else entry.takes_part
        weekdays = () if came is False else entry.weekdays
        records.append(WishRecord(table.place(row), entry.name, entry.class_name, entry.number, weekdays, courses, None,
                                  entry.late_until, came, entry.remark))  # fmt: skip
    return tuple(records), fates
