"""Families' applications: each to its child, choices to courses, of several the last."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from api.files.sources.account import joined, left_out, taken
from api.files.sources.assemble.classes import ClassBook
from api.files.sources.assemble.context import AssemblyContext, told_place
from api.files.sources.assemble.courses import CourseBook
from api.files.sources.assemble.likeness import near, one_letter
from api.files.sources.assemble.pupils import KnownPupil, PupilBook
from api.files.sources.class_name import strip_class
from api.files.sources.question import Question, question_id
from api.files.sources.records import WishRecord
from api.files.sources.words import person_name, plain, split_remark
from solver.problem.pupils import Pupil, clubs_wanted

NOBODY = "不采用"
NO_COURSE = re.compile(r"无|没有|不参加|不报|不需要|都可以|随便|托管|作业辅导|自习|基本|暂无|/|-|—|none|否", re.IGNORECASE)
"""Choices that are no course: care alone, or none."""
_KIN = re.compile(r"(?:的)?(?:妈妈|爸爸|爷爷|奶奶|外婆|外公|家长|母亲|父亲|妈|爸|同学)+$")
EVERY_DAY = (1, 2, 3, 4, 5)
NEVER = datetime(1, 1, 1)  # noqa: DTZ001 - forms tell local time
"""Time of an application that tells none: before all others."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """An application with its child. order: of arrival."""

    record: WishRecord
    pupil: KnownPupil
    order: tuple[datetime, int]


def applications(records: Sequence[WishRecord], pupils: PupilBook, courses: CourseBook, classes: ClassBook,
                 context: AssemblyContext) -> tuple[Pupil, ...]:  # fmt: skip
    """Every pupil with the application of the family: of several the one that was sent last, or stands last."""
    placed: dict[str, list[_Placed]] = defaultdict(list)
    waiting = []
    for number, record in enumerate(records):
        found = _sure(record, pupils, classes)
        if found is None:
            waiting.append((number, record))
        else:
            placed[found.id].append(_Placed(record, found, (record.submitted or NEVER, number)))
    for number, record in waiting:
        found = _asked(record, pupils, classes, placed.keys(), context)
        if found is not None:
            placed[found.id].append(_Placed(record, found, (record.submitted or NEVER, number)))
    chosen = {ident: _last(entries, context) for ident, entries in placed.items()}
    everybody = None if records else _whole_school(context)
    return tuple(_pupil(pupil, chosen.get(pupil.id), everybody, courses, context) for pupil in pupils.pupils)


def _whole_school(context: AssemblyContext) -> tuple[int, ...]:
    """Days of everybody where no application was handed in, asked once."""
    answer = context.asking.ask(Question(
        "no-applications", "没有报名表。先按全体学生每天都参加托管来排吗？",
        "There are no applications. Plan as if everybody came every day?",
        "是", {"是": "全体每天参加", "否": "没有人参加"}))  # fmt: skip
    return EVERY_DAY if answer == "是" else ()


def _last(entries: list[_Placed], context: AssemblyContext) -> WishRecord:
    entries.sort(key=lambda entry: entry.order)
    last = entries[-1]
    context.account.note(last.record.place, taken(f"{last.pupil.id} 的报名", f"application of {last.pupil.id}"))
    for entry in entries[:-1]:
        context.account.note(entry.record.place, joined(f"{last.pupil.id} 交了多份，用最后一份（{told_place(last.record.place)}）",
                                                        f"of several of {last.pupil.id} the last counts", told=True))  # fmt: skip
    return last.record


def _names(record: WishRecord) -> tuple[str, ...]:
    """Forms of a child's name as a family wrote it, the likeliest first."""
    whole = person_name(record.pupil)
    bare = person_name(split_remark(record.pupil)[0])
    stripped = person_name(re.sub(r"^[\d.\-\s号]+|[\d.\-\s号]+$", "", strip_class(record.pupil)))
    kin = _KIN.sub("", stripped)
    return tuple(dict.fromkeys(name for name in (whole, bare, stripped, kin) if name))


def _sure(record: WishRecord, pupils: PupilBook, classes: ClassBook) -> KnownPupil | None:
    """The child whom an application names without doubt: by class and name, of namesakes by number; else by a name that is unique."""
    class_id = classes.find(record.class_name) or classes.find(record.pupil)
    for name in _names(record):
        if class_id:
            own = pupils.by_name.get((class_id, name), [])
            if len(own) == 1:
                return own[0]
            numbered = [pupil for pupil in own if record.number and _number(pupil.number) == _number(record.number)]
            if len(numbered) == 1:
                return numbered[0]
            told = [pupil for pupil in own for other in pupil.records if record.fields and _fits(other.fields.get("gender", ""), record)]
            if len(told) == 1:
                return told[0]
        elif len(pupils.anywhere.get(name, [])) == 1:
            return pupils.anywhere[name][0]
    return None


