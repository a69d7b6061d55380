"""Lists of the staff: plain, or in groups by department with merged cells."""

from __future__ import annotations

from tests.offices.around_table import Column, Row, dictionary_sheet, moved, tabled
from tests.offices.curriculum import SHORT
from tests.offices.disorder import Disorder
from tests.offices.sheet import csv_text, xlsx
from tests.offices.truth import OfficeTruth, Teacher
from tests.offices.writing import Hand


def write_staff_list(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """One file with everybody who works at the school."""
    homes = {home.id: home for home in truth.classes}
    as_csv = hand.has(Disorder.GBK_CSV) and hand.random.random() < 0.5
    file = ("教师花名册" if hand.random.random() < 0.5 else "教职工信息表") + (".csv" if as_csv else ".xlsx")
    grouped = hand.random.random() < 0.5
    columns = [Column("序号")]
    columns += [Column(hand.heading("部门", "教研组", "组别"))] if grouped else []
    columns += [Column(hand.heading("姓名", "教师姓名", "教师")), Column("性别"), Column(hand.heading("职务", "岗位")),
                Column(hand.heading("任教学科", "学科", "任教科目")), Column(hand.heading("任教班级", "执教班级")),
                Column(hand.heading("班主任班级", "班主任", "所带班级"))]
    columns += [Column(hand.heading("联系电话", "手机号码", "电话"), True), Column("身份证号", True)] if hand.has(Disorder.PHONES) else []
    columns += [Column(hand.heading("备注", "说明"))]
    rows: list[Row] = []
    everybody = sorted(truth.teachers, key=_group) if grouped else _mixed(hand, truth)
    for teacher in everybody:
        taught = "、".join(hand.class_name(homes[class_id]) for class_id in teacher.classes)
        subjects = hand.random.choice(("、", "/", "，")).join(
            SHORT[s] if hand.has(Disorder.SHORT_SUBJECTS) and len(teacher.subjects) < 2 and hand.random.random() < 0.3 else s
            for s in teacher.subjects
        )
        row: Row = [len(rows) + 1]
        row += [_group(teacher)] if grouped else []
        row += [hand.name(teacher.name), teacher.gender, teacher.post or "教师", subjects or None, taught or None,
                hand.class_name(homes[teacher.homeroom]) if teacher.homeroom else None]
        row += [teacher.phone, "3301**********0000"] if hand.has(Disorder.PHONES) else []
        row += [_remark(hand, truth, file, teacher)]
        rows.append(row)
    merged = 1 if grouped else None
    if not grouped or not hand.has(Disorder.MERGED_CELLS):
        moved(hand, columns, rows, 1)
        merged = None
    sheet = tabled(hand, truth, file, "教师", f"{truth.name}教职工花名册", columns, rows, merge=merged, key=2,
                   note="注：外出借调教师未列入。")
    if as_csv:
        truth.concludes(Disorder.GBK_CSV, file, "文件编码为 GBK，文字应完整")
        return {file: csv_text(sheet, "gb18030")}
    return {file: xlsx([sheet, *dictionary_sheet(hand, truth, file)])}


def _group(teacher: Teacher) -> str:
    if teacher.role in {"admin", "support"}:
        return "行政" if teacher.role == "admin" else "后勤"
    return {"语文": "语文组", "数学": "数学组", "英语": "英语组"}.get(teacher.subjects[0], "综合组")


def _mixed(hand: Hand, truth: OfficeTruth) -> list[Teacher]:
    """The order of a plain list: those who lead the school first, then everybody as they came."""
    first = [teacher for teacher in truth.teachers if teacher.role == "admin"]
    rest = [teacher for teacher in truth.teachers if teacher.role != "admin"]
    hand.random.shuffle(rest)
    return first + rest


def _remark(hand: Hand, truth: OfficeTruth, file: str, teacher: Teacher) -> str | None:
    if teacher.absent:
        truth.concludes(Disorder.TEACHER_ON_LEAVE, file, f"{teacher.name}（{teacher.absent}）本学期不排班，仍在名册", ask=True)
        return hand.random.choice((teacher.absent, f"{teacher.absent}至2027年2月", f"休{teacher.absent}中"))
    if hand.has(Disorder.REMARKS) and hand.random.random() < 0.08:
        return hand.random.choice(("骨干教师", "2026年新入职", "党员", "住城西"))
    return None
