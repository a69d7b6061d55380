"""A file of CSES as data, and as YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from solver.units import Minute, Weekday

VERSION = 1
"""The version of the schema, the only one."""


@dataclass(frozen=True, slots=True)
class CsesSubject:
    """A subject; its name is unique in a file. short: of one or two characters, for narrow displays. Empty = not told."""

    name: str
    short: str = ""
    teacher: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class CsesLesson:
    """A lesson of a day. subject: its name. start, end: minutes since midnight."""

    subject: str
    start: Minute
    end: Minute


@dataclass(frozen=True, slots=True)
class CsesDay:
    """A day's timetable. weeks: ``""`` every week, ``odd`` or ``even``."""

    name: str
    weekday: Weekday
    weeks: str
    lessons: tuple[CsesLesson, ...]


@dataclass(frozen=True, slots=True)
class CsesDocument:
    """The timetable of one class."""

    subjects: tuple[CsesSubject, ...]
    days: tuple[CsesDay, ...]


def cses_bytes(document: CsesDocument) -> bytes:
    """The document as YAML in UTF-8, keys and times as the schema has them."""
    content = {
        "version": VERSION,
        "subjects": [_subject(each) for each in document.subjects],
        "schedules": [
            {"name": day.name, "enable_day": day.weekday, "weeks": day.weeks or "all", "classes": [
                {"subject": each.subject, "start_time": _time(each.start), "end_time": _time(each.end)} for each in day.lessons]}
            for day in document.days
        ],
    }  # fmt: skip
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=200).encode()


def _subject(subject: CsesSubject) -> Mapping[str, Any]:
    told = {"name": subject.name, "simplified_name": subject.short, "teacher": subject.teacher, "room": subject.room}
    return {key: text for key, text in told.items() if text}


def _time(minute: Minute) -> str:
    """``HH:MM:00``; the end of the day is its last second, since the schema has no 24:00."""
    return f"{minute // 60:02d}:{minute % 60:02d}:00" if minute < 24 * 60 else "23:59:59"
