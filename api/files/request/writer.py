"""A request -> a file: JSON, or the request workbook with headings, notes, drop-down lists and frozen panes."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.files.excel import FONT, Book, Pen, Sheet, TextTooLongError, formula_like, lines_of, new_book, put
from api.files.file_bytes import unknown_suffix
from api.files.request.assumed import ASSUMED_TITLE, HEADINGS, place_of
from api.files.request.example import example_problem
from api.files.request.reader import SUFFIXES
from api.files.request.readme import NOTES, SHORT_NOTES, Note, write_readme
from api.files.request.rows import rows_of
from api.files.request.sheets import README_TITLE, SHEETS
from api.files.request.sheets.school import HOLIDAYS
from api.files.request.short.sheets import SHORT_SHEETS
from api.files.request.template_kind import TemplateKind
from api.files.table.columns import REQUIRED, Column, SheetSpec, cell_name
from api.files.table.texts import NONE_WORDS
from api.mapping.assumed import Assumed
from api.mapping.request import Request, request_doc
from solver.errors import Fault, ProblemError
from solver.problem.pupils import Pupil

WIDTHS = (64, 34, 34)
"""Widths of the columns of the sheet of assumptions, in characters."""
SPARE_ROWS = 1000
"""Rows below the last one that still have drop-down lists."""


def request_bytes(request: Request, suffix: str) -> bytes:
    """A request file in memory. Raises ProblemError for another suffix or a text too long for Excel."""
    name = suffix.lower()
    if name == ".json":
        return (json.dumps(request_doc(request), ensure_ascii=False, indent=1) + "\n").encode()
    if name == ".xlsx":
        return request_book(request)
    raise ProblemError([unknown_suffix(name, SUFFIXES)])


def template_bytes(kind: TemplateKind = TemplateKind.EXAMPLE) -> bytes:
    """A template workbook: notes, headings, drop-down lists, and the rows of its kind."""
    if kind is TemplateKind.SHORT:
        return _book(SHORT_SHEETS, {}, SHORT_NOTES)
    if kind is TemplateKind.EMPTY:
        return _book(SHEETS, {}, NOTES)
    return request_book(Request(example_problem()), everything=True)


@dataclass(frozen=True, slots=True)
class RequestFormats:
    """Cell formats: required headings, optional headings, one a number form, and one a number form for texts like formulas."""

    required: Pen
    optional: Pen
    forms: Mapping[str, Pen]
    quoted: Mapping[str, Pen]

    def of(self, form: str, shown: object) -> Pen:
        """The format of a cell that shows this."""
        return (self.quoted if formula_like(shown) else self.forms)[form]


def request_book(request: Request, everything: bool = False) -> bytes:
    """The workbook as bytes; optional columns and sheets that hold nothing are written only if ``everything`` is.

    Raises ProblemError when a text is too long for a cell (32,767 characters).
    """
    rows = rows_of(request)
    sheets = [
        spec if everything else spec.used_by(rows[spec.key])
        for spec in SHEETS
        if everything or rows[spec.key] or not spec.module
    ]
    none = () if rows[HOLIDAYS.key] else (HOLIDAYS.key,)  # an empty sheet would be read as the official days off
    return _book(sheets, rows, NOTES, none=none, assumed=request.assumed)


def _book(sheets: Sequence[SheetSpec], rows: Mapping[str, list[Any]], notes: Sequence[Note], *, none: Sequence[str] = (),
          assumed: Sequence[Assumed] = ()) -> bytes:  # fmt: skip
    """A workbook of notes, sheets with their rows by key, and what was assumed. none: keys of sheets that say 无."""
    buffer = io.BytesIO()
    book = new_book(buffer)
    pens = _pens(book)
    readme = book.add_worksheet(README_TITLE)
    counts = {spec.key: len(rows.get(spec.key, [])) for spec in SHEETS}
    write_readme(book, readme, sheets, notes)
    for spec in sheets:
        sheet = book.add_worksheet(spec.title)
        _write_sheet(sheet, spec, rows.get(spec.key, []), counts, pens)
        if spec.key in none:
            sheet.write_string(1, 0, NONE_WORDS[0])
    if assumed:
        _write_assumed(book, assumed, pens)
    book.close()
    return buffer.getvalue()


def _write_assumed(book: Book, assumed: Sequence[Assumed], pens: RequestFormats) -> None:
    """A sheet of what was taken by default, each with its value and with the place where it is changed."""
    sheet = book.add_worksheet(ASSUMED_TITLE)
    body = book.add_format({"font_name": FONT, "font_size": 10, "valign": "top", "text_wrap": True, "border": 1, "border_color": "#C5CED8"})
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, pens.optional)
    for row, each in enumerate(assumed, 1):
        texts = (f"{each.zh}\n{each.en}", each.value, "\n".join(place_of(each)))
        sheet.set_row(row, 14 * max(lines_of(text, width) for text, width in zip(texts, WIDTHS, strict=True)))
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, body)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _pens(book: Book) -> RequestFormats:
    head = {"font_name": FONT, "font_size": 10, "bold": True, "border": 1, "border_color": "#9AA5B1", "valign": "vcenter",
            "align": "center", "text_wrap": True}  # fmt: skip
    required = book.add_format({**head, "bg_color": "#1F4E79", "font_color": "#FFFFFF"})
    optional = book.add_format({**head, "bg_color": "#D6E4F0", "font_color": "#1F3A56"})
    forms = {column.kind.form for spec in SHEETS for column in spec.columns}
    body = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
    plain, quoted = (
        {form: book.add_format({**body, "num_format": form, "quote_prefix": prefix}) for form in sorted(forms)} for prefix in (False, True)
    )
    return RequestFormats(required, optional, plain, quoted)


def _write_sheet(sheet: Sheet, spec: SheetSpec, rows: list[Any], counts: Mapping[str, int], pens: RequestFormats) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 36)
    last = len(rows) + SPARE_ROWS
    for place, column in enumerate(spec.columns):
        required = column.default is REQUIRED
        sheet.set_column(place, place, column.width, pens.forms[column.kind.form])
        sheet.write_string(0, place, column.heading, pens.required if required else pens.optional)
        sheet.write_comment(0, place, _note(column), {"x_scale": 2.2, "y_scale": 1.4, "font_size": 9})
        _drop_down(sheet, column, place, last, counts)
    for index, row in enumerate(rows):
        for place, column in enumerate(spec.columns):
            value = getattr(row, column.field)
            if not (column.empty_for(value) or _left_empty(row, column)):
                shown = NONE_WORDS[0] if value == () else column.kind.show(value)
                try:
                    put(sheet, index + 1, place, shown, pens.of(column.kind.form, shown))
                except TextTooLongError as error:
                    raise ProblemError([_too_long(spec, error)]) from None
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _left_empty(row: Any, column: Column) -> bool:
    """Whether the school left the cell empty and its value was assumed: it stays empty, so that it is asked for again."""
    return isinstance(row, Pupil) and row.clubs_assumed and column.field == "clubs"


def _too_long(spec: SheetSpec, error: TextTooLongError) -> Fault:
    where = f"{spec.title}!{cell_name(error.row, error.column)}"
    return Fault((where,), error.text, "文字超过 32767 字,Excel 单元格放不下",
                 "the text exceeds the 32,767 characters of an Excel cell",
                 "可能要改用 JSON。", "Maybe use JSON instead.")  # fmt: skip


def _note(column: Column) -> str:
    need_zh, need_en = ("必填", "required") if column.default is REQUIRED else ("可空", "may be empty")
    return (
        f"{column.heading}\n{column.note_zh}\n格式:{column.kind.zh};{need_zh}\n"
        f"{column.note_en}\nFormat: {column.kind.en}; {need_en}"
    )


def _drop_down(sheet: Sheet, column: Column, place: int, last: int, counts: Mapping[str, int]) -> None:
    options: dict[str, Any] = {}
    if column.kind.menu:
        options = {"source": list(column.kind.menu), "error_type": "stop"}
    elif column.target:
        key, field = column.target
        spec = next(spec for spec in SHEETS if spec.key == key)
        letter = cell_name(0, spec.index_of(field) or 0)[:-1]
        options = {
            "source": f"='{spec.title}'!${letter}$2:${letter}${counts[key] + SPARE_ROWS + 1}",
            "error_type": "warning",
        }
    if options:
        open_words = column.kind.menu and column.field in ("type", "room_type")
        options |= {"validate": "list", "ignore_blank": True, "error_title": "请检查 check",
                    "error_message": "请从列表中选择。Please pick from the list."}  # fmt: skip
        if open_words:
            options["error_type"] = "information"
        sheet.data_validation(1, place, last, place, options)
