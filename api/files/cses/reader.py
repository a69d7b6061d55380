"""Bytes -> a file of CSES. Everything is read as plain text; anchors and aliases, by which few bytes become many, are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from api.files.cses.document import VERSION, CsesDay, CsesDocument, CsesLesson, CsesSubject
from solver.errors import Fault, ProblemError
from solver.units import Minute

LARGEST = 1_000_000
"""Bytes of a file at most; that of a class has some thousands."""
DEEPEST = 10
"""Collections in one another at most; the schema has five."""
MOST_EVENTS = 100_000
"""Scalars and collections of a file at most."""
_WEEKS = {"all": "", "": "", "odd": "odd", "even": "even"}
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?", re.ASCII)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read_cses(file: str, data: bytes) -> CsesDocument:
    """Parse a file of CSES. Raises ProblemError with every fault: what is no YAML, no CSES, too large, or out of its limits."""
    content = _content(file, data)
    faults: list[Fault] = []
    if not isinstance(content, Mapping) or not isinstance(content.get("schedules"), list):
        raise ProblemError([_fault(file, (), "", "不是 CSES 课表：没有 schedules", "no CSES timetable: it has no schedules",
                                   "可能是别的程序的 YAML 文件。", "Maybe it is a YAML file of another program.")])  # fmt: skip
    if str(content.get("version", VERSION)) != str(VERSION):
        faults.append(_fault(file, ("version",), str(content["version"])[:80], f"只认识 CSES 版本 {VERSION}",
                             f"only version {VERSION} of CSES is known", "可能是更新的格式；请导出成版本 1。",
                             "Maybe it is a newer format; export it as version 1."))  # fmt: skip
    subjects = tuple(_subjects(file, content.get("subjects"), faults))
    days = tuple(_days(file, content["schedules"], faults))
    if faults:
        raise ProblemError(faults)
    return CsesDocument(subjects, days)


def _content(file: str, data: bytes) -> Any:
    if len(data) > LARGEST:
        raise ProblemError([_fault(file, (), f"{len(data)} B", f"CSES 文件不能超过 {LARGEST // 1000} KB",
                                   f"a file of CSES has at most {LARGEST // 1000} KB", "可能选错了文件。",
                                   "Maybe it is another file.")])  # fmt: skip
    try:
        text = data.decode("utf-8-sig")
        depth = 0
        for number, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or depth > DEEPEST or number > MOST_EVENTS:
                raise ProblemError([_fault(file, (), "", "CSES 文件里不能有锚点（& 和 *），层数和条数也有限",
                                           "anchors, deep nesting and very many entries are refused",
                                           "可能是别的程序的 YAML 文件。", "Maybe it is a YAML file of another program.")])  # fmt: skip
        return yaml.BaseLoader(text).get_single_data()
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行" if mark else str(error)[:60]
        raise ProblemError([_fault(file, (), where, "CSES 文件读不懂（要 UTF-8 的 YAML）", "no YAML in UTF-8",
                                   "可能缩进或引号写错了，或没有存成 UTF-8。",
                                   "Maybe its indentation is wrong, or it is not in UTF-8.")]) from None  # fmt: skip


def _fault(file: str, path: Sequence[str | int], value: str, zh: str, en: str, hint_zh: str, hint_en: str) -> Fault:
    return Fault((file, *path), value, zh, en, hint_zh, hint_en)


def _text(value: Any) -> str:
    text = value.strip() if isinstance(value, str) else ""
    return "" if text in ("null", "~", "None") else text


def _subjects(file: str, found: Any, faults: list[Fault]) -> Iterator[CsesSubject]:
    for place, each in enumerate(found if isinstance(found, list) else ()):
        name = _text(each.get("name")) if isinstance(each, Mapping) else ""
        if not name:
            faults.append(_fault(file, ("subjects", place), "", "课程没有名称", "a subject has no name",
                                 "可能漏写了 name。", "Maybe name is missing."))  # fmt: skip
            continue
        yield CsesSubject(name, _text(each.get("simplified_name")), _text(each.get("teacher")), _text(each.get("room")))


def _days(file: str, found: Sequence[Any], faults: list[Fault]) -> Iterator[CsesDay]:
    for place, each in enumerate(found):
        path = ("schedules", place)
        if not isinstance(each, Mapping):
            faults.append(_fault(file, path, str(each)[:80], "这一天读不懂", "a day that is none", "可能缩进错了。",
                                 "Maybe its indentation is wrong."))  # fmt: skip
            continue
        day, weeks = _text(each.get("enable_day")).lower(), _text(each.get("weeks")).lower()
        weekday = int(day) if day in tuple("1234567") else _DAYS.index(day[:3]) + 1 if day[:3] in _DAYS else 0
        if not weekday or weeks not in _WEEKS:
            faults.append(_fault(
                file, path, f"enable_day: {day[:20]}, weeks: {weeks[:20]}", "enable_day 要 1 至 7，weeks 要 all、odd 或 even",
                "enable_day is 1..7, weeks all, odd or even", "可能写成了别的词。", "Maybe another word was written."))  # fmt: skip
            continue
        lessons = each.get("classes")
        read = [_lesson(file, (*path, "classes", number), item, faults)
                for number, item in enumerate(lessons if isinstance(lessons, list) else ())]  # fmt: skip
        yield CsesDay(_text(each.get("name")), weekday, _WEEKS[weeks], tuple(item for item in read if item))


def _lesson(file: str, path: Sequence[str | int], each: Any, faults: list[Fault]) -> CsesLesson | None:
    entry = each if isinstance(each, Mapping) else {}
    start, end = _minute(_text(entry.get("start_time"))), _minute(_text(entry.get("end_time")))
    subject = _text(entry.get("subject"))
    if subject and start is not None and end is not None and start < end:
        return CsesLesson(subject, start, end)
    value = f"{subject[:20]} {_text(entry.get('start_time'))[:12]}-{_text(entry.get('end_time'))[:12]}"
    faults.append(_fault(file, path, value, "每节课要有课程和先后有序的起止时间（HH:MM:SS）",
                         "a lesson needs a subject and times in order, HH:MM:SS", "可能漏写了一项，或起止写反了。",
                         "Maybe one is missing, or start and end are exchanged."))  # fmt: skip
    return None


def _minute(text: str) -> Minute | None:
    """A time of day in whole minutes: ``08:20:00``, ``8:20``, or the seconds that some programs write; ``23:59:59`` is midnight."""
    match = _TIME.fullmatch(text)
    if match:
        hours, minutes, seconds = int(match[1]), int(match[2]), int(match[3] or 0)
    elif text.isascii() and text.isdigit() and len(text) <= 5:
        hours, rest = divmod(int(text), 3600)
        minutes, seconds = divmod(rest, 60)
    else:
        return None
    if hours > 23 or minutes > 59 or seconds > 59:
        return None
    return hours * 60 + minutes + (seconds >= 30)
