"""Last term's request and plan: what they say of this term's classes and people, and records for lists that nobody gave."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from api.files.request.sheets import SHEETS
from api.files.sources.account import left_out
from api.files.sources.assemble.context import AssemblyContext
from api.files.sources.class_name import SchoolYear
from api.files.sources.records import (
    CourseRecord,
    OutsideRecord,
    PlanRecord,
    PupilRecord,
    Record,
    RequestRecord,
    StaffRecord,
)
from api.files.sources.source import SourcePlace
from api.files.sources.words import person_name
from api.mapping.request import Request
from solver.ledger.sequence import Stage, after
from solver.plan.period import within
from solver.plan.plan import Plan
from solver.policy.load import load_policy
from solver.problem.people import Outside, Staff

_GRADED = re.compile(r"(\d+)([.\-]\d+)")
HIGHEST = 6
"""The grade with which children leave the school, where its request names no higher one."""


@dataclass(frozen=True)
class EarlierTerm:
    """Last term. years: school years between it and this term, 0 or 1. names: pupil id -> name, of last term's list; empty without.

    place: of the request's file."""

    request: Request
    place: SourcePlace
    plan: Plan | None
    years: int
    names: Mapping[str, str] = field(default_factory=dict, repr=False)

    def class_now(self, class_id: str) -> str:
        """The id that a class of last term has now: 1.2 is 2.2 a school year later; other ids stay."""
        found = _GRADED.fullmatch(class_id)
        return f"{int(found[1]) + self.years}{found[2]}" if found else class_id

    def grade_now(self, class_id: str) -> int:
        """The grade of a class of last term now."""
        return self.request.problem.class_of[class_id].grade + self.years

    @property
    def highest(self) -> int:
        return max([HIGHEST, *(home.grade for home in self.request.problem.classes)])

    @cached_property
    def balances(self) -> Mapping[str, int]:
        """Person -> duty minutes carried over: last term's, and those that its plan adds (D02)."""
        problem = self.request.problem
        if self.plan is not None:
            policy = load_policy(self.request.policy_name, self.request.overrides)
            stage = Stage(within(problem, self.plan.effect, self.plan.until), policy, self.plan)
            problem = after(problem, policy, (stage,))
        return {person.id: person.balance for person in problem.staff}

    @cached_property
    def leaders(self) -> Mapping[str, tuple[str, ...]]:
        """Offering -> who led it, else who could: ids of last term."""
        problem = self.request.problem
        led: dict[str, dict[str, None]] = {}
        for each in self.plan.assignments if self.plan is not None else ():
            if each.post.kind == "lead":
                led.setdefault(each.post.subject, {})[each.person] = None
        people: tuple[Staff | Outside, ...] = (*problem.staff, *problem.outside)
        return {
            offering.id: tuple(led.get(offering.id, ())) or tuple(
                person.id for person in people
                if any(skill.name == offering.skill and skill.level >= offering.skill_level for skill in person.skills))
            for offering in problem.offerings
        }  # fmt: skip

    @cached_property
    def taught(self) -> Mapping[str, tuple[str, ...]]:
        """Staff id of last term -> classes that the person taught by its timetable; in the same school year they stay."""
        found: dict[str, dict[str, None]] = {}
        for lesson in self.request.problem.lessons:
            if lesson.staff_id in self.request.problem.staff_of and lesson.class_id:
                found.setdefault(str(lesson.staff_id), {})[lesson.class_id] = None
        return {person: tuple(classes) for person, classes in found.items()}

    @cached_property
    def called(self) -> Mapping[str, str]:
        """Person id of last term -> name, the id where there is none."""
        people: tuple[Staff | Outside, ...] = (*self.request.problem.staff, *self.request.problem.outside)
        return {person.id: person.name or person.id for person in people}


def earlier_of(records: Iterable[Record], names: Mapping[str, str], context: AssemblyContext) -> EarlierTerm | None:
    """Last term from its files; of several requests the latest term's. A plan without its request, or of another, is left out and told."""
    every = tuple(records)
    requests = sorted((record for record in every if isinstance(record, RequestRecord)), key=lambda each: each.request.problem.term.first)
    for record in requests[:-1]:
        context.account.note(record.place, left_out("不是最近的学期", "not the latest term"))
    found = requests[-1] if requests else None
    plan: Plan | None = None
    for other in every:
        if isinstance(other, PlanRecord):
            fits = found is not None and _belongs(other, found.request)
            if not fits:
                context.account.note(other.place, left_out("没有这份方案的申请，用不上", "the request of this plan is missing"))
            plan = other.found.plan if fits else plan
    if found is None:
        return None
    years = context.year.first - SchoolYear.of(found.request.problem.term.first).first
    return EarlierTerm(found.request, found.place, plan, max(0, years), names)


def _belongs(record: PlanRecord, request: Request) -> bool:
    problem = request.problem
    named = (record.found.school or problem.school, record.found.term or problem.term.name)
    known = {*problem.staff_of, *problem.outside_of}
    return named == (problem.school, problem.term.name) and all(each.person in known for each in record.found.plan.assignments)


