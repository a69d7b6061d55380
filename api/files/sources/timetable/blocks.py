"""Blocks of a timetable sheet: which rows hold headings, which titles, which the body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.files.sources.source import SourceTable
from api.files.sources.timetable.class_mentions import grade_mentioned, mentions, plain
from api.files.sources.timetable.edge_lines import HeadLine, LineKind, days_alone, head_line
from api.files.sources.timetable.headings import TimetableOwner, group_of, half_of, period_of
from api.files.sources.timetable.subjects import is_subject

FEWEST_GROUPS = 2
"""Classes in one row from which it is a row of headings."""
MOST_OTHERS = 3
"""Other words in a row of classes (a corner, 备注); more of them make it something else."""
TITLE_ROWS = 3
"""First rows of a sheet in which its grade may be named."""


@dataclass(frozen=True, slots=True)
class SheetText:
    """A sheet as text, merged areas filled in. rows: all of one length. grade: that its name or titles speak of, or empty."""

    table: SourceTable
    rows: tuple[tuple[str, ...], ...]
    grade: str

    def column(self, column: int, rows: range) -> list[str]:
        return [self.rows[row][column] for row in rows]

    def groups(self, row: int) -> dict[int, TimetableOwner]:
        """Classes (or teachers) that a row names, by column."""
        return {column: group for column, text in enumerate(self.rows[row]) if text and (group := group_of(text, self.grade))}


@dataclass(frozen=True, slots=True)
class GridBlock:
    """titles: rows that may name the class or the day. heads: rows of headings. body: the rows below them."""

    titles: range
    heads: tuple[int, ...]
    body: range


def sheet_text(table: SourceTable) -> SheetText:
    """The sheet as text."""
    filled = table.spread()
    rows = tuple(tuple(filled.text(r, c) for c in range(table.width)) for r in range(len(table.rows)))
    top = " ".join(dict.fromkeys(text for row in rows[:TITLE_ROWS] for text in row if text))
    return SheetText(table, rows, grade_mentioned(table.sheet) or grade_mentioned(top) or grade_mentioned(table.file))


def blocks_of(sheet: SheetText) -> list[GridBlock]:
    """The blocks of a sheet from above; none where no row and no column is one of headings."""
    starts = _head_rows(sheet)
    found: list[GridBlock] = []
    title = 0
    for place, heads in enumerate(starts):
        limit = starts[place + 1][0] if place + 1 < len(starts) else len(sheet.rows)
        body = range(heads[-1] + 1, _end_of_body(sheet, range(heads[-1] + 1, limit)))
        found.append(GridBlock(range(title, heads[0]), heads, body))
        title = body.stop
    return found


def _head_rows(sheet: SheetText) -> list[tuple[int, ...]]:
    lines = [head_line(row) for row in sheet.rows]
    heads = {row for row, line in enumerate(lines) if line and line.kind in (LineKind.WEEKDAYS, LineKind.PERIODS, LineKind.BARE)}
    heads |= {row for row, line in enumerate(lines) if line and line.kind is LineKind.HALVES and {row - 1, row + 1} & heads}
    if not heads:
        heads = {row for row in range(len(sheet.rows)) if _names_groups(sheet, row)}
    starts: list[list[int]] = []
    for row in sorted(heads):
        if starts and row == starts[-1][-1] + 1:
            starts[-1].append(row)
        else:
            starts.append([row])
    for rows in starts:
        below = rows[-1] + 1
        if below < len(sheet.rows) and _names_groups(sheet, below) and not _opens_body(sheet, below, rows, lines):
            rows.append(below)
    return [tuple(rows) for rows in starts]


def _names_groups(sheet: SheetText, row: int) -> bool:
    """Whether a row names several classes and little else."""
    groups = {column: group for column, group in sheet.groups(row).items() if not _names_subject(sheet.rows[row][column])}
    others = {text for column, text in enumerate(sheet.rows[row]) if text and column not in groups}
    return len({group for group in groups.values() if not group.teacher}) >= FEWEST_GROUPS and len(others) <= MOST_OTHERS


def _names_subject(text: str) -> bool:
    """Whether a cell names a subject beside its class, as lessons of a teacher's timetable do and headings do not."""
    text = plain(text)
    for _, first, last in reversed(mentions(text)):
        text = f"{text[:first]} {text[last:]}"
    return any(map(is_subject, re.split(r"[\s()、,/]+", text)))


def _opens_body(sheet: SheetText, row: int, heads: Sequence[int], lines: Sequence[HeadLine | None]) -> bool:
    """Whether a row below headings has a heading of its own at the left, as rows of a body have."""
    headed = {column for head in heads if (line := lines[head]) for column in (*line.days, *line.periods)}
    free = [text for column, text in enumerate(sheet.rows[row]) if text and column not in headed]
    named = any(line.days for head in heads if (line := lines[head]))
    return not named or any(period_of(text) or half_of(text) for text in free)


def _end_of_body(sheet: SheetText, rows: range) -> int:
    """The row behind the last one that has a heading at its left; all rows where no column is one of headings."""
    last = None
    for column in range(sheet.table.width):
        cells = sheet.column(column, rows)
        line = head_line(cells) or days_alone(cells)
        if line:
            headed = max((*line.days, *line.periods, *line.moments), default=-1)
            last = max(headed, -1 if last is None else last)
    return rows.stop if last is None else rows.start + last + 1
