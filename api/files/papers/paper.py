"""One paper: its pages, and the same as data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from api.files.content.page import Page, PageBlock
from api.files.content.week_dates import dated_pages
from api.files.draw_html import pages_html
from api.files.draw_pdf import pages_pdf
from api.files.draw_xlsx import pages_book
from api.files.language import Language, document
from api.files.papers.paper_context import PaperContext

SUFFIXES = (".pdf", ".xlsx", ".html", ".json")


@dataclass(frozen=True)
class Paper:
    """zh, en: its name. data: what a program would rather read than tables; keys beside those of every document."""

    zh: str
    en: str
    pages: tuple[Page, ...]
    data: Mapping[str, Any] = field(default_factory=dict)


def paper_bytes(kind: str, paper: Paper, desk: PaperContext, suffix: str, language: Language = Language.ZH) -> bytes:
    """A paper of a plan as a file. suffix: one of SUFFIXES. language: of what is printed; data have both.

    Raises MissingFontError for a PDF without its font.
    """
    dated = replace(paper, pages=dated_pages(paper.pages, desk.problem, desk.view.weeks))
    head = {"kind": kind, "term": desk.problem.term.name, "policy": desk.policy.name, "on": desk.on.isoformat() if desk.on else None}
    return drawn_bytes(dated, desk.problem.school, head, suffix, language)


def drawn_bytes(paper: Paper, school: str, head: Mapping[str, Any], suffix: str, language: Language) -> bytes:
    """A paper as a file. head: what its JSON says besides its texts. Raises MissingFontError."""
    if suffix == ".pdf":
        return pages_pdf(paper.pages, school, (paper.zh, paper.en), language)
    if suffix == ".xlsx":
        return pages_book(paper.pages, school, language)
    if suffix == ".html":
        return pages_html(paper.pages, school, (paper.zh, paper.en), language).encode()
    if suffix == ".json":
        names = {"version": 1, "zh": paper.zh, "en": paper.en, "school": school}
        data = {**names, **head, **paper.data, "pages": [_page(page) for page in paper.pages]}
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
    raise ValueError(suffix)


def _page(page: Page) -> dict[str, Any]:
    return {"key": page.key, "zh": page.zh, "en": page.en, "tables": [_table(block) for block in page.blocks]}


def _table(block: PageBlock) -> dict[str, Any]:
    return {
        "zh": block.zh,
        "en": block.en,
        "note": document(block.note),
        "text": [document(text) for text in block.text],
        "header": _rows(block.header),
        "rows": _rows(block.rows),
    }


def _rows(rows: Sequence[Any]) -> list[list[str | dict[str, str]]]:
    return [[document(cell.text) for cell in row] for row in rows]
