"""Where in a sheet tables stand: rows of headings anywhere in it, tables side by side, and which column is which field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from api.files.sources.kind import ColumnSpec
from api.files.sources.mapping import SheetMapping
from api.files.sources.source import SourceTable
from api.files.sources.words import heading_forms, is_remark, is_total
from api.files.table.columns import normal

LONGEST_HEADING = 60
"""Characters of a heading at most; longer cells are remarks. Questions of a survey are long."""
EXACT, WITHIN = 100, 60
"""How surely a heading is a word of a column: it is the word, or it holds the word."""
SAMPLED = 40
"""Cells below a heading by which a column is judged."""
FITTING = 50
"""Percent of those cells that must look as the column's do, for the heading to be sure."""
STRANGE = 34
"""Percent of them below which the heading is another's."""
SURELY = 80
"""Mark from which a heading is surely a column's."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One table in a sheet. heading: row of its headings. last: its last row, included. left, right: its columns, both included.

    columns: field -> its columns, in order. headings: column -> its heading as written, of every column that has one."""

    heading: int
    last: int
    left: int
    right: int
    columns: Mapping[str, tuple[int, ...]]
    headings: Mapping[int, str]

    @property
    def body(self) -> range:
        """Rows below the headings."""
        return range(self.heading + 1, self.last + 1)

    def text(self, table: SourceTable, row: int, field: str) -> str:
        """The cell of a field in a row, ``""`` where there is no such column."""
        columns = self.columns.get(field)
        return table.text(row, columns[0]) if columns else ""

    def texts(self, table: SourceTable, row: int, field: str) -> tuple[str, ...]:
        """The cells of all columns of a field in a row."""
        return tuple(table.text(row, column) for column in self.columns.get(field, ()))

    def row_texts(self, table: SourceTable, row: int) -> tuple[str, ...]:
        """Texts of a row of this table, from left to right, without empty ones."""
        return tuple(filter(None, (table.text(row, column) for column in range(self.left, self.right + 1))))

    def others(self, table: SourceTable, row: int) -> dict[str, str]:
        """Cells of columns that are no field, by heading."""
        known = {column for columns in self.columns.values() for column in columns}
        return {heading: table.text(row, column) for column, heading in self.headings.items()
                if column not in known and table.text(row, column)}  # fmt: skip


def layouts(table: SourceTable, specs: Sequence[ColumnSpec], mapping: SheetMapping | None = None) -> tuple[Layout, ...]:
    """The tables of a sheet with all required columns, from above to below and from left to right; merged areas must be spread.

    A table ends above the next row of headings. mapping: columns that a person assigned, by their headings; they come first."""
    required = [spec.field for spec in specs if spec.required]
    assigned = {heading: field for field, heading in mapping.columns.items()} if mapping else {}
    found: list[list[Layout]] = []
    for row in range(len(table.rows)):
        across = list(_across(table, row, tuple(specs), required, assigned))
        if across and found and len(found) == 1 and len(found[0][0].columns) == 1 < len(across[0].columns):
            found = []  # a title that is a heading's word by itself
        if across and (not found or _alike(across[0], found[0][0])):
            found.append(across)
    if not found:
        return ()
    ends = [next_row[0].heading - 1 for next_row in found[1:]] + [len(table.rows) - 1]
    return tuple(
        Layout(each.heading, end, each.left, each.right, each.columns, each.headings)
        for row_of, end in zip(found, ends, strict=True)
        for each in row_of
    )


def _alike(other: Layout, first: Layout) -> bool:
    """Whether a row below the first table is headings again, and no entry that has words of headings in it."""
    texts, known = set(map(normal, other.headings.values())), set(map(normal, first.headings.values()))
    return len(texts & known) * 2 >= len(texts)


def _across(table: SourceTable, row: int, specs: tuple[ColumnSpec, ...], required: Sequence[str],
            assigned: Mapping[str, str]) -> Iterator[Layout]:  # fmt: skip
    """The tables whose headings stand in a row."""
    headings = {column: _heading(table, row, column) for column in range(table.width)}
    headings = {column: text for column, text in headings.items() if text}
    if len(headings) < len(required) or not headings:
        return
    if len(headings) > 2 and len(set(headings.values())) == 1:  # a title over merged columns
        return
    if not assigned and sum(1 for text in headings.values() if _known(text, specs)) < min(2, len(headings)):
        return
    sample = _sample(table, row)
    marks = {column: _marks(text, [cell for below in sample if (cell := table.text(below, column))], specs, assigned)
             for column, text in headings.items()}  # fmt: skip
    sure = sum(1 for mark in marks.values() if max(mark.values(), default=0) >= SURELY)
    if sure < min(2, len(headings)):
        return
    anchors = _anchors(marks, required[0] if required else "")
    first = min(headings)
    lead = anchors[0] - first if anchors else 0
    starts = [max(first, anchor - lead) for anchor in anchors] or [first]
    starts = _aligned(headings, starts, lead)
    for place, start in enumerate(starts):
        right = (starts[place + 1] if place + 1 < len(starts) else table.width) - 1
        columns = _assign({column: mark for column, mark in marks.items() if start <= column <= right}, specs)
        if all(field in columns for field in required):
            own = {column: text for column, text in headings.items() if start <= column <= right}
            yield Layout(row, row, start, right, columns, own)


