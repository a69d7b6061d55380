"""Likeness of names of people and of courses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from api.files.sources.words import plain

_COURSE_DECORATION = re.compile(
    r"[(（\[【].*?[)）\]】]|[《》“”\"'·\-—_.、,，:：;；!！\s]|社团|兴趣班|兴趣小组|小组|课程|俱乐部|班$|课$|队$|社$|(?:周|星期)[一二三四五六日天]|第?[1-9一二三四五六]+年级|我?(?:想|要)?报"
)


def course_key(name: str) -> str:
    """A course's name as it is compared: without brackets, days, grades, 社团 and such."""
    whole = plain(name)
    return _COURSE_DECORATION.sub("", whole) or whole


def near(name: str, known: Iterable[str], least: float = 0.5) -> tuple[str, ...]:
    """Known names alike to a name, the likest first; ``least``: share of letters in common."""
    key = plain(name)
    marked = sorted(((SequenceMatcher(None, key, plain(each)).ratio(), each) for each in known), key=lambda pair: (-pair[0], pair[1]))
    return tuple(each for ratio, each in marked if ratio >= least)


def one_letter(a: str, b: str) -> bool:
    """Whether two names differ in one character: another, one more, one less, or two that changed places."""
    if a == b or abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 2:
        return False
    if len(a) == len(b):
        apart = [place for place in range(len(a)) if a[place] != b[place]]
        return len(apart) == 1 or (len(apart) == 2 and sorted(a) == sorted(b))
    short, long = sorted((a, b), key=len)
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
