"""Habits of offices: small workbooks as people really fill them in, and what becomes of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from solver.problem.problem import Problem

Change = Callable[[Any], object]
Holds = Callable[[Problem], bool]


@dataclass(frozen=True, slots=True)
class Habit:
    """One habit. zh, en: what people do. change: of the template's workbook. holds: what is true of the problem that is read.

    told: part of the notice that it causes, or of the fault where ``place``, the cell that is asked about, is given.
    """

    zh: str
    en: str
    change: Change
    holds: Holds | None = None
    told: str = ""
    place: str = ""

    @property
    def outcome(self) -> str:
        return "请改一格 asked" if self.place else "读懂并提醒 read and told" if self.told else "读懂 read"


CLASSES, PUPILS, STAFF, COURSES, LESSONS = "班级 classes", "学生 pupils", "教职工 staff", "课程 offerings", "课表 timetable"
WINDOWS, MONEY, OUTSIDE, ROOMS = "服务时段 windows", "经费 money", "校外师资 outside", "场地 rooms"
EVERY_DAY = (1, 2, 3, 4, 5)


def put(*cells: tuple[str, str, object]) -> Change:
    """Write values into cells: sheet, cell, value."""

    def change(book: Any) -> None:
        for sheet, cell, value in cells:
            book[sheet][cell] = value
            if isinstance(value, float | int) or value is None:
                book[sheet][cell].number_format = "General"

    return change


def shown(sheet: str, cell: str, value: float, form: str) -> Change:
    """Write a number with a number format."""

    def change(book: Any) -> None:
        book[sheet][cell] = value
        book[sheet][cell].number_format = form

    return change


def column(sheet: str, heading: str, *values: object) -> Change:
    """Add a column at the right."""

    def change(book: Any) -> None:
        place = book[sheet].max_column + 1
        for row, value in enumerate((heading, *values), 1):
            book[sheet].cell(row, place, value)

    return change


def row(sheet: str, *values: object) -> Change:
    """Add a row at the end."""
    return lambda book: book[sheet].append(list(values))


def days(first: tuple[int, ...]) -> Holds:
    return lambda problem: problem.pupils[0].weekdays == first


def _numbered_classes(book: Any) -> None:
    for sheet, letter, last in ((CLASSES, "A", 5), (PUPILS, "B", 13), (STAFF, "D", 5), (LESSONS, "D", 7)):
        for number in range(2, last):
            cell = book[sheet][f"{letter}{number}"]
            cell.value = float(cell.value)
            cell.number_format = "General"


def _ten_classes(book: Any) -> None:
    row(ROOMS, "R110", "教室", 45, "教学楼一层")(book)
    row(CLASSES, "1.10", 1, "R110")(book)
    put((PUPILS, "B2", 1.1))(book)


def _without_ids(book: Any) -> None:
    for number in range(2, 14):
        book[STAFF][f"A{number}"] = None
    for number in range(2, 8):
        who = {"T01": "陈老师", "T02": "林老师", "T03": "黄老师", "T04": "周老师", "T05": "吴老师", "T07": "孙老师"}
        book[LESSONS][f"E{number}"] = who[book[LESSONS][f"E{number}"].value]
    book["不可用时间 unavailable"]["A2"] = "周老师"
    book["竞赛奖励 awards"]["A2"] = "吴老师"


def _namesakes(book: Any) -> None:
    book[STAFF]["C3"] = "陈老师"
    book[LESSONS]["E2"] = "陈老师"


def _one_cell(book: Any) -> None:
    book[LESSONS]["B2"], book[LESSONS]["C2"] = "14:35-15:15", None


def _one_column(book: Any) -> None:
    for number in range(2, 8):
        begin, end = (book[LESSONS][f"{letter}{number}"].value for letter in "BC")
        book[LESSONS][f"B{number}"] = f"{begin:%H:%M}-{end:%H:%M}"
    book[LESSONS].delete_cols(3)


def _sum_row(book: Any) -> None:
    book[PUPILS].append(["合计", None, None, None, 11])


def _numbered_rows(book: Any) -> None:
    book[CLASSES].insert_cols(1)
    for number, value in enumerate(("序号", 1, 2, 3), 1):
        book[CLASSES].cell(number, 1, value)


def _other_order(book: Any) -> None:
    sheet = book[CLASSES]
    for number in range(1, 5):
        sheet.cell(number, 4, sheet.cell(number, 1).value)
    sheet.delete_cols(1)


def _title(book: Any) -> None:
    book[PUPILS].insert_rows(1)
    book[PUPILS]["A1"] = "2025-2026学年第二学期课后服务报名表"
    book[PUPILS].merge_cells("A1:M1")


def _repeated_headings(book: Any) -> None:
    book[PUPILS].append([cell.value for cell in book[PUPILS][1]])


def _notes(book: Any) -> None:
    book.create_sheet("填表说明")["A1"] = "请班主任核对"


def _no_holidays(book: Any) -> None:
    book["节假日 holidays"].delete_rows(2, 9)


HABITS: tuple[Habit, ...] = (
    Habit("星期写“周一至周五”", "Monday to Friday in words", put((PUPILS, "C2", "周一至周五")), days(EVERY_DAY)),
    Habit("星期写“每天”", "every day", put((PUPILS, "C2", "每天")), days(EVERY_DAY)),
    Habit("星期写“1-5”", "a range of digits", put((PUPILS, "C2", "1-5")), days(EVERY_DAY)),
    Habit("星期写“周一到周三”", "a range", put((PUPILS, "C2", "周一到周三")), days((1, 2, 3))),
    Habit("星期写“工作日”", "working days", put((PUPILS, "C2", "工作日")), days(EVERY_DAY)),
    Habit("星期写“每天（周三除外）”", "all but one", put((PUPILS, "C2", "每天（周三除外）")), days((1, 2, 4, 5))),
    Habit("问卷导出的“周一┋周三”", "a survey's separator", put((PUPILS, "C2", "周一┋周三")), days((1, 3))),
    Habit("参加星期写“√”", "a tick for the weekdays", put((PUPILS, "C2", "√")), None, "哪几天参加", f"{PUPILS}!C2"),
    Habit("“1-5”被 Excel 变成了日期", "a range that became a date",
          put((PUPILS, "C2", dt.date(2026, 1, 5))), None, "“1-5”变成了日期", f"{PUPILS}!C2"),
    Habit("年级写“一年级”", "a grade in words",
          put((CLASSES, "B2", "一年级"), (WINDOWS, "A2", "一年级")), lambda p: p.classes[0].grade == 1),
    Habit("年级写“一至二年级”“低年级”", "several grades in words", put((COURSES, "D2", "一至二年级"), (COURSES, "D3", "低年级")),
          lambda p: p.offerings[0].grades == p.offerings[1].grades == (1, 2)),
    Habit("年级写“全校”", "all grades", put((COURSES, "D2", "全校")), lambda p: p.offerings[0].grades == (1, 2)),
    Habit("年级“1-2”被 Excel 变成了日期", "grades that became a date",
          put((COURSES, "D2", dt.date(2026, 1, 2))), None, "“1-2”变成了日期", f"{COURSES}!D2"),
    Habit("时刻写“下午3点半”", "the afternoon in words", put((WINDOWS, "B2", "下午3点半")), lambda p: p.windows[0].start == 930),
    Habit("时刻写“15点半”“15时30分”", "hours and minutes in words", put((WINDOWS, "B2", "15点半"), (WINDOWS, "B3", "15时30分")),
          lambda p: {w.start for w in p.windows} == {930}),
    Habit("时刻写成全角“15：30”", "a full-width colon", put((WINDOWS, "B2", "15：30")), lambda p: p.windows[0].start == 930),
    Habit("时刻写“15.30”", "a stop for a colon", put((WINDOWS, "B2", "15.30")), lambda p: p.windows[0].start == 930),
    Habit("时刻列里的数 18.15", "the number 18.15 in a column of times",
          put((PUPILS, "F3", 18.15)), lambda p: p.pupils[1].late_until == 1095),
    Habit("时刻列里的数 1530", "1530 without a colon", put((WINDOWS, "B2", 1530)), lambda p: p.windows[0].start == 930),
    Habit("时刻丢了格式，成了 0.6458", "a time without its format", put((WINDOWS, "B2", 0.6458333)), lambda p: p.windows[0].start == 930),
    Habit("时刻写“3点半”，没写上下午", "an hour without its half of the day",
          put((WINDOWS, "B2", "3点半")), None, "分不清是 03:30 还是 15:30", f"{WINDOWS}!B2"),
    Habit("时刻列里的数 17.5", "17.5, which may be half past or ten to",
          put((PUPILS, "F3", 17.5)), None, "分不清是 17:30 还是 17:50", f"{PUPILS}!F3"),
    Habit("开始、结束写在一格“14:35-15:15”", "begin and end in one cell", _one_cell, lambda p: p.lessons[0].end == 915),
    Habit("课表只有一列时间，没有“结束”列", "one column of spans", _one_column, lambda p: p.lessons[0].end == 915),
    Habit("班级 1.1 存成了数字", "classes as numbers", _numbered_classes, lambda p: p.classes[0].id == "1.1", "格是数字"),
    Habit("有 1.10 班，学生的班级却是数字 1.1", "1.1 as a number where there is a class 1.10",
          _ten_classes, None, "分不清“1.1”", f"{PUPILS}!B2"),
    Habit("班级写“一(1)班”“一年级2班”", "classes by their names", put((PUPILS, "B2", "一(1)班"), (PUPILS, "B6", "一年级2班")),
          lambda p: (p.pupils[0].class_id, p.pupils[4].class_id) == ("1.1", "1.2")),
    Habit("班级只写“2班”，只有一个年级有 2 班", "a number alone that one class has",
          put((PUPILS, "B6", "2班")), lambda p: p.pupils[4].class_id == "1.2"),
    Habit("班级只写“1班”，两个年级都有", "a number alone that two classes have",
          put((PUPILS, "B2", "1班")), None, "分不清“1班”", f"{PUPILS}!B2"),
    Habit("多一列“备注”", "a column of remarks", column(PUPILS, "备注", "接送是奶奶"), None, "“备注”列没有读取"),
    Habit("学生表里写“姓名”", "pupils' names", column(PUPILS, "学生姓名", "张三"), None, "“学生姓名”列没有读取"),
    Habit("多一列“家长电话”", "phones", column(PUPILS, "家长电话", 13800000000), None, "“家长电话”列没有读取"),
    Habit("最前面一列“序号”", "numbers of rows", _numbered_rows, lambda p: p.classes[0].id == "1.1", "“序号”列没有读取"),
    Habit("末尾一行“合计”", "a row of sums", _sum_row, lambda p: len(p.pupils) == 11, "行是合计"),
    Habit("末尾一行“填表人：”", "a signature", row(PUPILS, "填表人：李老师"), lambda p: len(p.pupils) == 11, "行是说明"),
    Habit("翻页处又写一遍标题", "headings once more", _repeated_headings, lambda p: len(p.pupils) == 11, "行是重复的标题"),
    Habit("标题上面有大标题（合并的）", "a title above", _title, lambda p: len(p.pupils) == 11, "标题在第 2 行"),
    Habit("多一张“填表说明”", "a sheet of notes", _notes, None, "这张表没有读取"),
    Habit("班级一格合并到几名学生", "a class merged over its pupils", lambda book: book[PUPILS].merge_cells("B2:B5"),
          lambda p: {pupil.class_id for pupil in p.pupils[:4]} == {"1.1"}),
    Habit("横着合并单元格", "cells merged sideways",
          lambda book: book[PUPILS].merge_cells("C2:D2"), None, "有合并单元格", f"{PUPILS}!C2"),
    Habit("列换了次序", "columns in another order", _other_order, lambda p: p.classes[0].id == "1.1"),
    Habit("中间空了几行", "empty rows", lambda book: book[PUPILS].insert_rows(4, 3), lambda p: len(p.pupils) == 11),
    Habit("教职工不编号，别处写姓名", "staff without ids", _without_ids, lambda p: p.lessons[0].staff_id == "陈老师"),
    Habit("要编号处写了姓名", "a name where an id stands", put((LESSONS, "E2", "陈老师")), lambda p: p.lessons[0].staff_id == "T01"),
    Habit("两位陈老师，课表里写“陈老师”", "a name that two have",
          _namesakes, None, "T01（1.1，语文）、T02（1.2，数学）", f"{LESSONS}!E2"),
    Habit("志愿写课程名称", "choices by name", put((PUPILS, "D2", "篮球、绘本阅读")), lambda p: p.pupils[0].choices == ("K01", "K03")),
    Habit("岗位写“副校长”“科任”", "roles in other words", put((STAFF, "B9", "副校长"), (STAFF, "B5", "科任")),
          lambda p: (p.staff[7].role, p.staff[3].role) == ("admin", "subject")),
    Habit("是否写“参加”“不参加”“Y”“√”", "yes and no in other words",
          put((STAFF, "K2", "参加"), (STAFF, "K3", "Y"), (STAFF, "K13", "不参加"), (STAFF, "K4", "√")),
          lambda p: [person.takes_part for person in p.staff[:3]] == [True] * 3 and not p.staff[11].takes_part),
    Habit("显示 100% 的格（存的是 1）", "a cell that shows 100%", shown(PUPILS, "G2", 1, "0%"), lambda p: p.pupils[0].exempt == 100),
    Habit("减免写 0.5，没有百分号", "0.5 without the sign", put((PUPILS, "G2", 0.5)), None, "分不清是 50% 还是 0.5%", f"{PUPILS}!G2"),
    Habit("金额写“60元/课时”“¥4”", "amounts in words",
          put((MONEY, "A2", "¥4"), (MONEY, "B2", "60元/课时")), lambda p: (p.money.fee, p.money.pay) == (400, 6000)),
    Habit("课酬写“60元/月”", "an amount for another time", put((MONEY, "B2", "60元/月")), None, "别的单位（每月、每天）", f"{MONEY}!B2"),
    Habit("数写“45人”“40分钟”", "numbers with their unit",
          put((ROOMS, "C2", "45人"), (COURSES, "G2", "40分钟")), lambda p: p.rooms[0].capacity == 45),
    Habit("日期写“2026.4.6”“2026年5月1日”", "dates in other forms",
          put(("节假日 holidays", "A2", "2026.4.6"), ("节假日 holidays", "A3", "2026年5月1日")),
          lambda p: p.term.holidays[1] == dt.date(2026, 5, 1)),
    Habit("节假日整表空着", "no holidays", _no_holidays, lambda p: dt.date(2026, 5, 1) in p.term.assumed),
    Habit("节假日一格写一段“2026-05-01至2026-05-05”", "a span of holidays in one cell",
          put(("节假日 holidays", "A2", "2026-05-01至2026-05-05"), ("节假日 holidays", "A3", "2026-04-06"), ("节假日 holidays", "A4", None),
              ("节假日 holidays", "A5", None)), lambda p: dt.date(2026, 5, 3) in p.term.holidays),
    Habit("课程的场地类型写了场地名称", "the name of a room for its type", put((COURSES, "H3", "M1")),
          lambda p: p.offerings[1].room_type == "音乐室"),
    Habit("减免写“全免”", "a waiver in words", put((PUPILS, "G2", "全免")), lambda p: p.pupils[0].exempt == 100),
    Habit("教室、校门写名称", "rooms and gates by name", put((CLASSES, "C2", "一（1）班教室"), (WINDOWS, "E2", "东门")),
          lambda p: (p.classes[0].room, p.windows[0].gates) == ("R101", ("G1",))),
    Habit("时段写“下午3点半到4点10分”", "periods in words", put((WINDOWS, "C2", "下午3点半到4点10分、下午4点20到5点")),
          lambda p: p.windows[0].periods[1].end == 1020),
    Habit("填了志愿，没填几门", "choices without their number",
          put((PUPILS, "E2", None)), lambda p: p.pupils[0].clubs == 1 and p.pupils[0].clubs_assumed),
    Habit("课表里写“无课”", "a row that says that there is no lesson",
          put((LESSONS, "G2", "无课")), lambda p: len(p.lessons) == 5, "写的是没有课"),
    Habit("多一列“请假时间”", "a column of leaves", column(STAFF, "请假时间", "2026-05-02"), None, "“请假”三列", f"{STAFF}!T1"),
    Habit("编号里有看不见的字符", "a character that nobody sees", put((PUPILS, "A3", "S002\u200b")), None, "零宽空格", f"{PUPILS}!A3"),
)  # fmt: skip


def table() -> str:
    """The habits as rows of a Markdown table."""
    lines = ["| 怎么写的 what people write | 结果 outcome | 程序说什么 what is said |", "|---|---|---|"]
    for habit in HABITS:
        said = f"{habit.place}：…{habit.told}…" if habit.place else f"…{habit.told}…" if habit.told else ""
        lines.append(f"| {habit.zh}<br>{habit.en} | {habit.outcome} | {said} |")
    return "\n".join(lines) + "\n"
