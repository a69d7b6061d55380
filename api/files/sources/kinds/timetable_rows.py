"""Sheets of the regular timetable with one lesson a row, as programs that make timetables write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api.files.sources.account import RowFate, left_out
from api.files.sources.kind import ColumnSpec, ReadTable
from api.files.sources.kinds.rows import entries, outside_tables
from api.files.sources.layout import Layout, layouts
from api.files.sources.mapping import SheetMapping
from api.files.sources.question import Asking
from api.files.sources.records import LessonRecord, PeriodRecord, Record
from api.files.sources.source import SourcePlace, SourceTable
from api.files.sources.timetable.cell_lessons import is_pause
from api.files.sources.timetable.class_mentions import plain
from api.files.sources.timetable.headings import maybe_weekday, moment_of, period_of, span_of, weekday_of
from api.files.sources.timetable.subjects import full_subject
from solver.problem.bells import is_free
from solver.problem.week_pattern import EVEN, ODD
from solver.units import Minute, Weekday

_SEVERAL = re.compile(r"第?(\d{1,2})\s*(?:节)?\s*[-~至、,]\s*第?(\d{1,2})\s*节?")
PAUSE = left_out("课间、午休、课后服务或没有课", "a break, the service itself or no lesson", told=False)
NO_TIME = left_out("没有看懂星期或节次", "weekday or period not understood")


def _is_weekday(text: str) -> bool:
    return (weekday_of(text) or maybe_weekday(text)) is not None


def _is_time(text: str) -> bool:
    return moment_of(text) is not None or span_of(text) is not None


COLUMNS = (
    ColumnSpec("weekday", "星期", "weekday", ("星期", "星期几", "周几", "上课星期", "weekday", "day"), required=True,
               looks=_is_weekday),
    ColumnSpec("subject", "课程", "subject", ("课程名称", "课程", "科目", "学科", "科目名称", "课名", "subject"), required=True),
    ColumnSpec("period", "节次", "period", ("节次", "课节", "节", "第几节", "上课节次", "period"), looks=lambda text: bool(_periods(text))),
    ColumnSpec("time", "时间", "time", ("上课时间", "时间", "起止时间", "time"), looks=_is_time),
    ColumnSpec("start", "开始时间", "start", ("开始时间", "上课时间起", "开始", "start"), looks=_is_time),
    ColumnSpec("end", "结束时间", "end", ("结束时间", "下课时间", "结束", "end"), looks=_is_time),
    ColumnSpec("class_name", "班级", "class", ("班级名称", "班级", "行政班", "上课班级", "class"), never=("班级群",)),
    ColumnSpec("teacher", "教师", "teacher", ("授课教师", "任课教师", "教师", "教师姓名", "老师", "teacher")),
    ColumnSpec("weeks", "单双周", "weeks", ("单双周", "周次", "周类型", "单/双周", "weeks")),
    ColumnSpec("room", "地点", "room", ("上课地点", "地点", "教室", "上课教室", "场地", "room")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimetableRows:
    """The kind of sheet."""

    key: str = "timetable_rows"
    zh: str = "课表（一行一节课）"
    en: str = "timetable, a lesson a row"
    columns: tuple[ColumnSpec, ...] = COLUMNS

    def likeness(self, table: SourceTable) -> int:
        """A weekday, a period or times, and a class or a teacher in every row."""
        best = 0
        for layout in layouts(table, COLUMNS):
            timed = "period" in layout.columns or "time" in layout.columns or {"start", "end"} <= set(layout.columns)
            whose = {"class_name", "teacher"} & set(layout.columns)
            if timed and whose:
                rows = [row for row in layout.body if layout.row_texts(table, row)]
                told = [row for row in rows if _is_weekday(layout.text(table, row, "weekday"))]
                best = max(best, 95 if rows and 10 * len(told) >= 8 * len(rows) and "period" in layout.columns else 50)
        return best

    def read(self, table: SourceTable, mapping: SheetMapping, asking: Asking) -> ReadTable:
        """A lesson for every row; a double lesson in one row is two."""
        del asking
        found = layouts(table, COLUMNS, mapping)
        fates: dict[SourcePlace, RowFate] = outside_tables(table, found)
        records: list[Record] = []
        bells: set[tuple[int, Minute, Minute]] = set()
        for layout in found:
            for entry in entries(table, layout, "weekday", fates, ("subject", "class_name")):
                read = list(_lessons(table, layout, entry.row))
                subject = plain(layout.text(table, entry.row, "subject"))
                if read and subject and not is_free(subject) and not is_pause(subject):
                    records += read
                    bells |= {(each.period, each.start, each.end) for each in read if each.period and len(read) == 1
                              and each.start is not None and each.end is not None}  # fmt: skip
                else:
                    fates[table.place(entry.row)] = PAUSE if read else NO_TIME
        place = table.place(found[0].heading) if found else table.place(0)
        records += [PeriodRecord(place, *bell) for bell in sorted(bells)]
        return ReadTable(tuple(records), fates)


def _lessons(table: SourceTable, layout: Layout, row: int) -> Iterator[LessonRecord]:
    def text(field: str) -> str:
        return layout.text(table, row, field)

    weekday: Weekday | None = weekday_of(text("weekday")) or maybe_weekday(text("weekday"))
    span = span_of(text("time"))
    start, end = span or (moment_of(text("start")), moment_of(text("end")))
    periods = _periods(text("period"))
    if weekday is None or not (periods or (start is not None and end is not None)):
        return
    timed = (start, end) if start is not None and end is not None and start < end and len(periods) < 2 else (None, None)
    for period in periods or (0,):
        yield LessonRecord(table.place(row), weekday, period, text("class_name"), full_subject(plain(text("subject"))),
                           plain(text("teacher")), plain(text("room")), _weeks(text("weeks")), *timed)  # fmt: skip


def _periods(text: str) -> tuple[int, ...]:
    match = _SEVERAL.fullmatch(plain(text))
    if match and int(match[1]) < int(match[2]) <= int(match[1]) + 3:
        return tuple(range(int(match[1]), int(match[2]) + 1))
    head = period_of(text)
    return (head.number,) if head and head.number else ()


def _weeks(text: str) -> str:
    text = plain(text).casefold()
    if ("单" in text and "双" not in text) or text == ODD:
        return ODD
    return EVEN if ("双" in text and "单" not in text) or text == EVEN else ""
