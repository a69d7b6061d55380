"""The teacher whom a timetable's cell means: by surname, class and subject, or by who teaches both."""

from __future__ import annotations

from collections.abc import Sequence

from tests.files.sources.offices_files import csv_file, imported, xlsx_file

ROSTER = csv_file("名册.csv", "班级,学号,姓名", "一(1)班,1,王小明", "一(2)班,1,李小红")
STAFF = csv_file("教师名单.csv", "姓名,任教学科,任教班级,班主任班级", "李明,语文,一(1)班,一(1)班", "李红,语文,一(2)班,一(2)班",
    "白强,数学,一(1)班、一(2)班,",
                 "白雪,体育,一(1)班,")  # fmt: skip


def _grid(cells: Sequence[str]) -> list[list[str]]:
    """A week of six periods, in which these lessons take turns."""
    head = ["节次", "星期一", "星期二", "星期三", "星期四", "星期五"]
    return [head, *([f"第{number + 1}节", *[cells[number % len(cells)]] * 5] for number in range(6))]


def lessons(*cells: str) -> set[tuple[str | None, str, str | None]]:
    """Class, subject and teacher of the lessons of a timetable of Monday, the first half of the cells of 一(1)班."""
    half = len(cells) // 2
    rows, other = _grid(cells[:half]), _grid(cells[half:])
    found = imported(ROSTER, STAFF, xlsx_file("课表.xlsx", {"一(1)班": rows, "一(2)班": other}))
    return {(lesson.class_id, lesson.subject, lesson.staff_id) for lesson in found.problem.lessons if lesson.weekday == 1}


def test_a_surname_is_the_teacher_of_this_class_and_subject() -> None:
    assert lessons("语文\n李", "数学\n白", "体育\n白", "数学\n白", "语文\n李", "语文\n李") == {
        ("1.1", "语文", "李明"), ("1.1", "数学", "白强"), ("1.1", "体育", "白雪"), ("1.2", "语文", "李红"), ("1.2", "数学", "白强"),
    }  # fmt: skip


def test_who_teaches_class_and_subject_is_the_teacher_where_none_is_named() -> None:
    assert lessons("语文", "数学", "班会", "数学", "语文", "班会") == {
        ("1.1", "语文", "李明"), ("1.1", "数学", "白强"), ("1.1", "班会", "李明"), ("1.2", "语文", "李红"), ("1.2", "数学", "白强"),
            ("1.2", "班会", "李红"),
    }  # fmt: skip
