"""Rosters with a class a column 分班名单: names of classes side by side, the names of their pupils below each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from api.files.sources.account import HEADING, TITLE, TOTAL, RowFate, left_out
from api.files.sources.class_words import mentions_class, names_class
from api.files.sources.kind import ColumnSpec, ReadTable
from api.files.sources.kinds.class_roster import GONE
from api.files.sources.mapping import SheetMapping
from api.files.sources.question import Asking
from api.files.sources.records import ClassRecord, PupilRecord, Record
from api.files.sources.source import SourcePlace, SourceTable
from api.files.sources.words import is_remark, is_total, looks_like_name, plain, split_remark

LONGEST_CLASS = 14
"""Characters of a heading that names a class; longer ones are titles."""
BESIDE = ("序号", "班级", "号", "编号", "学号")
"""Headings that may stand beside classes."""
FEWEST = 5
"""Names that a sheet of this kind has at least."""
_HOMEROOM = re.compile(r"(?:正)?班主任(?:老师|教师)?\s*[:：]?\s*(\S.*)?")
_NO_NAME = re.compile(r"[共计总]*\s*\d+\s*人?|(?:男|女)生?\s*[:：]?\s*\d*人?.*|\d+")


@dataclass(frozen=True, slots=True)
class _Columns:
    """row: of the names of classes. classes: column -> class as written. last: last row below it."""

    row: int
    classes: Mapping[int, str]
    last: int


class ClassColumns:
    """A list of names below the classes that they are in."""

    key, zh, en = "class_columns", "分班名单（一班一列）", "roster with a class a column"
    columns: tuple[ColumnSpec, ...] = ()

    def likeness(self, table: SourceTable) -> int:
        """A row of classes, and names below it."""
        cells = [table.text(row, column) for found in _tables(table) for row in range(found.row + 1,
            found.last + 1) for column in found.classes]
        filled = [cell for cell in cells if cell and not _NO_NAME.fullmatch(cell) and not _HOMEROOM.match(cell)]
        names = sum(1 for cell in filled if looks_like_name(split_remark(cell)[0]))
        return 94 if names >= FEWEST and names * 10 >= len(filled) * 8 else 0

    def read(self, table: SourceTable, mapping: SheetMapping, asking: Asking) -> ReadTable:  # noqa: ARG002 - nothing to ask
        """A pupil for every name below a class; who has left by a remark is left out."""
        found = _tables(table)
        fates: dict[SourcePlace, RowFate] = {table.place(row): TITLE for row in table.filled() if found and row < found[0].row}
        records: list[Record] = []
        for each in found:
            fates[table.place(each.row)] = HEADING
            for row in range(each.row + 1, each.last + 1):
                made = [record for column, name in each.classes.items() for record in _cell(table, row, column, name, fates)]
                records += made
                texts = [text for text in (table.text(row, column) for column in range(table.width)) if text]
                if texts and not made and table.place(row) not in fates:
                    fates[table.place(row)] = TOTAL if any(map(is_total, texts)) or all(map(_NO_NAME.fullmatch, texts)) else TITLE
        return ReadTable(tuple(records), fates)


def _tables(table: SourceTable) -> tuple[_Columns, ...]:
    """Rows of which every cell names another class, and what stands below each."""
    heads: list[tuple[int, dict[int, str]]] = []
    for row in range(len(table.rows)):
        texts = {column: table.text(row, column) for column in range(table.width) if table.text(row, column)}
        classes = {column: text for column, text in texts.items() if _names(text)}
        others = [text for column, text in texts.items() if column not in classes and plain(text) not in BESIDE]
        distinct = len(set(classes.values())) == len(classes)
        if classes and not others and distinct and not all(plain(text).isdigit() for text in texts.values()):
            heads.append((row, classes))
    ends = [row - 1 for row, _ in heads[1:]] + [len(table.rows) - 1]
    return tuple(_Columns(row, classes, end) for (row, classes), end in zip(heads, ends, strict=True)) if heads else ()


def _names(text: str) -> bool:
    return len(text) <= LONGEST_CLASS and (names_class(text) or mentions_class(text))


def _cell(table: SourceTable, row: int, column: int, class_name: str, fates: dict[SourcePlace, RowFate]) -> list[Record]:
    text = table.text(row, column)
    place = table.place(row, column)
    homeroom = _HOMEROOM.fullmatch(text)
    if homeroom:
        return [ClassRecord(place, class_name, homeroom=(homeroom[1] or "").strip())]
    name, remark = split_remark(text)
    if not name or _NO_NAME.fullmatch(text) or is_total(text) or is_remark(text) or not (looks_like_name(name) or len(text) <= 12):
        return []
    if GONE.search(remark):
        fates[place] = left_out(f"“{name}”后写着“{remark[:20]}”，按已不在校", f"remark: {remark[:20]}, no longer there")
        return []
    return [PupilRecord(place, name, class_name, fields={"remark": remark} if remark else {})]
