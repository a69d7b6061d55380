"""Drawing pages as the sheets of an Excel workbook."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from api.files.content.page import Cell, Page, PageBlock, Row
from api.files.content.shown_part import ShownPart
from api.files.excel import FONT, LONGEST_CELL, Book, Pen, Sheet, formula_like, lines_of, new_book
from api.files.language import Language
from api.files.palette import GRID, HEAD, HEAD_TEXT, INK, MUTED, SHADES, TITLE

LINE, DENSE_LINE = 14.5, 12
"""Points that a line of text takes, and on a dense page."""
INDENT = 1.2
"""Characters that the indent of a cell takes."""
TALLEST = 400
"""Points; Excel allows 409."""
SMALLEST_FONT, SMALLEST_PRINTED = 9, 8
"""Points of the smallest letters on a sheet, and of the smallest on paper after it is scaled to the width of the paper. Raising the
second makes columns narrower and rows higher."""
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
"""Inches."""
A4 = (595, 842)
"""Points."""


@dataclass(slots=True)
class PageFormats:
    """The formats of one workbook, made once each, by their properties."""

    book: Book
    made: dict[tuple[object, ...], Pen]
    language: Language = Language.ZH

    def cell(self, cell: Cell) -> Pen:
        """The format of a cell in a row of the page."""
        shade, align, form = cell.shade, cell.align, cell.form
        quoted = cell.number is None and formula_like(cell.shown(self.language))
        key = ("cell", shade, align, form, quoted)
        if key not in self.made:
            fill, ink, bold = SHADES.get(shade, ("", INK, False))
            style: dict[str, Any] = {
                "font_name": FONT, "font_size": 9, "font_color": ink, "bold": bold, "text_wrap": True, "valign": "vcenter",
                "align": align or "left", "border": 1, "border_color": GRID, "quote_prefix": quoted,
            }  # fmt: skip
            if align in ("", "left"):
                style["indent"] = 1
            if fill:
                style["bg_color"] = fill
            if form:
                # A number keeps off the right border by the width of a bracket; not every program indents to the right.
                style["num_format"] = form + ("_)" if align == "right" else "")
            self.made[key] = self.book.add_format(style)
        return self.made[key]

    def named(self, name: str, shown: object = "") -> Pen:
        """A format by its name, for what is shown in it."""
        quoted = formula_like(shown)
        base = {"font_name": FONT, "valign": "vcenter"}
        styles: dict[str, dict[str, Any]] = {
            "title": {**base, "font_size": 15, "bold": True, "font_color": TITLE},
            "note": {**base, "font_size": SMALLEST_FONT, "font_color": MUTED, "text_wrap": True},
            "text": {**base, "font_size": 10, "font_color": INK, "text_wrap": True},
            "head": {**base, "font_size": 9, "bold": True, "bg_color": HEAD, "font_color": HEAD_TEXT, "border": 1,
                     "border_color": GRID, "align": "center", "text_wrap": True},
            "data": {"font_name": "Consolas", "font_size": 9, "font_color": MUTED},
        }  # fmt: skip
        if (name, quoted) not in self.made:
            self.made[name, quoted] = self.book.add_format({**styles[name], "quote_prefix": quoted})
        return self.made[name, quoted]


def pages_book(pages: Sequence[Page], school: str, language: Language = Language.ZH) -> bytes:
    """A workbook of pages alone in a language, as bytes."""
    buffer = io.BytesIO()
    book = new_book(buffer)
    pens = PageFormats(book, {}, language)
    for page in pages:
        draw_page(book.add_worksheet(page.title(language)), page, school, pens)
    book.close()
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class PrintArea:
    """Size of a sheet of A4, and the scale of a page on it. width, height: points within the margins. scale: of the page."""

    width: float
    height: float
    scale: float

    def sheets_high(self, wanted: int, height: float) -> int:
        """Sheets that a page is squeezed into, 0 for as many as it takes: where letters would become too small it is not squeezed.
        height: of its rows, in points."""
        needed = height * self.scale / (max(wanted, 1) * self.height)
        return wanted if self.scale / max(needed, 1) * SMALLEST_FONT >= SMALLEST_PRINTED else 0


def fitted(page: Page) -> tuple[Page, PrintArea]:
    """The page with its columns narrowed so that no letter is printed smaller than SMALLEST_PRINTED, and its area on paper."""
    across, down = A4 if page.portrait else A4[::-1]
    width = across - 72 * (MARGINS["left"] + MARGINS["right"])
    height = down - 72 * (MARGINS["top"] + MARGINS["bottom"])
    widest = width * SMALLEST_FONT / SMALLEST_PRINTED
    taken = sum(map(column_points, page.widths))
    if taken > widest:
        spare = sum(column_points(0) for _ in page.widths)
        factor = (widest - spare) / (taken - spare)
        page = replace(page, widths=tuple(max(2, int(each * factor)) for each in page.widths))
        taken = sum(map(column_points, page.widths))
    return page, PrintArea(width, height, min(1.0, width / taken))


def column_points(characters: float) -> float:
    """Width of a column of so many characters, in points: seven pixels each and five for its borders."""
    return (characters * 7 + 5) * 0.75


Place = tuple[int, int]
"""0-based row and column."""


class Drawn(dict[Place, str | float]):
    """Everything that was written on a sheet, by place; of merged cells the first. parts: of the cells that show decisions of the plan.
    heights: of its rows, in points."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: dict[Place, tuple[ShownPart, ...]] = {}
        self.heights: dict[int, float] = {}


