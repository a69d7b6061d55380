"""Short workbooks, made by openpyxl from rows."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

SCHOOL: Sequence[Sequence[Any]] = (("学校", "学期"), ("实验小学", "2026-2027学年第一学期"))
STAFF_SUBJECTS = ("语文", "数学", "英语", "体育", "音乐", "美术", "科学")


def book_of(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook of sheets by title, each from its rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sheets_of(classes: int = 12, staff: int = 30, pupils: int = 35) -> dict[str, list[list[Any]]]:
    """Rows of a school of so many classes (in six grades), staff and pupils of a class, as an office writes them."""
    signs = "一二三四五六"
    homes = [f"{signs[n % 6]}({n // 6 + 1})班" for n in range(classes)]
    teachers = [["班" + home, "班主任", home, STAFF_SUBJECTS[n % 3], home] for n, home in enumerate(homes)]
    others = [
        [f"教师{n}", "", "", STAFF_SUBJECTS[n % 7], "、".join(homes[n % classes :: 5])]
        for n in range(staff - classes - 3)
    ]
    leaders = [["赵校长", "校长", "", "", ""], ["钱主任", "教导主任", "", "", ""], ["孙师傅", "后勤", "", "", ""]]
    return {
        "学校": [list(row) for row in SCHOOL],
        "班级和学生": [["班级", "参加星期", "课程志愿", "人数"]]
        + [
            row
            for home in homes
            for row in ([home, "每天", "篮球、合唱", pupils // 3], [home, "周一至周五", "", pupils - pupils // 3])
        ],
        "教职工": [["姓名", "岗位类别", "班主任班级", "任教科目", "任教班级"], *teachers, *others, *leaders],
        "课程": [
            ["课程名称", "年级", "带课教师", "场地"],
            ["篮球", "", "教师3、何教练", "操场"],
            ["合唱", "全校", "", "音乐室"],
        ],
        "校外师资": [
            ["姓名", "机构", "课酬（元）", "可来星期", "手续齐全"],
            ["何教练", "少年宫", "120元/课时", "周二、周四", "是"],
        ],
    }
