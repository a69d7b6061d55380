"""The text of an answer -> ranked choices.

Forms join the options of one cell in several ways: ``篮球┋合唱`` and ``篮球|合唱`` (several choices of a survey), ``篮球→合唱→书法`` (an
order), commas, enumeration commas, line breaks. A column is of one form, so the strongest separator found in any of its cells is the
only one of all of them: ``书法、国画┋篮球`` are two options, and in the same column ``书法、国画`` is one. Separators within brackets
never divide: ``篮球（1、2年级）``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

EXPORT = re.compile(r"\s*(?:→|➔|➜|⇒|-+>|=+>|┋|┇|┊|┃|│|‖|\|)\s*")
"""Separators that forms write and people do not. Text is compared in NFKC, so ``｜`` is ``|``."""
ORDER = re.compile(r"\s*[>≻»]+\s*")
"""``篮球>合唱>书法``, as people write an order."""
WRITTEN = re.compile(r"\s*[\n\r;,、\t，；]+\s*")
_OPENING, _CLOSING = "([{【〔《〖「『（", ")]}】〕》〗」』）"
_LETTER = re.compile(r"(?<![^\s,、;\n┋|>→])[A-Za-z]{1,2}\s*[.、．:：)]\s*(?=[\u4e00-\u9fff\d〖《【])")
"""A label of an option, at its beginning."""
_NUMBERED = re.compile(r"^\s*[(（]?(\d{1,2})\s*[.、．:：)）]\s*(?=\S)")
_CIRCLED = {chr(0x2460 + number): f"\n{number + 1}." for number in range(20)}
_SIGNS = "一二三四五六七八九"
_RANKED = re.compile(
    r"(?:第\s*([一二三四五六七八九1-9])\s*(?:个?志愿|选择|意向|喜欢|选)|志愿\s*([一二三四五六七八九1-9])|(首选)|(其次)|(再次|最后|第三选))\s*(?:是|为|选)?\s*[:：]?\s*"
)
_NUMBER_MARK = re.compile(r"(?<!\d)[(]?([1-9])\s*[.、:)]\s*(?=[^\d\s]|\d+[^\d\s.、:)])|(?<![\dA-Za-z.])([1-9])(?=[\u4e00-\u9fff])")
_RANK_BEHIND = re.compile(r"^(.*?\D)\s*[(（]?([1-9])[)）]?$")
_OTHER = re.compile(r"^(?:〖\s*)?(?:其他|其它|其余|other)\s*(?:\([^()]*\)|（[^（）]*）)?\s*(?:〗)?\s*[:：]?\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)|【[^【】]*】")
_FILLED = re.compile(r"〖([^〖〗]*)〗")
_NOTHING = re.compile(
    r"(?:(?:以上|都|均|全部?|暂时?|就|我们?|孩子)*(?:不|没|无)(?:再|想)?(?:参加|参与|选|报名?|需要|要|想|有|了)*"
    r"(?:任何|上述|以上)*(?:社团|课程|兴趣班|志愿|活动)*|空|跳过|未填写?|未选择?|略|放弃|none|no|n/?a|null|否|[-—–_/\\.。*]+|0)"
)
_LEFT_OPEN = re.compile(
    r"服从|调剂|听从|随机|都可以|都行|均可|皆可|随便|看.{0,4}安排|学校安排|老师安排|没有?特?别?想|没想好|待定|再说|再定|不确定"
)
SENTENCE = re.compile(r"过敏|^请|谢谢|麻烦|因为|哮喘|不能|最好|优先|如果|不要|接送|^需要")
"""Words of remarks, which no course has in its name."""
LONGEST_CHOICE = 16
"""Characters, without those in brackets, of the longest words that are held for a course; raising it takes more sentences for courses."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """choices: in the family's words, best first, without repeats. remark: of the rest, what is no course."""

    choices: tuple[str, ...] = ()
    remark: str = ""


def separator_of(cells: Iterable[str]) -> re.Pattern[str]:
    """The separator of a column of answers: of an export where any cell has one, else the written ones."""
    found = {pattern for cell in cells for pattern in (EXPORT, ORDER) if len(divided(_LETTER.sub("", plain(cell)), pattern)) > 1}
    return EXPORT if EXPORT in found else ORDER if ORDER in found else WRITTEN


def plain(text: str) -> str:
    """Text of one width; brackets that mean a text filled in (``〖〗``) and line breaks stay, ``①`` becomes ``1.`` on a line of its own."""
    return unicodedata.normalize("NFKC", "".join(_CIRCLED.get(sign, sign) for sign in text)).strip()


def divided(text: str, separator: re.Pattern[str]) -> list[str]:
    """Parts of a text between separators outside of brackets; a bracket that is never closed holds nothing."""
    parts, begin, at = [], 0, 0
    while at < len(text):
        if text[at] in _OPENING:
            close = _closing(text, at)
            at = close + 1 if close else at + 1
            continue
        found = separator.match(text, at)
        if found and found.end() > at:
            parts.append(text[begin:at])
            begin = at = found.end()
        else:
            at += 1
    parts.append(text[begin:])
    return [part.strip() for part in parts if part.strip()]


