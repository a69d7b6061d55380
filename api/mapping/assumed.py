"""Assumption: a fact taken for a school because nobody said it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Assumed:
    """One thing that nobody said and that was taken. zh, en: what it is, with its reason. value: as it was taken.

    sheet, column: where the full workbook of a request changes it: key of a sheet, and a field of its rows, or ``""`` for the sheet.
    """

    zh: str
    en: str
    value: str
    sheet: str
    column: str = ""
