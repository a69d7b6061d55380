"""Timetables for classroom displays: a file of CSES for every class, with its lessons and its after-school service."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from api.files.content.names import class_name, day_name
from api.files.cses.document import CsesDay, CsesDocument, CsesLesson, CsesSubject, cses_bytes
from api.files.papers.paper_context import PaperContext
from solver.problem.pupils import HomeClass
from solver.problem.week_pattern import EVEN, ODD
from solver.units import Minute, Weekday
from solver.words import TUTORING

SERVICE = "课后服务"
"""Begins the subject of every entry of the service; whoever reads a timetable back leaves those out."""
WRITTEN = (2026, 1, 1, 0, 0, 0)
"""Date of every file in the zip, so that equal content gives equal bytes."""
_WEEK_WORDS = {"": "", ODD: "单周", EVEN: "双周"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something in the day of a class."""

    weekday: Weekday
    weeks: str
    start: Minute
    end: Minute
    subject: str
    teacher: str
    room: str


def cses_zip(desk: PaperContext) -> bytes:
    """One file a class, named by the class, in a zip. It names no pupil."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as packed:
        for home in desk.problem.classes:
            entry = ZipInfo(f"{class_name(desk.names.home(home.id)).replace(' ', '').replace('/', '-')}.yaml", WRITTEN)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, cses_bytes(class_document(desk, home)))
    return buffer.getvalue()


def class_document(desk: PaperContext, home: HomeClass) -> CsesDocument:
    """The week of a class. Days with entries of odd or even weeks are there twice, each whole."""
    entries = sorted([*_lessons(desk, home), *_service(desk, home)], key=lambda each: (each.weekday, each.start, each.weeks))
    names = _subject_names(entries)
    days = []
    for weekday in sorted({each.weekday for each in entries}):
        of_day = [each for each in entries if each.weekday == weekday]
        for weeks in (ODD, EVEN) if any(each.weeks for each in of_day) else ("",):
            lessons = _one_after_another([each for each in of_day if each.weeks in ("", weeks)])
            listed = tuple(CsesLesson(names[_key(each)], each.start, each.end) for each in lessons)
            days.append(CsesDay(day_name(weekday) + _WEEK_WORDS[weeks], weekday, weeks, listed))
    subjects = {names[_key(each)]: CsesSubject(names[_key(each)], each.subject.removeprefix(SERVICE).strip()[:1], each.teacher, each.room)
                for each in entries}  # fmt: skip
    return CsesDocument(tuple(subjects.values()), tuple(days))


def _key(entry: _Entry) -> tuple[str, str, str]:
    return entry.subject, entry.teacher, entry.room


def _one_after_another(entries: Sequence[_Entry]) -> list[_Entry]:
    """Entries that do not overlap: a display shows one at a time, the earlier one."""
    kept: list[_Entry] = []
    for each in entries:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _subject_names(entries: Sequence[_Entry]) -> Mapping[tuple[str, str, str], str]:
    """A name for every subject with its teacher and room: the subject's own, where it has one of each; else with what tells them apart."""
    alike: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for each in entries:
        if _key(each) not in alike[each.subject]:
            alike[each.subject].append(_key(each))
    names, used = {}, set(alike)
    for subject, keys in alike.items():
        for place, key in enumerate(keys):
            words = [subject] if not place else [f"{subject}（{word}）" for word in (key[1], key[2], f"{key[1]} {key[2]}") if word.strip()]
            free = [word for word in words if word not in used or not place] or [f"{subject}（{place + 1}）"]
            names[key] = free[0]
            used.add(free[0])
    return names


def _lessons(desk: PaperContext, home: HomeClass) -> list[_Entry]:
    return [
        _Entry(each.weekday, each.weeks, each.start, each.end, each.subject or "课",
               desk.names.person(each.staff_id) if each.staff_id else "", desk.names.room(each.room_id) if each.room_id else "")
        for each in desk.problem.lessons if each.class_id == home.id
    ]  # fmt: skip


def _service(desk: PaperContext, home: HomeClass) -> list[_Entry]:
    """Periods of the service: care or tutoring of the class with its adult, or clubs where none of it stays."""
    found: list[_Entry] = []
    signed_up = {pupil.id: pupil for pupil in desk.problem.pupils if pupil.class_id == home.id}
    served = {weekday for pupil in signed_up.values() for weekday in pupil.weekdays}
    for weekday in desk.problem.weekdays:
        if weekday not in served:
            continue
        for number, period in enumerate(desk.problem.window_of[home.grade].periods):
            group = desk.care_group_of.get((home.id, weekday, number))
            if group is None:
                found.append(_Entry(weekday, "", period.start, period.end, f"{SERVICE} 社团", "", ""))
                continue
            tutoring = desk.view.kept.tutoring.get((home.grade, weekday))
            word = TUTORING.get(tutoring.kind, tutoring.kind) if tutoring and tutoring.period == number else "托管"
            room = desk.names.room(desk.problem.class_of[group.host].room)
            stand = desk.view.stands["care", weekday, group.host, number]
            people = ["、".join(desk.names.person(person) for person in stand.of(week)) for week in range(1, desk.view.weeks + 1)]
            found += [_Entry(weekday, weeks, period.start, period.end, f"{SERVICE} {word}", who, room) for weeks, who in _turns(people)]
    return found


def _turns(people: Sequence[str]) -> list[tuple[str, str]]:
    """People by week of the template -> weeks with their people; nobody is named where odd or even weeks differ among themselves."""
    if len(set(people)) == 1:
        return [("", people[0])]
    odd, even = set(people[::2]), set(people[1::2])
    if len(people) % 2 == 0 and len(odd) == 1 and len(even) == 1:
        return [(ODD, odd.pop()), (EVEN, even.pop())]
    return [("", "")]
