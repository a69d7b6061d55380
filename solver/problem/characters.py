"""Characters of submitted text: which ones nobody can see, and when two names read alike.

Text is refused (:func:`unseen`) that holds a character without a shape of its own: control and format characters (among them
zero-width spaces and joiners, soft hyphens and the marks that turn the direction of writing), line and paragraph separators,
fillers and blanks that are letters to Unicode, tags, lone surrogates, what is no character, and the sign of lost text U+FFFD.
Variation selectors may follow a visible character in a name (rare forms of Chinese characters have them), never in an id.
Spaces of other widths become plain ones (:func:`tidy`). Ids and what refers to them hold no private-use characters, either:
their shape depends on the font, and the same character may be coded twice. People's names may, since some are written so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

BLANKS: Mapping[str, tuple[str, str]] = {
    "\u00ad": ("软连字符", "soft hyphen"),
    "\u034f": ("组合用连接符", "combining grapheme joiner"),
    "\u115f": ("韩文填充符", "Hangul filler"),
    "\u1160": ("韩文填充符", "Hangul filler"),
    "\u17b4": ("高棉文不可见元音", "invisible Khmer vowel"),
    "\u17b5": ("高棉文不可见元音", "invisible Khmer vowel"),
    "\u200b": ("零宽空格", "zero-width space"),
    "\u200c": ("零宽不连字", "zero-width non-joiner"),
    "\u200d": ("零宽连字", "zero-width joiner"),
    "\u200e": ("左至右标记", "left-to-right mark"),
    "\u200f": ("右至左标记", "right-to-left mark"),
    "\u2028": ("行分隔符", "line separator"),
    "\u2029": ("段分隔符", "paragraph separator"),
    "\u2060": ("零宽不换行", "word joiner"),
    "\u2800": ("盲文空格", "Braille blank"),
    "\u3164": ("韩文填充符", "Hangul filler"),
    "\ufeff": ("零宽不换行空格（BOM）", "byte order mark"),
    "\uffa0": ("韩文填充符", "Hangul filler"),
    "\ufffc": ("对象占位符", "object replacement character"),
    "\ufffd": ("乱码替代符", "replacement character"),
    "\U0001d159": ("空音符", "null notehead"),
}
"""Characters by themselves, with their names; those of Unicode's letters and signs among them leave no mark, either."""
CATEGORIES: Mapping[str, tuple[str, str]] = {
    "Cc": ("控制字符", "control character"),
    "Cf": ("不可见格式字符", "invisible format character"),
    "Cs": ("残缺字符", "lone surrogate"),
    "Cn": ("无此字符", "no character"),
    "Zl": ("行分隔符", "line separator"),
    "Zp": ("段分隔符", "paragraph separator"),
}
LINES = "\t\n"
"""Control characters that a text of several lines has."""
DIRECTIONS = range(0x202A, 0x202F), range(0x2066, 0x206A)
"""Embeddings, overrides and isolates, which turn the direction of writing."""
TAGS = range(0xE0000, 0xE0080)
IDEOGRAPHS = range(0x20000, 0x3FFFE)
"""Planes of Chinese characters alone. New ones are coded every year, later than Python knows of them."""
_SELECTORS = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_SUSPECT = re.compile(f"[{''.join(BLANKS)}]|{_SELECTORS.pattern}")
"""Characters that Python holds for printable."""
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def unseen(text: str) -> str | None:
    """The first character of a text that nobody sees, or None."""
    if text.isprintable() and not _SUSPECT.search(text):
        return None
    return next((sign for place, sign in enumerate(text) if _unseen(sign, text[place - 1 : place])), None)


def unfit(text: str) -> str | None:
    """The first character that an id may not have, or None: one that nobody sees, of private use, or a space but the plain."""
    if text.isprintable() and not _SUSPECT.search(text):
        return None
    return next((sign for sign in text if sign in LINES or _kind(sign) in ("Co", "Zs") or _unseen(sign, "")), None)


def tidy(text: str) -> str:
    """The text with plain spaces for those of other widths, without a byte order mark at its ends."""
    return text if text.isprintable() else _SPACES.sub(" ", text.strip("\ufeff"))


def told(sign: str) -> tuple[str, str]:
    """A character for a message: ``U+200B 零宽空格`` and ``U+200B zero-width space``."""
    number = ord(sign)
    zh, en = BLANKS.get(sign) or CATEGORIES.get(unicodedata.category(sign), ("", ""))
    if any(number in span for span in DIRECTIONS):
        zh, en = "改变书写方向的控制符", "mark of writing direction"
    elif number in TAGS:
        zh, en = "不可见标签字符", "invisible tag"
    elif _SELECTORS.match(sign):
        zh, en = "字形变体选择符", "variation selector"
    elif unicodedata.category(sign) == "Co":
        zh, en = "专用区字符", "private-use character"
    elif unicodedata.category(sign) == "Zs":
        zh, en = "特殊空格", "space of another width"
    elif sign in LINES:
        zh, en = ("换行", "line break") if sign == "\n" else ("制表符", "tab")
    return f"U+{number:04X} {zh}".strip(), f"U+{number:04X} {en}".strip()


def visible(text: str) -> str:
    """The text with every character that nobody sees written as ``‹U+200B›``: for messages."""
    if text.isprintable() and not _SUSPECT.search(text):
        return text
    return "".join(f"‹U+{ord(sign):04X}›" if sign not in LINES and _unseen(sign, "") else sign for sign in text)


def alike(text: str) -> str:
    """Text -> canonical form that two texts share which differ in width, case, spaces, form of composition or unseen characters alone."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if plain.isascii() and plain.isprintable():
        return plain.replace(" ", "")
    return "".join(sign for sign in unicodedata.normalize("NFKC", plain) if not sign.isspace() and not _unseen(sign, ""))


def _kind(sign: str) -> str:
    return "" if sign == " " else unicodedata.category(sign)


def _unseen(sign: str, before: str) -> bool:
    """Whether nobody sees the character, which stands behind ``before``."""
    if _SELECTORS.match(sign):
        return not before or before.isspace() or _unseen(before, "")
    if sign in BLANKS:
        return True
    return sign not in LINES and unicodedata.category(sign) in CATEGORIES and ord(sign) not in IDEOGRAPHS
