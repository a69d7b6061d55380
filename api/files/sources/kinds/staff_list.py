"""Lists of the school's staff 教职工名单: names, subjects, duties, the class of class teachers, phones."""

from __future__ import annotations

import re
import unicodedata

from api.files.sources.class_words import mentions_class, names_class
from api.files.sources.free_text import says_yes
from api.files.sources.kind import ColumnSpec, ReadTable
from api.files.sources.kinds.list_likeness import TitleWords, filled_columns, list_likeness, mostly_names
from api.files.sources.kinds.rows import list_records
from api.files.sources.layout import Layout
from api.files.sources.mapping import SheetMapping
from api.files.sources.question import Asking
from api.files.sources.records import StaffRecord
from api.files.sources.source import SourceTable
from api.files.sources.words import looks_like_name, plain, split_list, split_remark

SUBJECTS = (
    "语文", "数学", "英语", "科学", "音乐", "美术", "体育", "信息", "信息技术", "信息科技", "道法", "道德与法治", "品德", "劳动",
    "书法", "心理", "综合", "综合实践",
    "舞蹈", "阅读", "体育与健康", "劳技", "思品", "政治", "电脑", "外语", "地方课程", "校本", "班会", "安全", "写字", "生命", "健康",
)  # fmt: skip
"""Subjects of primary schools, by which a column of subjects is known."""
ROLE_WORDS: tuple[tuple[str, str], ...] = (
    (r"班主任", "homeroom"),
    (r"校长|书记|主任|副校|教导|教务|德育|总务|政教|行政|工会|大队辅导员|办公室|处长|干事", "admin"),
    (r"工勤|保安|门卫|食堂|厨|后勤|校医|保健|司机|保洁|工友|宿管|会计|出纳|图书管理|实验员|水电", "support"),
    (r"退休|返聘", "retired"),
    (r"志愿", "volunteer"),
    (r"家长", "parent"),
    (r"教师|老师|任课|专任|组长|骨干|科任|代课|实习|副班", "subject"),
)
"""Words of duties -> role (``solver.problem.ROLES``); the first that fits counts. 副班主任 is no class teacher."""


def _is_subjects(text: str) -> bool:
    parts = [re.sub(r"[(（].*", "", part) for part in split_list(text)]
    return bool(parts) and any(part.startswith(SUBJECTS) for part in parts)


def _is_role(text: str) -> bool:
    return role_of(text) != "" or says_yes(text) is not None


COLUMNS = (
    ColumnSpec("name", "姓名", "name", ("姓名", "教师姓名", "教职工姓名", "教师", "老师", "教工姓名", "名字", "教职工", "任课教师",
        "老师姓名", "name"),
               required=True, looks=lambda text: looks_like_name(split_remark(text)[0]), never=("家长", "学生", "监护", "班主任")),
    ColumnSpec("subjects", "任教科目", "subjects", (
        "任教学科", "任教科目", "执教学科", "执教科目", "学科", "科目", "任课", "所教学科", "教学科目", "任教", "主教学科", "授课科目",
        "任课学科", "所任学科",
        "任教情况", "担任学科", "现任学科",
        "任教课程", "subject"), looks=_is_subjects, several=True, never=("班级", "年级")),
    ColumnSpec("role", "岗位", "role", ("岗位类别", "岗位", "职务", "职位", "身份", "行政职务", "类别", "现任职务", "工作岗位", "人员类别",
        "担任职务", "分工", "工作分工", "role"),
               looks=_is_role, never=("职称",)),
    ColumnSpec("homeroom", "班主任班级", "homeroom", (
        "班主任班级", "所带班级", "担任班主任", "班主任", "带班", "是否班主任", "任班主任", "班主任任职", "带班班级", "所带班",
        "管理班级", "homeroom"), never=("副班主任",)),
    ColumnSpec("class_name", "班级", "class", ("班级", "所在班级", "class")),
    ColumnSpec("classes", "任教班级", "classes", ("任教班级", "任课班级", "所教班级", "授课班级", "执教班级", "所任班级", "担任班级",
        "教学班", "任教班次", "教学班级", "任教年级班级")),
    ColumnSpec("phone", "电话", "phone", ("联系电话", "电话", "手机", "手机号", "手机号码", "联系方式", "电话号码", "移动电话", "短号"),
        several=True),
    ColumnSpec("skills", "特长", "skills", ("特长", "技能", "可开课程", "可开社团", "社团特长", "可任社团", "可带社团", "兴趣特长",
        "可承担课程")),
    ColumnSpec("takes_part", "参加课后服务", "takes part", ("参加课后服务", "是否参加课后服务", "参与课后服务", "课后服务", "是否参与")),
    ColumnSpec("remark", "备注", "remark", ("备注", "说明", "remark")),
    ColumnSpec("title", "职称", "title", ("职称", "专业技术职务", "职级", "学历", "政治面貌", "参加工作时间", "毕业院校", "工号",
        "身份证号", "教师资格证")),
    ColumnSpec("group", "教研组", "group", ("教研组", "部门", "年级组", "科室", "办公室", "所在部门")),
    ColumnSpec("serial", "序号", "serial", ("序号", "序", "#")),
)  # fmt: skip
OF_STAFF = ("subjects", "role", "homeroom", "classes", "title", "group", "skills", "takes_part")
TITLE_WORDS = ("教师", "教职工", "老师", "任课", "教工", "班主任", "员工", "师资", "人员名单", "通讯录")
NO_TITLE_WORDS = ("机构", "外聘", "校外", "学生", "课程表", "课表", "问卷", "社团一览")


