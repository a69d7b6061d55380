"""A collector of faults: every reader and validator fills one, so that all faults come back at once."""

from __future__ import annotations

import reprlib
from collections.abc import Callable, Collection, Iterable
from datetime import date
from difflib import SequenceMatcher, get_close_matches

from solver.errors import Fault, Path
from solver.problem.characters import alike, told, unseen, visible

SHOWN = 12
"""At most so many known names are listed in a fault; schools have thousands of pupils."""

COMPARED = 50_000
"""So many known names in all are held against unknown ones to guess what was meant, some seconds' work; then no more."""
LONGEST = 100
"""An unknown name's beginning by which it is compared."""


def _quoted(value: object) -> str:
    """The value as Python writes it, shortened: what came in may be nested without end or very long."""
    try:
        return reprlib.repr(value)
    except ValueError:  # a whole number with more digits than Python agrees to write
        return "…"


def _shown(value: object) -> str:
    if isinstance(value, str):
        return visible(value)
    return value.isoformat() if isinstance(value, date) else _quoted(value)


Meant = Callable[[str, str, str, Collection[str]], tuple[str, str] | None]
"""Unknown word, kind of thing in Chinese and English, known ids -> hint that knows the word; None where nothing has it."""


def _nothing_meant(_word: str, _zh: str, _en: str, _known: Collection[str]) -> None:
    return None


class Findings:
    """Faults found so far, in the order in which they were found."""

    def __init__(self, meant: Meant = _nothing_meant) -> None:
        self.faults: list[Fault] = []
        self._meant = meant
        self._compared = 0

    def add(self, path: Path, value: object, zh: str, en: str, *, hint_zh: str = "", hint_en: str = "") -> None:
        """Note one fault; ``value`` is written as text."""
        self.faults.append(Fault(path, _shown(value), zh, en, hint_zh, hint_en))

    def wrong_type(self, path: Path, value: object, zh: str, en: str) -> None:
        """The value is not ``zh``/``en`` (with article: "a list")."""
        self.add(
            path,
            _quoted(value),
            f"应为{zh}。",
            f"This must be {en}.",
            hint_zh="可能多了或少了引号，或写成了别的类型。",
            hint_en="Maybe quotation marks are wrong, or another kind of value was given.",
        )

    def outside(self, path: Path, value: object, low: object, high: object) -> None:
        """The value is not within ``low``..``high``."""
        self.add(
            path,
            value,
            f"应在 {low} 到 {high} 之间。",
            f"This must be between {low} and {high}.",
            hint_zh="可能写错了一位，或弄错了单位。",
            hint_en="Maybe a digit or the unit is wrong.",
        )

    def unknown(
        self, path: Path, value: object, zh: str, en: str, known: Iterable[str], *, more: tuple[str, str] = ("", "")
    ) -> None:
        """The value names a ``zh``/``en`` that does not exist; the nearest known name is offered. more: a last sentence."""
        names = list(known)
        word = _shown(value)
        shown = names[:SHOWN]
        count_zh, count_en = (
            (f" 等 {len(names)} 个", f" and others, {len(names)} in all") if len(names) > SHOWN else ("", "")
        )
        hint_zh, hint_en = self._hint(word, zh, en, names)
        fault = Fault(
            path,
            word,
            f"没有这个{zh}；已知的有：{'、'.join(shown) or '无'}{count_zh}。{more[0]}",
            f"There is no such {en}; known are: {', '.join(shown) or 'none'}{count_en}.{' ' if more[1] else ''}{more[1]}",
            hint_zh,
            hint_en,
            f"unknown {en} {word}" if word.isdigit() else f"unknown {word}",
        )
        self.faults.append(fault)

    def _hint(self, word: str, zh: str, en: str, names: list[str]) -> tuple[str, str]:
        """Hint for an unknown name: what it is, else the known name that is nearest to it by itself."""
        self._compared += len(names)
        few = self._compared <= COMPARED
        same = [name for name in names if alike(name) == alike(word)] if few else []
        known = None if same else self._meant(word, zh, en, names)
        if known is not None:
            return known
        near = same or (_nearest(word[:LONGEST], names) if few else [])
        if near:
            return f"可能是“{near[0]}”。", f"Maybe you meant {near[0]!r}."
        return "可能写错了名称。", "Maybe the name is misspelt."

    def holds_unseen(self, path: Path, text: str) -> bool:
        """Whether the text holds a character that nobody sees, which is noted then."""
        sign = unseen(text)
        if sign is not None:
            zh, en = told(sign)
            self.add(path, text, f"有看不见的字符 {zh}。", f"There is a character that nobody sees: {en}.",
                     hint_zh="可能从别的程序复制时带入；请删去重打。",
                     hint_en="Maybe it was copied from another program; type it again.")  # fmt: skip
        return sign is not None

    def repeated(self, path: Path, value: object, zh: str, en: str) -> None:
        """The value stands more than once where each may stand once; ``zh``/``en`` say what it is."""
        self.add(
            path,
            str(value),
            f"{zh}重复；每个只能出现一次。",
            f"This {en} is given twice; each may be given once.",
            hint_zh="可能复制后忘了改。",
            hint_en="Maybe it was copied and not changed.",
        )


def _nearest(word: str, names: list[str]) -> list[str]:
    """The one known name that is more like the word than every other; none where two are as near, as among numbered ids."""
    close = get_close_matches(word, names, n=2)
    if len(close) == 2:
        first, second = (SequenceMatcher(None, name, word).ratio() for name in close)
        return close[:1] if first > second else []
    return close
