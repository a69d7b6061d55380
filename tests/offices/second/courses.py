"""An agency's offer with name and phone in one cell, and a board of courses by weekday."""

from __future__ import annotations

from tests.offices.disorder import Disorder
from tests.offices.sheet import Sheet, Value, xlsx
from tests.offices.truth import OfficeTruth
from tests.offices.writing import DAYS, Hand

Row = list[Value]


def write_offer(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """A block an agency: its name merged over its instructors; phone behind the name."""
    if not truth.visitors:
        return {}
    file = "合作机构课程及师资报价.xlsx"
    sheet = Sheet("报价")
    sheet.rows += [["合作机构课程及师资报价表", *[None] * 5], ["序号", "合作机构", "课程名称", "任课老师（电话）", "上课时间", "报价"]]
    sheet.merges.append((0, 0, 0, 5))
    visitors = sorted(truth.visitors, key=lambda visitor: visitor.organisation)
    for index, visitor in enumerate(visitors):
        first = index == 0 or visitors[index - 1].organisation != visitor.organisation
        same = sum(1 for one in visitors if one.organisation == visitor.organisation)
        if first and same > 1:
            sheet.merges.append((len(sheet.rows), 1, len(sheet.rows) + same - 1, 1))
        who = visitor.name + hand.random.choice((" {}", "（{}）", "{}")).format(visitor.phone)
        sheet.rows.append([index + 1, visitor.organisation if first else None, visitor.course, who, hand.weekdays(visitor.weekdays),
                           f"{visitor.yuan}元/课时"])
    sheet.rows += [[], ["以上报价含税。", *[None] * 5]]
    truth.concludes(Disorder.NOTES_BELOW, file, "“以上报价含税。”不是师资")
    return {file: xlsx([sheet])}


def write_board(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """A block a weekday: a course that meets on two days stands there twice."""
    file = "社团活动安排表.xlsx"
    sheet = Sheet("安排")
    sheet.rows += [[f"{truth.name}社团活动安排表", *[None] * 4], ["星期", "社团", "辅导教师", "参加年级", "人数上限"]]
    sheet.merges.append((0, 0, 0, 4))
    for weekday in range(1, 6):
        clubs = [club for club in truth.clubs if weekday in club.weekdays]
        if len(clubs) > 1:
            sheet.merges.append((len(sheet.rows), 0, len(sheet.rows) + len(clubs) - 1, 0))
        for index, club in enumerate(clubs):
            day = "星期" + DAYS[weekday - 1] if index == 0 else None
            sheet.rows.append([day, club.name, club.leader, hand.grades(club.grades), club.maximum])
    return {file: xlsx([sheet])}
