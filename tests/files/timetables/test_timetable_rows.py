"""Timetables with a lesson a row, and plans of teaching."""

from __future__ import annotations

from api.files.sources.kind import SURE
from api.files.sources.kinds.teaching_plan import TeachingPlan
from api.files.sources.kinds.timetable_rows import TimetableRows
from api.files.sources.mapping import SheetMapping
from api.files.sources.question import Asking
from api.files.sources.records import LessonRecord, PeriodRecord, StaffRecord
from api.files.sources.source import SourceTable

ROWS = (
    ("排课结果", "", "", "", "", "", "", ""),
    ("班级名称", "星期", "节次", "时间", "课程名称", "授课教师", "单双周", "上课地点"),
    ("一（1）班", "星期一", "第1节", "8:20-9:00", "语文", "张敏", "每周", ""),
    ("一（1）班", "一", "2", "9:10-9:50", "体", "李强", "单周", "操场"),
    ("一（1）班", "周二", "3-4", "", "美术", "孙丽", "双", "美术教室"),
    ("一（1）班", "周二", "5", "13:00-13:30", "午休", "", "", ""),
    ("一（1）班", "某天", "5", "", "数学", "王芳", "", ""),
)
PLAN = (
    ("任课安排表", "", "", "", ""),
    ("班级", "班主任", "语文", "数学", "体育"),
    ("一(1)班", "张 敏", "张敏\u200b", "王芳", "李强"),
    ("一(2)班", "赵云", "赵云", "王芳", "——"),
    ("备注", "", "", "", ""),
)


def test_a_lesson_a_row() -> None:
    table, kind = SourceTable("课表.xlsx", "课表", ROWS), TimetableRows()
    assert kind.likeness(table) >= SURE - 10
    result = kind.read(table, SheetMapping(kind.key), Asking())
    lessons = [(r.weekday, r.period, r.subject, r.teacher, r.weeks, r.room) for r in result.records if isinstance(r, LessonRecord)]
    assert lessons == [(1, 1, "语文", "张敏", "", ""), (1, 2, "体育", "李强", "odd", "操场"), (2, 3, "美术", "孙丽", "even", "美术教室"),
                       (2, 4, "美术", "孙丽", "even", "美术教室")]  # fmt: skip
    assert [(r.period, r.start, r.end) for r in result.records if isinstance(r, PeriodRecord)] == [(1, 500, 540), (2, 550, 590)]
    assert [place.row for place, fate in result.fates.items() if fate.told] == [6]


def test_a_plan_of_teaching_tells_who_teaches_where() -> None:
    table, kind = SourceTable("任课.xlsx", "任课", PLAN), TeachingPlan()
    assert kind.likeness(table) >= SURE
    result = kind.read(table, SheetMapping(kind.key), Asking())
    staff = [r for r in result.records if isinstance(r, StaffRecord)]
    assert [(r.name, r.subjects, r.homeroom, r.classes) for r in staff if r.name == "张敏"] == [
        ("张敏", (), "一(1)班", ("一(1)班",)), ("张敏", ("语文",), "", ("一(1)班",))]  # fmt: skip
    assert {r.name for r in staff} == {"张敏", "王芳", "李强", "赵云"}
    assert {place.row for place in result.fates} == {0, 1, 4}
