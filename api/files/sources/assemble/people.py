"""Own staff and outside people: rows of one person joined, namesakes told apart, ids by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from api.files.sources.account import joined, left_out, taken
from api.files.sources.assemble.classes import ClassBook
from api.files.sources.assemble.context import AssemblyContext, told_place
from api.files.sources.question import Question, question_id
from api.files.sources.records import ClassRecord, OutsideRecord, StaffRecord
from api.files.sources.words import person_name, plain
from solver.problem.people import Outside, Skill, Staff

AWAY = re.compile(r"产假|病假|长假|事假|借调|借出|支教|挂职|外出学习|脱产|离岗|休假|不参加|内退")
LEFT = re.compile(r"离职|调出|调离|已调|辞职|已退休|退休离|去世")
LEVEL = 2
"""Level of a skill whose level nobody told, of 1..3."""
_TITLES = re.compile(r"(?:老师|教师|教练|主任|校长|书记)$")


@dataclass(slots=True)
class KnownPerson:
    """A person with all records. id: the name where it is unique."""

    id: str
    name: str
    records: list[StaffRecord]

    @property
    def subjects(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(subject for record in self.records for subject in record.subjects))


@dataclass(slots=True)
class PersonBook:
    """Staff and outside people by name; outside is filled in after staff."""

    persons: list[KnownPerson] = field(default_factory=list)
    by_name: dict[str, list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))
    outside: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def find(self, text: str, subject: str = "") -> str | None:
        """The id of the one person whom a text can mean: a name, or a surname with the subject; None when nobody or several."""
        name = person_name(_TITLES.sub("", re.sub(r"[(（].*?[)）]", "", text).strip()))
        own = [person.id for person in self.by_name.get(name, ())]
        if len(own) > 1 and subject:
            own = [person.id for person in self.by_name[name] if _teaches(person, subject)] or own
        found = own + self.outside.get(name, [])
        if found:
            return found[0] if len(found) == 1 else None
        if not name or len(name) > 2:
            return None
        alike = [person for person in self.persons if person.name.startswith(name) and len(person.name) > len(name)]
        fitting = [person.id for person in alike if subject and _teaches(person, subject)]
        return fitting[0] if len(fitting) == 1 else alike[0].id if len(alike) == 1 and not subject else None


def _teaches(person: KnownPerson, subject: str) -> bool:
    """Whether a person teaches a subject, which may be written short: 体 for 体育."""
    word = plain(subject)
    return any(plain(own).startswith(word) or word.startswith(plain(own)) for own in person.subjects if own)


def staff_of(records: Iterable[StaffRecord], context: AssemblyContext) -> PersonBook:
    """The persons of all staff lists. Rows of one name are one person, unless phones or sexes differ."""
    groups: dict[str, list[StaffRecord]] = defaultdict(list)
    book = PersonBook()
    for record in records:
        about = f"{record.fields.get('remark', '')} {record.fields.get('role', '')}"
        if LEFT.search(about):
            context.account.note(record.place, left_out(f"写着“{about.strip()[:20]}”，按已离校", "has left the school by the remark"))
        else:
            groups[person_name(record.name)].append(record)
    for name, rows in groups.items():
        persons: list[list[StaffRecord]] = []
        for record in rows:
            own = next((each for each in persons if not _differ(each, record)), None)
            if own is None:
                persons.append([record])
            else:
                own.append(record)
        for place, own in enumerate(persons):
            subject = next((subject for record in own for subject in record.subjects), str(place + 1))
            ident = name if len(persons) == 1 else f"{name}{subject}"
            person = KnownPerson(ident if ident not in {each.id for each in book.persons} else f"{ident}{place + 1}", name, own)
            book.persons.append(person)
            book.by_name[name].append(person)
            context.account.note(own[0].place, taken(f"教职工 {person.id}", f"staff {person.id}"))
            for record in own[1:]:
                context.account.note(record.place, joined(f"与{told_place(own[0].place)}是同一人 {person.id}",
                    f"the same person {person.id}"))
    return book


def _differ(own: Sequence[StaffRecord], record: StaffRecord) -> bool:
    phones = {re.sub(r"\D", "", each.phone) for each in own if each.phone}
    return bool(record.phone and phones and re.sub(r"\D", "", record.phone) not in phones)


def own_staff(book: PersonBook, classes: ClassBook, homes: Mapping[str, str], known_classes: frozenset[str]) -> tuple[Staff, ...]:
    """Staff as a problem has them. homes: class id -> id of the class teacher, as timetables or lists of classes tell it."""
    found = []
    leads = {person: class_id for class_id, person in homes.items()}
    taken_homes: set[str] = set()
    for person in book.persons:
        homeroom = next((home for record in person.records if record.homeroom and (home := classes.find(record.homeroom))), None)
        homeroom = homeroom or leads.get(person.id)
        if homeroom not in known_classes or homeroom in taken_homes:
            homeroom = None
        if homeroom:
            taken_homes.add(homeroom)
        roles = [record.role for record in person.records if record.role]
        role = "homeroom" if homeroom else next((each for each in ("admin", *roles) if each in roles), "subject")
        if role == "homeroom" and not homeroom:
            role = "subject"
        notes = " ".join(f"{record.fields.get('remark', '')} {record.fields.get('role', '')}" for record in person.records)
        takes = [record.takes_part for record in person.records if record.takes_part is not None]
        taught = tuple(dict.fromkeys(
            ident for record in person.records for text in record.classes for ident in classes.all_in(text) if ident in known_classes
        ))  # fmt: skip
        found.append(Staff(
            person.id, role, person.name, homeroom, person.subjects, _skills(record.skills for record in person.records),
            takes_part=all(takes) and not AWAY.search(notes), classes=taught,
        ))  # fmt: skip
    return tuple(found)


def _skills(lists: Iterable[tuple[tuple[str, int], ...]]) -> tuple[Skill, ...]:
    return tuple({name: Skill(name, level or LEVEL) for skills in lists for name, level in skills}.values())


def home_teachers(records: Iterable[ClassRecord], classes: ClassBook, book: PersonBook, context: AssemblyContext) -> dict[str, str]:
    """Class teachers that lists of classes or titles of timetables name: class id -> person id."""
    found: dict[str, str] = {}
    for record in records:
        context.account.note(record.place, taken(f"班级 {record.name}", f"class {record.name}"))
        ident, person = classes.find(record.name), book.find(record.homeroom) if record.homeroom else None
        if ident and person:
            found.setdefault(ident, person)
    return found


def outside_people(records: Iterable[OutsideRecord], book: PersonBook, context: AssemblyContext) -> tuple[tuple[Outside,
    ...], frozenset[str]]:
    """Outside people, and those of whom the office says that all papers are complete (asked once, never assumed)."""
    groups: dict[tuple[str, str], list[OutsideRecord]] = defaultdict(list)
    for record in records:
        groups[person_name(record.name), record.organisation].append(record)
    organisations: dict[str, list[str]] = defaultdict(list)
    for name, organisation in groups:
        organisations[name].append(organisation)
    found: dict[str, Outside] = {}
    for (name, organisation), rows in groups.items():
        alone = len(organisations[name]) == 1 and name not in book.by_name
        ident = name if alone else f"{name}（{organisation or '校外'}）"
        found[ident] = _outside(ident, name, rows)
        book.outside[name].append(ident)
        context.account.note(rows[0].place, taken(f"校外人员 {ident}", f"outside person {ident}"))
        for row in rows[1:]:
            context.account.note(row.place, joined(f"与{told_place(rows[0].place)}是同一人 {ident}", f"the same person {ident}"))
    lacking = [ident for ident, person in found.items() if not _papers(person)]
    if not lacking:
        return tuple(found.values()), frozenset()
    answer = context.asking.ask(Question(
        question_id("papers", *sorted(lacking)),
        f"校外人员（{'、'.join(lacking[:5])}{' 等' if len(lacking) > 5 else ''} {len(lacking)} 人）的遴选、面审、保险、"
        "备案、无犯罪记录、协议是否都齐全？不齐全的不排课。",
        f"Are all papers of the {len(lacking)} outside people complete? Without them they do not teach.", "否",
        {"是": "都齐全", "否": "不齐全或不知道"}))  # fmt: skip
    return tuple(found.values()), frozenset(lacking) if answer == "是" else frozenset()


def _papers(person: Outside) -> bool:
    return bool(person.clean_record and person.contract and person.approved_to and person.insured_to and person.filed and person.reviewed)


def _outside(ident: str, name: str, rows: Sequence[OutsideRecord]) -> Outside:
    first = rows[0]
    weekdays = tuple(sorted({day for row in rows for day in row.weekdays}))
    person = Outside(
        ident, first.organisation, next((row.rate for row in rows if row.rate is not None), 0), weekdays, name,
        _skills(row.skills for row in rows), first.pool or "none", first.approved_from, first.approved_to, first.reviewed,
        first.insured_from, first.insured_to, first.filed, bool(first.clean_record), bool(first.contract), kind=first.kind or "agency",
    )  # fmt: skip
    if first.earliest is not None:
        person = replace(person, earliest=first.earliest)
    return person if first.latest is None else replace(person, latest=first.latest)
