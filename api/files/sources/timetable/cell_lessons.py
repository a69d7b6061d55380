"""Text of a cell of a timetable -> its lessons: subject, teacher, class, room, odd or even weeks."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from api.files.sources.timetable.class_mentions import class_alone, mentions, plain
from api.files.sources.timetable.person_names import has_title, is_surname, looks_like_name, may_be_name, without_title
from api.files.sources.timetable.subjects import (
    full_subject,
    is_subject,
    sounds_like_subject,
    subject_ahead,
    subject_behind,
)
from solver.problem.bells import is_free
from solver.problem.week_pattern import EVEN, ODD

_ROOM = re.compile(
    r".*(?:室|房|场|厅|馆|楼|教学点|舞台|泳池|操场|机房|基地|苑|廊)\d*|[A-Za-z]?\d?[-#]?\d{3}[A-Za-z]?|\d+号?楼\S*|[A-Za-z]\d{1,3}|\d+-\d+"
)
_WEEKS = re.compile(
    r"\(\s*(单|双|odd|even)\s*周?\s*\)\s*:?|(单|双)\s*周\s*[::]?|(?<![\u3400-\u9fff])(单|双)\s*:"
    r"|\b(odd|even)(?:\s+weeks?)?\s*:?",
    re.IGNORECASE,
)
_PIECES = re.compile(r"[/\n;|]+")
_TOKENS = re.compile(r"\(([^()]*)\)|([^\s()、,;:/|@]+)")
_LABELS = re.compile(r"(?:科目|课程|任课教师|任课|教师|老师|教室|地点|班级)\s*:")
NO_LESSON = frozenset((
    "午餐", "午饭", "用餐", "中餐", "早餐", "晚餐", "午休", "午间休息", "午睡", "课间", "大课间", "大课间活动", "课间操",
    "课间活动", "眼保健操", "广播操",
    "阳光大课间", "升旗", "升旗仪式", "休息", "放学", "静校", "离校", "到校", "入校", "清校", "路队", "lunch", "break", "recess",
))  # fmt: skip
"""Rows and cells of the day in which there is no lesson."""
SERVICE = frozenset(("课后服务", "课后延时服务", "延时服务", "课后延时", "课后托管", "课后", "延时", "托管", "延时托管", "课后辅导"))
"""Rows and cells that are the service itself, which is planned anew."""


SURNAMES_TOO = frozenset("史班生化政地")
"""Short forms of subjects that are surnames, too: on a line of their own below a subject they are the teacher's."""


@dataclass(frozen=True, slots=True)
class CellLesson:
    """A lesson of a cell, in the words of the cell. weeks: ``""``, ``odd`` or ``even``. Empty = not told."""

    subject: str = ""
    teacher: str = ""
    class_name: str = ""
    room: str = ""
    weeks: str = ""


@dataclass(frozen=True, slots=True)
class CellReading:
    """lessons: of the cell; none where nobody has a lesson. unread: words of the cell that were not understood. alternating: whether
    two subjects without a word were taken for odd and even weeks. pause: whether the cell is a break or the service itself."""

    lessons: tuple[CellLesson, ...] = ()
    unread: tuple[str, ...] = ()
    alternating: bool = False
    pause: bool = False


def is_pause(text: str) -> bool:
    """Whether a text without blanks and brackets names only breaks and the service: ``午餐、午休``, ``课后服务1``."""
    parts = [re.sub(r"[\d一二三四]+$", "", part) or part for part in re.split(r"[、/和与及+,]", text.casefold()) if part]
    return bool(parts) and all(part in NO_LESSON or part in SERVICE for part in parts)


def read_cell(text: str, teachers: Collection[str] = ()) -> CellReading:
    """Read a cell. teachers: known names, which are recognised wherever they stand."""
    text = _LABELS.sub(" ", plain(text).replace("週", "周")).strip()
    bare = re.sub(r"[\s()]", "", text).casefold()
    if not bare or is_free(bare):
        return CellReading(pause=bare in SERVICE)
    if is_pause(bare):
        return CellReading(pause=True)
    marked = _marked(text)
    if marked:
        read = [(_segment(part, teachers), weeks) for part, weeks in marked]
        return _finish([replace(lesson, weeks=weeks) for (lesson, _), weeks in read], [word for (_, words), _ in read for word in words])
    pair = _alternatives(text, teachers)
    if pair:
        return _finish([replace(lesson, weeks=weeks) for lesson, weeks in zip(pair, (ODD, EVEN), strict=True)], [], alternating=True)
    lesson, words = _segment(text, teachers)
    return _finish([lesson], words)


