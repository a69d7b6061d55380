"""Timetables of other programs: rows, subjects alone, a row a teacher, two classes side by side with rooms."""

from __future__ import annotations

from collections import defaultdict

from tests.offices.curriculum import SHORT
from tests.offices.sheet import Sheet, Value, csv_text, xlsx
from tests.offices.truth import OfficeTruth, Taught
from tests.offices.writing import DAYS, Hand, chinese, clock

Row = list[Value]
Cells = dict[tuple[str, int, int], list[Taught]]
WEEKS = {"": "", "odd": "(单)", "even": "(双)"}


def write_timetable(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """One file with all lessons; subjects alone need the table of classes × subjects."""
    by_class: Cells = defaultdict(list)
    by_teacher: Cells = defaultdict(list)
    for lesson in truth.lessons:
        by_class[lesson.class_id, lesson.weekday, lesson.period].append(lesson)
        by_teacher[lesson.teacher, lesson.weekday, lesson.period].append(lesson)
    shape = hand.random.choice(("rows", "subjects", "teachers", "pairs"))
    if shape == "rows":
        return _rows(hand, truth)
    if shape == "subjects":
        return _subjects(hand, truth, by_class)
    return _teachers(hand, truth, by_teacher) if shape == "teachers" else _pairs(hand, truth, by_class)


def _week(lesson: Taught) -> str:
    return WEEKS[lesson.weeks]


def _rows(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """A row a lesson, as scheduling programs export."""
    homes = {home.id: home for home in truth.classes}
    bells = {bell.period: bell for bell in truth.bells}
    sheet = Sheet("课表")
    sheet.rows.append(["班级名称", "星期", "节次", "开始时间", "结束时间", "课程名称", "授课教师", "单双周", "上课地点"])
    for lesson in truth.lessons:
        bell = bells[lesson.period]
        sheet.rows.append([hand.class_name(homes[lesson.class_id]), "星期" + DAYS[lesson.weekday - 1], lesson.period, clock(bell.start),
                           clock(bell.end), lesson.subject, lesson.teacher, {"": "每周", "odd": "单周", "even": "双周"}[lesson.weeks],
                           hand.class_name(homes[lesson.class_id]) + "教室"])
    if hand.random.random() < 0.5:
        return {"排课结果导出.csv": csv_text(sheet, "utf-8-sig")}
    return {"排课结果导出.xlsx": xlsx([sheet])}


def _subjects(hand: Hand, truth: OfficeTruth, cells: Cells) -> dict[str, bytes]:
    """Classes × periods with subjects in short and no teacher: 劳/心理 stands for odd and even weeks."""
    periods = len(truth.bells)
    sheet = Sheet("总课表")
    sheet.rows.append([f"{truth.name}课程总表", *[None] * (5 * periods)])
    sheet.merges.append((0, 0, 0, 5 * periods))
    heading: Row = ["班级"]
    for day in DAYS:
        heading += ["星期" + day, *[None] * (periods - 1)]
    sheet.rows.append(heading)
    sheet.merges += [(1, 1 + index * periods, 1, (index + 1) * periods) for index in range(5)]
    sheet.merges.append((1, 0, 2, 0))
    sheet.rows.append([None, *[bell.period for _ in DAYS for bell in truth.bells]])
    for home in truth.classes:
        sheet.rows.append([hand.class_name(home), *[
            "/".join(SHORT[lesson.subject] + _week(lesson) for lesson in cells[home.id, day, bell.period])
            for day in range(1, 6) for bell in truth.bells
        ]])
    return {"课程总表.xlsx": xlsx([sheet])}


def _teachers(hand: Hand, truth: OfficeTruth, cells: Cells) -> dict[str, bytes]:
    """A row a teacher; the cell says class and subject."""
    periods = len(truth.bells)
    homes = {home.id: home for home in truth.classes}
    sheet = Sheet("教师总课表")
    sheet.rows.append(["教师", *[("周" + day if bell.period == 1 else None) for day in DAYS for bell in truth.bells]])
    sheet.merges += [(0, 1 + index * periods, 0, (index + 1) * periods) for index in range(5)]
    sheet.rows.append(["节次", *[bell.period for _ in DAYS for bell in truth.bells]])
    for teacher in sorted({lesson.teacher for lesson in truth.lessons}):
        row: Row = [teacher]
        for day in range(1, 6):
            for bell in truth.bells:
                texts = [f"{hand.class_name(homes[lesson.class_id])}\n{lesson.subject}{_week(lesson)}"
                         for lesson in cells[teacher, day, bell.period]]
                row.append("\n".join(texts) or None)
        sheet.rows.append(row)
    return {"教师课表汇总.xlsx": xlsx([sheet])}


def _pairs(hand: Hand, truth: OfficeTruth, cells: Cells) -> dict[str, bytes]:
    """Two classes side by side on a sheet; a cell has subject, teacher and room in three lines."""
    sheets = []
    for first in range(0, len(truth.classes), 2):
        homes = truth.classes[first : first + 2]
        sheet = Sheet("与".join(f"{home.grade}{home.number:02d}" for home in homes))
        title: Row = []
        heading: Row = []
        for index, home in enumerate(homes):
            sheet.merges.append((0, index * 7, 0, index * 7 + 5))
            title += [hand.class_name(home) + "课表", *[None] * 6]
            heading += ["节次", *["周" + day for day in DAYS], None]
        sheet.rows += [title, heading]
        for bell in truth.bells:
            row: Row = []
            for home in homes:
                row.append(f"第{chinese(bell.period)}节\n{clock(bell.start)}-{clock(bell.end)}")
                for day in range(1, 6):
                    texts = [f"{lesson.subject}\n{lesson.teacher}\n{home.grade}{home.number:02d}室{_week(lesson)}"
                             for lesson in cells[home.id, day, bell.period]]
                    row.append("\n".join(texts) or None)
                row.append(None)
            sheet.rows.append(row)
        sheets.append(sheet)
    return {"班级课表（双班打印）.xlsx": xlsx(sheets)}
