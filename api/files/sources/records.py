"""Records that readers of files produce, with their places, in the words of whoever wrote them.

Names of classes, people, courses and rooms stand as written (blanks at the ends removed); whoever assembles a school finds out which
are the same. ``fields`` of a record: further columns by their heading, kept for questions and never for the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from api.files.plan.plan_file import PlanFile
from api.files.sources.source import SourcePlace
from api.mapping.request import Request
from solver.units import Fen, Minute, Weekday

NOTHING: Mapping[str, str] = {}
"""No further columns."""


@dataclass(frozen=True, slots=True)
class ClassRecord:
    """A home class. name: as written, such as ``一(1)班``, ``1.1``, ``2019级3班``. size: pupils as told, None = not told."""

    place: SourcePlace
    name: str
    room: str = ""
    homeroom: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class PupilRecord:
    """A pupil. number: in the class (班内学号, 座号), or empty; never the national number of the 学籍."""

    place: SourcePlace
    name: str
    class_name: str
    number: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StaffRecord:
    """A member of the staff. role: one of ``solver.problem.ROLES`` or empty. homeroom: class as written. classes: taught, as written.

    skills: in the school's words, level in the second place (0 = not told). takes_part: None = not told."""

    place: SourcePlace
    name: str
    role: str = ""
    subjects: tuple[str, ...] = ()
    homeroom: str = ""
    classes: tuple[str, ...] = ()
    phone: str = ""
    skills: tuple[tuple[str, int], ...] = ()
    takes_part: bool | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OutsideRecord:
    """An outside instructor of an agency's list. weekdays: empty = not told. rate: fen a class-hour, None = not told."""

    place: SourcePlace
    name: str
    organisation: str = ""
    courses: tuple[str, ...] = ()
    skills: tuple[tuple[str, int], ...] = ()
    weekdays: tuple[Weekday, ...] = ()
    rate: Fen | None = None
    phone: str = ""
    kind: str = ""
    pool: str = ""
    approved_from: date | None = None
    approved_to: date | None = None
    reviewed: date | None = None
    insured_from: date | None = None
    insured_to: date | None = None
    filed: date | None = None
    clean_record: bool | None = None
    contract: bool | None = None
    earliest: Minute | None = None
    latest: Minute | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LessonRecord:
    """A lesson of the regular timetable. period: its number in the day, counted from 1 through morning and afternoon, 0 = told by
    start and end. weeks: ``""``, ``odd`` or ``even``. class_name, teacher, room: as written, empty = not told."""

    place: SourcePlace
    weekday: Weekday
    period: int
    class_name: str = ""
    subject: str = ""
    teacher: str = ""
    room: str = ""
    weeks: str = ""
    start: Minute | None = None
    end: Minute | None = None


@dataclass(frozen=True, slots=True)
class PeriodRecord:
    """The bells of a regular period, where a timetable tells them. period: as of :class:`LessonRecord`."""

    place: SourcePlace
    period: int
    start: Minute
    end: Minute
    name: str = ""


@dataclass(frozen=True, slots=True)
class WishRecord:
    """A family's application. weekdays: applied for; None = not asked. choices: courses, best first, in the family's words.

    clubs: wanted a week, None = not told. late_until: extended care until, None = none. takes_part: False = the family said no.
    submitted: when the form was sent, where it tells; the last of several counts."""

    place: SourcePlace
    pupil: str
    class_name: str = ""
    number: str = ""
    weekdays: tuple[Weekday, ...] | None = None
    choices: tuple[str, ...] = ()
    clubs: int | None = None
    late_until: Minute | None = None
    takes_part: bool | None = None
    remark: str = ""
    submitted: datetime | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CourseRecord:
    """A course of the menu. grades: empty = not told. leaders, room: as written. skills: in the school's words."""

    place: SourcePlace
    name: str
    grades: tuple[int, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    leaders: tuple[str, ...] = ()
    organisation: str = ""
    room: str = ""
    weekdays: tuple[Weekday, ...] = ()
    sessions: int | None = None
    minutes: int | None = None
    strand: str = ""
    sections: int | None = None
    fee: Fen | None = None
    members: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RoomRecord:
    """A room. type: as written, capacity: None = not told. zone: building or floor as written."""

    place: SourcePlace
    name: str
    type: str = ""
    capacity: int | None = None
    zone: str = ""


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """Last term's request as a whole, a file of our own."""

    place: SourcePlace
    request: Request


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """Last term's plan, a file of our own."""

    place: SourcePlace
    found: PlanFile


Record = (
    ClassRecord | PupilRecord | StaffRecord | OutsideRecord | LessonRecord | PeriodRecord | WishRecord | CourseRecord | RoomRecord
    | RequestRecord | PlanRecord
)  # fmt: skip
