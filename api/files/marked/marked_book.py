"""A copy of a workbook with its faults marked: faulty cells coloured and commented, and a first sheet that lists all faults."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from api.files.language import Language
from api.files.marked.fault_group import FaultGroup, grouped
from api.files.marked.fault_place import FaultPlace
from api.files.marked.fault_sheet import add_fault_sheet
from api.files.marked.fault_words import fault_words, fault_words_en
from api.files.marked.workbook_copy import workbook_copy
from api.files.table.xlsx_scan import LARGEST_COLUMN, LARGEST_ROW
from solver.errors import Fault

MOST_MARKED = 10_000
"""Cells that are marked. Raising it takes as much more time and memory for a flood, 20 µs and 1 kB a cell."""
MOST_COMMENTED = 1_000
"""Cells with a comment of their own; further ones are coloured. Excel opens a sheet of many comments slowly."""
FIRST, FURTHER = "FFFFC7CE", "FFFFEB9C"
"""Colours of cells: of a group's first, and of its others."""
AUTHOR = "课后铃"
WIDE, LINE, A_LINE = 320, 19, 24
"""Pixels: width of a comment, height of a line, characters of a line."""


def marked_copy(data: bytes, faults: Sequence[Fault], language: Language = Language.ZH) -> bytes:
    """Bytes of an xlsx file and its faults -> bytes of the copy with marks, in a language.

    Values, formulas, fonts, widths, menus and comments stay; pictures and charts are left out, which the first sheet says.
    """
    book, notes = workbook_copy(data)
    groups = grouped(faults)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    texts: dict[FaultPlace, list[str]] = {}
    firsts: set[FaultPlace] = set()
    for number, group in enumerate(groups, 1):
        firsts.add(group.places[0])
        for place in group.places:
            if place.sheet in sheets and place.column and (len(texts) < MOST_MARKED or place in texts):
                texts.setdefault(place, []).append(_text(number, group, place, language))
    for index, (place, words) in enumerate(texts.items()):
        _mark(sheets[place.sheet], place, words, first=place in firsts, commented=index < MOST_COMMENTED)
    for title in {place.sheet for group in groups for place in group.places}:
        if title in sheets:
            sheets[title].sheet_properties.tabColor = FIRST
    add_fault_sheet(book, groups, notes, language)
    return _bytes(book)


def _text(number: int, group: FaultGroup, place: FaultPlace, language: Language) -> str:
    """The comment of a cell: the fault at the group's first, a pointer to that at the others."""
    words = language.of((fault_words(group), fault_words_en(group)), "\n")
    first = group.places[0]
    if place == first:
        return f"{number}. {words}"
    there = first.cell if first.sheet == place.sheet else f"{first.sheet}!{first.cell}"
    return f"{number}. {language.of((f'与 {there} 相同', f'as in {there}'), ' ')}：{words}"


def _mark(sheet: Worksheet, place: FaultPlace, words: Sequence[str], *, first: bool, commented: bool) -> None:
    cell = _cell_at(sheet, place)
    if cell is None:
        return
    cell.fill = PatternFill("solid", start_color=FIRST if first else FURTHER)
    if commented or first:
        old = [cell.comment.text] if cell.comment else []
        text = "\n".join([*words, *old])
        lines = sum(len(line) // A_LINE + 1 for line in text.split("\n"))
        cell.comment = Comment(text, AUTHOR, width=WIDE, height=LINE * (lines + 1))


def _cell_at(sheet: Worksheet, place: FaultPlace) -> Cell | None:
    """The cell at a place; of merged cells the one that holds the value."""
    cell = sheet[place.cell]
    if isinstance(cell, MergedCell):
        area = next((each for each in sheet.merged_cells.ranges if place.cell in each), None)
        cell = None if area is None else sheet.cell(area.min_row, area.min_col)
    if cell is None or cell.row > LARGEST_ROW or cell.column > LARGEST_COLUMN:
        return None
    return cell


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
