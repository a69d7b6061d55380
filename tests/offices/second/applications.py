"""Applications: a form a class with ticks, single choices a weekday with letters, the pasted text of a chain of messages."""

from __future__ import annotations

from dataclasses import replace
from string import ascii_uppercase

from tests.offices.disorder import Disorder
from tests.offices.sheet import Sheet, Value, xlsx
from tests.offices.survey import one_a_day
from tests.offices.truth import OfficeTruth, Wish
from tests.offices.writing import DAYS, Hand

Row = list[Value]
LETTERS = [*ascii_uppercase, *("A" + letter for letter in ascii_uppercase)]
"""Letters of the options of a form, as spreadsheets count columns."""


def write_applications(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """The applications in one of three shapes; wishes of children whom a shape cannot tell apart are marked as to be asked."""
    _mark_same_names(truth)
    shape = hand.random.choice(("ticks", "letters", "chain"))
    if shape == "ticks":
        return _class_forms(hand, truth)
    return _letters(hand, truth) if shape == "letters" else _chain(hand, truth)


def _mark_same_names(truth: OfficeTruth) -> None:
    names = [(child.class_id, child.name) for child in truth.children]
    truth.wishes[:] = [
        replace(wish, written=wish.name, ask=names.count((wish.class_id, wish.name)) > 1) for wish in truth.wishes
    ]


def _class_forms(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """A sheet a class typed by its class teacher: ticks for the days, the first two choices, a total below."""
    file = "课后服务报名汇总（各班）.xlsx"
    truth.wishes[:] = [replace(wish, choices=wish.choices[:2]) for wish in truth.wishes]
    sheets = []
    tick = hand.random.choice(("√", "✓", "1", "是"))
    for home in truth.classes:
        sheet = Sheet(hand.class_name(home))
        sheet.rows.append([f"{hand.class_name(home)}课后服务报名表", *[None] * 9])
        sheet.merges.append((0, 0, 0, 9))
        sheet.rows.append(["序号", "姓名", "参加时间", None, None, None, None, "社团志愿", None, "备注"])
        sheet.merges += [(1, 2, 1, 6), (1, 7, 1, 8)]
        sheet.rows.append([None, None, *["周" + day for day in DAYS], "志愿1", "志愿2", None])
        sheet.merges += [(1, 0, 2, 0), (1, 1, 2, 1), (1, 9, 2, 9)]
        wishes = {wish.name: wish for wish in truth.wishes if wish.class_id == home.id and not wish.ask}
        children = [child for child in truth.children if child.class_id == home.id]
        open_wishes = [wish for wish in truth.wishes if wish.class_id == home.id and wish.ask]
        days = [0] * 5
        for index, child in enumerate(children, start=1):
            found = wishes.get(child.name)
            if found is None and open_wishes and child.name == open_wishes[0].name:
                found = open_wishes.pop(0)
            row: Row = [index, hand.name(child.name)]
            for day in range(1, 6):
                ticked = found is not None and day in found.weekdays
                days[day - 1] += ticked
                row.append(tick if ticked else None)
            choices = [*(found.choices if found else ()), None, None][:2]
            sheet.rows.append([*row, *choices, None])
        sheet.rows.append(["合计", None, *days, None, None, None])
        truth.concludes(Disorder.TOTAL_ROWS, file, "合计行不是学生")
        sheets.append(sheet)
    return {file: xlsx(sheets)}


def _letters(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """Single choices a weekday, options with letters: A.不参加, B.作业辅导, C.篮球社; grade and class as two questions."""
    file = "课后服务选课_答题详情.xlsx"
    truth.wishes[:] = [one_a_day(truth, wish) for wish in truth.wishes]
    homes = {home.id: home for home in truth.classes}
    options = ["不参加", "作业辅导", *[club.name for club in truth.clubs]]
    letter = {option: f"{LETTERS[index]}.{option}" for index, option in enumerate(options)}
    meets = {club.name: club.weekdays for club in truth.clubs}
    sheet = Sheet("答题详情")
    sheet.rows.append(["答题序号", "答题时间", "用户昵称", "1.学生姓名（填空）", "2.年级（单选）", "3.班级（单选）",
                       *[f"{4 + index}.星期{day}参加（单选）" for index, day in enumerate(DAYS)], "9.家长手机号（填空）"])
    order = list(truth.wishes)
    hand.random.shuffle(order)
    for position, wish in enumerate(order):
        home, left = homes[wish.class_id], list(wish.choices)
        cells: Row = []
        for day in range(1, 6):
            choice = next((choice for choice in left if day in meets[choice]), None) if day in wish.weekdays else None
            if choice is not None:
                left.remove(choice)
            cells.append(letter[choice or ("作业辅导" if day in wish.weekdays else "不参加")])
        time = f"2026-09-0{1 + position // 300} {8 + position % 300 // 30}:{position % 30 * 2:02d}:00"
        sheet.rows.append([position + 1, time, "微信用户", hand.name(wish.name), f"{home.grade}年级",
                           f"{home.number}班", *cells, "13900000000"])
    return {file: xlsx([sheet])}


def _chain(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """The text of a chain of messages pasted into one column: 12. 一（1）班 张敏 周一周三 篮球社、合唱团."""
    file = "接龙.xlsx"
    homes = {home.id: home for home in truth.classes}
    sheet = Sheet("Sheet1")
    sheet.rows += [["#接龙"], ["课后服务报名：班级 姓名 参加时间 社团志愿（按顺序），不参加的不用接"], ["例 一（1）班 小明 周一周三 篮球"]]
    order = [wish for wish in truth.wishes if wish.weekdays]
    hand.random.shuffle(order)
    gap = hand.random.choice((" ", "  ", "　", "，"))
    for position, wish in enumerate(order, start=1):
        parts = [hand.class_name(homes[wish.class_id]), wish.name, _days(wish), "、".join(wish.choices)]
        sheet.rows.append([f"{position}. " + gap.join(part for part in parts if part)])
    return {file: xlsx([sheet])}


def _days(wish: Wish) -> str:
    return "每天" if len(wish.weekdays) == 5 else "周" + "".join(DAYS[day - 1] for day in wish.weekdays)
