"""Families' applications: each to its child, choices to courses, of several the last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.files.defaults.known import KnownCourse
from api.files.sources.answers.courses import CourseIndex, ListedCourse, named_courses
from api.files.sources.assemble.classes import ClassBook
from api.files.sources.assemble.context import AssemblyContext
from api.files.sources.assemble.courses import CourseBook
from api.files.sources.assemble.earlier_term import number_of
from api.files.sources.assemble.joining import Application, join_wishes
from api.files.sources.assemble.pupils import KnownPupil, PupilBook
from api.files.sources.assemble.roster import PupilIndex, RosterPupil
from api.files.sources.family_remark import FamilyRemark
from api.files.sources.question import Question
from api.files.sources.records import WishRecord
from solver.problem.pupils import Pupil, clubs_wanted
from solver.units import Weekday

EVERY_DAY: tuple[Weekday, ...] = (1, 2, 3, 4, 5)
YES, NO = "是", "否"
_PARTS = re.compile(r"[、,，;；/\s]+")


@dataclass(frozen=True, slots=True)
class AppliedPupils:
    """pupils: all, with their applications. remarks: of families, for the office."""

    pupils: tuple[Pupil, ...]
    remarks: tuple[FamilyRemark, ...] = ()


def applications(records: Sequence[WishRecord], pupils: PupilBook, courses: CourseBook, classes: ClassBook,
                 context: AssemblyContext, *, menu: bool = True) -> AppliedPupils:  # fmt: skip
    """Every pupil with the application of the family: of several the one that was sent last, or stands last; and families' remarks.

    menu: whether a list of the school's courses was given; without one, courses that families name are added to ``courses``.
    """
    if not records:
        everybody = _whole_school(context)
        return AppliedPupils(tuple(Pupil(pupil.id, pupil.class_id, everybody) for pupil in pupils.pupils))
    if not menu:
        _add_named(records, courses, context)
    found = join_wishes(records, roster_of(pupils), classes.find, _grade, choosable(courses), context.asking)
    for place, fates in found.fates.items():
        for fate in fates:
            context.account.note(place, fate)
    unsaid = [each for each in found.applications.values() if each.weekdays is None and each.takes_part is not False]
    days = _unsaid_days(len(unsaid), context) if unsaid else EVERY_DAY
    return AppliedPupils(tuple(_pupil(pupil, found.applications.get(pupil.id), days) for pupil in pupils.pupils), found.remarks)


def roster_of(pupils: PupilBook) -> PupilIndex:
    """The pupils as a roster to search, with the names and telephone numbers of their families."""
    return PupilIndex.of(
        RosterPupil(pupil.id, pupil.name, pupil.class_id, number_of(pupil.id), frozenset(
            part for record in pupil.records for key in ("family", "phone") for part in _PARTS.split(record.fields.get(key, "")) if part
        ))
        for pupil in pupils.pupils
    )  # fmt: skip


def choosable(courses: CourseBook) -> CourseIndex:
    """Courses that families may choose: all but squads."""
    return CourseIndex.of(ListedCourse(ident, each.name, each.grades) for ident, each in courses.courses.items() if not each.members)


def _grade(class_id: str) -> int:
    return int(class_id.partition(".")[0])


def _whole_school(context: AssemblyContext) -> tuple[Weekday, ...]:
    """Days of everybody where no application was handed in, asked once."""
    answer = context.asking.ask(Question(
        "no-applications", "没有报名表。先按全体学生每天都参加托管来排吗？",
        "There are no applications. Plan as if everybody came every day?",
        YES, {YES: "全体每天参加", NO: "没有人参加"}))  # fmt: skip
    return EVERY_DAY if answer == YES else ()


def _unsaid_days(forms: int, context: AssemblyContext) -> tuple[Weekday, ...]:
    """Days of families who apply and name none, asked once."""
    answer = context.asking.ask(Question(
        "no-weekdays", f"{forms} 份报名没有写星期几。先按每天都参加来排吗？", f"{forms} applications name no weekday. Every day, then?",
        YES, {YES: "每天参加", NO: "都不参加"}))  # fmt: skip
    return EVERY_DAY if answer == YES else ()


def _add_named(records: Sequence[WishRecord], courses: CourseBook, context: AssemblyContext) -> None:
    """Courses that families name and no list has, where there is no menu: asked once, all together."""
    words = [words for record in records for words in record.choices]
    missing = named_courses(words, choosable(courses).courses)
    if not missing:
        return
    shown = "、".join(missing[:12]) + (f"等 {len(missing)} 门" if len(missing) > 12 else "")
    answer = context.asking.ask(Question(
        "no-menu", f"没有课程（社团）一览表。按报名表里写到的课程来开吗？{shown}",
        "There is no list of courses. Offer those that families name?",
        YES, {YES: "按报名表里写的开", NO: "不开"}))  # fmt: skip
    for name in missing if answer == YES else ():
        courses.add(name, KnownCourse(name, name))


def _pupil(known: KnownPupil, wish: Application | None, unsaid: tuple[Weekday, ...]) -> Pupil:
    if wish is None or wish.takes_part is False:
        return Pupil(known.id, known.class_id)
    days = unsaid if wish.weekdays is None else tuple(day for day in wish.weekdays if day in EVERY_DAY)
    clubs, assumed = clubs_wanted(wish.choices, None if wish.clubs is None else min(wish.clubs, len(wish.choices)))
    made = Pupil(known.id, known.class_id, days, wish.choices, clubs, wish.late_until)
    return replace(made, clubs_assumed=assumed)
