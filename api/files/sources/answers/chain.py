"""A WeChat chain (接龙) -> its entries.

A chain is one text: ``#接龙``, a title, often an example (``例 …``), an empty line, then numbered lines that families add one after
another: ``12. 一(3)班 王小明 篮球、合唱 周一三五``. A line without a number belongs to the entry above it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.files.sources.answers.choices import is_nothing, ranked
from api.files.sources.answers.late import late_until, minutes_in
from api.files.sources.answers.weekdays import is_weekdays, weekdays_in
from api.files.sources.answers.who import class_in, name_like, without_relation
from solver.units import Minute, Weekday

_ENTRY = re.compile(r"^\s*(\d{1,4})\s*[.、．:：)）]\s*(?=\S)(?!\d{1,2}\s*班|\d{1,2}\s*$)")
_TITLE = re.compile(r"^\s*#\s*(?:接龙|Group Note)|^\s*接龙\s*$", re.IGNORECASE)
_EXAMPLE = re.compile(r"^\s*(?:例如?|示例|格式|样例|如)\s*[:：\s]")
_TOKENS = re.compile(r"(?:[\s,;]|(?<!\d):|:(?!\d))+")
_NUMBER = re.compile(r"(?:学号|座号)?\s*(\d{1,2})\s*号?")
_LATE = re.compile(r"延时|托管到|接到|晚接|晚托")
_SENTENCE = re.compile(r"过敏|请|谢谢|麻烦|希望|因为|身体|接送|接$|备注|老师|哮喘|不能|注意|最好|优先|如果|可以")
_OUT = re.compile(r"^(?:都|均|暂|本学期)?不(?:参加|报|需要|上|选)(?:课后服务|社团|托管|了)*$|^(?:放弃|退出)$")
COMMON = 3
"""Entries that name a word from which on it is a course rather than a child's name; raising it takes more words for names."""


@dataclass(frozen=True, slots=True)
class ChainLine:
    """A line of a chain. kind: ``title``, ``example``, ``entry``, ``more`` (goes on with the entry above). text: without its number."""

    kind: str
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """Entry of a family. weekdays: None = not said. takes_part: False = said that the child does not come."""

    class_name: str = ""
    number: str = ""
    name: str = ""
    choices: tuple[str, ...] = ()
    weekdays: tuple[Weekday, ...] | None = None
    late_until: Minute | None = None
    takes_part: bool | None = None
    remark: str = ""


def is_chain(lines: Sequence[str]) -> bool:
    """Whether lines are a chain: they begin with ``#接龙``, or most of them are numbered 1, 2, 3, …"""
    filled = [line for line in lines if line.strip()]
    if not filled:
        return False
    if _TITLE.match(filled[0]):
        return True
    numbers = [int(found[1]) for line in filled if (found := _ENTRY.match(line))]
    steps = sum(b - a == 1 for a, b in pairwise(numbers))
    return len(numbers) >= 3 and len(numbers) * 2 >= len(filled) and steps * 10 >= (len(numbers) - 1) * 8


def chain_lines(lines: Sequence[str]) -> tuple[ChainLine, ...]:
    """Every line with its kind, empty ones among them (``more`` of nothing)."""
    found: list[ChainLine] = []
    begun = False
    for line in lines:
        entry = _ENTRY.match(line)
        if _EXAMPLE.match(line) and not begun:
            found.append(ChainLine("example", line.strip()))
        elif entry and not _TITLE.match(line):
            begun = True
            found.append(ChainLine("entry", line[entry.end() :].strip(), int(entry[1])))
        else:
            found.append(ChainLine("more" if begun else "title", line.strip()))
    return tuple(found)


def common_words(texts: Sequence[str]) -> frozenset[str]:
    """Words of several entries: courses, and no names."""
    counts = Counter(word for text in texts for word in set(re.split(r"[、/+→>|┋]|\s+", " ".join(_parts(text)[1]))))
    return frozenset(word for word, count in counts.items() if count >= COMMON and word)


def entry_of(text: str, common: frozenset[str] = frozenset()) -> ChainEntry:
    """Text of an entry -> its parts. common: words of several entries (:func:`common_words`).

    Class, days and times are known by their shape; the name is the first word that may be one, right behind the class where there is
    one; the rest are courses in their order, and sentences the remark.
    """
    class_name, words = _parts(text)
    words, days = _days(words)
    number = name = ""
    late: Minute | None = None
    takes_part: bool | None = None
    courses: list[str] = []
    remarks: list[str] = []
    for i, word in enumerate(_joined(words)):
        digits = _NUMBER.fullmatch(word)
        bare, _ = without_relation(word)
        if digits and not number:
            number = digits[1]
        elif _OUT.match(word):
            takes_part = False
        elif minutes_in(word) and (_LATE.search(word) or len(word) <= 12):
            late = max(late or 0, late_until(word) or 0)
        elif not name and name_like(word) and bare not in common and not is_nothing(word):
            name = bare
        elif is_nothing(word):
            takes_part = False if word.startswith("不") else takes_part
        elif _SENTENCE.search(word) or (_LATE.search(word) and i > 0):
            remarks.append(word)
        else:
            courses.append(word)
    if not name and courses:
        name, courses = courses[0], courses[1:]
    found = ranked("、".join(courses)) if len(courses) > 1 else ranked(courses[0]) if courses else ranked("")
    remarks += [found.remark] if found.remark else []
    return ChainEntry(class_name, number, name, found.choices, days, late, takes_part, "；".join(remarks))


def _parts(text: str) -> tuple[str, list[str]]:
    """The class of an entry, and its words."""
    class_name, rest = class_in(text)
    words = (word.strip("、。.-—+") for word in _TOKENS.split(unicodedata.normalize("NFKC", rest)))
    return class_name, [word for word in words if word.strip("()[]【】")]


def _days(words: list[str]) -> tuple[list[str], tuple[Weekday, ...] | None]:
    """Words without those that are weekdays, and the weekdays; ``周一 周三`` are two words."""
    named = [word for word in words if is_weekdays(word) or re.fullmatch(r"除了?.*(?:外|每天|都).*", word)]
    days = {day for word in named for day in weekdays_in(word) or ()}
    return [word for word in words if word not in named], tuple(sorted(days)) if named else None


def _joined(words: list[str]) -> list[str]:
    """Words with the characters of a name that blanks divide joined again: ``王 小明``."""
    found: list[str] = []
    for word in words:
        if found and len(found) == 1 and len(found[-1]) == 1 and name_like(found[-1] + word):
            found[-1] += word
        else:
            found.append(word)
    return found
