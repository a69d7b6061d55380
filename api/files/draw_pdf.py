"""Setting pages as a PDF file with Typst. The Chinese letters come from a package of their own, never from the machine."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst

from api.files.content.page import Cell, Page
from api.files.language import Language, Said
from api.files.palette import GRID, HEAD, INK, MUTED, SHADES, TITLE
from solver.errors import AfterbellError, Fault

FONT = "Noto Sans CJK SC"
FONT_PACKAGE = "manimgx_fonts_cjk"
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
"""What every file gives as its date, so that equal content gives equal bytes."""
COVER = "cover"
"""Key of a page that is set large and in the middle."""


class MissingFontError(AfterbellError):
    """The font with Chinese letters cannot be found; ``fault`` says what to do."""

    def __init__(self, place: str) -> None:
        self.fault = Fault(
            ("PDF",), FONT, f"找不到中文字体 {FONT}（应在软件包 {place} 中），无法生成 PDF。",
            f"The font {FONT} was not found (it belongs to the package {place}), so no PDF can be made.",
            f"可能没有装全依赖：pip install {place.replace('_', '-')}；也可先导出 .html 或 .xlsx。",
            f"Maybe a dependency is missing: pip install {place.replace('_', '-')}; .html and .xlsx need no font.",
        )  # fmt: skip
        super().__init__(str(self.fault))


def pages_pdf(pages: Sequence[Page], school: str, title: Said, language: Language = Language.ZH) -> bytes:
    """The file as bytes in a language, the same for the same pages. Raises MissingFontError."""
    data = {
        "school": school,
        "title": language.of(title),
        "lang": "en" if language is Language.EN else "zh",
        "font": FONT,
        "ink": INK,
        "muted": MUTED,
        "grid": GRID,
        "head": HEAD,
        "titled": TITLE,
        "shades": SHADES,
        "pages": [_page(page, language) for page in pages],
    }
    template = (files("api.files") / "templates" / "paper.typ").read_bytes()
    made = typst.compile(
        template,
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=WRITTEN,
    )
    if not isinstance(made, bytes):
        raise TypeError("a document was asked for in memory")
    return made


def fonts() -> typst.Fonts:
    """The font with Chinese letters. Raises MissingFontError."""
    found = find_spec(FONT_PACKAGE)
    if found is None or found.origin is None:
        raise MissingFontError(FONT_PACKAGE)
    found_fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(Path(found.origin).parent)])
    if FONT not in found_fonts.families():
        raise MissingFontError(FONT_PACKAGE)
    return found_fonts


def _page(page: Page, language: Language) -> dict[str, Any]:
    return {
        "title": page.title(language),
        "portrait": page.portrait,
        "apart": page.apart,
        "whole": page.whole,
        "dense": page.dense,
        "cover": page.key == COVER,
        "widths": page.widths,
        "blocks": [
            {
                "title": block.title(language) if language is Language.EN else block.zh,
                "beside": block.en if language is Language.BOTH else "",
                "note": language.of(block.note),
                "text": [language.of(paragraph) for paragraph in block.text],
                "figure": block.figure,
                "header": [[_cell(cell, language) for cell in row] for row in block.header],
                "rows": [[_cell(cell, language) for cell in row] for row in block.rows],
            }
            for block in page.blocks
        ],
    }


def _cell(cell: Cell, language: Language) -> dict[str, Any]:
    """Only what differs from a plain cell: a roster has thousands."""
    found: dict[str, Any] = {"text": cell.shown(language)}
    if cell.cols != 1:
        found["cols"] = cell.cols
    if cell.shade:
        found["shade"] = cell.shade
    if cell.align:
        found["align"] = cell.align
    return found