def _closing(text: str, opening: int) -> int:
    """Where the bracket that opens at a place closes; 0 where it never does."""
    depth = 0
    for at in range(opening, len(text)):
        if text[at] in _OPENING:
            depth += 1
        elif text[at] in _CLOSING:
            depth -= 1
            if depth == 0:
                return at
    return 0


def ranked(text: str, separator: re.Pattern[str] | None = None) -> Ranked:
    """The choices of one answer, best first. separator: of its column (:func:`separator_of`); None = found in the answer alone.

    Marks of rank count where the separator says nothing of order: ``1.篮球 2.合唱``, ``第一志愿：篮球；第二志愿：合唱``, ``合唱2、篮球1``.
    """
    words = _LETTER.sub("", plain(text))
    if is_nothing(words):
        return Ranked()
    separator = separator or separator_of((words,))
    if separator is EXPORT or separator is ORDER:
        return _cleaned([_NUMBERED.sub("", part) for part in divided(words, separator)])
    parts = _by_rank(words) or divided(words, separator)
    labels = [_NUMBERED.match(part) for part in parts]
    return _cleaned([_NUMBERED.sub("", part) for part in parts] if all(labels) else parts)


def is_nothing(text: str) -> bool:
    """Whether an answer says that nothing is chosen: empty, (空), (跳过), 无, 都不参加, a dash."""
    text = _LETTER.sub("", text)
    bare = re.sub(r"[\s()（）\[\]【】。.!！~]+", "", text) or text.strip(" ()（）")
    return not bare or _NOTHING.fullmatch(bare.lower()) is not None


def _by_rank(text: str) -> list[str] | None:
    """Parts in the order of their marks, or None where they bear none."""
    return _by_words(text) or _by_numbers(text) or _by_numbers_behind(text)


def _by_words(text: str) -> list[str] | None:
    marks = list(_RANKED.finditer(text))
    if not marks or text[: marks[0].start()].strip(" ,、;:\n"):
        return None
    found = []
    for i, mark in enumerate(marks):
        sign = mark[1] or mark[2]
        rank = (_SIGNS.find(sign) + 1 or int(sign)) if sign else 1 if mark[3] else 2 if mark[4] else 9
        end = marks[i + 1].start() if i + 1 < len(marks) else len(text)
        found += [(rank, i, part) for part in divided(text[mark.end() : end], WRITTEN)]
    return [part for _, _, part in sorted(found)]


def _by_numbers(text: str) -> list[str] | None:
    marks = list(_NUMBER_MARK.finditer(text))
    marks = [mark for mark in marks if _depth(text, mark.start()) == 0 and (mark[0][0] != "(" or ")" in mark[0])]
    numbers = [int(mark[1] or mark[2]) for mark in marks]
    if len(marks) < 2 or sorted(numbers) != list(range(1, len(numbers) + 1)) or text[: marks[0].start()].strip(" ,、;\n("):
        return None
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts = [text[mark.end() : end].strip(" ,、;\n") for mark, end in zip(marks, ends, strict=True)]
    return [part for _, part in sorted(zip(numbers, parts, strict=True)) if part]


def _by_numbers_behind(text: str) -> list[str] | None:
    found = [_RANK_BEHIND.match(part) for part in divided(text, WRITTEN)]
    marks = [each for each in found if each is not None]
    numbers = sorted(int(each[2]) for each in marks)
    if len(marks) < 2 or len(marks) < len(found) or numbers != list(range(1, len(marks) + 1)):
        return None
    return [each[1].strip() for each in sorted(marks, key=lambda each: int(each[2]))]


def _depth(text: str, place: int) -> int:
    before = text[:place]
    return sum(before.count(sign) for sign in _OPENING) - sum(before.count(sign) for sign in _CLOSING)


def _cleaned(parts: Iterable[str]) -> Ranked:
    """Parts with texts filled in taken apart (``其他〖攀岩〗``), sentences as the remark."""
    choices: dict[str, None] = {}
    remarks = []
    for part in parts:
        words = part.strip(" \"'“”《》。.!！")
        if _OTHER.match(words):
            words = _OTHER.sub("", words).strip("〖〗_ ")
        else:
            filled = "；".join(each.strip() for each in _FILLED.findall(words) if each.strip())
            words = _FILLED.sub("", words).strip()
            remarks += [f"{words}：{filled}"] if filled else []
        if is_nothing(words):
            continue
        if _LEFT_OPEN.search(words) or SENTENCE.search(words) or len(_BRACKETS.sub("", words)) > LONGEST_CHOICE:
            remarks.append(words)
        else:
            choices[words] = None
    return Ranked(tuple(choices), "；".join(remarks))
