"""Home classes mentioned in titles, headings and cells of a timetable."""

from __future__ import annotations

import re
import unicodedata

_BRACKETS = str.maketrans("[]【】〔〕", "()()()")
_ONE = "一二三四五六七八九"
_NUMBER = rf"(?:\d{{1,2}}|十[{_ONE}]?|[{_ONE}]十?[{_ONE}]?)"
_GRADE = rf"(?:(?:初|高)?[{_ONE}1-9])"
_MENTIONS = (
    re.compile(rf"(?:20\d\d|\d\d)级\s*\(?\s*{_NUMBER}\s*\)?\s*班"),
    re.compile(rf"{_GRADE}\s*年级\s*\(?\s*{_NUMBER}\s*\)?\s*班"),
    re.compile(rf"{_GRADE}\s*年级?\s*\(\s*{_NUMBER}\s*\)\s*班?"),
    re.compile(rf"{_GRADE}\s*年\s*{_NUMBER}\s*班"),
    re.compile(rf"{_GRADE}\s*\(\s*{_NUMBER}\s*\)\s*班?"),
    re.compile(rf"(?<![\d:.]){_GRADE}\s*[.\-·]\s*{_NUMBER}\s*班"),
    re.compile(rf"(?<![\d:.])(?:初|高)?[{_ONE}]\s*\d{{1,2}}\s*班"),
    re.compile(r"(?<!\d)[1-9](?:0[1-9]|[1-3]\d)\s*班"),
    re.compile(rf"(?<![\d:.])(?:初|高)?[{_ONE}]\s*[{_ONE}]\s*班"),
)
"""Forms that are a class wherever they stand."""
_WHOLE = (
    re.compile(rf"{_GRADE}\s*[.\-·]\s*\d{{1,2}}"),
    re.compile(rf"(?:初|高)?[{_ONE}]\s*\d{{1,2}}"),
    re.compile(r"[1-9](?:0[1-9]|[1-3]\d)"),
    re.compile(r"[1-9]\d?\s*[A-Za-z]"),
)
"""Forms that are a class where nothing else stands: ``1.1``, ``一1``, ``101``, ``5a``."""
_PART = re.compile(rf"\(?\s*{_NUMBER}\s*\)?\s*班")
_GRADE_ALONE = re.compile(rf"({_GRADE})\s*年级")


def plain(text: str) -> str:
    """Text with narrow digits and brackets, square ones as round ones, without blanks at its ends and characters that nobody sees."""
    text = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    return (text if text.isprintable() else "".join(sign for sign in text if unicodedata.category(sign) != "Cf")).strip()


def class_mentioned(text: str) -> str:
    """The class that a title or a cell speaks of, as written; empty for none, and for several."""
    found = {match for match, _, _ in mentions(text)}
    return found.pop() if len(found) == 1 else ""


def mentions(text: str) -> list[tuple[str, int, int]]:
    """Every class in a plain text, with its first place and the place behind it."""
    found: list[tuple[str, int, int]] = []
    for form in _MENTIONS:
        for match in form.finditer(text):
            if all(match.end() <= first or match.start() >= last for _, first, last in found):
                found.append((match[0].strip(), match.start(), match.end()))
    return sorted(found, key=lambda each: each[1])


def class_alone(text: str) -> str:
    """The class that a heading names, where it is a class and nothing more (``1.1``, ``101``, ``一(1)班``); empty for none."""
    text = plain(text)
    if any(form.fullmatch(text) for form in (*_MENTIONS, *_WHOLE)):
        return text
    return ""


def class_of_grade(text: str, grade: str) -> str:
    """``1班`` under a grade is ``一年级1班``; empty where the text is no class without a grade. grade: as :func:`grade_mentioned`."""
    text = plain(text)
    return f"{grade}{text}" if grade and _PART.fullmatch(text) else ""


def grade_mentioned(text: str) -> str:
    """The grade that a title speaks of, such as ``一年级``; empty for none, and for several."""
    found = {f"{match[1]}年级" for match in _GRADE_ALONE.finditer(plain(text))}
    return found.pop() if len(found) == 1 else ""
