"""First sheet of a marked copy: every fault with a link to its cell."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink

from api.files.excel import FONT, lines_of
from api.files.language import Language
from api.files.marked.fault_group import FaultGroup
from api.files.marked.fault_words import fault_words, fault_words_en, value_words, where_words
from api.files.palette import HEAD, HEAD_TEXT, TITLE
from api.files.table.fault_list import BOOK, FAULT_SHEET

_HEADINGS = (("序号", 6), ("工作表", 22), ("位置（点击前往）", 28), ("处数", 7), ("现在的内容", 24), ("问题与改法", 80))
LINE, TALLEST = 15, 400
"""Points: height of a line, and of a row at most (Excel allows 409)."""
_HOW = "在本文件里逐条改正有颜色的单元格，保存后直接用本文件再试；本表不会被读取，不必删除。"


def add_fault_sheet(book: Workbook, groups: Sequence[FaultGroup], notes: Sequence[str], language: Language) -> None:
    """Insert the list of groups as the first sheet, and show it."""
    if FAULT_SHEET in book.sheetnames:
        del book[FAULT_SHEET]  # a marked copy that is marked again
    sheet = book.create_sheet(FAULT_SHEET, 0)
    sheet.append([f"有 {len(groups)} 类错误，共 {sum(len(group.places) for group in groups)} 处"])
    sheet.append([" ".join([_HOW, *notes])])
    sheet.append([heading for heading, _ in _HEADINGS])
    sheet["A1"].font = Font(FONT, 14, bold=True, color=_argb(TITLE))
    sheet["A2"].font = Font(FONT, 10)
    for column, (_, width) in enumerate(_HEADINGS, 1):
        sheet.column_dimensions[sheet.cell(3, column).column_letter].width = width
        sheet.cell(3, column).font = Font(FONT, 10, bold=True, color=_argb(HEAD_TEXT))
        sheet.cell(3, column).fill = PatternFill("solid", start_color=_argb(HEAD))
    for row, group in enumerate(groups, 4):
        place = group.places[0]
        words = language.of((fault_words(group), fault_words_en(group)), "\n")
        texts = (
            str(row - 3),
            place.sheet,
            where_words(group) or "整张表",
            str(len(group.places)),
            value_words(group),
            words,
        )
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(row, column)
            cell.value = text
            cell.data_type = "s"  # a text that begins with = is no formula
            cell.font = Font(FONT, 10)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        lines = max(lines_of(text, width) for text, (_, width) in zip(texts, _HEADINGS, strict=True))
        sheet.row_dimensions[row].height = min(TALLEST, lines * LINE + 4)
        if place.sheet in book.sheetnames and place.sheet != BOOK:
            link = sheet.cell(row, 3)
            title = place.sheet.replace("'", "''")
            link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{title}'!{place.cell or 'A1'}")
            link.font = Font(FONT, 10, underline="single", color="FF0563C1")
    sheet.freeze_panes = "A4"
    sheet.sheet_properties.tabColor = "FFFF0000"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    book.active = 0
    for each in book.worksheets[1:]:
        each.sheet_view.tabSelected = False


def _argb(colour: str) -> str:
    """``#1F4E79`` -> as openpyxl writes it."""
    return "FF" + colour.lstrip("#")