def _aligned(headings: Mapping[int, str], starts: list[int], lead: int) -> list[int]:
    """Beginnings of tables side by side: those of others begin with the first one's heading, where that is near."""
    begins = normal(headings[starts[0]]) if starts[0] in headings else ""
    found = starts[:1]
    for start in starts[1:]:
        near = [column for column in range(start + lead, found[-1], -1) if normal(headings.get(column, "")) == begins]
        found.append(near[0] if near else start)
    return found


def _anchors(marks: Mapping[int, Mapping[str, int]], anchor: str) -> list[int]:
    """Columns that are surely of the first required field: each begins a table of its own."""
    sure = [column for column, mark in marks.items() if mark.get(anchor, 0) >= SURELY and mark[anchor] == max(mark.values())]
    return sorted(sure) or sorted(column for column, mark in marks.items() if anchor in mark)[:1]


def _heading(table: SourceTable, row: int, column: int) -> str:
    cell = table.rows[row][column]
    if not isinstance(cell, str):
        return ""
    text = table.text(row, column)
    return text if len(text) <= LONGEST_HEADING else ""


def _known(text: str, specs: tuple[ColumnSpec, ...]) -> bool:
    """Whether a heading is a word of some field. Every row of a sheet is looked at in this way, so it is quick."""
    words = _words(specs)
    return any(form in words for form in _forms(text))


@lru_cache(maxsize=100)
def _words(specs: tuple[ColumnSpec, ...]) -> frozenset[str]:
    return frozenset(word for spec in specs for word in spec.words)


def _sample(table: SourceTable, heading: int) -> list[int]:
    """Rows below headings by which columns are judged: no totals, no remarks, not the headings again."""
    rows = []
    headings = {column: text for column in range(table.width) if (text := table.text(heading, column))}
    for row in range(heading + 1, min(heading + 1 + SAMPLED, len(table.rows))):
        first = next((text for column in range(table.width) if (text := table.text(row, column))), "")
        again = sum(1 for column, text in headings.items() if table.text(row, column) == text)
        if first and not is_total(first) and not is_remark(first) and again < min(2, len(headings)):
            rows.append(row)
    return rows


def _marks(text: str, cells: Sequence[str], specs: tuple[ColumnSpec, ...], assigned: Mapping[str, str]) -> dict[str, int]:
    """Fields that a heading may be, with a mark of 1..200. cells: those below it that are filled in."""
    if normal(text) in assigned:
        return {assigned[normal(text)]: 2 * EXACT}
    found = {}
    for spec in specs:
        mark = heading_mark(text, spec)
        if mark and spec.looks is not None:
            fitting = sum(1 for cell in cells if spec.looks(cell))
            if cells and fitting * 100 < len(cells) * FITTING:
                mark = 0 if fitting * 100 < len(cells) * STRANGE else mark - 50
        if mark > 0:
            found[spec.field] = mark
    return found


@lru_cache(maxsize=20_000)
def _forms(text: str) -> tuple[str, ...]:
    return heading_forms(text)


@lru_cache(maxsize=50_000)
def heading_mark(text: str, spec: ColumnSpec) -> int:
    """How surely a heading names a column, 0..100: the word itself, earlier words before later ones, or a text with the word in it."""
    best = 0
    for form in _forms(text):
        for place, word in enumerate(spec.words):
            if form == word:
                best = max(best, EXACT - min(place, 15))
            elif len(word) > 1 and word in form and len(form) <= len(word) + 12 and not any(no in form for no in spec.never):
                best = max(best, WITHIN - min(place, 15) - min(len(form) - len(word), 12))
    return best


def _assign(marks: Mapping[int, Mapping[str, int]], specs: Sequence[ColumnSpec]) -> dict[str, tuple[int, ...]]:
    """Columns of each field: the surest pairs first; a field has one column, or several where its kind says so."""
    several = {spec.field for spec in specs if spec.several}
    pairs = sorted(((mark, -column, field) for column, found in marks.items() for field, mark in found.items()), reverse=True)
    taken: dict[int, str] = {}
    columns: dict[str, list[int]] = {}
    for _, minus, field in pairs:
        if -minus in taken or (field in columns and field not in several):
            continue
        taken[-minus] = field
        columns.setdefault(field, []).append(-minus)
    return {field: tuple(sorted(found)) for field, found in columns.items()}


def titles_above(table: SourceTable, layout: Layout, first: int = 0) -> tuple[tuple[int, str], ...]:
    """Texts above a table's headings, from the nearest row up: (row, text). first: the row where to stop."""
    found: list[tuple[int, str]] = []
    for row in range(layout.heading - 1, first - 1, -1):
        found += [(row, text) for text in dict.fromkeys(layout.row_texts(table, row))]
    return tuple(found)
