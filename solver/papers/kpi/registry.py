"""Every indicator, in the order of a report; and those that need records of what happened."""

from __future__ import annotations

from solver.papers.kpi import care, money, people, pupils, safety, service
from solver.papers.kpi.indicator import Indicator, Wanting

INDICATORS: tuple[Indicator, ...] = (
    *pupils.INDICATORS,
    *service.INDICATORS,
    *care.INDICATORS,
    *people.INDICATORS,
    *safety.INDICATORS,
    *money.INDICATORS,
)

WANTING: tuple[Wanting, ...] = (
    Wanting(
        "homework_done",
        "书面作业校内完成率",
        "homework finished at school",
        ("作业完成记录", "a log of homework"),
        ("B03",),
    ),
    Wanting(
        "cover",
        "代课：缺勤、到位率、找人用时、引起的变动",
        "cover: absences, share covered, minutes, changes",
        ("缺勤和代课记录", "a log of absences and covers"),
        ("D11",),
    ),
    Wanting(
        "patrol_recorded",
        "巡察记录率、每周被巡教学班、校外班占比",
        "patrols recorded, sections visited, share of outside",
        ("巡察记录", "records of patrols"),
        ("H01", "H02"),
    ),
    Wanting(
        "late_pickups",
        "晚接：人数、最长分钟",
        "late pick-ups: pupils, most minutes",
        ("晚接登记", "a log of late pick-ups"),
        ("A09",),
    ),
    Wanting(
        "sharing",
        "走教：得到/申请的课时，分镇村；路途时间",
        "itinerant teachers: hours received of requested, travel",
        ("全区的申请和走教记录", "requests and records of the district"),
        ("F01", "F02", "F03"),
    ),
    Wanting(
        "stability",
        "方案稳定：每次重排变动的学生和教师比例",
        "stability: pupils and teachers moved by a re-plan",
        ("上一版方案", "the plan before"),
        ("B14",),
    ),
    Wanting(
        "filing",
        "备案提前天数、是否公开",
        "days before the filing limit, published or not",
        ("备案和公开的日期", "the dates of filing and publication"),
        ("I02", "I03"),
    ),
    Wanting(
        "complaints",
        "投诉分类件数、满意率",
        "complaints by code, satisfaction",
        ("投诉登记和问卷", "logs and surveys"),
        ("H10", "I12"),
    ),
)
