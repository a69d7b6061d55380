"""Class, number and name of a child in one text -> each of them: ``一(3)班 王小明妈妈``, ``1.3王小明``, ``王小明 一3班 7号``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from solver.problem.characters import unseen

_CN = "一二三四五六七八九十"
_PART = rf"(?:\d{{1,2}}|[{_CN}]{{1,3}})"
CLASS = re.compile(
    rf"(?:20)?\d{{2}}\s*[级届]\s*[(（]?\s*{_PART}\s*[)）]?\s*班"
    rf"|(?:小学|小|初|高)?\s*[{_CN}1-9]\s*(?:年级|年|级)?\s*[(（\[【]?\s*{_PART}\s*[)）\]】]?\s*班"
    rf"|(?:小学|小|初|高)?[{_CN}1-9]\s*(?:年级|年|级)\s*[(（\[【]?\s*{_PART}\s*[)）\]】]?"
    rf"|[{_CN}1-9]\s*[(（]\s*{_PART}\s*[)）](?!\s*年级)"
    r"|(?<![\d.])[1-9]\s*[.．-]\s*\d{1,2}(?![\d.:]|\s*年级)(?:\s*班)?"
    r"|(?<!\d)[1-9](?:0[1-9]|[1-5]\d)(?!\d|\s*[元号])(?:\s*班)?"
)
"""A class as people write it, within a text."""
_JOINED = re.compile(r"(?<!\d)([1-9]\d{2})(\d{2})(?=\s*[\u4e00-\u9fff])")
"""``10107王小明``: class 101, number 07."""
_NUMBER = re.compile(r"(?:班内)?(?:学号|座号|序号|编号)\s*[:：]?\s*(\d{1,2})(?!\d)|(?<!\d)(\d{1,2})\s*号")
_BARE_NUMBER = re.compile(r"(?<![\d.:])(\d{1,2})(?![\d.:])")
_RELATION = re.compile(
    r"(?:的)?(?:妈妈|爸爸|母亲|父亲|家长|奶奶|爷爷|外婆|外公|姥姥|姥爷|姑姑|阿姨|妈|爸)$|(?:小朋友|同学|宝贝|宝宝|学生)$"
)
_LABEL = re.compile(r"(?:学生|孩子|幼儿|宝贝)?(?:姓名|名字|班级)\s*[:：]\s*|(?:学生|孩子)\s*[:：]\s*")
_DIVIDE = re.compile(r"[\s,，、;；:：+/|_—–\-（()）\[\]【】*★☆※△▲#&]+")
_WHOLE_NAME = re.compile(r"[\s*★☆※△▲#]+")
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd\u3007]")
MOST_NAME_SIGNS = 4
"""Chinese characters of the longest name that is held for a name without a dot; raising it takes more words for names."""


@dataclass(frozen=True, slots=True)
class Who:
    """A child in a text. class_name, number: as written, empty = not told. name: without blanks and without the word for who wrote.

    rest: what is nothing of these, for the remark; relation: 妈妈 and the like, as written."""

    class_name: str = ""
    number: str = ""
    name: str = ""
    rest: str = ""
    relation: str = ""


def class_in(text: str) -> tuple[str, str]:
    """The class that a text names, as written, and the text without it; an empty class where it names none."""
    words = _seen(text).strip()
    words = _JOINED.sub(r"\1 \2号 ", words)
    found = CLASS.search(words)
    if found is None:
        return "", words
    return re.sub(r"\s+", "", found[0]), f"{words[: found.start()]} {words[found.end() :]}".strip()


def who_of(text: str) -> Who:
    """Class, number, name and the rest of a text that joins them, in any order and with any sign between."""
    class_name, words = class_in(_LABEL.sub(" ", text))
    number = ""
    found = _NUMBER.search(words)
    if found is None and class_name:
        found = _BARE_NUMBER.search(words)
    if found is not None:
        number = next(group for group in found.groups() if group)
        words = f"{words[: found.start()]} {words[found.end() :]}"
    whole = _WHOLE_NAME.sub("", words)
    if name_like(whole):
        return Who(class_name, number, *_named(whole))
    parts = [part for part in _DIVIDE.split(words.strip()) if part]
    at, last = _name_at(parts)
    if at < 0:
        return Who(class_name, number, "", " ".join(parts))
    name, relation = without_relation("".join(parts[at:last]))
    rest = [*parts[:at], *parts[last:]]
    return Who(class_name, number, name, " ".join(rest), relation)


def _named(text: str) -> tuple[str, str, str]:
    """Name, no rest, and relation of a text that is a name."""
    name, relation = without_relation(text)
    return name, "", relation


def _seen(text: str) -> str:
    """Text in one width, without characters that nobody sees."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isspace() or unseen(sign) is None)


def without_relation(text: str) -> tuple[str, str]:
    """A name without the word for who writes or for a child, and that word: ``王小明妈妈`` -> ``王小明``, ``妈妈``."""
    found = _RELATION.search(text)
    if found is None or found.start() < 2:
        return text, ""
    return text[: found.start()], found[0]


def name_like(text: str) -> bool:
    """Whether a text may be a Chinese name, 妈妈 and the like behind it allowed: 2 to 4 characters, more with a dot (阿依古丽·买买提)."""
    name, _ = without_relation(text)
    signs = _CJK.sub("", name)
    if signs.strip("·•‧・.") == "" and _CJK.search(name):
        return 2 <= len(name) <= (MOST_NAME_SIGNS if not signs else 20)
    return False


def _name_at(parts: list[str]) -> tuple[int, int]:
    """Which parts are the name: the first like one, or single characters in a row (``王 小明``); else the first part at all."""
    for i, part in enumerate(parts):
        if len(part) == 1 and _CJK.match(part):
            last = i + 1
            if last < len(parts) and name_like(part + parts[last]):
                last += 1
                while last < len(parts) and len(parts[last]) == 1 and name_like("".join(parts[i : last + 1])):
                    last += 1
                return i, last
        if name_like(part):
            return i, i + 1
    return (0, 1) if parts else (-1, -1)
