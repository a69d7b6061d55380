"""Sheets of the regular timetable as grids: a sheet or a block a class or a teacher, or classes against weekdays and periods."""

from __future__ import annotations

from dataclasses import dataclass

from api.files.sources.account import HEADING, TITLE, RowFate, left_out
from api.files.sources.kind import LIKELY, SURE, ColumnSpec, ReadTable
from api.files.sources.mapping import SheetMapping
from api.files.sources.question import Asking, Question, question_id
from api.files.sources.records import LessonRecord, PeriodRecord, Record
from api.files.sources.source import SourcePlace, SourceTable
from api.files.sources.timetable.cell_lessons import CellReading, read_cell
from api.files.sources.timetable.grid import GridCell, TimetableCells, read_grid
from api.files.sources.timetable.headings import TimetableOwner, group_of, teacher_of
from api.files.sources.timetable.subjects import WORDS

FEWEST_CELLS = 4
"""Cells with lessons below which a sheet is no timetable."""
_SCHOOL_SUBJECTS = frozenset(("语文", "数学", "英语"))
PAUSE = left_out("课间、午休或课后服务，不是课", "a break or the service itself, no lesson", told=False)
UNTIMED = left_out("没有节次，也没有时间", "neither a number of the period nor times")
STRAY = left_out("旁边没有星期和节次的文字", "text without a weekday and a period beside it")


@dataclass(frozen=True, slots=True)
class TimetableGrid:
    """The kind of sheet."""

    key: str = "timetable_grid"
    zh: str = "课表（表格）"
    en: str = "timetable as a grid"
    columns: tuple[ColumnSpec, ...] = ()

    def likeness(self, table: SourceTable) -> int:
        """Sure where weekdays, periods and subjects are found."""
        grid = read_grid(table)
        lessons = [lesson for cell in grid.cells if cell.weekday for lesson in read_cell(cell.text).lessons]
        if len(lessons) < FEWEST_CELLS or len(grid.stray) > len(lessons):
            return 0
        known = [lesson for lesson in lessons if lesson.subject in WORDS]
        if any(lesson.subject in _SCHOOL_SUBJECTS for lesson in known) or 3 * len(known) > 2 * len(lessons):
            return SURE + 5 if 2 * len(known) >= len(lessons) else LIKELY + 10
        return LIKELY if 2 * len(known) > len(lessons) or sum(bool(lesson.class_name) for lesson in lessons) * 2 > len(lessons) else 0

    def read(self, table: SourceTable, mapping: SheetMapping, asking: Asking) -> ReadTable:
        """Lessons of every cell, bells where the sheet tells them. Asks whose timetable it is where nothing tells."""
        del mapping
        grid = read_grid(table)
        reading = _GridReading(table, grid, asking)
        for cell in grid.cells:
            reading.cell(cell)
        return reading.read()


class _GridReading:
    """Records and fates of one sheet."""

    def __init__(self, table: SourceTable, grid: TimetableCells, asking: Asking) -> None:
        self.table, self.grid, self.asking = table, grid, asking
        self.records: list[Record] = []
        self.fates: dict[SourcePlace, RowFate] = {}
        self.whole: TimetableOwner | None = None
        self.taken: set[int] = set()

    def cell(self, cell: GridCell) -> None:
        """A cell's lessons, one record each; in a teacher's timetable the cell names the class."""
        place = self.table.place(cell.rows[0], cell.column)
        reading = read_cell(cell.text)
        if not reading.lessons:
            self._note_empty(cell, place, reading)
            return
        if cell.weekday is None or not cell.slot.known:
            self.fates[place] = UNTIMED
            return
        group = cell.group or self._whole_sheet()
        for lesson in reading.lessons:
            teacher = group.name if group.teacher else lesson.teacher
            self.records.append(LessonRecord(
                place, cell.weekday, cell.slot.number, lesson.class_name or ("" if group.teacher else group.name), lesson.subject,
                teacher, lesson.room, lesson.weeks, cell.slot.start, cell.slot.end))  # fmt: skip
        self.taken.update(cell.rows)
        if reading.alternating:
            self._ask_alternating(cell, reading)
        if reading.unread:
            words = "、".join(reading.unread)
            self.fates[place] = left_out(f"没有看懂“{words}”", f'did not understand "{words}"')

    def _note_empty(self, cell: GridCell, place: SourcePlace, reading: CellReading) -> None:
        for row in cell.rows:
            self.fates.setdefault(self.table.place(row, cell.column), PAUSE)
        if reading.unread:
            self.fates[place] = left_out(f"没有看懂“{cell.text}”", f'did not understand "{cell.text}"')

    def _whole_sheet(self) -> TimetableOwner:
        """The class or the teacher of a sheet that nothing in it names: its own name, else the file's, else asked."""
        if self.whole is None:
            stem = self.table.file.rpartition(".")[0] or self.table.file
            sheet = self.table.sheet
            self.whole = group_of(sheet) or teacher_of(sheet) or group_of(stem) or teacher_of(stem)
        if self.whole is None:
            guess = stem if not sheet or sheet.lower().startswith("sheet") else sheet
            answer = self.asking.ask(Question(
                question_id("timetable-of", self.table.file, sheet),
                f"“{self.table.file}”的“{sheet}”是谁的课表？请写班级或教师姓名。",
                f'Whose timetable is "{sheet}" of {self.table.file}? Write the class or the teacher.', guess))  # fmt: skip
            self.whole = group_of(answer) or teacher_of(answer) or TimetableOwner(answer)
        return self.whole

    def _ask_alternating(self, cell: GridCell, reading: CellReading) -> None:
        """Odd and even weeks that nobody named: told once a sheet, with the first such cell."""
        key = question_id("alternating", self.table.file)
        odd, even = (lesson.subject for lesson in reading.lessons)
        answer = self.asking.ask(Question(
            key, f"“{self.table.file}”里“{cell.text.replace(chr(10), ' ')}”这样的格子：前一门单周、后一门双周，对吗？",
            f'Cells such as "{odd}/{even}" of {self.table.file}: the first in odd weeks, the second in even weeks?', "单双",
            {"单双": "前单后双", "双单": "前双后单", "每周": "每周都上（分组）"}))  # fmt: skip
        if answer != "单双":
            weeks = ("even", "odd") if answer == "双单" else ("", "")
            last = [record for record in self.records[-2:] if isinstance(record, LessonRecord)]
            self.records[-2:] = [_in_weeks(record, pattern) for record, pattern in zip(last, weeks, strict=True)]

    def read(self) -> ReadTable:
        for slot, (row, column) in self.grid.times.items():
            if slot.start is not None and slot.end is not None:
                self.records.append(PeriodRecord(self.table.place(row, column), slot.number, slot.start, slot.end, slot.name))
        for row in self.table.filled():
            place = self.table.place(row)
            if row in self.grid.headings:
                self.fates[place] = HEADING
            elif row in self.grid.titles:
                self.fates[place] = TITLE
            elif row in self.grid.pauses and row not in self.taken:
                self.fates[place] = PAUSE
            elif row not in self.taken and not any(other.row == row for other in self.fates):
                self.fates[place] = left_out("这一节没有课", "no lesson in this period", told=False)
        for row, column in self.grid.stray:
            self.fates[self.table.place(row, column)] = STRAY
        return ReadTable(tuple(self.records), self.fates)


def _in_weeks(record: LessonRecord, weeks: str) -> LessonRecord:
    return LessonRecord(record.place, record.weekday, record.period, record.class_name, record.subject, record.teacher, record.room,
                        weeks, record.start, record.end)  # fmt: skip
