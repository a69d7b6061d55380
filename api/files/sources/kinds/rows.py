"""Rows below the headings of a list: which are entries, and which are totals, remarks and titles between."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from api.files.sources.account import HEADING, TITLE, TOTAL, RowFate, left_out
from api.files.sources.class_words import mentions_class
from api.files.sources.kind import ColumnSpec, ReadTable
from api.files.sources.layout import Layout, layouts
from api.files.sources.mapping import SheetMapping
from api.files.sources.records import Record
from api.files.sources.source import SourcePlace, SourceTable
from api.files.sources.words import is_remark, is_total, plain

NO_NAME = left_out("只有序号，没有姓名", "a number without a name", told=False)
NAMELESS = left_out("没有姓名", "without a name")
LONGEST_TITLE = 200
"""Characters of a title between rows at most."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list that has what its kind requires. section: the last title between rows that names a class, or ``""``."""

    layout: Layout
    row: int
    section: str


def outside_tables(table: SourceTable, found: Sequence[Layout]) -> dict[SourcePlace, RowFate]:
    """Fates of rows of headings, and of all that stands above the first of them."""
    fates = {table.place(row): TITLE for row in table.filled() if found and row < found[0].heading}
    return fates | {table.place(layout.heading): HEADING for layout in found}


def entries(table: SourceTable, layout: Layout, required: str, fates: dict[SourcePlace, RowFate],
            optional: Sequence[str] = ()) -> Iterator[Entry]:  # fmt: skip
    """Rows of a table whose required field is filled in; of the others the fate is noted.

    optional: fields that make a row without the required one worth telling of."""
    section = ""
    for row in layout.body:
        texts = layout.row_texts(table, row)
        if not texts:
            continue
        name = layout.text(table, row, required)
        alone = len(set(texts)) == 1
        if is_total(texts[0]) or (len(texts) < 4 and any(is_total(text) for text in texts)):
            fates[table.place(row)] = TOTAL
        elif alone and mentions_class(texts[0]):
            section = texts[0]
            fates[table.place(row)] = TITLE
        elif is_remark(texts[0]) or (alone and (not name or len(name) > 12)):
            fates[table.place(row)] = NO_NAME if plain(texts[0]).isdigit() else TITLE
        elif not name:
            told = any(layout.text(table, row, field) for field in optional)
            fates[table.place(row)] = NAMELESS if told else NO_NAME if all(plain(text).isdigit() for text in texts) else TITLE
        else:
            yield Entry(layout, row, section)


def list_records(
    table: SourceTable,
    columns: Sequence[ColumnSpec],
    mapping: SheetMapping,
    record: Callable[[SourceTable, Layout, int], Record],
    optional: Sequence[str],
) -> ReadTable:
    """A record of every entry of a list whose rows stand by themselves. optional: as of :func:`entries`."""
    found = layouts(table, columns, mapping)
    fates = outside_tables(table, found)
    records = tuple(record(table, layout, entry.row) for layout in found for entry in entries(table, layout, "name", fates, optional))
    return ReadTable(records, fates)
