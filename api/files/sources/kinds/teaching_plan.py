"""Plans of teaching 任课安排表: classes down, subjects across, in the cells the teachers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from api.files.sources.account import HEADING, TITLE, RowFate, left_out
from api.files.sources.kind import SURE, ColumnSpec, ReadTable
from api.files.sources.mapping import SheetMapping
from api.files.sources.question import Asking
from api.files.sources.records import Record, StaffRecord
from api.files.sources.source import SourcePlace, SourceTable
from api.files.sources.timetable.class_mentions import plain
from api.files.sources.timetable.headings import TimetableOwner, group_of
from api.files.sources.timetable.person_names import may_be_name, without_title
from api.files.sources.timetable.subjects import full_subject, is_subject
from api.files.sources.words import person_name, split_names
from solver.problem.bells import is_free

FEWEST_SUBJECTS, FEWEST_CLASSES = 3, 2
"""Columns of subjects and rows of classes from which a sheet is a plan of teaching."""
HOMEROOM = "班主任"
NO_NAME = left_out("不像教师姓名", "no name of a teacher")


@dataclass(frozen=True, slots=True)
class _Layout:
    heading: int
    subjects: Mapping[int, str]
    classes: Mapping[int, TimetableOwner]


@dataclass(frozen=True, slots=True)
class TeachingPlan:
    """The kind of sheet."""

    key: str = "teaching_plan"
    zh: str = "任课安排表"
    en: str = "plan of teaching"
    columns: tuple[ColumnSpec, ...] = ()

    def likeness(self, table: SourceTable) -> int:
        """Sure where subjects stand across, classes down, and names between."""
        found = _layout(table)
        if found is None:
            return 0
        texts = [text for row in found.classes for column in found.subjects if (text := table.text(row, column))]
        named = [text for text in texts if all(_may_be_teacher(part) for part in split_names(text))]
        return SURE + 5 if texts and 10 * len(named) >= 8 * len(texts) else 0

    def read(self, table: SourceTable, mapping: SheetMapping, asking: Asking) -> ReadTable:
        """A record of a member of the staff for every cell: the subject and the class."""
        del mapping, asking
        found = _layout(table)
        if found is None:
            return ReadTable()
        records: list[Record] = []
        fates: dict[SourcePlace, RowFate] = {}
        for row in table.filled():
            if row < found.heading or (row > found.heading and row not in found.classes):
                fates[table.place(row)] = TITLE
            elif row == found.heading:
                fates[table.place(row)] = HEADING
        for row, group in found.classes.items():
            for column, subject in found.subjects.items():
                for name in split_names(table.text(row, column)):
                    person = without_title(plain(person_name(name)))
                    place = table.place(row, column)
                    if is_free(person):
                        continue
                    if not may_be_name(person):
                        fates[place] = NO_NAME
                    elif subject == HOMEROOM:
                        records.append(StaffRecord(place, person, "homeroom", homeroom=group.name, classes=(group.name,)))
                    else:
                        records.append(StaffRecord(place, person, subjects=(full_subject(subject),), classes=(group.name,)))
        return ReadTable(tuple(records), fates)


def _may_be_teacher(text: str) -> bool:
    return may_be_name(plain(person_name(text))) and not is_subject(text)


def _layout(table: SourceTable) -> _Layout | None:
    for row in range(min(len(table.rows), 8)):
        words = {column: plain(table.text(row, column)) for column in range(1, table.width)}
        subjects = {column: word for column, word in words.items() if is_subject(word) or word == HOMEROOM}
        if sum(word != HOMEROOM for word in subjects.values()) >= FEWEST_SUBJECTS:
            groups = {below: group_of(table.text(below, column)) for column in range(min(subjects))
                      for below in range(row + 1, len(table.rows))}  # fmt: skip
            classes = {below: group for below, group in groups.items() if group and not group.teacher}
            if len({group.name for group in classes.values()}) >= FEWEST_CLASSES:
                return _Layout(row, subjects, classes)
    return None