def role_of(text: str) -> str:
    """The role that a duty's words mean, or ``""``."""
    tidy = plain(text).replace("副班主任", "任课").replace("年级主任", "组长").replace("教研主任", "组长")
    return next((role for words, role in ROLE_WORDS if re.search(words, tidy)), "")


class StaffList:
    """A list of own staff."""

    key, zh, en = "staff_list", "教职工名单", "staff list"
    columns = COLUMNS

    def likeness(self, table: SourceTable) -> int:
        """Names, and columns that only staff have."""
        return list_likeness(
            table, COLUMNS, mostly_names, lambda layout: 30 + 22 * filled_columns(table, layout, OF_STAFF),
            TitleWords(TITLE_WORDS, NO_TITLE_WORDS, 25),
        )  # fmt: skip

    def read(self, table: SourceTable, mapping: SheetMapping, asking: Asking) -> ReadTable:  # noqa: ARG002 - nothing to ask
        """A person for every row with a name."""
        return list_records(table, COLUMNS, mapping, _person, ("subjects", "phone"))


def _person(table: SourceTable, layout: Layout, row: int) -> StaffRecord:
    name, remark = split_remark(layout.text(table, row, "name"))
    role_text = layout.text(table, row, "role")
    subjects, classes = _taught([*layout.texts(table, row, "subjects")])
    classes += tuple(split_list(layout.text(table, row, "classes")))
    homeroom = _homeroom(layout.text(table, row, "homeroom"), layout.text(table, row, "class_name"), role_text)
    group = layout.text(table, row, "group")
    role = role_of(role_text) or ("homeroom" if homeroom else "") or (role_of(remark) if remark else "")
    if homeroom and role == "subject":
        role = "homeroom"
    if not role and not subjects and group:
        role = role_of(group)
    notes = " ".join(filter(None, (remark, layout.text(table, row, "remark"))))
    kept = {"remark": notes} if notes else {}
    if role_text:
        kept["role"] = role_text
    return StaffRecord(
        table.place(row, layout.columns["name"][0]), name, role, subjects, homeroom, classes,
        next(filter(None, layout.texts(table, row, "phone")), ""),
        tuple((skill, 0) for skill in split_list(layout.text(table, row, "skills")) if says_yes(skill) is None),
        says_yes(layout.text(table, row, "takes_part")), kept,
    )  # fmt: skip


def _taught(cells: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Subjects and classes of cells such as ``语文（一1、一2）`` or ``一(1)班语文``."""
    subjects: list[str] = []
    classes: list[str] = []
    for cell in filter(None, cells):
        for inner in re.findall(r"[(（]([^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）]", cell):
            if mentions_class(inner) or any(names_class(part) for part in split_list(inner)):
                classes += split_list(inner)
                cell = cell.replace(inner, "")  # noqa: PLW2901 - what is read is taken away
        for part in split_list(cell):
            subject = re.sub(r"[()（）]", "", part).strip()
            known = next((word for word in sorted(SUBJECTS, key=len, reverse=True) if word in subject), "")
            if known and mentions_class(part):
                classes.append(part)
                subjects.append(known)
            elif subject and says_yes(subject) is None:
                subjects.append(subject)
    return tuple(dict.fromkeys(subjects)), tuple(dict.fromkeys(classes))


def _homeroom(cell: str, class_name: str, role: str) -> str:
    """The class of a class teacher, from a column of its own, or one of classes with a word, or the duty's text."""
    tidy = unicodedata.normalize("NFKC", cell).strip()
    if tidy and says_yes(tidy) is None and re.search(r"\d|[一二三四五六七八九]|班", tidy) and "副" not in tidy:
        return tidy
    if (says_yes(tidy) or role_of(role) == "homeroom") and class_name:
        return class_name
    if "班主任" in role and "副班主任" not in role and mentions_class(role):
        return role
    return class_name if class_name and not tidy and not role and names_class(class_name) else ""
