"""Truth of a generated school: what a careful clerk knows after reading the whole folder of the office."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.offices.disorder import Disorder


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A home class: grade 1..6, number in the grade from 1, name of its class teacher."""

    grade: int
    number: int
    homeroom: str

    @property
    def id(self) -> str:
        return f"{self.grade}.{self.number}"


@dataclass(frozen=True, slots=True)
class Child:
    """A child who is at the school: class id, number in class (None where the office has none), name without spaces.

    guardian and phone stand in a roster and in a survey and are never kept by an importer. status: "" or, for children
    who are not at the school, the office's word (休学, 转出); such children are not in :attr:`OfficeTruth.children`.
    """

    class_id: str
    number: int | None
    name: str
    gender: str = "男"
    guardian: str = ""
    phone: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Teacher:
    """One of the staff. role: homeroom, subject, admin, support. absent: "" or the office's word (产假, 病假, 借调)."""

    name: str
    role: str
    subjects: tuple[str, ...] = ()
    homeroom: str | None = None
    classes: tuple[str, ...] = ()
    post: str = ""
    gender: str = "女"
    phone: str = ""
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Taught:
    """One lesson of the regular timetable; weekday 1..5, period from 1; weeks "", "odd" or "even".

    ask: the folder alone does not tell the teacher (a surname that two teachers of the subject bear).
    """

    class_id: str
    weekday: int
    period: int
    subject: str
    teacher: str
    weeks: str = ""
    ask: bool = False


@dataclass(frozen=True, slots=True)
class Bell:
    """Begin and end of a regular period, minutes since midnight."""

    period: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Club:
    """A course of the service. leader: name of a teacher or of an outside person. words: names that families use."""

    name: str
    grades: tuple[int, ...]
    minimum: int
    maximum: int
    weekdays: tuple[int, ...]
    leader: str
    outside: bool = False
    words: tuple[str, ...] = ()
    room: str = ""


@dataclass(frozen=True, slots=True)
class Visitor:
    """An outside person: organisation, course, weekdays on which the person can come, yuan a class-hour."""

    name: str
    organisation: str
    course: str
    weekdays: tuple[int, ...]
    yuan: int
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """The application of one family: days and courses, best first (``ranked`` False = one a weekday, in no order).

    written: name of the child as the form has it. ask: a careful clerk asks before this wish is given to the child;
    an importer may then leave it open, if one of its questions names ``written``.
    open_words: choices in words that may mean several courses, which are asked as well.
    """

    class_id: str
    number: int | None
    name: str
    weekdays: tuple[int, ...]
    choices: tuple[str, ...]
    ranked: bool = True
    written: str = ""
    ask: bool = False
    open_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conclusion:
    """For one disorder in one file: the careful clerk's conclusion; ask: whether somebody must be asked."""

    disorder: Disorder
    file: str
    zh: str
    ask: bool = False


@dataclass(slots=True)
class OfficeTruth:
    """The school as it is. Withdrawn children are in ``gone`` and nowhere else."""

    name: str
    classes: list[SchoolClass] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    gone: list[Child] = field(default_factory=list)
    teachers: list[Teacher] = field(default_factory=list)
    bells: list[Bell] = field(default_factory=list)
    lessons: list[Taught] = field(default_factory=list)
    clubs: list[Club] = field(default_factory=list)
    visitors: list[Visitor] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    conclusions: list[Conclusion] = field(default_factory=list)

    def concludes(self, disorder: Disorder, file: str, zh: str, ask: bool = False) -> None:
        """Note the conclusion for a disorder that was really written into a file."""
        self.conclusions.append(Conclusion(disorder, file, zh, ask))


@dataclass(frozen=True, slots=True)
class OfficeFolder:
    """The folder of an office: file names with their bytes, and the truth behind them."""

    seed: int
    files: dict[str, bytes]
    truth: OfficeTruth
    disorders: frozenset[Disorder]
