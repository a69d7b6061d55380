"""The tiny school whose rows the template shows: two grades, three classes, one term."""

from __future__ import annotations

from datetime import date

from solver.problem.bells import Busy, Interval, Lesson, Window
from solver.problem.blocks import Block
from solver.problem.calendar import MakeUpDay, Term
from solver.problem.companions import Companion
from solver.problem.money import Award, Contract, Expense, FeeItem, Money, PayTier
from solver.problem.offerings import Offering
from solver.problem.people import Outside, Skill, Staff
from solver.problem.places import FixedPost, Gate, Room, Walk
from solver.problem.problem import Problem
from solver.problem.pupils import HomeClass, Pupil

_DAYS = (1, 2, 3, 4, 5)
_PERIODS = (Interval(930, 970), Interval(980, 1020))


def example_problem() -> Problem:
    """A valid problem; every sheet of the template has at least one row of it."""
    return Problem(
        school="示例小学",
        term=Term(
            name="2025-2026学年第二学期",
            first=date(2026, 3, 2),
            last=date(2026, 7, 3),
            work_end=1050,
            holidays=(date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 4), date(2026, 5, 5), date(2026, 6, 19)),
            make_up_days=(MakeUpDay(date(2026, 5, 9), 2, True),),
        ),
        windows=(
            Window(1, 930, _PERIODS, (1050, 1060), ("G1",)),
            Window(2, 930, _PERIODS, (1050, 1060), ("G1",)),
        ),
        classes=(HomeClass("1.1", 1, "R101"), HomeClass("1.2", 1, "R102"), HomeClass("2.1", 2, "R201")),
        pupils=_pupils(),
        staff=_staff(),
        rooms=(
            Room("R101", "classroom", 45, "教学楼一层", "一（1）班教室"),
            Room("R102", "classroom", 45, "教学楼一层", "一（2）班教室"),
            Room("R201", "classroom", 45, "教学楼二层", "二（1）班教室"),
            Room("F1", "操场", 60, "操场", "操场"),
            Room("M1", "音乐室", 40, "教学楼二层", "音乐室"),
            Room("L1", "late", 40, "教学楼一层", "延时托管室"),
        ),
        gates=(Gate("G1", 2, 90, 1, "东门"),),
        money=_money(),
        outside=_outside(),
        offerings=(
            Offering("K01", "篮球", "sports", (1, 2), 2, 20, 40, "操场", "篮球", weekdays=(2, 4)),
            Offering("K02", "合唱", "arts", (1, 2), 2, 30, 40, "音乐室", "合唱", 2, weekdays=_DAYS),
            Offering("K03", "绘本阅读", "reading", (1, 2), 2, 30, 40, "classroom", "阅读", weekdays=_DAYS),
        ),
        posts=(FixedPost("P1", "patrol", "教学楼一层", 930, 1030, _DAYS, 1, ("admin",), "行政巡察"),),
        lessons=_lessons(),
        walks=(Walk("教学楼一层", "操场", 4), Walk("教学楼二层", "操场", 5)),
        blocks=(Block("LUNCH", "lunch", 705, 745, _DAYS, ("M1",), name="午餐"),),
        companions=(Companion("S001", "S008", "together"),),
    )


def _money() -> Money:
    return Money(
        fee=400,
        pay=6000,
        subsidy=2_700_000,
        published=date(2026, 2, 20),
        agreed=date(2026, 1, 15),
        tiers=(PayTier("A", 8000, "骨干教师"), PayTier("B", 6500, "特长教师")),
        contracts=(Contract("区青少年宫", 2_000_000),),
        fee_items=(FeeItem("外聘课程代收费", "agency", 600_000),),
        expenses=(Expense("志愿者交通补助", "volunteer", 60_000, date(2026, 6, 30)),),
        awards=(Award("T05", date(2026, 5, 20), 50_000, "区运动会指导奖"),),
    )


def _pupils() -> tuple[Pupil, ...]:
    return (
        Pupil("S001", "1.1", _DAYS, ("K01", "K03"), 1, blocks=("LUNCH",)),
        Pupil("S002", "1.1", _DAYS, ("K02", "K01"), 1, late_until=1080),
        Pupil("S003", "1.1", (1, 3, 5), ("K02",), 1),
        Pupil("S004", "1.1"),
        Pupil("S005", "1.2", _DAYS, ("K03", "K02"), 1),
        Pupil("S006", "1.2", _DAYS, ("K01",), 1, exempt=100),
        Pupil("S007", "1.2", (2, 4)),
        Pupil("S008", "2.1", _DAYS, ("K01", "K02"), 2, blocks=("LUNCH",)),
        Pupil("S009", "2.1", _DAYS, ("K02", "K03"), 1, late_until=1080, exempt=50),
        Pupil("S010", "2.1", _DAYS, ("K03",), 1, category="hardship"),
        Pupil("S011", "2.1", (1, 2, 3, 4)),
    )


def _staff() -> tuple[Staff, ...]:
    return (
        Staff("T01", "homeroom", "陈老师", "1.1", ("语文",), (Skill("阅读", 2),), reasons=("family",)),
        Staff("T02", "homeroom", "林老师", "1.2", ("数学",)),
        Staff("T03", "homeroom", "黄老师", "2.1", ("语文",), (Skill("阅读", 3),), tier="A"),
        Staff("T04", "subject", "周老师", None, ("音乐",), (Skill("合唱", 3),), (Busy(3, 930, 1020),)),
        Staff("T05", "subject", "吴老师", None, ("体育",), (Skill("篮球", 2),), balance=-40, tier="B"),
        Staff("T06", "subject", "郑老师", None, ("英语",), share=50, max_days=3),
        Staff("T07", "subject", "孙老师", None, ("科学",)),
        Staff("T08", "admin", "赵主任", None, ("道法",)),
        Staff("T09", "admin", "钱主任"),
        Staff("T10", "support", "李师傅"),
        Staff("T11", "support", "王师傅"),
        Staff("T12", "subject", "徐老师", None, ("美术",), takes_part=False),
    )


def _outside() -> tuple[Outside, ...]:
    return (
        Outside(
            "W01", "区青少年宫", 12000, (2, 4), "何教练", (Skill("篮球", 3),), "district",
            date(2026, 1, 1), date(2026, 12, 31), date(2026, 2, 10), date(2026, 2, 1), date(2027, 1, 31),
            date(2026, 2, 20), True, True, 900, 1080, 2, 1_500_000,
        ),
    )  # fmt: skip


def _lessons() -> tuple[Lesson, ...]:
    return (
        Lesson(1, 875, 915, "1.1", "T01", "R101", "语文"),
        Lesson(1, 875, 915, "1.2", "T02", "R102", "数学"),
        Lesson(1, 875, 915, "2.1", "T03", "R201", "语文"),
        Lesson(2, 480, 520, "1.1", "T05", "F1", "体育"),
        Lesson(2, 875, 915, "2.1", "T04", "M1", "音乐"),
        Lesson(5, 980, 1020, None, "T07", None, "教研", "odd"),
    )