def with_earlier_records(earlier: EarlierTerm, records: Sequence[Record]) -> tuple[Record, ...]:
    """Records with those of last term for the lists that nobody gave this time: pupils a grade higher, staff, outside people, courses.

    What a list leaves open of an outside person, such as the papers, is as last term."""
    people = earlier.request.problem.outside
    by_name = {person_name(each.name or each.id): each for each in people}
    found: list[Record] = [_filled(record, by_name.get(person_name(record.name))) if isinstance(record, OutsideRecord) else record
                           for record in records]  # fmt: skip
    given = {type(record) for record in records}
    if PupilRecord not in given:
        found += _pupils(earlier)
    if StaffRecord not in given:
        found += [_staff(earlier, i, person) for i, person in enumerate(earlier.request.problem.staff) if not _gone(person)]
    if OutsideRecord not in given:
        found += [_outside(earlier, i, each) for i, each in enumerate(earlier.request.problem.outside) if each.left is None]
    if CourseRecord not in given:
        found += _courses(earlier)
    return tuple(found)


def _gone(person: Staff) -> bool:
    return person.left is not None or person.stopped is not None


def _place(earlier: EarlierTerm, key: str, index: int) -> SourcePlace:
    """The row of a record in a request as it is written: the first stands below the headings; in JSON its place in the list."""
    if not earlier.place.sheet:
        return SourcePlace(earlier.place.file, key, index)
    return SourcePlace(earlier.place.file, next(spec.title for spec in SHEETS if spec.key == key), index + 1)


def _pupils(earlier: EarlierTerm) -> list[PupilRecord]:
    """Last term's pupils but those who have left; without a name list they bear their old ids for names."""
    return [
        PupilRecord(_place(earlier, "pupils", index), earlier.names.get(pupil.id, pupil.id), earlier.class_now(pupil.class_id),
                    number_of(pupil.id))
        for index, pupil in enumerate(earlier.request.problem.pupils)
        if earlier.grade_now(pupil.class_id) <= earlier.highest
    ]  # fmt: skip


def number_of(pupil: str) -> str:
    """The number in class that a pseudonym ends with: ``1.2-07`` -> ``07``; empty where it has none."""
    last = pupil.rpartition("-")[2]
    return last if last.isdecimal() and last != pupil else ""


def _staff(earlier: EarlierTerm, index: int, person: Staff) -> StaffRecord:
    homeroom = earlier.class_now(person.homeroom) if person.homeroom else ""
    classes = tuple(earlier.class_now(each) for each in person.classes)
    skills = tuple((skill.name, skill.level) for skill in person.skills)
    return StaffRecord(_place(earlier, "staff", index), person_name(person.name or person.id), person.role, person.subjects, homeroom,
                       classes, skills=skills, takes_part=person.takes_part)  # fmt: skip


def _outside(earlier: EarlierTerm, index: int, person: Outside) -> OutsideRecord:
    skills = tuple((skill.name, skill.level) for skill in person.skills)
    return _filled(OutsideRecord(_place(earlier, "outside", index), person.name or person.id, skills=skills), person)


_KEPT = ("organisation", "rate", "weekdays", "kind", "pool", "approved_from", "approved_to", "reviewed", "insured_from", "insured_to",
         "filed", "clean_record", "contract", "earliest", "latest")  # fmt: skip
"""Fields that a list of outside people may leave open and last term's request fills in."""


def _filled(record: OutsideRecord, person: Outside | None) -> OutsideRecord:
    """A record with what it leaves open as last term's person has it."""
    if person is None:
        return record
    unsaid: tuple[object, ...] = (None, "", ())
    return replace(record, **{name: getattr(person, name) for name in _KEPT if getattr(record, name) in unsaid})


def _courses(earlier: EarlierTerm) -> list[CourseRecord]:
    """Last term's courses, squads among them; what a menu cannot say is laid over them afterwards."""
    return [
        CourseRecord(_place(earlier, "offerings", index), each.name, each.grades, each.minimum, each.maximum,
                     tuple(earlier.called[person] for person in earlier.leaders[each.id] if person in earlier.called),
                     weekdays=each.weekdays, sessions=each.sessions, minutes=each.minutes, sections=each.max_sections)
        for index, each in enumerate(earlier.request.problem.offerings)
    ]  # fmt: skip


def without_placeholders(names: Mapping[str, str], earlier: EarlierTerm) -> dict[str, str]:
    """Names but those that are ids of last term, which stood for names that no list had."""
    ids = set(earlier.request.problem.pupil_of)
    return {ident: name for ident, name in names.items() if name not in ids or earlier.names.get(name) == name}


def renewed(person: Staff, old: Staff, balance: int) -> Staff:
    """A member of the staff with what last term knew and this term's lists do not say; dated absences end with their term."""
    kept = {skill.name: skill for skill in (*old.skills, *person.skills)}
    return replace(
        person, subjects=person.subjects or old.subjects, skills=tuple(kept.values()), unavailable=person.unavailable or old.unavailable,
        reasons=old.reasons, share=old.share, balance=balance, max_days=old.max_days, tier=old.tier, consents=old.consents,
        trained=old.trained, takes_part=person.takes_part and old.takes_part,
    )  # fmt: skip