def _finish(lessons: list[CellLesson], unread: list[str], *, alternating: bool = False) -> CellReading:
    kept = tuple(each for each in lessons if each.subject and not is_free(each.subject) and each.subject not in NO_LESSON | SERVICE)
    kept += tuple(each for each in lessons if not each.subject and (each.class_name or each.teacher))
    return CellReading(kept, tuple(unread), alternating)


def _pattern(match: re.Match[str]) -> str:
    word = next(group for group in match.groups() if group).lower()
    return ODD if word in ("单", "odd") else EVEN


def _marked(text: str) -> list[tuple[str, str]]:
    """Parts of a text with their weeks, where it says odd or even; empty where it does not. A part without a word is every week's."""
    marks = list(_WEEKS.finditer(text))
    if not marks:
        return []
    pieces = [piece for piece in _PIECES.split(text) if piece.strip()]
    of_piece = [list(_WEEKS.finditer(piece)) for piece in pieces]
    if len(pieces) > 1 and all(len(found) <= 1 for found in of_piece):
        parts: list[tuple[str, str]] = []
        for piece, found in zip(pieces, of_piece, strict=True):
            weeks = _pattern(found[0]) if found else ""
            bare = _WEEKS.sub(" ", piece).strip()
            goes_on = bool(parts) and not (parts[-1][1] and weeks) and not _opens_subject(bare)
            if goes_on or (parts and (not parts[-1][0] or (not parts[-1][1] and class_alone(parts[-1][0])))):
                parts[-1] = (f"{parts[-1][0]} {bare}".strip(), weeks or parts[-1][1])
            else:
                parts.append((bare, weeks))
        return [(part, weeks) for part, weeks in parts if part]
    if not text[: marks[0].start()].strip():
        ends = [*(mark.start() for mark in marks[1:]), len(text)]
        found_parts = [(text[mark.end() : end], _pattern(mark)) for mark, end in zip(marks, ends, strict=True)]
    elif len(marks) == 1:
        found_parts = [(text[: marks[0].start()] + " " + text[marks[0].end() :], _pattern(marks[0]))]
    else:
        starts = [0, *(mark.end() for mark in marks[:-1])]
        found_parts = [(text[start : mark.start()], _pattern(mark)) for mark, start in zip(marks, starts, strict=True)]
        found_parts[-1] = (f"{found_parts[-1][0]} {text[marks[-1].end() :]}", found_parts[-1][1])
    return [(part.strip(" /\n;,、|"), weeks) for part, weeks in found_parts if part.strip(" /\n;,、|")]


def _opens_subject(text: str) -> bool:
    """Whether a text begins with a subject. A surname that is a short form too (史) is a teacher's."""
    first = re.split(r"[\s(、,:/]", text.strip(), maxsplit=1)[0]
    if is_surname(first):
        return False
    ahead = subject_ahead(first)
    return is_subject(first) or (ahead is not None and looks_like_name(ahead[1]))


def _alternatives(text: str, teachers: Collection[str]) -> list[CellLesson] | None:
    """Two subjects without a word of weeks, ``美术/音乐`` or ``美术 李红/音乐 王芳`` or ``美术/音乐 李红/王芳``, or None."""
    halves = [half.strip() for half in _PIECES.split(text) if half.strip()]
    surname = len(halves) == 2 and halves[1] in SURNAMES_TOO and re.search(rf"\n\s*{halves[1]}\s*$", text)
    if len(halves) == 2 and not surname and all(_opens_subject(half) for half in halves):
        (first, strange), (second, odd) = (_segment(half, teachers) for half in halves)
        if not strange and not odd and first.subject != second.subject:
            return [first, second]
    words = text.split()
    if words and all(word.count("/") == 1 for word in words):
        columns = list(zip(*(word.split("/") for word in words), strict=True))
        if all(side and is_subject(side[0]) and not is_surname(side[0]) for side in columns):
            read = [_segment(" ".join(side), teachers) for side in columns]
            if not any(strange for _, strange in read):
                return [lesson for lesson, _ in read]
    return None


