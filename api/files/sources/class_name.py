"""Names of home classes as offices write them, and the class that they mean."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from api.files.sources.words import numeral

GRADES = range(1, 10)
_NUM = r"(?:[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]|\d{1,2})"
_GRADE = r"(?:[一二三四五六七八九]|[1-9])"
_OPEN, _CLOSE = r"[(<\[〈《【]", r"[)>\]〉》】]"
_SEP = r"[.\-—–·_/、]"
_COHORT = rf"(?<!\d)(?P<cohort>20\d\d|\d\d)(?P<kind>级|届)\s*(?:{_OPEN}\s*(?P<c1>{_NUM})\s*{_CLOSE}\s*班?|{_SEP}?(?P<c2>{_NUM})\s*班)"
_LONG = (
    rf"(?<!\d)(?P<g1>{_GRADE})\s*年级?\s*(?:{_OPEN}?\s*(?P<n1>{_NUM})\s*{_CLOSE}?\s*班"
    rf"|{_OPEN}\s*(?P<n2>{_NUM})\s*{_CLOSE}|{_SEP}(?P<n9>{_NUM})(?!\d|\s*{_OPEN}|年|\.\d))"
)
_SHORT = rf"(?<!\d)(?P<g2>{_GRADE})\s*{_OPEN}\s*(?P<n3>{_NUM})\s*{_CLOSE}\s*班?"
_DOTTED = rf"(?<![\d.\-/])(?P<g3>{_GRADE})\s*{_SEP}\s*(?P<n4>{_NUM})\s*班"
_BARE_HAN = r"(?P<g4>[一二三四五六七八九])(?P<n5>\d{1,2})\s*班"
_THREE = r"(?<!\d)(?P<g5>[1-9])(?P<n6>0[1-9]|[1-4]\d)\s*班"
_SEARCHED = re.compile(f"{_COHORT}|{_LONG}|{_SHORT}|{_DOTTED}|{_BARE_HAN}|{_THREE}")
_WHOLE = re.compile(
    rf"(?:小学|小|class|g)?\s*(?:(?P<g6>{_GRADE})\s*{_SEP}\s*(?P<n7>{_NUM})|(?P<g7>[1-9])(?P<n8>0[1-9]|[1-4]\d)"
    rf"|(?P<g8>[一二三四五六七八九])(?P<n10>\d{{1,2}}|[一二三四五六七八九]))\s*班?",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:\d{4}-(\d{2})-(\d{2})|(\d{1,2})月(\d{1,2})日)(?: 00:00:00)?")
_NUMBER_ALONE = re.compile(rf"(?:第)?\s*{_OPEN}?\s*({_NUM})\s*{_CLOSE}?\s*班?")
_GRADE_ALONE = re.compile(rf"(?<!\d)({_GRADE})\s*年级|(?<!\d)(20\d\d|\d\d)(级|届)|^\s*(?:小)?({_GRADE})\s*$")


@dataclass(frozen=True, slots=True, order=True)
class ClassName:
    """A home class by grade and number in its grade. id: as plans name it, ``1.2``."""

    grade: int
    number: int

    @property
    def id(self) -> str:
        return f"{self.grade}.{self.number}"


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The calendar year in which a school year begins; by it a cohort (2020级) is a grade."""

    first: int

    @staticmethod
    def of(day: date) -> SchoolYear:
        """The school year of a day; from July on the next one is planned."""
        return SchoolYear(day.year if day.month >= 7 else day.year - 1)

    def grade(self, cohort: int, kind: str) -> int | None:
        """The grade of those who entered (级) in a year, or leave after six years (届) in it; None when it is none."""
        year = cohort if cohort >= 100 else 2000 + cohort
        grade = self.first - year + 1 if kind == "级" or year <= self.first else 6 - (year - self.first - 1)
        return grade if grade in GRADES else None


def read_class(text: str, year: SchoolYear, grade: int | None = None) -> ClassName | None:
    """The class that a cell of classes names, or None. grade: where the cell tells only the number (``2班``)."""
    tidy = unicodedata.normalize("NFKC", text).strip()
    dated = _DATE.fullmatch(tidy)
    if dated:  # Excel makes a date of 1-2
        month, day = (int(part) for part in dated.groups() if part)
        return ClassName(month, day) if month in GRADES else None
    found = find_class(tidy, year)
    if found is not None:
        return found
    whole = _WHOLE.fullmatch(tidy)
    if whole:
        return _of(whole, year)
    alone = _NUMBER_ALONE.fullmatch(tidy)
    if alone and grade is not None:
        number = numeral(alone[1])
        return ClassName(grade, number) if number else None
    return None


def find_class(text: str, year: SchoolYear) -> ClassName | None:
    """The first class named in a longer text, as a title or a file's name; None when there is none."""
    found = _SEARCHED.search(unicodedata.normalize("NFKC", text))
    return _of(found, year) if found else None


def find_classes(text: str, year: SchoolYear) -> tuple[ClassName, ...]:
    """Every class named in a text, in order."""
    found = (_of(each, year) for each in _SEARCHED.finditer(unicodedata.normalize("NFKC", text)))
    return tuple(dict.fromkeys(each for each in found if each))


def find_grade(text: str, year: SchoolYear) -> int | None:
    """The grade named in a text: 一年级, 2020级, or a number alone; None when there is none."""
    found = _GRADE_ALONE.search(unicodedata.normalize("NFKC", text))
    if not found:
        return None
    if found[2]:
        return year.grade(int(found[2]), found[3])
    return numeral(found[1] or found[4])


def class_words(text: str) -> str:
    """The words that name a class in a text, as they are written there: ``2026年秋一（1）班花名册`` -> 一（1）班; else the text."""
    tidy = unicodedata.normalize("NFKC", text)
    found = _SEARCHED.search(tidy)
    if found is None:
        return text.strip()
    return (text if len(text) == len(tidy) else tidy)[found.start() : found.end()].strip()


def _of(found: re.Match[str], year: SchoolYear) -> ClassName | None:
    parts = {key: value for key, value in found.groupdict().items() if value}
    number = numeral(next(value for key, value in parts.items() if key[0] == "n" or key in ("c1", "c2")))
    if "cohort" in parts:
        grade = year.grade(int(parts["cohort"]), parts["kind"])
    else:
        grade = numeral(next(value for key, value in parts.items() if key[0] == "g"))
    return ClassName(grade, number) if grade and number else None
