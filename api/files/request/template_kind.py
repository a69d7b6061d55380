"""Kinds of templates of a request workbook."""

from __future__ import annotations

from enum import StrEnum


class TemplateKind(StrEnum):
    """Content of a template: the rows of a tiny valid school, headings alone, or the five short sheets, without rows."""

    EXAMPLE = "example"
    EMPTY = "empty"
    SHORT = "short"
