"""The report of an import as a workbook: questions to answer in it, what each sheet was taken for, the fate of every row, defaults."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.files.excel import FONT, LONGEST_CELL, Book, formula_like, new_book
from api.files.request.sheets import SHEETS
from api.files.sources.account import RowFate, RowOutcome
from api.files.sources.family_remark import FamilyRemark
from api.files.sources.importing import Imported
from api.files.sources.typed_answers import ANSWER_HEADING, ID_HEADING, QUESTIONS_SHEET
from api.mapping.assumed import Assumed

Cells = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """title, headings with widths, and rows."""

    title: str
    headings: tuple[tuple[str, int], ...]
    rows: tuple[Cells, ...]


def report_book(imported: Imported) -> bytes:
    """The workbook as bytes. It holds names of pupils and belongs to the office alone."""
    buffer = io.BytesIO()
    book = new_book(buffer)
    sheets = (_questions(imported), _to_see(imported), _remarks(imported.remarks), _sheets(imported), _accounts(imported),
              _assumed(imported.assumed))  # fmt: skip
    for sheet in sheets:
        _write(book, sheet)
    book.close()
    return buffer.getvalue()


def _questions(imported: Imported) -> _Sheet:
    still_open = {question.id for question in imported.open}
    rows = tuple(
        (question.id, question.zh, question.guess, "" if question.id in still_open else imported.mapping.answers.get(question.id, ""))
        for question in imported.questions
    )
    return _Sheet(QUESTIONS_SHEET, ((ID_HEADING, 16), ("问题 question", 90), ("现在按 taken as", 22), (ANSWER_HEADING, 26)), rows)


def _to_see(imported: Imported) -> _Sheet:
    rows: list[Cells] = [(fault.path[0] if fault.path else "", "", "", "读不了" if fault in imported.unread else "有误",
        f"{fault.zh}。{fault.hint_zh}")
                         for fault in (*imported.unread, *imported.faults)]  # fmt: skip
    rows += [(place.file, place.sheet, place.row + 1, fate.outcome.zh, fate.zh)
             for place, fates in imported.accounts.items() for fate in fates if fate.told]  # fmt: skip
    return _Sheet("请看 to look at", _PLACE_HEADINGS, tuple(rows))


def _sheets(imported: Imported) -> _Sheet:
    rows = tuple((each.file, each.sheet, each.zh, each.records) for each in imported.sheets)
    return _Sheet("文件 files", (("文件 file", 36), ("工作表 sheet", 20), ("看作 taken for", 20), ("条数 records", 12)), rows)


_PLACE_HEADINGS = (("文件 file", 36), ("工作表 sheet", 20), ("行 row", 8), ("去向 fate", 10), ("说明 because", 60))


def _remarks(remarks: Iterable[FamilyRemark]) -> _Sheet:
    rows = tuple((each.text, each.pupil, each.name, each.place.file, each.place.sheet, each.place.row + 1) for each in remarks)
    return _Sheet("家长备注 remarks", (("备注 remark", 60), ("学生 pupil", 14), ("写的姓名 as written", 24), *_PLACE_HEADINGS[:3]), rows)


def _accounts(imported: Imported) -> _Sheet:
    rows = tuple((place.file, place.sheet, place.row + 1, fate.outcome.zh, fate.zh)
                 for place, fates in imported.accounts.items() for fate in fates)  # fmt: skip
    return _Sheet("逐行 every row", _PLACE_HEADINGS, rows)


def _assumed(assumed: Iterable[Assumed]) -> _Sheet:
    titles = {spec.key: spec for spec in SHEETS}
    rows = []
    for each in assumed:
        spec = titles.get(each.sheet)
        column = next((found.zh for found in spec.columns if found.field == each.column), "") if spec else ""
        rows.append((each.zh, each.value, spec.zh if spec else each.sheet, column))
    return _Sheet("默认 assumed", (("没有写的，按这样 taken", 80), ("值 value", 30), ("在哪张表改 sheet", 18), ("哪一列 column", 18)),
        tuple(rows))


def to_see(imported: Imported) -> list[tuple[str, str, RowFate]]:
    """Fates that somebody should look at: file and sheet, rows such as ``3–7、9``, fate; neighbours of one fate are told together."""
    groups: dict[tuple[str, str, RowFate], list[int]] = {}
    for place, fates in imported.accounts.items():
        for fate in fates:
            if fate.told:
                groups.setdefault((place.file, place.sheet, fate), []).append(place.row + 1)
    return [(f"{file}“{sheet}”" if sheet else file, _spans(rows), fate) for (file, sheet, fate), rows in groups.items()]


def _spans(rows: Sequence[int]) -> str:
    """Numbers in order -> ``3–7、9``."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return "、".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)


def counts(imported: Imported) -> dict[RowOutcome, int]:
    """Rows by outcome; a row of several fates counts once, as the best of them."""
    found = dict.fromkeys(RowOutcome, 0)
    for fates in imported.accounts.values():
        found[next(outcome for outcome in RowOutcome if any(fate.outcome == outcome for fate in fates))] += 1
    return found


def _write(book: Book, spec: _Sheet) -> None:
    sheet = book.add_worksheet(spec.title)
    base = {"font_name": FONT, "font_size": 10, "valign": "top", "text_wrap": True}
    head = book.add_format({**base, "bold": True, "bg_color": "#D6E4F0", "border": 1, "border_color": "#9AA5B1"})
    plain, quoted = book.add_format(base), book.add_format({**base, "quote_prefix": True})
    sheet.freeze_panes(1, 0)
    for column, (heading, width) in enumerate(spec.headings):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, head)
    for index, cells in enumerate(spec.rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(index, column, cell, plain)
            else:
                sheet.write_string(index, column, str(cell)[:LONGEST_CELL], quoted if formula_like(cell) else plain)
    if spec.rows:
        sheet.autofilter(0, 0, len(spec.rows), len(spec.headings) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
