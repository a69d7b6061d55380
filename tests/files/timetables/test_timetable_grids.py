"""A timetable that is printed in any shape is read back as it was, and every row is accounted for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.files.sources.account import Account
from api.files.sources.kind import LIKELY, ReadTable
from api.files.sources.kinds.timetable_grid import TimetableGrid
from api.files.sources.mapping import SheetMapping
from api.files.sources.question import Asking
from api.files.sources.records import LessonRecord
from api.files.sources.source import SourceTable
from api.files.sources.timetable.class_mentions import plain
from tests.files.timetables.drawn import TIMES, Style, Truth, styles, truths
from tests.files.timetables.printed import SHAPES, sheet_a_teacher, two_lines

KIND = TimetableGrid()
few = settings(max_examples=12, deadline=None)
"""Each example is a whole timetable; more of them find rarer mixtures of habits."""


def read(table: SourceTable, asking: Asking | None = None) -> ReadTable:
    return KIND.read(table, SheetMapping(KIND.key), asking or Asking())


def lessons(tables: list[SourceTable]) -> list[LessonRecord]:
    return [record for table in tables for record in read(table).records if isinstance(record, LessonRecord)]


def flat(truth: Truth) -> list[tuple[str, ...]]:
    return sorted((plain(name), str(day), str(period), *entry) for (name, day, period), entries in truth.items() for entry in entries)


def told(records: list[LessonRecord]) -> list[tuple[str, ...]]:
    return sorted((plain(r.class_name), str(r.weekday), str(r.period), r.subject, r.teacher, r.room, r.weeks) for r in records)


@pytest.mark.parametrize("shape", SHAPES)
@few
@given(truth=truths, style=styles)
def test_every_shape_is_read_back(shape: str, truth: Truth, style: Style) -> None:
    tables = SHAPES[shape](truth, style)
    found = lessons(tables)
    assert told(found) == flat(truth)
    for record in found:
        if record.start is not None:
            assert (record.start, record.end) == TIMES[record.period - 1]
    for table in tables:
        result = read(table)
        account = Account()
        account.owe(table.place(row) for row in table.filled())
        assert {place.row for place in account.close()} == {record.place.row for record in result.records} | {
            place.row for place in result.fates
        }
        assert not [fate for fate in result.fates.values() if fate.told]


@few
@given(truth=truths, style=styles)
def test_subject_above_and_teacher_below_are_one_lesson(truth: Truth, style: Style) -> None:
    plain_weeks = {key: ((*entries[0][:2], "", ""),) for key, entries in truth.items()}
    assert told(lessons(two_lines(plain_weeks, style))) == flat(plain_weeks)


@few
@given(truth=truths, style=styles)
def test_a_sheet_a_teacher_tells_the_classes(truth: Truth, style: Style) -> None:
    """A teacher has one class at a time."""
    single: Truth = {}
    for (name, day, period), entries in truth.items():
        subject, teacher, room, _ = entries[0]
        if teacher and not any(key[1:] == (day, period) and entry[0][1] == teacher for key, entry in single.items()):
            single[name, day, period] = ((subject, teacher, room, ""),)
    found = lessons(sheet_a_teacher(single, style))
    assert told(found) == flat(single)


@few
@given(truth=truths, style=styles)
def test_sheets_are_recognised(truth: Truth, style: Style) -> None:
    for shape in SHAPES.values():
        assert all(KIND.likeness(table) >= LIKELY for table in shape(truth, style) if len(table.filled()) > 3)


WORDS = ("", "1", "一", "周一", "周二", "语文", "张敏", "一(1)班", "8:00-8:40", "上午", "午休", "班级")


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=6, max_size=6), max_size=9))
def test_any_sheet_is_accounted_for(rows: list[list[str]]) -> None:
    table = SourceTable("表.xlsx", "一", tuple(map(tuple, rows)))
    KIND.likeness(table)
    result = read(table)
    assert {record.place.row for record in result.records} | {place.row for place in result.fates} >= set(table.filled())


def test_a_teacher_of_several_classes_below_the_headings_is_no_row_of_headings() -> None:
    days = [f"周{day}" for day in "一二三四五" for _ in range(4)]
    first = ["二（1）班\n劳动", "二（2）班\n数学", "", "二（1）班\n数学"] * 5
    rows = (("教师", *days), ("节次", *["1", "2", "3", "4"] * 5), ("乔泽", *first), ("任刚", *["三（2）班\n语文"] * 20))
    found = lessons([SourceTable("f.xlsx", "教师总课表", rows)])
    assert len(found) == 15 + 20
    assert {lesson.teacher for lesson in found} == {"乔泽", "任刚"}
