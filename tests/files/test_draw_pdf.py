"""Pages as PDF: the same bytes for the same pages, Chinese that can be read back, and an error when the font is missing."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from api.files import draw_pdf
from api.files.content.page import Cell, Page, PageBlock, heads
from api.files.draw_html import pages_html
from api.files.draw_xlsx import pages_book

SCHOOL = '云杉 "#$[小学] & <b>'


def pages() -> tuple[Page, ...]:
    rows = tuple((Cell(f"第{index}行", "label"), Cell(f"#set * _甲_ $x$ {index}", "good", cols=2)) for index in range(80))
    table = PageBlock("放学 #表", "table", (heads(("班级", "class"), ("时间", "time"), ("地点", "place")),), rows, "说明 note")
    letter = PageBlock("致家长", "letter", (), (), text=("各位家长：", "课后服务自愿参加。\n不另收费。"))
    return (
        Page("cover", "封面", "cover", (10, 20), (PageBlock("备案材料", "Filing pack", (), ()),), portrait=True),
        Page("table", "表", "table", (10, 20, 30), (letter, table)),
    )


def test_a_file_has_its_pages_and_its_chinese() -> None:
    read = PdfReader(io.BytesIO(draw_pdf.pages_pdf(pages(), SCHOOL, "备案")))
    texts = [page.extract_text() for page in read.pages]
    assert len(texts) > 3, "eighty rows take more than one sheet"
    assert [page.mediabox.width < page.mediabox.height for page in read.pages] == [True] + [False] * (len(texts) - 1)
    assert "备案材料" in texts[0]
    whole = "".join(texts)
    for index in range(80):
        assert f"第{index}行" in whole
        assert f"#set * _甲_ $x$ {index}" in whole, "what a school typed is text and never markup"
    assert "课后服务自愿参加。" in whole
    assert all("班级" in text and SCHOOL in text for text in texts[1:]), "headings and school stand on every sheet"


def test_equal_pages_give_equal_bytes() -> None:
    assert draw_pdf.pages_pdf(pages(), SCHOOL, "备案") == draw_pdf.pages_pdf(pages(), SCHOOL, "备案")
    assert pages_book(pages(), SCHOOL) == pages_book(pages(), SCHOOL)


def test_a_missing_font_is_an_error_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draw_pdf, "FONT_PACKAGE", "no_such_fonts")
    with pytest.raises(draw_pdf.MissingFontError) as caught:
        draw_pdf.pages_pdf(pages(), SCHOOL, "备案")
    assert "no_such_fonts" in caught.value.fault.zh
    assert caught.value.fault.hint_zh.startswith("可能")
    monkeypatch.setattr(draw_pdf, "FONT_PACKAGE", "typst")
    with pytest.raises(draw_pdf.MissingFontError):
        draw_pdf.pages_pdf(pages(), SCHOOL, "备案")


def test_paragraphs_and_escapes_in_html() -> None:
    text = pages_html(pages(), SCHOOL, "备案")
    assert '<p class="text">课后服务自愿参加。' in text
    assert 'class="portrait"' in text
    assert "<b>" not in text.replace("<b>云杉", "")
    assert text.count("<table>") == 1
