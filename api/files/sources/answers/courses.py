"""Words of families -> courses of a list: 篮球, 篮球社 and 篮球（1-2年级） may be one course, and a child's grade decides between two."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from api.files.sources.answers.course_synonyms import kinds_in
from solver.problem.characters import alike

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〖[^〖〗]*〗|〔[^〔〕]*〕|《|》|「|」|『|』|[\"'“”‘’]")
_LABEL = re.compile(r"^(?:[a-z]|\d{1,2})[.、:)]|^[①-⑳]|^(?:我?想?(?:选|报|参加|上|学))(?=..)|^(?:周|星期)[一二三四五](?=..)")
_KIND = re.compile(
    r"(?:兴趣小组|兴趣班|兴趣课|选修课|活动课|特长班|俱乐部|训练营|工作室|工作坊|社团|小组|课程|课堂|[社班课组团队])$"
)
_VERB = re.compile(r"^[打踢下读练弹吹学拉跳画写玩做唱](?=..)")
_SIGNS = re.compile(r"[\s,，、.。·•・/+&_\-—–~:：;；!！?？*#]+")
FEWEST_LEFT = 2
"""Characters that stay of a name when the word for its kind is taken off: 合唱团 is 合唱, 乐队 stays."""
SIMILAR = 0.6
"""Share of characters in common from which a course is offered as the guess; raising it offers fewer."""


@dataclass(frozen=True, slots=True)
class ListedCourse:
    """A course of the list. grades: that may attend; empty = all."""

    id: str
    name: str
    grades: tuple[int, ...] = ()

    def takes(self, grade: int | None) -> bool:
        return grade is None or not self.grades or grade in self.grades


@dataclass(frozen=True, slots=True)
class FoundCourse:
    """Courses that words mean. sure: the one that is meant, or None. guesses: courses that may be meant, the likeliest first.

    closed: courses of these words that do not take the child's grade."""

    sure: ListedCourse | None = None
    guesses: tuple[ListedCourse, ...] = ()
    closed: tuple[ListedCourse, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Words of a family and what they mean. words: as written."""

    words: str
    found: FoundCourse


def course_key(words: str) -> str:
    """A course's name without label, brackets, blanks and the word for its kind; two of one key may be one course."""
    text = _BRACKETS.sub("", unicodedata.normalize("NFKC", words).strip().lower())
    text = _SIGNS.sub("", _LABEL.sub("", text.strip(), count=1))
    short = _KIND.sub("", text)
    return alike(short if len(short) >= FEWEST_LEFT else text)


@dataclass(frozen=True)
class CourseIndex:
    """The courses of a school, to be found by words."""

    courses: tuple[ListedCourse, ...]
    _exact: dict[str, list[ListedCourse]] = field(default_factory=dict, repr=False)
    _bare: dict[str, list[ListedCourse]] = field(default_factory=dict, repr=False)
    _keys: dict[str, list[ListedCourse]] = field(default_factory=dict, repr=False)

    @staticmethod
    def of(courses: Iterable[ListedCourse]) -> CourseIndex:
        """A list that can be searched."""
        made = CourseIndex(tuple(courses))
        for course in made.courses:
            for form in dict.fromkeys((alike(course.name), alike(course.id))):
                made._exact.setdefault(form, []).append(course)
            made._bare.setdefault(_bare(course.name), []).append(course)
            made._keys.setdefault(course_key(course.name), []).append(course)
        return made

    def find(self, words: str, grade: int | None = None) -> FoundCourse:
        """The course that words mean for a child of a grade. Exact names go before names without brackets, these before keys; words with
        brackets that are exactly a course of other grades (``篮球（3-6年级）``) mean that one."""
        closed: tuple[ListedCourse, ...] = ()
        for index, form in ((self._exact, alike(words)), (self._bare, _bare(words)), (self._keys, course_key(words))):
            same = index.get(form, [])
            open_to = [course for course in same if course.takes(grade)]
            if len(open_to) == 1:
                return FoundCourse(open_to[0])
            if open_to:
                return FoundCourse(None, tuple(open_to))
            closed = closed or tuple(same)
            if closed and _BRACKETS.search(unicodedata.normalize("NFKC", words)):
                break
        if closed:
            return FoundCourse(closed=closed)
        key = course_key(words)
        short = self._shortened(key, grade)
        if short is not None:
            return FoundCourse(short)
        guesses, other = self._similar(key, grade), self._shortened(key, None)
        return FoundCourse(closed=(other,)) if other is not None and not guesses else FoundCourse(None, guesses)

    def named(self, words: str, grade: int | None = None) -> ListedCourse | None:
        """The one course whose whole name, without brackets and signs, the words are."""
        same = [course for course in self._bare.get(_bare(words), []) if course.takes(grade)]
        return same[0] if len(same) == 1 else None

    def _shortened(self, key: str, grade: int | None) -> ListedCourse | None:
        """The one course whose key has all characters of the words in their order, a verb aside: 羽球 is 羽毛球, 踢足球 足球队."""
        for form in (key, _VERB.sub("", key)):
            found = [course for name, courses in self._keys.items() if len(form) >= FEWEST_LEFT and _within(form, name)
                     for course in courses if course.takes(grade)]  # fmt: skip
            if len(found) == 1:
                return found[0]
        return None

    def _similar(self, key: str, grade: int | None) -> tuple[ListedCourse, ...]:
        """Courses whose key holds the words or is held by them, is spelt alike, or is of the same kind; the likeliest first."""
        kinds = kinds_in(key)
        scored = []
        for name, courses in self._keys.items() if key else ():
            part = len(min(key, name, key=len)) >= FEWEST_LEFT and (_within(key, name) or _within(name, key))
            turned = len(key) >= FEWEST_LEFT and sorted(key) == sorted(name)
            near = len(key) == len(name) >= FEWEST_LEFT and sum(a != b for a, b in zip(key, name, strict=True)) == 1
            alike_kind = bool(kinds & kinds_in(name))
            ratio = 2 * (Counter(key) & Counter(name)).total() / (len(key) + len(name))
            if part or turned or near or alike_kind or ratio >= SIMILAR:
                marks = (-part - turned, -alike_kind, -near, -ratio)
                scored += [(marks, name, course) for course in courses if course.takes(grade)]
        return tuple(course for *_, course in sorted(scored, key=lambda each: each[:2]))


def _within(short: str, long: str) -> bool:
    """Whether a name has all characters of a shorter one in their order."""
    signs = iter(long)
    return all(sign in signs for sign in short)


def _bare(words: str) -> str:
    return alike(_SIGNS.sub("", _BRACKETS.sub("", unicodedata.normalize("NFKC", words))))


_WEAK = re.compile(r"[\s/+&]+|和|与|及|以及")


def choices_in(words: Sequence[str], courses: CourseIndex, grade: int | None = None) -> tuple[Choice, ...]:
    """Courses that the parts of an answer mean, in their order; a course that is named twice counts once.

    Parts that are no course are read again as a name that a separator cut in two (``书法``, ``国画`` of the course 书法、国画), and as
    several names that no separator divides (``篮球 合唱``, ``篮球和合唱``).
    """
    found: list[Choice] = []
    at = 0
    while at < len(words):
        glued = _glued(words, at, courses, grade)
        if glued:
            at, choice = glued
            found.append(choice)
            continue
        choice = Choice(words[at], courses.find(words[at], grade))
        parts = [part for part in _WEAK.split(words[at]) if part]
        if choice.found.sure is None and len(parts) > 1:
            split = [Choice(part, courses.find(part, grade)) for part in parts]
            found += split if all(each.found.sure for each in split) else [choice]
        else:
            found.append(choice)
        at += 1
    once: dict[str, Choice] = {}
    for choice in found:
        once.setdefault(choice.found.sure.id if choice.found.sure else f"?{choice.words}", choice)
    return tuple(once.values())


def _glued(words: Sequence[str], at: int, courses: CourseIndex, grade: int | None) -> tuple[int, Choice] | None:
    """The longest run of two or three parts from a place that is one course by its whole name, where its first part alone is none."""
    if courses.find(words[at], grade).sure is not None:
        return None
    for length in (3, 2):
        run = words[at : at + length]
        if len(run) == length:
            whole = courses.named("".join(run), grade)
            if whole is not None:
                return at + length, Choice("、".join(run), FoundCourse(whole))
    return None



OWN_NAME = 4
"""How often a course is named for each time that other words may mean it, from which on they do: raising it makes more courses."""


def named_courses(words: Iterable[str], listed: Iterable[ListedCourse] = ()) -> tuple[str, ...]:
    """Names of the courses that families name and no list has, the most wanted first; of the spellings of one the most frequent.

    Words that may mean a course named :data:`OWN_NAME` times as often (``捏泥巴``, ``绘本``) are words for that one; others are courses
    of their own (``英语戏剧`` beside ``趣味英语``)."""
    spellings: dict[str, Counter[str]] = {}
    for each in words:
        spellings.setdefault(course_key(each), Counter())[each.strip()] += 1
    known = list(listed)
    given = {course.id for course in known}
    often = {course.id: spellings.get(course_key(course.name), Counter()).total() for course in known}
    names = []
    for key in sorted(filter(None, spellings), key=lambda key: (-spellings[key].total(), key)):
        found = CourseIndex.of(known).find(key)
        alike = (found.sure,) if found.sure else found.guesses
        if found.sure and (found.sure.id in given or course_key(found.sure.name) == key):
            continue
        if any(often[course.id] >= OWN_NAME * spellings[key].total() for course in alike):
            continue
        name = spellings[key].most_common(1)[0][0]
        names.append(name)
        known.append(ListedCourse(name, name))
        often[name] = spellings[key].total()
    return tuple(names)