def _fits(gender: str, record: WishRecord) -> bool:
    return bool(gender) and gender in (record.fields.get("性别"), record.fields.get("gender"))


def _number(text: str) -> str:
    return re.sub(r"\D", "", text).lstrip("0")


def _asked(record: WishRecord, pupils: PupilBook, classes: ClassBook, have: Iterable[str], context: AssemblyContext) -> KnownPupil | None:
    """The child whom somebody names; the guess is the likest one without an application."""
    class_id = classes.find(record.class_name) or classes.find(record.pupil)
    names, taken_ids = _names(record), set(have)
    within = [pupil for pupil in pupils.pupils if pupil.class_id == class_id]
    same = [pupil for name in names for pupil in pupils.by_name.get((class_id or "", name), [])]
    slips = [pupil for pupil in within if any(one_letter(name, pupil.name) for name in names)]
    numbered = [pupil for pupil in within if _number(pupil.number) == _number(record.number) != "" and pupil.name[:1] == names[0][:1]]
    elsewhere = [pupil for name in names for pupil in pupils.anywhere.get(name, [])]
    order = [pupil for group in (same, slips, numbered, elsewhere) for pupil in group]
    free = [pupil for pupil in dict.fromkeys(pupil.id for pupil in order) if pupil not in taken_ids]
    guess = free[0] if free and (same or slips or numbered or len(elsewhere) == 1) else NOBODY
    by_id = {pupil.id: pupil for pupil in pupils.pupils}
    choices = {pupil.id: f"{pupil.class_id} {pupil.name}" for pupil in order} | {NOBODY: "这一行不用"}
    listed = "；".join(f"{ident}={zh}" for ident, zh in list(choices.items())[:4])
    answer = context.asking.ask(Question(
        question_id("pupil", plain(record.class_name), plain(record.pupil), record.number),
        f"报名的“{record.class_name} {record.pupil}”{'有同名' if len(same) > 1 else '名册里没有'}，是谁？"
        f"{listed}（{told_place(record.place)}）",
        f"An application names a pupil who cannot be told (row {record.place.row + 1}). Who is it?", guess))  # fmt: skip
    found = by_id.get(answer) or _by_words(answer, pupils, classes)
    if found is None:
        context.account.note(record.place, left_out(f"名册里找不到“{record.class_name} {record.pupil}”", "no such pupil in any roster"))
    return found


def _by_words(answer: str, pupils: PupilBook, classes: ClassBook) -> KnownPupil | None:
    """The pupil whom an answer names by class and name."""
    return _sure(WishRecord(place=pupils.pupils[0].records[0].place, pupil=answer), pupils,
        classes) if answer != NOBODY and pupils.pupils else None


def _pupil(known: KnownPupil, wish: WishRecord | None, everybody: tuple[int, ...] | None, courses: CourseBook,
           context: AssemblyContext) -> Pupil:  # fmt: skip
    if wish is None:
        return Pupil(known.id, known.class_id, everybody or ())
    if wish.takes_part is False:
        return Pupil(known.id, known.class_id)
    grade = int(known.class_id.split(".")[0])
    choices = tuple(dict.fromkeys(
        ident for text in wish.choices if (ident := _course(text, grade, courses, wish, context))
    ))  # fmt: skip
    weekdays = EVERY_DAY if wish.weekdays is None else wish.weekdays
    clubs, assumed = clubs_wanted(choices, None if wish.clubs is None else min(wish.clubs, len(choices)))
    return Pupil(known.id, known.class_id, weekdays, choices, clubs, wish.late_until, clubs_assumed=assumed)


def _course(text: str, grade: int, courses: CourseBook, wish: WishRecord, context: AssemblyContext) -> str | None:
    """The course that a family means; what no course is called is asked once for all families who wrote it."""
    if not text or (NO_COURSE.fullmatch(text.strip()) and not courses.called(text)):
        return None
    found = courses.called(text, grade)
    if len(found) == 1:
        return found[0]
    alike = found or courses.containing(text, grade)
    if len(alike) == 1:
        return alike[0]
    if not alike and NO_COURSE.match(text.strip()):
        return None
    if not alike:
        alike = near(text, courses.courses, 0.4)[:4]
    answer = context.asking.ask(Question(
        question_id("course", plain(text), *(str(grade) for _ in found[1:2])),
            f"家长写的“{text[:30]}”是哪门课程？{'；'.join(alike)}；都不是写“无”（{told_place(wish.place)}）",
        f"Which course is “{text[:30]}” of a family?", alike[0] if alike else "无"))  # fmt: skip
    if answer in courses.courses:
        return answer
    meant = courses.called(answer, grade)
    return meant[0] if meant else None
