"""What people write into a cell of a timetable, and the lessons that it means."""

from __future__ import annotations

import pytest

from api.files.sources.timetable.cell_lessons import CellLesson, read_cell
from api.files.sources.timetable.headings import period_of, span_of, weekday_of

ONE = (
    ("语文 张敏", "语文", "张敏", "", "", ""),
    ("语文\n张敏", "语文", "张敏", "", "", ""),
    ("语文（张敏）", "语文", "张敏", "", "", ""),
    ("语文/张敏", "语文", "张敏", "", "", ""),
    ("语文张敏", "语文", "张敏", "", "", ""),
    ("张敏语文", "语文", "张敏", "", "", ""),
    ("科目：语文 教师：张敏", "语文", "张敏", "", "", ""),
    ("数学（王老师）", "数学", "王", "", "", ""),
    ("体(李)", "体育", "李", "", "", ""),
    ("音\n史", "音乐", "史", "", "", ""),
    ("体李", "体育", "李", "", "", ""),
    ("英语 Mary", "英语", "Mary", "", "", ""),
    ("语文 欧阳修", "语文", "欧阳修", "", "", ""),
    ("劳动 赵云、钱进", "劳动", "赵云、钱进", "", "", ""),
    ("体育 李强 操场", "体育", "李强", "", "操场", ""),
    ("阅读(图书馆)", "阅读", "", "", "图书馆", ""),
    ("语文 张敏 301", "语文", "张敏", "", "301", ""),
    ("一(1)班 语文", "语文", "", "一(1)班", "", ""),
    ("一（3）语文", "语文", "", "一(3)", "", ""),
    ("一1 语", "语文", "", "一1", "", ""),
    ("数学\n李娜\n(单周)", "数学", "李娜", "", "", "odd"),
    ("(双)书法 张三", "书法", "张三", "", "", "even"),
    ("四年级2班\n劳动(单)", "劳动", "", "四年级2班", "", "odd"),
    ("班会", "班会", "", "", "", ""),
    ("自习", "自习", "", "", "", ""),
    ("双语阅读", "双语阅读", "", "", "", ""),
    ("单簧管", "单簧管", "", "", "", ""),
    ("语文阅读", "语文阅读", "", "", "", ""),
)
TWO = (
    "单:美术 李红 双:音乐 王芳", "单：美术 李红\n双：音乐 王芳", "美术/李红(单) / 音乐/王芳(双)", "美术 李红(单周)\n音乐 王芳(双周)",
    "美术 李红（单） 音乐 王芳（双）", "单周美术 李红 双周音乐 王芳",
)  # fmt: skip
GUESSED = ("美术/音乐", "美术 李红/音乐 王芳", "美术/音乐 李红/王芳")


@pytest.mark.parametrize(("text", "subject", "teacher", "home", "room", "weeks"), ONE)
def test_one_lesson(text: str, subject: str, teacher: str, home: str, room: str, weeks: str) -> None:
    assert read_cell(text).lessons == (CellLesson(subject, teacher, home, room, weeks),)
    assert not read_cell(text).unread


@pytest.mark.parametrize("text", TWO)
def test_odd_and_even_weeks(text: str) -> None:
    odd, even = CellLesson("美术", "李红", weeks="odd"), CellLesson("音乐", "王芳", weeks="even")
    assert read_cell(text).lessons == (odd, even)
    assert not read_cell(text).alternating


@pytest.mark.parametrize("text", GUESSED)
def test_two_subjects_without_a_word_are_a_guess(text: str) -> None:
    reading = read_cell(text)
    assert [(lesson.subject, lesson.weeks) for lesson in reading.lessons] == [("美术", "odd"), ("音乐", "even")]
    assert reading.alternating


@pytest.mark.parametrize("text", ["", "——", "/", "无", "午餐", "午餐、午休", "大课间活动", "课后服务1", "放学"])
def test_no_lesson(text: str) -> None:
    assert read_cell(text).lessons == ()


def test_a_known_name_is_recognised_wherever_it_stands() -> None:
    assert read_cell("禚一语文", ("禚一",)).lessons == (CellLesson("语文", "禚一"),)


def test_headings() -> None:
    assert [weekday_of(text) for text in ("星期一", "周2", "礼拜天", "Wed", "周四(3月5日)")] == [1, 2, 7, 3, 4]
    assert [weekday_of(text) for text in ("体 周一涵", "周一至周五", "语文", "")] == [None] * 4
    assert [(head.number, head.half) for text in ("第三节", "下午第1节", "12", "P4") if (head := period_of(text))] == [
        (3, ""), (1, "下午"), (12, ""), (4, "")]  # fmt: skip
    assert span_of("8:20—9:00") == (500, 540)
    assert span_of("9:00-8:20") is None
    assert period_of("大课间 9:50-10:10") is not None
