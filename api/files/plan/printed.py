"""Printed sheets of a plan workbook as they were written, and the cells edited since.

A copy of every printed cell stands in a hidden sheet. It is compared as text: a workbook that another program has saved
again (Excel, WPS, LibreOffice) shows the same, whatever else that program changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from api.files.table.book import BookSheet
from api.files.table.cell import Formatted, Raw, plain_number, raw_text
from solver.plan.codec import dump
from solver.plan.plan import Plan
from solver.problem.characters import tidy, visible

LONGEST_KEPT = 200
"""Characters of a cell that are kept as they are; of a longer text its beginning and a digest."""
LONGEST_CHUNK = 12_000
"""Characters of the copy in one cell; quoted, they may double, and Excel holds 32,767."""
PLAN = "方案 plan"
"""Stands for the plan in the copy, by its digest: the data sheets can be edited too."""
MOST_ALIGNED = 400
"""Rows within which inserted and deleted ones are told from changed ones; more are compared in their places."""

Row = tuple[str, ...]
"""Row of cells -> shown texts, without the empty ones at its end."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of the hidden sheet. start: 0-based number of the first row that it tells of. cells: JSON, a list of rows of texts."""

    sheet: str
    start: int
    cells: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell of a printed sheet that shows something else than was printed. row, column: 0-based. inserted, deleted: whether
    the whole row is new (``row`` is its place now) or gone (``row`` is where it was); then printed or found is the row's text.
    """

    sheet: str
    row: int
    column: int
    printed: str
    found: str
    inserted: bool = False
    deleted: bool = False


def full_text(cell: Raw) -> str:
    """A cell as text: a number and the text of that number are the same."""
    if isinstance(cell, Formatted):
        return plain_number(round(cell.value, 6))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return plain_number(round(float(cell), 6))
    text = visible(tidy(cell).replace("\r\n", "\n").replace("\r", "\n").strip()) if isinstance(cell, str) else raw_text(cell)
    try:
        number = float(text) if text.isascii() and len(text) < 20 else None
    except ValueError:
        number = None
    if number is not None and abs(number) < 1e15:
        text = plain_number(round(number, 6))
    return text


def shown_text(cell: Raw) -> str:
    """A cell as it is compared: :func:`full_text`, a long one by its beginning and a digest."""
    text = full_text(cell)
    return text if len(text) <= LONGEST_KEPT else f"{text[:40]}…#{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def shown_rows(cells: Mapping[tuple[int, int], Raw]) -> list[Row]:
    """The rows of a sheet from its cells by 0-based row and column."""
    rows: list[dict[int, str]] = [{} for _ in range(max((row + 1 for row, _ in cells), default=0))]
    for (row, column), cell in cells.items():
        rows[row][column] = shown_text(cell)
    return [_trimmed([row.get(column, "") for column in range(max(row, default=-1) + 1)]) for row in rows]


def printed_rows(sheet: str, rows: Sequence[Row]) -> Iterator[PrintedRow]:
    """The copy of a sheet."""
    chunk: list[Row] = []
    start = size = 0
    for index, row in enumerate(rows):
        length = sum(len(text) + 4 for text in row) + 4
        kept: Row = row if length <= LONGEST_CHUNK else tuple(_digest(text) for text in row)
        if chunk and size + length > LONGEST_CHUNK:
            yield PrintedRow(sheet, start, json.dumps(chunk, ensure_ascii=False))
            start, chunk, size = index, [], 0
        chunk.append(kept)
        size += min(length, LONGEST_CHUNK)
    if chunk:
        yield PrintedRow(sheet, start, json.dumps(chunk, ensure_ascii=False))


def plan_digest(plan: Plan) -> str:
    """A digest of all that the data sheets hold."""
    return hashlib.sha256(json.dumps(dump(plan), sort_keys=True).encode()).hexdigest()[:32]


def read_printed(copy: Sequence[PrintedRow]) -> dict[str, list[Row]]:
    """The rows of every sheet from the copy. Raises ValueError for a copy that was tampered with."""
    found: dict[str, list[Row]] = {}
    for part in copy:
        rows = found.setdefault(part.sheet, [])
        chunk = json.loads(part.cells)
        if part.start != len(rows) or not isinstance(chunk, list):
            raise ValueError(part.sheet)
        for row in chunk:
            if not isinstance(row, list) or not all(isinstance(text, str) for text in row):
                raise ValueError(part.sheet)
            rows.append(tuple(row))
    return found


def edits_of(sheet: BookSheet, printed: Sequence[Row]) -> list[Edit]:
    """Where a sheet shows something else than was printed on it, row by row."""
    return [edit for block in blocks(without_end(printed), found_rows(sheet)) for edit in _compared(sheet.title, *block)]


def found_rows(sheet: BookSheet) -> list[Row]:
    """Rows of a sheet as they are compared, without the empty ones at its end."""
    found = [_trimmed([shown_text(cell) for cell in row]) for row in sheet.rows]
    for row, column in sheet.errors:
        while len(found) <= row:
            found.append(())
        cells = list(found[row]) + [""] * (column + 1 - len(found[row]))
        cells[column] = sheet.errors[row, column] or "公式 formula"
        found[row] = tuple(cells)
    return without_end(found)


def blocks(printed: list[Row], found: list[Row]) -> Iterator[tuple[int, list[Row], int, list[Row]]]:
    """Stretches of rows that differ: first row and rows as printed, first row and rows as found."""
    first = 0
    while first < min(len(printed), len(found)) and printed[first] == found[first]:
        first += 1
    last = 0
    while last < min(len(printed), len(found)) - first and printed[len(printed) - 1 - last] == found[len(found) - 1 - last]:
        last += 1
    before, after = printed[first : len(printed) - last], found[first : len(found) - last]
    if len(before) > MOST_ALIGNED or len(after) > MOST_ALIGNED or len(before) == len(after):
        yield first, before, first, after
        return
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield first + i, before[i:j], first + k, after[k:m]


def _compared(sheet: str, at: int, printed: list[Row], now: int, found: list[Row]) -> Iterator[Edit]:
    for offset in range(max(len(printed), len(found))):
        if offset >= len(printed):
            if any(found[offset]):
                first = next(column for column, text in enumerate(found[offset]) if text)
                yield Edit(sheet, now + offset, first, "", _told(found[offset]), inserted=True)
        elif offset >= len(found):
            if any(printed[offset]):
                yield Edit(sheet, at + offset, 0, _told(printed[offset]), "", deleted=True)
        else:
            before, after = printed[offset], found[offset]
            for column in range(max(len(before), len(after))):
                old = before[column] if column < len(before) else ""
                new = after[column] if column < len(after) else ""
                if not same_text(old, new):
                    yield Edit(sheet, now + offset, column, old, new)


def same_text(printed: str, found: str) -> bool:
    """Whether a cell shows what was printed, which a very long row keeps as a digest."""
    return printed in (found, _digest(found))


def _digest(text: str) -> str:
    return f"#{hashlib.sha256(text.encode()).hexdigest()[:16]}" if text else ""


def _told(row: Row) -> str:
    text = " | ".join(part.replace("\n", " ") for part in row if part)
    return text if len(text) <= 80 else text[:79] + "…"


def _trimmed(row: list[str]) -> Row:
    while row and not row[-1]:
        row.pop()
    return tuple(row)


def without_end(rows: Sequence[Row]) -> list[Row]:
    """The rows without the empty ones at their end."""
    found = list(rows)
    while found and not found[-1]:
        found.pop()
    return found
