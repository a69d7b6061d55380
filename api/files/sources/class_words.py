"""Class of a table from its titles, its sheet's name and its file's name, as written there."""

from __future__ import annotations

import re
import unicodedata

from api.files.sources.class_name import SchoolYear, find_class, find_grade, read_class
from api.files.sources.layout import Layout, titles_above
from api.files.sources.source import SourceTable

_ANY_YEAR = tuple(SchoolYear(year) for year in range(2012, 2040, 6))
"""Whether a text names a class does not depend on the year, but for cohorts that are no grade in it."""
_NUMBER = re.compile(r"第?\s*[(\[]?\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*[)\]]?\s*班?")


def names_class(text: str) -> bool:
    """Whether a cell of classes names a class with its grade."""
    return any(read_class(text, year) is not None for year in _ANY_YEAR)


def mentions_class(text: str) -> bool:
    """Whether a longer text mentions a class."""
    return any(find_class(text, year) is not None for year in _ANY_YEAR)


def mentions_grade(text: str) -> bool:
    """Whether a text mentions a grade."""
    return any(find_grade(text, year) is not None for year in _ANY_YEAR)


def class_of_cell(text: str, grade: str, around: str) -> str:
    """A cell of classes, with the grade where it tells only a number. grade: cell of a grade column. around: text that names a grade."""
    if not text or names_class(text) or mentions_class(text):
        return text
    number = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if number is None:
        return text
    for source in (grade, around):
        found = _grade_words(source)
        if found:
            return f"{found}{number[1]}班"
    return text


def class_around(table: SourceTable, layout: Layout, first: int) -> str:
    """The class that the titles above a table name, or its sheet, or its file; ``""`` when none does. first: row where to stop."""
    stem = table.file.rsplit(".", 1)[0]
    titles = [text for _, text in titles_above(table, layout, first)]
    for text in (*titles, table.sheet, stem):
        if mentions_class(text):
            return text
    if names_class(table.sheet):
        return table.sheet
    for number in (table.sheet, *titles):
        alone = _NUMBER.fullmatch(unicodedata.normalize("NFKC", number).strip())
        if alone and "班" in number:
            found = next(filter(None, map(_grade_words, (*titles, table.sheet, stem))), "")
            if found:
                return f"{found}{alone[1]}班"
    return stem if names_class(stem) else ""


def grade_around(table: SourceTable, layout: Layout, first: int) -> str:
    """Text above, of the sheet or of the file that mentions a grade; ``""`` when none does."""
    texts = (*(text for _, text in titles_above(table, layout, first)), table.sheet, table.file.rsplit(".", 1)[0])
    return next((text for text in texts if mentions_grade(text)), "")


def _grade_words(text: str) -> str:
    """``一年级`` or ``2024级`` in a text."""
    tidy = unicodedata.normalize("NFKC", text)
    found = re.search(r"(?<!\d)(?:(?:20)?\d\d(?:级|届)|[一二三四五六七八九1-9]\s*年级)", tidy)
    if found:
        return found[0].replace(" ", "")
    alone = re.fullmatch(r"\s*([一二三四五六七八九1-9])\s*", tidy)
    return f"{alone[1]}年级" if alone else ""
