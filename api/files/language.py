"""Language of what is printed: Chinese alone, English alone, or both. Pages keep both texts; the drawing chooses."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

Said = str | tuple[str, str]
"""A text of a page: the same in every language (names, numbers, texts that exist in Chinese alone), or Chinese and English."""


class Language(StrEnum):
    """Language of a printed file. What exists in one language alone is printed in that language: nothing is lost."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"

    def of(self, said: Said, between: str = " ") -> str:
        """Text in this language. between: separator of Chinese and English where both are printed."""
        if isinstance(said, str):
            return said
        zh, en = said
        if self is Language.BOTH:
            return between.join(part for part in dict.fromkeys(said) if part)
        return (zh or en) if self is Language.ZH else (en or zh)


def zh(said: Said) -> str:
    """Chinese text."""
    return Language.ZH.of(said)


def en(said: Said) -> str:
    """English text; Chinese where there is no English."""
    return Language.EN.of(said)


def together(between: str, parts: Iterable[Said]) -> Said:
    """Texts -> one text, joined in each language by itself. Empty parts are left out."""
    there = [part for part in parts if part]
    if all(isinstance(part, str) for part in there):
        return between.join(map(zh, there))
    return between.join(map(zh, there)), between.join(map(en, there))


def document(said: Said) -> str | dict[str, str]:
    """Text as data: itself, or an object with ``zh`` and ``en``."""
    return said if isinstance(said, str) else {"zh": said[0], "en": said[1]}