def draw_page(sheet: Sheet, page: Page, school: str, pens: PageFormats) -> Drawn:
    """Draw a page on a fresh sheet, set up for A4, and tell what was written."""
    drawn = Drawn()
    page, area = fitted(page)
    sheet.hide_gridlines(2)
    if page.portrait:
        sheet.set_portrait()
    else:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(**MARGINS)
    numbered = "page &P of &N" if pens.language is Language.EN else "第 &P / &N 页"
    sheet.set_footer(f"&L&9{school.replace('&', '&&')} · {page.title(pens.language)}&R&9{numbered}")
    for column, width in enumerate(page.widths):
        sheet.set_column(column, column, width)
    row = 0
    breaks = []
    for index, block in enumerate(page.blocks):
        top = row
        breaks.append(top)
        row = _draw_block(sheet, block, row, page, pens, drawn)
        if index == 0 and block.header and not (block.text or page.apart):
            head = row - len(block.rows)
            sheet.freeze_panes(head, page.frozen)
            sheet.repeat_rows(top, head - 1)
        row += 1
    if page.apart:
        sheet.set_h_pagebreaks(breaks[1:])
        sheet.fit_to_pages(1, 0)  # as wide as the paper; breaks hold where the height is left open
    else:
        sheet.fit_to_pages(1, area.sheets_high(page.sheets_high, sum(drawn.heights.values()) + 15 * len(page.blocks)))
    return drawn


def _draw_block(sheet: Sheet, block: PageBlock, row: int, page: Page, pens: PageFormats, drawn: Drawn) -> int:
    """Draw title, note, paragraphs, headings and rows; the next free row."""
    drawn.heights[row] = 26
    sheet.set_row(row, 26)
    drawn[row, 0] = block.title(pens.language).replace("\n", " ")
    sheet.write_string(row, 0, drawn[row, 0], pens.named("title", drawn[row, 0]))
    row += 1
    paragraphs = [("note", pens.language.of(block.note))] if block.note else []
    paragraphs += [("text", pens.language.of(text)) for text in block.text]
    for name, text in paragraphs:
        drawn[row, 0] = text
        pen = pens.named(name, text)
        sheet.merge_range(row, 0, row, len(page.widths) - 1, "", pen)  # it would take a text that begins with = for a formula
        sheet.write_string(row, 0, text, pen)
        drawn.heights[row] = min(TALLEST, lines_of(text, sum(page.widths)) * LINE + (3 if name == "text" else 0))
        sheet.set_row(row, drawn.heights[row])
        row += 1
    for cells in block.header:
        drawn.heights[row] = _draw_row(sheet, cells, row, page, pens, drawn, heading=True)
        row += 1
    for cells in block.rows:
        drawn.heights[row] = _draw_row(sheet, cells, row, page, pens, drawn)
        row += 1
    return row


def _draw_row(sheet: Sheet, cells: Row, row: int, page: Page, pens: PageFormats, drawn: Drawn, *, heading: bool = False) -> float:
    """Draw a row; its height in points."""
    column, lines = 0, 1
    for cell in cells:
        last = column + cell.cols - 1
        text = cell.shown(pens.language)
        pen = pens.named("head", text) if heading else pens.cell(cell)
        lines = max(lines, lines_of(text, sum(page.widths[column : last + 1]) - (0 if heading else INDENT)))
        if cell.cols > 1:
            sheet.merge_range(row, column, row, last, "", pen)
        drawn[row, column] = text[:LONGEST_CELL] if cell.number is None else cell.number
        if cell.parts:
            drawn.parts[row, column] = cell.parts
        _draw_cell(sheet, cell.number, text, row, column, pen)
        column = last + 1
    height = min(TALLEST, lines * DENSE_LINE + 2 if page.dense else lines * LINE + 5)
    sheet.set_row(row, height)
    return height


def _draw_cell(sheet: Sheet, number: float | None, text: str, row: int, column: int, pen: Pen) -> None:
    if number is not None:
        sheet.write_number(row, column, number, pen)
    elif text:
        sheet.write_string(row, column, text[:LONGEST_CELL], pen)
    else:
        sheet.write_blank(row, column, None, pen)
