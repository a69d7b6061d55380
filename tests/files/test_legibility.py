"""Printed files can be read: no letter below eight points on A4, and pages of a phone's width on a phone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from api.files.content.page import Cell, Page, PageBlock, heads
from api.files.content.pages import plan_pages
from api.files.draw_html import headed, pages_html
from api.files.draw_pdf import pages_pdf
from api.files.draw_xlsx import fitted, pages_book
from api.files.language import Language
from api.files.papers.registry import PAPER_KINDS, drawn_paper
from api.files.signup.paper import signup_paper
from tests.papers import stored

SMALLEST = 8
KINDS = ["plan", "signup", *PAPER_KINDS]


@cache
def mid() -> Any:
    return stored.desk("mid-tight-staff")


def pages(kind: str) -> tuple[Page, ...]:
    """Pages of a paper of a real school; of long ones the first blocks."""
    found = mid()
    if kind == "plan":
        return plan_pages(found.bundle)
    drawn = signup_paper(found.problem, found.policy) if kind == "signup" else drawn_paper(kind, found)
    return tuple(Page(p.key, p.zh, p.en, p.widths, p.blocks[:6], p.frozen, p.sheets_high, p.portrait, p.apart, p.whole, p.dense)
                 for p in drawn.pages)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_printed_smaller_from_a_workbook(kind: str) -> None:
    """By what Excel does with what stands in the file: columns of seven pixels a character, scaled down to the paper."""
    book = openpyxl.load_workbook(io.BytesIO(pages_book(pages(kind), "s")))
    for sheet in book:
        setup = sheet.page_setup
        across, down = (842, 595) if setup.orientation == "landscape" else (595, 842)
        margins = sheet.page_margins
        wide = across - 72 * (margins.left + margins.right)
        high = down - 72 * (margins.top + margins.bottom)
        columns = sum(((each.width - 0.71) * 7 + 5) * 0.75 * (each.max - each.min + 1) for each in sheet.column_dimensions.values())
        scale = min(1.0, wide / columns)
        if not sheet.sheet_properties.pageSetUpPr or not sheet.sheet_properties.pageSetUpPr.fitToPage:
            scale = (setup.scale or 100) / 100
        elif setup.fitToHeight:
            rows = sum(each.height or 15 for each in sheet.row_dimensions.values())
            scale = min(scale, setup.fitToHeight * high / rows)
        smallest = min(cell.font.size for row in sheet.iter_rows() for cell in row if cell.value is not None)
        assert smallest * scale >= SMALLEST - 0.1, (sheet.title, smallest, scale)


def sizes(content: bytes) -> Iterator[float]:
    """Sizes of all letters in a PDF, in points."""
    found: list[float] = []

    def seen(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.append(abs(size * tm[3] * cm[3]))

    for page in PdfReader(io.BytesIO(content)).pages:
        page.extract_text(visitor_text=seen)
    yield from found


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "plan"])
def test_nothing_is_printed_smaller_from_a_pdf(kind: str) -> None:
    assert min(sizes(pages_pdf(pages(kind), "s", "t"))) >= SMALLEST - 0.01


@pytest.mark.parametrize("kind", KINDS)
def test_a_phone_shows_cards_with_their_headings(kind: str) -> None:
    text = pages_html(pages(kind), "s", "t")
    narrow = re.search(r"@media screen and \(max-width: 640px\) \{(.*?)\n\}", text, re.DOTALL)
    assert narrow is not None
    assert "td { display: block" in narrow[1]
    assert not re.findall(r"(?<!max-)(?:min-)?width:\s*\d+px", text), "nothing has a width of its own"


@given(st.lists(st.integers(3, 120), min_size=1, max_size=30), st.booleans())
def test_columns_are_narrowed_in_proportion(widths: list[int], portrait: bool) -> None:
    page = Page("p", "p", "p", tuple(widths), (), portrait=portrait)
    drawn, area = fitted(page)
    assert len(drawn.widths) == len(widths)
    assert all(new <= max(2, old) for new, old in zip(drawn.widths, widths, strict=True))
    assert area.scale * 9 >= SMALLEST - 0.01 or min(drawn.widths) == 2


def test_each_cell_of_a_card_has_the_heading_of_its_column() -> None:
    header = (*heads(("一", "one")), Cell(("二", "two"), cols=2), *heads(("三", "three")))
    block = PageBlock("表", "table", (header,), ())
    row = (Cell("a", "label"), Cell("b"), Cell("c"), Cell("d"))
    assert [head for _, head in headed(block, row, Language.ZH)] == ["", "二", "二", "三"]
    assert [head for _, head in headed(block, row, Language.EN)] == ["", "two", "two", "three"]
