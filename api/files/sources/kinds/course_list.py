"""Lists of courses 课程和社团一览: name, grades, places, leader, room, weekday."""

from __future__ import annotations

import re

from api.files.sources.free_text import find_fen, find_grades, find_numbers, find_times, find_weekdays
from api.files.sources.kind import ColumnSpec, ReadTable
from api.files.sources.kinds.list_likeness import TitleWords, filled_columns, list_likeness
from api.files.sources.kinds.rows import list_records
from api.files.sources.layout import Layout
from api.files.sources.mapping import SheetMapping
from api.files.sources.question import Asking
from api.files.sources.records import CourseRecord
from api.files.sources.source import SourceTable
from api.files.sources.words import looks_like_name, plain, split_names, split_remark

COLUMNS = (
    ColumnSpec("name", "课程名称", "course", (
        "课程名称", "社团名称", "课程", "社团", "项目名称", "活动名称", "课程项目", "社团项目", "项目", "班级名称", "拓展课程", "名称",
        "课程名", "社团名", "兴趣班", "开设课程", "开设社团",
        "course"), required=True, looks=lambda text: not looks_like_name(text) or len(text) > 3, never=("类", "编号", "简介", "数")),
    ColumnSpec("grades", "年级", "grades", (
        "年级", "面向年级", "适合年级", "招生年级", "招生对象", "面向对象", "对象", "适用年级", "参加年级", "授课年级", "开设年级",
        "招收年级", "学段", "grades"),
        looks=lambda text: bool(find_grades(text))),
    ColumnSpec("maximum", "人数上限", "maximum", (
        "人数上限", "最多人数", "名额", "容量", "人数", "限额", "招生人数", "限报人数", "上限", "计划人数", "招收人数", "每班人数",
        "班额", "人数限制", "可容纳人数"), never=("最少", "下限", "报名", "已")),
    ColumnSpec("minimum", "人数下限", "minimum", ("人数下限", "最少人数", "开班人数", "下限", "最低人数", "开班下限", "最低开班人数")),
    ColumnSpec("leaders", "负责教师", "leaders", (
        "负责教师", "授课教师", "指导教师", "任课教师", "教师", "老师", "负责人", "辅导教师", "指导老师", "授课老师", "辅导老师",
        "任课老师", "负责老师", "主讲教师", "教练", "主教", "教师姓名"),
        several=True),
    ColumnSpec("organisation", "机构", "organisation", ("机构", "合作机构", "所属机构", "单位", "机构名称")),
    ColumnSpec("room", "地点", "room", ("地点", "场地", "上课地点", "活动地点", "教室", "活动场地", "上课教室", "上课场地", "活动场所",
        "活动教室", "场所", "room")),
    ColumnSpec("weekdays", "上课时间", "weekdays", (
        "上课时间", "活动时间", "星期", "时间", "开课时间", "授课时间", "开设时间", "上课日", "活动日", "排课时间", "周次", "weekdays"),
        looks=lambda text: bool(find_weekdays(text) or find_times(text)), several=True),
    ColumnSpec("sessions", "每周次数", "sessions", ("每周次数", "每周课时", "次数", "每周节数", "课次", "周课时", "每周几次"),
        never=("总",)),
    ColumnSpec("minutes", "每次分钟", "minutes", ("每次分钟", "时长", "每节时长", "课时长", "分钟")),
    ColumnSpec("strand", "门类", "strand", ("门类", "类别", "类型", "课程类别", "社团类别", "领域", "课程类型", "分类", "社团类型")),
    ColumnSpec("sections", "班数", "sections", ("班数", "开班数", "教学班数", "开设班数", "班级数")),
    ColumnSpec("fee", "费用", "fee", ("费用", "材料费", "收费", "收费标准", "价格")),
    ColumnSpec("skill", "编号", "code", ("课程编号", "编号", "代码", "课程代码")),
    ColumnSpec("about", "简介", "about", ("简介", "课程简介", "内容简介", "课程内容", "教学内容", "备注", "说明", "课程目标", "要求")),
    ColumnSpec("serial", "序号", "serial", ("序号", "序", "#")),
)  # fmt: skip
OF_COURSES = ("grades", "maximum", "minimum", "leaders", "room", "weekdays", "strand", "sections", "fee", "about", "sessions")
TITLE_WORDS = ("课程一览", "社团", "课程安排", "课程表", "课程菜单", "菜单", "拓展", "兴趣", "课程清单", "课后服务课程", "课程目录",
    "开课", "选课")
NO_TITLE_WORDS = ("问卷", "报名表", "志愿", "机构师资", "教师名单", "教职工", "校外", "外聘")



def _mostly_different(named: list[str]) -> bool:
    """Whether names of courses differ, as far as they are a menu and no list of pupils by course."""
    return len({plain(name) for name in named}) * 2 >= len(named)


class CourseList:
    """A list of courses and clubs."""

    key, zh, en = "course_list", "课程一览", "list of courses"
    columns = COLUMNS

    def likeness(self, table: SourceTable) -> int:
        """Courses, and columns that only they have."""
        return list_likeness(
            table, COLUMNS, _mostly_different, lambda layout: 20 + 16 * filled_columns(table, layout, OF_COURSES),
            TitleWords(TITLE_WORDS, NO_TITLE_WORDS, 25),
        )  # fmt: skip

    def read(self, table: SourceTable, mapping: SheetMapping, asking: Asking) -> ReadTable:  # noqa: ARG002 - nothing to ask
        """A course for every row with a name; rows of one course with other days are told apart by whoever assembles."""
        return list_records(table, COLUMNS, mapping, _course, ("grades", "maximum", "leaders"))


def _course(table: SourceTable, layout: Layout, row: int) -> CourseRecord:
    def text(field: str) -> str:
        return layout.text(table, row, field)

    when = " ".join(layout.texts(table, row, "weekdays"))
    weekdays = find_weekdays(when)
    sizes, least = find_numbers(text("maximum")), find_numbers(text("minimum"))
    sections = find_numbers(text("sections"))
    sessions = find_numbers(text("sessions"))
    if not sessions:
        told = re.search(r"每周\s*(\d|一|两|二|三)\s*[次节]", when)
        sessions = ({"一": 1, "两": 2, "二": 2, "三": 3}.get(told[1]) or int(told[1]),) if told else ()
    name, _ = split_remark(text("name"))
    return CourseRecord(
        place=table.place(row, layout.columns["name"][0]),
        name=text("name").strip() if find_grades(text("name")) else name or text("name"),
        grades=find_grades(text("grades")),
        minimum=least[0] if least else sizes[0] if len(sizes) > 1 and sizes[0] < sizes[1] else None,
        maximum=sizes[-1] if sizes else None,
        leaders=tuple(dict.fromkeys(part for cell in layout.texts(table, row, "leaders") for part in split_names(cell))),
        organisation=text("organisation"),
        room=text("room"),
        weekdays=weekdays,
        sessions=sessions[0] if sessions else None,
        minutes=next(iter(find_numbers(text("minutes"))), None),
        strand=text("strand"),
        sections=sections[0] if sections else None,
        fee=find_fen(text("fee")),
    )
