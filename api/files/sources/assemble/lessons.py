"""Lessons of the regular timetable: their classes, teachers, rooms and bells."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from api.files.sources.account import left_out, taken
from api.files.sources.assemble.classes import ClassBook
from api.files.sources.assemble.context import AssemblyContext, told_place
from api.files.sources.assemble.likeness import one_letter
from api.files.sources.assemble.people import KnownPerson
from api.files.sources.assemble.teaching import Teaching
from api.files.sources.question import Question, question_id
from api.files.sources.records import LessonRecord, PeriodRecord, StaffRecord
from api.files.sources.words import person_name, plain
from solver.problem.bells import Interval, Lesson, is_free
from solver.problem.week_pattern import share_a_week
from solver.units import Minute

USUAL = (
    (490, 530), (540, 580), (600, 640), (650, 690), (830, 870), (880, 920), (930, 970), (980, 1020), (1030, 1070), (1080, 1120),
)  # fmt: skip
"""Begin and end of the regular periods 1, 2, … where no file tells them, in minutes: 8:10 first, 13:50 in the afternoon."""
LAST_WEEKDAY = 5
"""The last weekday of a week that is planned; lessons of later ones touch no service."""
NEW, NOBODY = "新教师", "无"
MOST_OFFERED = 8
"""Teachers whom a question offers to pick. Raising it makes more buttons."""


def bells_of(records: Iterable[PeriodRecord], context: AssemblyContext) -> dict[int, Interval]:
    """Bells by period; of several tellings the first that is in order counts."""
    found: dict[int, Interval] = {}
    for record in records:
        context.account.note(record.place, taken(f"第 {record.period} 节的时间", f"bells of period {record.period}"))
        if 0 <= record.start < record.end <= 1440:
            found.setdefault(record.period, Interval(record.start, record.end))
    ordered = [found[period] for period in sorted(found)]
    return found if all(before.end <= after.start for before, after in pairwise(ordered)) else {}


def lessons_of(records: Sequence[LessonRecord], bells: Mapping[int, Interval], classes: ClassBook, teaching: Teaching,
               context: AssemblyContext) -> tuple[Lesson, ...]:  # fmt: skip
    """Lessons as a problem has them. A teacher in two places at once is left out of the second, which is told."""
    found: list[Lesson] = []
    busy: dict[tuple[str, str, int], list[Lesson]] = defaultdict(list)
    for record in records:
        if is_free(record.subject) or not (record.subject or record.teacher):
            context.account.note(record.place, left_out("写的是没有课", "says that there is no lesson", told=False))
            continue
        if record.weekday > LAST_WEEKDAY:
            context.account.note(record.place, left_out("周末的课，不在服务日", "a lesson of the weekend", told=False))
            continue
        span = _span(record, bells)
        class_id = classes.find(record.class_name) if record.class_name else None
        if span is None or (record.class_name and class_id is None):
            why = "不知道几点上" if span is None else f"没有“{record.class_name}”这个班"
            context.account.note(record.place, left_out(why, "no time or no such class"))
            continue
        teacher = _teacher(record, class_id, teaching, context)
        room = _room(record.room, classes)
        lesson = Lesson(record.weekday, span.start, span.end, class_id, teacher, room, record.subject, record.weeks)
        kept = _without_clash(lesson, busy)
        if kept is None:
            context.account.note(record.place, left_out(f"{class_id} 班这个时间已有课", "the class already has a lesson then"))
            continue
        note = "" if kept.staff_id == teacher else f"（{record.teacher}同时有别的课，先不记老师）"
        context.account.note(record.place, taken(f"课表{note}", "timetable"))
        found.append(kept)
        for key in (("class", class_id), ("staff", kept.staff_id)):
            if key[1]:
                busy[key[0], key[1], kept.weekday].append(kept)
    return tuple(found)


def _room(written: str, classes: ClassBook) -> str | None:
    """The room of a lesson: None where it is a class's own, which every class has, or is not told."""
    name = unicodedata.normalize("NFKC", written).strip()
    return None if not name or name in ("教室", "本班", "本班教室") or classes.find(name.removesuffix("教室")) else name


def _span(record: LessonRecord, bells: Mapping[int, Interval]) -> Interval | None:
    if record.start is not None and record.end is not None and record.start < record.end:
        return Interval(record.start, record.end)
    if record.period in bells:
        return bells[record.period]
    return Interval(*USUAL[record.period - 1]) if not bells and 0 < record.period <= len(USUAL) else None


def _without_clash(lesson: Lesson, busy: Mapping[tuple[str, str, int], Sequence[Lesson]]) -> Lesson | None:
    """The lesson, without its teacher where that is elsewhere; None where the class has another lesson."""
    def at_once(kind: str, ident: str | None) -> list[Lesson]:
        others = busy.get((kind, ident or "", lesson.weekday), ())
        return [other for other in others if _overlap(lesson.start, lesson.end, other) and share_a_week(lesson.weeks, other.weeks)]

    if at_once("class", lesson.class_id):
        return None
    if at_once("staff", lesson.staff_id):
        return Lesson(lesson.weekday, lesson.start, lesson.end, lesson.class_id, None, lesson.room_id, lesson.subject, lesson.weeks)
    return lesson


def _overlap(start: Minute, end: Minute, other: Lesson) -> bool:
    return start < other.end and other.start < end


def _teacher(record: LessonRecord, class_id: str | None, teaching: Teaching, context: AssemblyContext) -> str | None:
    """The teacher of a lesson by name, or by surname, class and subject. Who cannot be told is asked for once."""
    found, people = teaching.teacher(record.teacher, class_id, record.subject), teaching.people
    if found or not record.teacher:
        return found
    name = person_name(record.teacher)
    slips = [person.id for person in people.persons if one_letter(name, person.name)]
    surnames = [person.id for person in teaching.candidates(record.teacher)]
    guess = slips[0] if slips else NEW if len(name) > 1 else NOBODY
    choices = slips or surnames
    answer = context.asking.ask(Question(
        question_id("teacher", plain(name), plain(record.subject) if len(name) == 1 else ""),
        f"课表上的“{record.subject} {record.teacher}”不在教职工名单里，是谁？{'、'.join(choices)}；"
        f"名单漏了写“{NEW}”，不知道写“{NOBODY}”（{told_place(record.place)}）",
        f"A teacher of the timetable is not on the staff list ({record.place.file}). Who is it?", guess,
        offers=(*choices[:MOST_OFFERED], NEW, NOBODY)))  # fmt: skip
    if answer == NEW:
        person = KnownPerson(name, name, [StaffRecord(record.place, name, "subject", (record.subject,) if record.subject else ())])
        people.persons.append(person)
        people.by_name[name].append(person)
        return person.id
    return None if answer == NOBODY else people.find(answer, record.subject)
