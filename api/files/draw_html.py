"""Drawing pages as one self-contained HTML file that prints on A4."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.files.content.page import Cell, Page, PageBlock, Row
from api.files.language import Language, Said
from api.files.palette import GRID, HEAD, INK, MUTED, SHADES, TITLE


def pages_html(pages: Sequence[Page], school: str, title: Said, language: Language = Language.ZH) -> str:
    """The file as text in a language; everything a school typed is escaped."""
    environment = Environment(
        loader=PackageLoader("api.files"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("plan.html.j2").render(
        school=school,
        title=language.of(title),
        language=language,
        headed=headed,
        pages=pages,
        shades=SHADES,
        ink=INK,
        muted=MUTED,
        grid=GRID,
        title_ink=TITLE,
        head=HEAD,
    )


def headed(block: PageBlock, row: Row, language: Language) -> list[tuple[Cell, str]]:
    """Cells of a row, each with the heading of its column for narrow screens, where a row is a card; labels and banners without."""
    heads = [cell.shown(language).replace("\n", " ") for cell in (block.header[-1] if block.header else ()) for _ in range(cell.cols)]
    found, column = [], 0
    for cell in row:
        plain = cell.shade not in ("label", "banner") and column < len(heads)
        found.append((cell, heads[column] if plain else ""))
        column += cell.cols
    return found
