"""A page of a printed plan as data: blocks of rows of cells, in both languages. Excel, HTML and PDF draw the same pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from api.files.content.shown_part import ShownPart
from api.files.language import Language, Said


class Cell(NamedTuple):
    """One cell. shade: a post kind, ``good``, ``bad``, ``label``, ``banner`` or nothing. cols: columns it spans.
    number: the value behind ``text`` for Excel, with its number format ``form``.
    parts: of the text, in their order, that show decisions of the plan; a workbook tells edits of the plan by them."""

    text: Said = ""
    shade: str = ""
    cols: int = 1
    align: str = ""
    number: float | None = None
    form: str = ""
    parts: tuple[ShownPart, ...] = ()

    def shown(self, language: Language) -> str:
        """The text in a language; English below Chinese where both are printed."""
        return language.of(self.text, "\n")


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A titled table. Every row spans as many columns as its page has widths. text: paragraphs before the table.
    figure: a drawing before the table, SVG of our own making; HTML and PDF show it, a workbook has the table alone."""

    zh: str
    en: str
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    note: Said = ""
    text: tuple[Said, ...] = ()
    figure: str = ""

    def title(self, language: Language) -> str:
        """The heading in a language."""
        return language.of((self.zh, self.en), "  ")

    @property
    def groups(self) -> list[list[Row]]:
        """Rows that belong on one sheet of paper: those of one label, or of one banner."""
        found: list[list[Row]] = []
        head: Said = ""
        for row in self.rows:
            first = row[0]
            if not found or (first.shade in ("label", "banner") and first.text != head):
                found.append([])
                head = first.text
            found[-1].append(row)
        return found


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet or printed section. widths: of its columns, in characters. frozen: columns that stay in view.
    sheets_high: sheets of paper it may take in height, 0 = as many as it needs. portrait: printed upright.
    apart: every block begins on a sheet of paper of its own. whole: no block is broken over two sheets.
    dense: rows and margins are narrow, so that a long list fits on one sheet."""

    key: str
    zh: str
    en: str
    widths: tuple[int, ...]
    blocks: tuple[PageBlock, ...]
    frozen: int = 0
    sheets_high: int = 0
    portrait: bool = False
    apart: bool = False
    whole: bool = False
    dense: bool = False

    def title(self, language: Language) -> str:
        """The name of the sheet in a language."""
        return language.of((self.zh, self.en))


def heads(*pairs: tuple[str, str]) -> Row:
    """A heading row, of Chinese and English."""
    return tuple(Cell(pair) for pair in pairs)


def count(value: float, form: str = "#,##0") -> Cell:
    """A number, aligned right."""
    text = f"{value:,.2f}" if "0.00" in form else f"{value:,.1f}" if "0.0" in form else f"{value:,.0f}"
    return Cell(text, align="right", number=value, form=form)


def yuan(fen: int) -> Cell:
    """Money in yuan."""
    return count(fen / 100, "#,##0.00")
