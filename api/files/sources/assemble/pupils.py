"""Pupils from rosters: the same child in several rows or files joined, namesakes told apart, a pseudonym for each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from api.files.sources.account import joined, taken
from api.files.sources.assemble.classes import ClassBook, class_order
from api.files.sources.assemble.context import AssemblyContext, told_place
from api.files.sources.question import Question, question_id
from api.files.sources.records import PupilRecord
from api.files.sources.words import person_name

SAME, TWO = "同一人", "两个人"
TELLING = ("register", "born", "gender")
"""Fields that tell namesakes apart, the surest first."""


@dataclass(slots=True)
class KnownPupil:
    """A pupil with the records that are the pupil's. number: in class as told, or ``""``."""

    class_id: str
    name: str
    records: list[PupilRecord]
    id: str = ""

    @property
    def number(self) -> str:
        return next((record.number for record in self.records if record.number), "")


@dataclass(slots=True)
class PupilBook:
    """Pupils by class and name. names: pupil id -> name."""

    pupils: list[KnownPupil] = field(default_factory=list)
    by_name: dict[tuple[str, str], list[KnownPupil]] = field(default_factory=lambda: defaultdict(list))
    anywhere: dict[str, list[KnownPupil]] = field(default_factory=lambda: defaultdict(list))

    @property
    def names(self) -> dict[str, str]:
        return {pupil.id: pupil.name for pupil in self.pupils}

    def add(self, pupil: KnownPupil) -> None:
        self.pupils.append(pupil)
        self.by_name[pupil.class_id, pupil.name].append(pupil)
        self.anywhere[pupil.name].append(pupil)


def pupils_of(records: Iterable[PupilRecord], classes: ClassBook, context: AssemblyContext) -> PupilBook:
    """The pupils of all rosters, by class and number."""
    groups: dict[tuple[str, str], list[PupilRecord]] = defaultdict(list)
    for record in records:
        groups[classes.require(record.class_name, record.place), person_name(record.name)].append(record)
    book = PupilBook()
    for (class_id, name), rows in groups.items():
        for own in _persons(class_id, name, rows, context):
            book.add(KnownPupil(class_id, name, own))
    _number(book)
    for pupil in book.pupils:
        first = pupil.records[0]
        context.account.note(first.place, taken(f"学生 {pupil.id}", f"pupil {pupil.id}"))
        for record in pupil.records[1:]:
            told = record.place.file == first.place.file
            context.account.note(record.place, joined(f"与{told_place(first.place)}是同一名学生 {pupil.id}",
                                                      f"the same pupil {pupil.id}", told=told))  # fmt: skip
    return book


def _persons(class_id: str, name: str, rows: Sequence[PupilRecord], context: AssemblyContext) -> list[list[PupilRecord]]:
    """Records of one class and name, a list for each person."""
    persons: list[list[PupilRecord]] = []
    for record in rows:
        same = next((own for own in persons if _same(own, record, class_id, name, context)), None)
        if same is None:
            persons.append([record])
        else:
            same.append(record)
    return persons


def _same(own: Sequence[PupilRecord], record: PupilRecord, class_id: str, name: str, context: AssemblyContext) -> bool:
    """Whether a record is of the person of these others. In another file it is, unless something says otherwise."""
    first = own[0]
    for key in TELLING:
        known = {_plain_field(key, other.fields[key]) for other in own if key in other.fields}
        if key in record.fields and known:
            if _plain_field(key, record.fields[key]) not in known:
                return False
            if key == "register":
                return True
    numbers = {_digits(other.number) for other in own if other.number}
    within = [other for other in own if (other.place.file, other.place.sheet) == (record.place.file, record.place.sheet)]
    if record.number and numbers:
        if _digits(record.number) in numbers:
            return True
        if within or any(len(number) == len(_digits(record.number)) for number in numbers):
            return False
    if not within:
        return True
    known_same = bool(record.number and numbers) or any(key in record.fields for key in ("born",))
    if known_same:
        return True
    question = Question(
        question_id("same", class_id, name, str(record.place.row - within[0].place.row)),
        f"{told_place(within[0].place)}和{told_place(record.place)}都是 {class_id} 班“{name}”，是同一人还是两个人？",
        f"Two rows of class {class_id} bear one name (rows {first.place.row + 1}, {record.place.row + 1}): one pupil or two?",
        SAME, {SAME: "一名学生写了两行", TWO: "同名的两名学生"})  # fmt: skip
    return context.asking.ask(question) == SAME


def _plain_field(key: str, text: str) -> str:
    """Form of a field by which it is compared: the letters of numbers, the digits of dates."""
    kept = re.sub(r"[^0-9A-Za-z\u4e00-\u9fff]", "", text).upper()
    return {"1": "男", "2": "女", "M": "男", "F": "女"}.get(kept, kept) if key == "gender" else kept


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text).lstrip("0")


def _number(book: PupilBook) -> None:
    """Ids ``CLASS-NN``: by the number in the class where it is one and unique, else by the order of rows."""
    by_class: dict[str, list[KnownPupil]] = defaultdict(list)
    for pupil in book.pupils:
        by_class[pupil.class_id].append(pupil)
    for class_id, members in by_class.items():
        numbers = _own_numbers(members)
        free = iter(number for number in range(1, 10_000) if number not in set(filter(None, numbers)))
        for pupil, number in zip(members, numbers, strict=True):
            pupil.id = f"{class_id}-{number or next(free):02d}"
    book.pupils.sort(key=lambda pupil: (class_order(pupil.class_id), int(pupil.id.rsplit("-", 1)[1])))


def _own_numbers(members: Sequence[KnownPupil]) -> list[int | None]:
    """Numbers in class as told: short ones, or the last two digits of long ones where these are unique; None = not told."""
    digits = [_digits(pupil.number) for pupil in members]
    short = [int(text) if 0 < len(text) < 4 else int(pupil.number[-2:]) if len(text) > 3 and pupil.number[-2:].isdigit() else 0
             for text, pupil in zip(digits, members, strict=True)]  # fmt: skip
    counts = Counter(short)
    return [number if number and counts[number] == 1 else None for number in short]
