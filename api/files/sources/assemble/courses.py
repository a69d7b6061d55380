"""Courses from menus and from the lists of agencies, each with those who lead it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from api.files.defaults.known import KnownCourse
from api.files.labels import STRANDS
from api.files.sources.account import joined, taken
from api.files.sources.assemble.context import AssemblyContext, told_place
from api.files.sources.assemble.likeness import course_key, near
from api.files.sources.assemble.people import PersonBook
from api.files.sources.question import Question, question_id
from api.files.sources.records import CourseRecord, OutsideRecord
from api.files.sources.words import plain

NOBODY = "无"


@dataclass(slots=True)
class CourseBook:
    """Courses by id, and what families may call them."""

    courses: dict[str, KnownCourse] = field(default_factory=dict)
    _by_key: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, ident: str, course: KnownCourse) -> None:
        self.courses[ident] = course
        for key in dict.fromkeys((plain(course.name), course_key(course.name), plain(ident))):
            if ident not in self._by_key[key]:
                self._by_key[key].append(ident)

    def called(self, text: str, grade: int = 0) -> tuple[str, ...]:
        """Ids of courses that a text names, as it is or without decoration; of several, those of the grade."""
        for key in (plain(text), course_key(text)):
            found = self._by_key.get(key, [])
            if found:
                return self._of_grade(found, grade)
        return ()

    def containing(self, text: str, grade: int) -> tuple[str, ...]:
        """Ids of courses whose name holds the text or is held by it."""
        key = course_key(text)
        if len(key) < 2:
            return ()
        found = [ident for known, idents in self._by_key.items() if len(known) > 1 and (key in known or known in key) for ident in idents]
        return self._of_grade(dict.fromkeys(found), grade)

    def _of_grade(self, found: Iterable[str], grade: int) -> tuple[str, ...]:
        """Those of these that are for a grade; all of them where none is. grade 0: any."""
        idents = tuple(found)
        fitting = tuple(ident for ident in idents if not grade or not self.courses[ident].grades or grade in self.courses[ident].grades)
        return fitting or idents


def courses_of(records: Iterable[CourseRecord], outside: Sequence[OutsideRecord], people: PersonBook,
               context: AssemblyContext) -> CourseBook:  # fmt: skip
    """Courses of all menus; rows of one course, as for two days, are one. An agency's course that no menu has is one, too."""
    book = CourseBook()
    groups: dict[tuple[str, tuple[int, ...]], list[CourseRecord]] = defaultdict(list)
    for record in records:
        groups[plain(record.name), record.grades].append(record)
    names: dict[str, int] = defaultdict(int)
    for name, _ in groups:
        names[name] += 1
    guests = _guests(outside, people)
    for (key, grades), rows in groups.items():
        first = rows[0]
        ident = first.name if names[key] == 1 else f"{first.name}（{'、'.join(map(str, grades)) or '全校'}年级）"
        leaders = [leader for row in rows for text in row.leaders if (leader := _leader(text, row, people, context))]
        if not leaders:
            leaders = guests.get(course_key(first.name), [])
        book.add(ident, KnownCourse(
            name=first.name, id=ident, grades=grades, minimum=_first(row.minimum for row in rows),
                maximum=_first(row.maximum for row in rows),
            leaders=tuple(dict.fromkeys(leaders)), room=next((row.room for row in rows if row.room), ""),
            weekdays=tuple(sorted({day for row in rows for day in row.weekdays})), sessions=_first(row.sessions for row in rows),
            minutes=_first(row.minutes for row in rows), max_sections=_first(row.sections for row in rows) or _sections(rows),
            strand=_strand(first.strand),
        ))  # fmt: skip
        context.account.note(first.place, taken(f"课程 {ident}", f"course {ident}"))
        for row in rows[1:]:
            context.account.note(row.place, joined(f"与{told_place(first.place)}是同一门课程 {ident}", f"the same course {ident}"))
    _of_agencies(outside, people, book)
    return book


def _first(values: Iterable[int | None]) -> int | None:
    return next((value for value in values if value), None)


def _sections(rows: Sequence[CourseRecord]) -> int | None:
    """Rows of one course with several leaders are as many sections."""
    leaders = {leader for row in rows for leader in row.leaders}
    return len(rows) if len(rows) > 1 and len(leaders) > 1 else None


def _strand(text: str) -> str:
    key = plain(text)
    return next((strand for strand, zh in STRANDS.items() if key and (zh in key or key in zh)), "")


def _guests(outside: Sequence[OutsideRecord], people: PersonBook) -> dict[str, list[str]]:
    """Outside people by the courses that their list names."""
    found: dict[str, list[str]] = defaultdict(list)
    for record in outside:
        ident = people.find(record.name)
        for course in record.courses:
            if ident:
                found[course_key(course)].append(ident)
    return found


def _leader(text: str, row: CourseRecord, people: PersonBook, context: AssemblyContext) -> str | None:
    """The person who leads a course. Whom nobody knows is asked for, with the likest name as the guess."""
    found = people.find(text) or people.find(text, row.name)
    if found:
        return found
    known = [*(person.id for person in people.persons), *(ident for idents in people.outside.values() for ident in idents)]
    alike = near(text, known, 0.6)[:3]
    guess = alike[0] if alike and len(text) > 1 else NOBODY
    answer = context.asking.ask(Question(
        question_id("leader", plain(text)),
            f"课程“{row.name}”的负责人“{text}”不在教职工和校外名单里，是谁？（{told_place(row.place)}；不知道写“{NOBODY}”）",
        f"The leader of {row.name} is on no list of people. Who is it?", guess, offers=(*alike, NOBODY)))  # fmt: skip
    return answer if answer in known else people.find(answer)


def _of_agencies(outside: Sequence[OutsideRecord], people: PersonBook, book: CourseBook) -> None:
    """Courses that only an agency's list names; and an agency's people as leaders of courses that name none."""
    for record in outside:
        ident = people.find(record.name)
        for course in record.courses:
            known = book.called(course) or book.containing(course, 0)
            if not known and course:
                book.add(course, KnownCourse(course, course, leaders=(ident,) if ident else (), weekdays=record.weekdays))

