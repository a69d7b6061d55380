"""Grades and classes as people write them: 三至六年级, 中高年级, 一(1)班."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from api.files.table.cell import CellError, Raw, plain_number
from api.files.table.kinds import TEXT, CellKind
from api.files.table.list_kinds import TEXTS
from api.files.table.texts import cell_text, split_list, unprotect

ALL_GRADES = tuple(range(1, 10))
"""Stands for all grades of a school, whichever it has: 全校, 各年级."""
_NUMERALS = "一二三四五六七八九"
_LEVELS = {"低": (1, 2), "中": (3, 4), "高": (5, 6)}
_EVERY = re.compile(r"全校|全体|各年级|所有年级|全部年级|全年级|每个年级|不限|全部|所有|all")
_NAMED = re.compile(r"([低中高]{1,3})(?:年级|年段|学段|段)?")
_JUNIOR = re.compile(r"初([一二三123])")
_RANGE = re.compile(r"([1-9])\s*[-–—―~至到]+\s*([1-9])")
_NUMBER = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_CLASS = (
    re.compile(
        rf"(?P<junior>初)?(?P<grade>[1-9一二三四五六七八九])(?:年级?|级|(?=[(\[]))[(\[]?第?(?P<number>{_NUMBER})[)\]]?班?"
    ),
    re.compile(r"(?P<junior>初)?(?P<grade>[一二三四五六七八九])(?P<number>\d{1,2}|[一二三四五六七八九])班?"),
    re.compile(r"(?P<grade>[1-9])[.\-_/、·](?P<number>\d{1,2})班?"),
    re.compile(r"(?P<grade>[1-9])(?P<number>\d{2})班?"),
    re.compile(rf"(?P<grade>)[(\[]?第?(?P<number>{_NUMBER})[)\]]?班"),
)
"""Ways to name a class; the first that fits counts. 23班 and 二十三班 are a number alone."""


class NumberedClass(NamedTuple):
    """A home class by what its name says; grade 0 where the name has the number alone: ``3班``."""

    grade: int
    number: int


def parse_grades(raw: Raw) -> tuple[int, ...]:
    """``一年级``, ``三至六年级``, ``1、2``, ``3-6``, ``低年级``, ``中高年级``, ``全校`` -> grades, ascending; all = :data:`ALL_GRADES`.

    低 is 1 and 2, 中 3 and 4, 高 5 and 6. Raises CellError.
    """
    if isinstance(raw, date):
        raise CellError("这里要年级，而单元格里是日期", "grades are expected, and the cell holds a date",
                        f"可能 Excel 把“{raw.month}-{raw.day}”变成了日期；请写成 {_shown(raw.month)}至{_shown(raw.day)}年级。",
                        f'Maybe Excel turned "{raw.month}-{raw.day}" into a date; format the column as text.')  # fmt: skip
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", cell_text(raw))).lower()
    if _EVERY.fullmatch(text):
        return ALL_GRADES
    found: set[int] = set()
    for part in re.split(r"[、,;/|┋和及与&+]", text):
        found |= _part(part)
    if not found:
        raise _no_grade()
    return tuple(sorted(found))


def _part(text: str) -> set[int]:
    named = _NAMED.fullmatch(text)
    if named and any(sign in _LEVELS for sign in named[1]):
        return {grade for sign in named[1] for grade in _LEVELS[sign]}
    plain = _JUNIOR.sub(lambda found: str(6 + ("一二三".find(found[1]) + 1 or int(found[1]))), text)
    plain = re.sub(
        r"年级|年|级|小学", "", "".join(str(_NUMERALS.find(sign) + 1) if sign in _NUMERALS else sign for sign in plain)
    )
    span = _RANGE.fullmatch(plain)
    if span and int(span[1]) <= int(span[2]):
        return set(range(int(span[1]), int(span[2]) + 1))
    if re.fullmatch(r"[1-9]+", plain):
        return {int(sign) for sign in plain}
    raise _no_grade()


def _no_grade() -> CellError:
    return CellError("这里要年级", "grades are expected",
                     "可能写了别的字；请写成 三至六年级、1-3 或 低年级。", "Maybe something else was typed; write 3-6.")  # fmt: skip


def parse_grade(raw: Raw) -> int:
    """Exactly one grade. Raises CellError."""
    grades = parse_grades(raw)
    if len(grades) != 1:
        raise CellError("这里只要一个年级", "exactly one grade is expected",
                        "可能写了几个；每个年级写一行。", "Maybe several were typed; write one row a grade.")  # fmt: skip
    return grades[0]


def parse_class_name(text: str) -> NumberedClass | None:
    """``一(1)班``, ``1.1``, ``一年级1班``, ``1年1班``, ``101``, ``1班`` -> grade and number, or None for any other name."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).removeprefix("小学")
    found = next((match for match in (form.fullmatch(plain) for form in _CLASS) if match), None)
    if found is None:
        return None
    named = found.groupdict()
    grade, number = _spelt(named["grade"]) if named["grade"] else 0, _spelt(named["number"])
    return NumberedClass(grade + (6 if named.get("junior") else 0), number) if number else None


def parse_class_text(raw: Raw) -> str:
    """A class as it is written; the number 1.1 is the class 1.1. Raises CellError.

    A sheet that shows a number of one decimal cannot tell 1.1 from 1.10: whoever reads the table says so.
    """
    if isinstance(raw, float) and not raw.is_integer() and abs(raw * 100 - round(raw * 100)) < 1e-6 and 1 < raw < 100:
        return plain_number(raw)
    if isinstance(raw, date):
        raise CellError("这里要班级，而单元格里是日期", "a class is expected, and the cell holds a date",
                        f"可能 Excel 把“{raw.month}-{raw.day}”变成了日期；请写成 {raw.month}.{raw.day}，或把列设成“文本”格式。",
                        f'Maybe Excel turned "{raw.month}-{raw.day}" into a date; write {raw.month}.{raw.day} as text.')  # fmt: skip
    return cell_text(raw)


def _spelt(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _NUMERALS.find(text) + 1
    return (_NUMERALS.find(tens) + 1 if tens else 1) * 10 + (_NUMERALS.find(ones) + 1 if ones else 0)


def _shown(grade: int) -> str:
    return _NUMERALS[grade - 1] if 1 <= grade <= len(_NUMERALS) else str(grade)


def _show(grades: tuple[int, ...]) -> str:
    return "、".join(map(str, grades))


def _loses(raw: Raw) -> bool:
    """Whether a number may have been typed with a nought behind it: 1.1, and not 1.12 or 11."""
    return isinstance(raw, float) and not raw.is_integer() and abs(raw * 10 - round(raw * 10)) < 1e-6


def _classes(raw: Raw) -> tuple[str, ...]:
    return tuple(unprotect(part) for part in split_list(raw)) if isinstance(raw, str) else (parse_class_text(raw),)


CLASS = CellKind(
    "班级，如 1.2 或 一(2)班", "class, as 1.2", lambda raw: unprotect(parse_class_text(raw)), TEXT.show, loses=_loses
)
CLASS_LIST = CellKind(
    "若干班级，用“、”隔开", 'classes, separated by "、" or a comma', _classes, TEXTS.show, loses=_loses
)
GRADES = CellKind("若干年级，如 1、2 或 三至六年级", "grades, as 1、2 or 3-6", parse_grades, _show)
GRADE = CellKind("年级，如 3 或 三年级", "grade, as 3", parse_grade, int, form="0")
