"""A plan as an Excel workbook: its pages, and its data sheets."""

from __future__ import annotations

import io
import json

from api.files.content.pages import plan_pages
from api.files.draw_xlsx import PageFormats, draw_page
from api.files.excel import Book, new_book, put
from api.files.language import Language
from api.files.palette import MUTED
from api.files.plan.bundle import PlanBundle
from api.files.plan.hand_edits.origins import OriginRow, origin_rows, origins_of
from api.files.plan.printed import PLAN, PrintedRow, plan_digest, printed_rows, shown_rows
from api.files.plan.search_run import run_document
from api.files.plan.sheets import DATA_SHEETS, META, ORIGINS, PREFIX, PRINTED, VERSION, MetaRow, plan_rows


def plan_book(bundle: PlanBundle, language: Language) -> bytes:
    """The workbook as bytes, its printed sheets in a language."""
    buffer = io.BytesIO()
    book = new_book(buffer)
    pens = PageFormats(book, {}, language)
    _write_data(book, bundle, *_draw(book, bundle, pens), pens)
    book.close()
    return buffer.getvalue()


def printed_copy(bundle: PlanBundle, language: Language) -> list[PrintedRow]:
    """Printed sheets of the plan as they would be written today in a language."""
    book = new_book(io.BytesIO())
    copy, _ = _draw(book, bundle, PageFormats(book, {}, language))
    book.close()
    return copy


def _draw(book: Book, bundle: PlanBundle, pens: PageFormats) -> tuple[list[PrintedRow], list[OriginRow]]:
    """Draw every printed sheet; the copy of what they show, and which cells show which decisions."""
    copy = [PrintedRow(PLAN, 0, json.dumps([[plan_digest(bundle.plan)]]))]
    origins: list[OriginRow] = []
    for page in plan_pages(bundle):
        title = page.title(pens.language)
        drawn = draw_page(book.add_worksheet(title), page, bundle.problem.school, pens)
        copy += printed_rows(title, shown_rows(drawn))
        origins += origin_rows(title, origins_of({place: (str(drawn[place]), parts) for place, parts in drawn.parts.items()}))
    return copy, origins


def _write_data(
    book: Book, bundle: PlanBundle, copy: list[PrintedRow], origins: list[OriginRow], pens: PageFormats
) -> None:  # fmt: skip
    """The sheets that are read back; hidden, so that they neither print nor show single fees (G02)."""
    run = "" if bundle.run is None else json.dumps(run_document(bundle.run))
    plan, problem = bundle.plan, bundle.problem
    meta = MetaRow(VERSION, problem.school, problem.term.name, run, plan.effect, plan.until, pens.language.value)
    rows = {META.key: [meta], **plan_rows(bundle.plan), PRINTED.key: copy, ORIGINS.key: origins}
    forms = {
        form: book.add_format({"font_name": "Consolas", "font_size": 9, "font_color": MUTED, "num_format": form})
        for form in ("hh:mm", "yyyy-mm-dd")
    }
    for spec in (META, *DATA_SHEETS, PRINTED, ORIGINS):
        sheet = book.add_worksheet(spec.title)
        sheet.set_tab_color(MUTED)
        sheet.freeze_panes(1, 0)
        sheet.fit_to_pages(1, 0)
        for column, part in enumerate(spec.columns):
            sheet.set_column(column, column, 16)
            sheet.write_string(0, column, part.heading, pens.named("head"))
        sheet.write_comment(0, 0, f"{PREFIX}:{spec.note_zh}。{spec.note_en}.")
        sheet.hide()
        for index, item in enumerate(rows[spec.key]):
            for column, part in enumerate(spec.columns):
                value = getattr(item, part.field)
                if not part.empty_for(value):
                    shown = part.kind.show(value)
                    put(sheet, index + 1, column, shown, forms.get(part.kind.form) or pens.named("data", shown))