def _segment(text: str, teachers: Collection[str]) -> tuple[CellLesson, list[str]]:
    """One lesson of a text, and the words that were not understood."""
    class_name = ""
    for found, first, last in mentions(text)[:1]:
        class_name = found
        text = f"{text[:first]} {text[last:]}"
    lesson, unread = CellLesson(class_name=class_name), []
    for match in _TOKENS.finditer(text):
        aside = match[1] is not None
        words = re.split(r"[\s、,;:/|@]+", match[1].strip()) if aside else [match[2]]
        for word in filter(None, words):
            lesson, rest = _with_word(lesson, word.strip("-_—.·*"), aside, teachers)
            unread += [rest] if rest else []
    return lesson, unread


def _with_word(lesson: CellLesson, word: str, aside: bool, teachers: Collection[str]) -> tuple[CellLesson, str]:
    """A lesson with one more word, and the word if it was not understood. aside: whether it stood in brackets."""
    if not word:
        return lesson, ""
    known = without_title(word) if without_title(word) in teachers else word if word in teachers else ""
    if known and not lesson.teacher:
        return replace(lesson, teacher=known), ""
    if is_subject(word) and not lesson.subject and not (aside and len(word) == 1):
        return replace(lesson, subject=full_subject(word)), ""
    if _ROOM.fullmatch(word) and not lesson.room and (lesson.subject or aside or not has_title(word)):
        return replace(lesson, room=word), ""
    if not lesson.class_name and class_alone(word):
        return replace(lesson, class_name=class_alone(word)), ""
    if not lesson.subject and not aside:
        return _opening(lesson, word, teachers), ""
    if lesson.subject and not lesson.teacher and may_be_name(word) and not (sounds_like_subject(word) or is_subject(word)):
        return replace(lesson, teacher=without_title(word)), ""
    if aside and lesson.subject:
        return replace(lesson, subject=f"{lesson.subject}（{word}）"), ""
    if may_be_name(word) and not lesson.teacher:
        return replace(lesson, teacher=without_title(word)), ""
    if may_be_name(word) and lesson.teacher and looks_like_name(word):
        return replace(lesson, teacher=f"{lesson.teacher}、{without_title(word)}"), ""
    return lesson, word


def _opening(lesson: CellLesson, word: str, teachers: Collection[str]) -> CellLesson:
    """The first word of a lesson, which is its subject alone, or run together with a name or a class."""
    for teacher in teachers:
        if len(teacher) > 1 and word.endswith(teacher) and len(word) > len(teacher):
            return replace(lesson, subject=full_subject(word[: -len(teacher)]), teacher=teacher)
        if len(teacher) > 1 and word.startswith(teacher) and is_subject(word[len(teacher) :]):
            return replace(lesson, subject=full_subject(word[len(teacher) :]), teacher=teacher)
    ahead = subject_ahead(word)
    if ahead and looks_like_name(ahead[1]) and not sounds_like_subject(word):
        return replace(lesson, subject=full_subject(ahead[0]), teacher=without_title(ahead[1]))
    if ahead and class_alone(ahead[1]) and not lesson.class_name:
        return replace(lesson, subject=full_subject(ahead[0]), class_name=class_alone(ahead[1]))
    if ahead and _ROOM.fullmatch(ahead[1]) and ahead[0] in teachers:
        return replace(lesson, subject=full_subject(ahead[0]), room=ahead[1])
    behind = subject_behind(word)
    if behind and (looks_like_name(behind[0]) or class_alone(behind[0])):
        if class_alone(behind[0]):
            return replace(lesson, subject=behind[1], class_name=class_alone(behind[0]))
        return replace(lesson, subject=behind[1], teacher=without_title(behind[0]))
    if lesson.class_name == "" and has_title(word) and not lesson.teacher:
        return replace(lesson, teacher=without_title(word))
    return replace(lesson, subject=full_subject(word))
