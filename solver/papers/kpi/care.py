"""Indicators of care by familiar adults: shares of own and of near care, adults of a class."""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.plan_index import PlanIndex
from solver.papers.class_care import class_care
from solver.papers.kpi.indicator import PERCENT, Count, Indicator


def _own(view: PlanIndex) -> Iterator[Count]:
    care = class_care(view)
    yield Count(care.own, care.periods)


def _near(view: PlanIndex) -> Iterator[Count]:
    care = class_care(view)
    yield Count(care.near, care.periods)


def _faces(view: PlanIndex) -> Iterator[Count]:
    care = class_care(view)
    if care.classes:
        yield Count(round(2 * care.adults), None)


CLASS_PERIODS = ("看护班次（知道由谁任教的班）", "class periods in care, of classes that know somebody")
INDICATORS = (
    Indicator(
        "own_care",
        "本班教师看护占比",
        "care by the class's own teachers",
        ("由本班班主任、任课教师看护的班次", "class periods with a teacher of the class"),
        CLASS_PERIODS,
        PERCENT,
        ("D16",),
        _own,
        100,
    ),
    Indicator(
        "near_care",
        "本年级教师看护占比",
        "care by teachers of the grade",
        ("由教本年级的教师看护的班次，本班的在内", "class periods with a teacher of the grade, own ones among them"),
        CLASS_PERIODS,
        PERCENT,
        ("D16",),
        _near,
        100,
    ),
    Indicator(
        "faces",
        "看护一个班的人数（中位数）",
        "adults a class (median)",
        ("各班一个排班周期里不同看护人数的中位数", "median over the classes of their different adults in one template"),
        ("", ""),
        "人 adults",
        ("D16F",),
        _faces,
        1,
        2,
        adds=False,
    ),
)
