"""Rosters made to be printed, and the address book of a messenger."""

from __future__ import annotations

from dataclasses import replace

from tests.offices.disorder import Disorder
from tests.offices.sheet import Sheet, Value, xlsx
from tests.offices.truth import Child, OfficeTruth, SchoolClass
from tests.offices.writing import Hand, chinese

Row = list[Value]


def write_roster(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """One workbook; names alone leave the children without numbers, and names that stand twice in a class cannot be told apart."""
    shape = hand.random.choice(("columns", "blocks", "book"))
    if shape == "columns":
        return _columns(hand, truth)
    return _blocks(hand, truth) if shape == "blocks" else _address_book(hand, truth)


def _here(truth: OfficeTruth, home: SchoolClass) -> list[Child]:
    numbered = [child for child in truth.children if child.class_id == home.id and child.number is not None]
    return sorted(numbered, key=lambda child: child.number or 0) + [
        child for child in truth.children if child.class_id == home.id and child.number is None
    ]


def _unnumbered(truth: OfficeTruth) -> None:
    """The folder tells no numbers."""
    truth.children[:] = [replace(child, number=None) for child in truth.children]
    truth.wishes[:] = [replace(wish, number=None) for wish in truth.wishes]


def _columns(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """A sheet a grade, a column of names a class; who left is not on it."""
    file = "各年级分班名单.xlsx"
    truth.gone.clear()
    sheets = []
    for grade in sorted({home.grade for home in truth.classes}):
        homes = [home for home in truth.classes if home.grade == grade]
        columns = [[hand.name(child.name) for child in _here(truth, home)] for home in homes]
        sheet = Sheet(chinese(grade) + "年级")
        sheet.rows.append([f"{truth.name}{chinese(grade)}年级分班名单", *[None] * (len(homes) - 1)])
        if len(homes) > 1:
            sheet.merges.append((0, 0, 0, len(homes) - 1))
        sheet.rows.append([hand.class_name(home) for home in homes])
        if hand.has(Disorder.REMARKS):
            sheet.rows.append([f"班主任：{home.homeroom}" for home in homes])
        sheet.rows += [[column[index] if index < len(column) else None for column in columns] for index in range(max(map(len, columns)))]
        if hand.has(Disorder.TOTAL_ROWS):
            sheet.rows.append([f"共{len(column)}人" for column in columns])
            truth.concludes(Disorder.TOTAL_ROWS, file, "“共35人”不是姓名")
        sheets.append(sheet)
    _unnumbered(truth)
    return {file: xlsx(sheets)}


def _blocks(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """A sheet a class, its children in two blocks side by side, class and class teacher in the line above."""
    file = "学生名册（打印版）.xlsx"
    sheets = []
    for home in truth.classes:
        children = _here(truth, home)
        gone = [child for child in truth.gone if child.class_id == home.id]
        half = (len(children) + 1) // 2
        sheet = Sheet(hand.class_name(home))
        sheet.rows.append(["学　生　名　册", *[None] * 6])
        sheet.merges.append((0, 0, 0, 6))
        sheet.rows.append([f"班级：{hand.class_name(home)}　　班主任：{home.homeroom}　　人数：{len(children)}", *[None] * 6])
        sheet.merges.append((1, 0, 1, 6))
        sheet.rows.append(["学号", "姓名", "性别", None, "学号", "姓名", "性别"])
        for index in range(half):
            row: Row = []
            for child in (children[index], children[index + half] if index + half < len(children) else None):
                row += [hand.number(child.number), hand.name(child.name), child.gender] if child else [None, None, None]
                row += [None] if len(row) == 3 else []
            sheet.rows.append(row)
        if gone:
            told = "、".join(f"{child.name}（{child.status}）" for child in gone)
            sheet.rows.append([f"备注：{told}", *[None] * 6])
            truth.concludes(Disorder.WITHDRAWN, file, f"表下备注里的 {told} 不是在校生")
        sheets.append(sheet)
    return {file: xlsx(sheets)}


def _address_book(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """A messenger's address book of families: a row a parent, so that a child stands there once or twice; class as a path."""
    file = "家校通讯录导出.xlsx"
    truth.gone.clear()
    sheet = Sheet("家校通讯录")
    sheet.rows.append(["填写说明：1.请勿修改表头；2.一个学生有多位家长的，每位家长一行。", *[None] * 6])
    sheet.merges.append((0, 0, 0, 6))
    sheet.rows.append(["班级", "学生姓名", "学号", "家长姓名", "关系", "家长手机号", "备注"])
    for home in truth.classes:
        path = f"{truth.name}/{chinese(home.grade)}年级/{hand.class_name(home)}"
        for child in _here(truth, home):
            parent = child.guardian or f"{child.name}家长"
            row: Row = [path, hand.name(child.name), hand.number(child.number), parent, "爸爸", child.phone, None]
            sheet.rows.append(row)
            if hand.random.random() < 0.3:
                sheet.rows.append([path, row[1], row[2], f"{child.name}妈妈", "妈妈", child.phone, None])
    truth.concludes(Disorder.DUPLICATE_ROWS, file, "同一学生的两位家长各一行，学生只算一次")
    return {file: xlsx([sheet])}
