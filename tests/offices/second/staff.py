"""The staff as a table of classes × subjects, and as the address book of a messenger."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from tests.offices.sheet import Sheet, Value, xlsx
from tests.offices.truth import OfficeTruth
from tests.offices.writing import Hand

Row = list[Value]


def write_staff(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """Two files: who teaches what in each class; everybody with department, post and phone."""
    taught: dict[str, dict[str, None]] = defaultdict(dict)
    for lesson in truth.lessons:
        if lesson.subject != "班会":  # no subject that anybody teaches; every class teacher holds it
            taught[lesson.teacher][lesson.subject] = None
    truth.teachers[:] = [replace(teacher, subjects=tuple(taught[teacher.name])) for teacher in truth.teachers]
    return _assignment(hand, truth) | _address_book(hand, truth)


def _assignment(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """A row a class: class teacher and the teacher of every subject."""
    teacher_of = {(lesson.class_id, lesson.subject): lesson.teacher for lesson in truth.lessons}
    subjects = list(dict.fromkeys(lesson.subject for lesson in truth.lessons if lesson.subject != "班会"))
    sheet = Sheet("任课表")
    sheet.rows.append([f"{truth.name}2026学年第一学期教师任课安排表", *[None] * (len(subjects) + 1)])
    sheet.merges.append((0, 0, 0, len(subjects) + 1))
    sheet.rows.append(["班级", "班主任", *subjects])
    for home in truth.classes:
        taught = [teacher_of.get((home.id, subject)) for subject in subjects]
        sheet.rows.append([hand.class_name(home), hand.name(home.homeroom), *[hand.name(one, 0.2) if one else None for one in taught]])
    return {"任课安排表.xlsx": xlsx([sheet])}


def _address_book(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    sheet = Sheet("员工信息")
    sheet.rows.append(["员工UserID", "姓名", "手机号", "部门", "职位", "工号", "邮箱", "是否此部门主管(是/否)"])
    for index, teacher in enumerate(truth.teachers, start=1):
        group = "行政" if teacher.role == "admin" else "后勤" if teacher.role == "support" else "教师"
        post = teacher.post or ("教师" + (f"（{teacher.absent}）" if teacher.absent else ""))
        sheet.rows.append([f"manager{index:04d}", teacher.name, f"+86-{teacher.phone}", f"{truth.name}-{group}", post,
                           f"JS{index:03d}", None, "否"])
    return {"通讯录_员工信息导出.xlsx": xlsx([sheet])}
