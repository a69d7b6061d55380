"""Class rosters 学生名册: exports of the 学籍 system, lists of class teachers, a sheet a class or all classes on one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.files.sources.account import RowFate, left_out
from api.files.sources.class_words import class_around, class_of_cell, grade_around, names_class
from api.files.sources.kind import ColumnSpec, ReadTable
from api.files.sources.kinds.list_likeness import TitleWords, list_likeness
from api.files.sources.kinds.rows import entries, outside_tables
from api.files.sources.layout import Layout, layouts
from api.files.sources.mapping import SheetMapping
from api.files.sources.question import Asking
from api.files.sources.records import PupilRecord, Record
from api.files.sources.source import SourcePlace, SourceTable
from api.files.sources.words import looks_like_name, plain, split_remark

GONE = re.compile(r"转出|转走|转离|已转|休学|退学|离校|出国|(?<!不)转学(?!来|入)|毕业|死亡|注销")
"""Remarks on pupils who are no longer there."""
_RELATIVES = ("家长", "监护", "父", "母", "联系人", "班主任", "教师", "老师", "曾用", "拼音", "爸", "妈", "英文", "机构")


def _is_name(text: str) -> bool:
    return looks_like_name(split_remark(text)[0])


def _is_class(text: str) -> bool:
    return names_class(text) or bool(re.fullmatch(r"\D{0,6}\d{1,4}\D{0,2}", plain(text))) or "班" in text


COLUMNS = (
    ColumnSpec("name", "姓名", "name", ("姓名", "学生姓名", "名字", "学生", "学员姓名", "学生名字", "名单", "学生名单", "name"),
        required=True,
               looks=_is_name, never=_RELATIVES),
    ColumnSpec("class_name", "班级", "class", ("班级", "班级名称", "所在班级", "行政班", "班", "班号", "班别", "年级班级", "class"),
        looks=_is_class,
               never=("班主任", "班内", "任教", "学号")),
    ColumnSpec("grade", "年级", "grade", ("年级", "所在年级", "年级名称", "级", "入学年份", "届别", "grade"), never=("班级",)),
    ColumnSpec("number", "班内学号", "number in class", ("班内学号", "座号", "班内序号", "班号数", "学号", "编号", "号数", "学生编号",
        "no"),
               looks=lambda text: bool(re.fullmatch(r"[A-Za-z]?\d{1,12}", plain(text))), never=("学籍", "身份证", "全国", "手机", "电话")),
    ColumnSpec("serial", "序号", "serial", ("序号", "序", "行号", "#")),
    ColumnSpec("remark", "备注", "remark", ("备注", "说明", "状态", "学籍状态", "变动情况", "学生状态", "就读状态", "异动", "remark")),
    ColumnSpec("gender", "性别", "gender", ("性别",), looks=lambda text: plain(text) in ("男", "女", "1", "2", "m", "f")),
    ColumnSpec("register", "学籍号", "register number", ("学籍号", "全国学籍号", "学籍辅号", "国网学籍号", "身份证号", "身份证件号",
        "证件号码")),
    ColumnSpec("born", "出生日期", "born", ("出生日期", "出生年月", "生日")),
    ColumnSpec("family", "家长", "family", ("家长姓名", "监护人", "监护人姓名", "家长", "父亲姓名", "母亲姓名"), several=True),
    ColumnSpec("phone", "联系电话", "phone", ("联系电话", "家长电话", "电话", "手机", "手机号", "联系方式", "家长手机"), several=True),
    ColumnSpec("address", "住址", "address", ("家庭住址", "住址", "户籍地址", "地址", "现住址", "籍贯", "民族")),
)  # fmt: skip
OF_PUPILS = ("gender", "register", "born", "family", "address", "number", "class_name")
"""Columns that only lists of pupils have, with others."""
TITLE_WORDS = ("学生", "名册", "花名册", "学籍", "新生", "点名", "班级名单", "座位", "分班")
NO_TITLE_WORDS = ("教师", "教职工", "机构", "外聘", "校外", "问卷", "报名", "志愿", "课表", "课程表", "课程安排")


class ClassRoster:
    """A list of pupils with their classes."""

    key, zh, en = "class_roster", "学生名册", "class roster"
    columns = COLUMNS

    def likeness(self, table: SourceTable) -> int:
        """Names, and columns or a class around that only pupils have."""

        def points(layout: Layout) -> int:
            mark = 30 + 12 * sum(1 for field in OF_PUPILS if field in layout.columns)
            mark += 25 if class_around(table, layout, 0) else 0
            return mark + (15 if "class_name" in layout.columns and "number" in layout.columns else 0)

        return list_likeness(
            table, COLUMNS, lambda named: sum(map(_is_name, named)) * 2 >= len(named), points, TitleWords(TITLE_WORDS, NO_TITLE_WORDS, 20)
        )

    def read(self, table: SourceTable, mapping: SheetMapping, asking: Asking) -> ReadTable:  # noqa: ARG002 - nothing to ask
        """A pupil for every row with a name; who has left by the remark is left out."""
        found = layouts(table, COLUMNS, mapping)
        fates: dict[SourcePlace, RowFate] = outside_tables(table, found)
        records: list[Record] = []
        for layout in found:
            records += _pupils(table, layout, _first_row(found, layout), fates)
        return ReadTable(tuple(records), fates)


def _first_row(found: Sequence[Layout], layout: Layout) -> int:
    """The row below which titles of a table may stand: below the headings of the one above it."""
    return max((other.heading + 1 for other in found if other.heading < layout.heading), default=0)


def _pupils(table: SourceTable, layout: Layout, first: int, fates: dict[SourcePlace, RowFate]) -> list[PupilRecord]:
    around, grade = class_around(table, layout, first), grade_around(table, layout, first)
    found, carried, carried_grade = [], "", ""
    for entry in entries(table, layout, "name", fates, ("class_name", "number", "register")):
        row = entry.row
        name, remark = split_remark(layout.text(table, row, "name"))
        notes = " ".join(filter(None, (remark, layout.text(table, row, "remark"))))
        carried_grade = layout.text(table, row, "grade") or carried_grade
        own = class_of_cell(layout.text(table, row, "class_name"), carried_grade, grade)
        carried = own or ("" if entry.section else carried)
        gone = GONE.search(notes)
        if gone:
            fates[table.place(row, layout.left)] = left_out(f"备注写着“{notes[:20]}”，按已不在校", f"remark: {notes[:20]}, no longer there")
            continue
        kept = {"remark": notes} if notes else {}
        for field in ("gender", "register", "born", "family", "phone"):
            if any(texts := layout.texts(table, row, field)):
                kept[field] = "、".join(filter(None, texts))
        number = layout.text(table, row, "number") or ("" if "class_name" in layout.columns else layout.text(table, row, "serial"))
        found.append(PupilRecord(table.place(row, layout.columns["name"][0]), name, own or entry.section or carried or around, number,
            kept))
    return found
