"""Records of all files -> what is known of the school, with the names of its pupils."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from api.files.defaults.known import KnownSchool
from api.files.sources.assemble.classes import ClassBook
from api.files.sources.assemble.context import AssemblyContext
from api.files.sources.assemble.courses import courses_of
from api.files.sources.assemble.earlier_school import with_earlier
from api.files.sources.assemble.earlier_term import EarlierTerm, with_earlier_records, without_placeholders
from api.files.sources.assemble.leaders import with_leaders
from api.files.sources.assemble.lessons import bells_of, lessons_of
from api.files.sources.assemble.people import home_teachers, outside_people, own_staff, staff_of
from api.files.sources.assemble.pupils import pupils_of
from api.files.sources.assemble.teaching import Teaching
from api.files.sources.assemble.wishes import AppliedPupils, applications
from api.files.sources.family_remark import FamilyRemark
from api.files.sources.records import (
    ClassRecord,
    CourseRecord,
    LessonRecord,
    OutsideRecord,
    PeriodRecord,
    PupilRecord,
    Record,
    StaffRecord,
    WishRecord,
)
from api.mapping.assumed import Assumed
from solver.problem.pupils import Pupil

Kind = TypeVar("Kind", bound=Record)


@dataclass(frozen=True, slots=True)
class Assembled:
    """known: of the school. names: pupil id -> name. kept: of last term. remarks: of families."""

    known: KnownSchool
    names: Mapping[str, str]
    kept: tuple[Assumed, ...] = ()
    remarks: tuple[FamilyRemark, ...] = ()


def assemble(records: Iterable[Record], school: str, term: str, context: AssemblyContext,
             earlier: EarlierTerm | None = None) -> Assembled:  # fmt: skip
    """Join the records of all files, and what is known of last term; what cannot be decided is asked."""
    every = tuple(records)
    every = with_earlier_records(earlier, every) if earlier is not None else every
    classes = ClassBook(context)
    pupils = pupils_of(_of(every, PupilRecord), classes, context)
    homes = {pupil.class_id: None for pupil in pupils.pupils}
    people = staff_of(_of(every, StaffRecord), context)
    guests = _of(every, OutsideRecord)
    outside, vetted = outside_people(guests, people, context)
    home_of = home_teachers(_of(every, ClassRecord), classes, people, context)
    teaching = Teaching.of(people, classes, home_of)
    bells = bells_of(_of(every, PeriodRecord), context)
    lessons = tuple(
        lesson for lesson in lessons_of(_of(every, LessonRecord), bells, classes, teaching, context)
        if lesson.class_id is None or lesson.class_id in homes
    )  # fmt: skip
    menu = _of(every, CourseRecord)
    courses = courses_of(menu, guests, people, context)
    wishes = _of(every, WishRecord)
    if wishes or earlier is None:
        applied = applications(wishes, pupils, courses, classes, context, menu=bool(menu))
    else:
        applied = AppliedPupils(tuple(Pupil(pupil.id, pupil.class_id) for pupil in pupils.pupils))
    staff = own_staff(people, classes, home_of, frozenset(homes))
    led = with_leaders(courses.courses.values(), staff, people, context) if earlier is None else tuple(courses.courses.values())
    known = KnownSchool(
        name=school,
        term=term,
        classes=classes.homes(homes),
        pupils=applied.pupils,
        staff=staff,
        outside=outside,
        vetted=vetted,
        courses=led,
        lessons=lessons,
        periods=tuple(bells[period] for period in sorted(bells)),
    )
    if earlier is None:
        return Assembled(known, pupils.names, remarks=applied.remarks)
    names = without_placeholders(pupils.names, earlier)
    known, kept = with_earlier(known, names, earlier, context, applied=bool(wishes))
    return Assembled(known, names, kept, applied.remarks)


def _of(records: Iterable[Record], kind: type[Kind]) -> tuple[Kind, ...]:
    return tuple(record for record in records if isinstance(record, kind))
