"""Odd and even weeks of lessons and absences, and classes at once in a room: there and back, as schools write them, and wrong words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.files.request.example import example_problem
from api.files.request.reader import read_request
from api.files.request.writer import request_bytes
from api.mapping.request import Request
from solver.problem.bells import Busy, Lesson
from solver.problem.week_pattern import WEEK_PATTERNS
from tests.files.samples import changed, faults_of, places_of

WORDS = {
    "单周": "odd", "双周": "even", "单": "odd", "双": "even", "每周": "", "": "", None: "", "odd": "odd", "even": "even", "ODD": "odd",
    " 双周 ": "even",
}  # fmt: skip
PATTERNS = st.lists(st.sampled_from(tuple(WEEK_PATTERNS)), min_size=7, max_size=7)


def _alternating(patterns: list[str], holds: int) -> Request:
    """The template's school with patterns on its lessons and on an absence, and a number of classes on its field."""
    base = example_problem()
    lessons = tuple(replace(x, weeks=pattern) for x, pattern in zip(base.lessons, patterns, strict=False))
    staff = tuple(replace(x, unavailable=(Busy(3, 930, 1020, patterns[-1]),)) if x.id == "T04" else x for x in base.staff)
    rooms = tuple(replace(x, holds=holds) if x.id == "F1" else x for x in base.rooms)
    return Request(replace(base, lessons=lessons, staff=staff, rooms=rooms))


@settings(max_examples=10)
@given(PATTERNS, st.integers(1, 50))
def test_everything_comes_back(patterns: list[str], holds: int) -> None:
    request = _alternating(patterns, holds)
    for suffix in (".xlsx", ".json"):
        assert read_request(request_bytes(request, suffix), suffix) == request


def _in_column(sheet: str, word: str | None, row: int = 2) -> bytes:
    def change(book: Any) -> None:
        page = book[sheet]
        place = next(cell.column for cell in page[1] if cell.value == "单双周 odd or even weeks")
        page.cell(row, place).value = word

    return changed(change)


@pytest.mark.parametrize(("word", "pattern"), WORDS.items())
def test_words_that_schools_write(word: str | None, pattern: str) -> None:
    lessons = read_request(_in_column("课表 timetable", word), ".xlsx").problem.lessons
    assert lessons[0] == Lesson(1, 875, 915, "1.1", "T01", "R101", "语文", pattern)
    person = read_request(_in_column("不可用时间 unavailable", word), ".xlsx").problem.staff_of["T04"]
    assert person.unavailable == (Busy(3, 930, 1020, pattern),)


def test_a_wrong_word_is_a_fault_in_its_cell() -> None:
    data = _in_column("课表 timetable", "隔周")
    assert places_of(data) == ["课表 timetable!H2"]
    (fault,) = faults_of(data)
    assert "“单周”“双周”或“每周”" in fault.zh
    assert fault.hint_zh.startswith("可能是隔周")


def test_a_file_that_does_not_use_them_has_no_word_of_them() -> None:
    plain = request_bytes(_alternating([""] * 7, 1), ".json")
    assert b"weeks" not in plain
    assert b"holds" not in plain
