"""Indicators of safety and dismissal, and of extended care."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from solver.calendar.duty_days import service_days
from solver.check.families.dismissal import apart, wave_seconds
from solver.check.families.order import siblings, steps_apart, youngest_first
from solver.check.names import day
from solver.check.plan_index import PlanIndex
from solver.papers.kpi.indicator import CLOCK, PERCENT, Count, Indicator
from solver.units import clock


def _patrolled(view: PlanIndex) -> Iterator[Count]:
    """Dates with enough patrols arranged, all of them filled."""
    needed = view.policy.number_or("H01", "patrols_per_day", 1) or 0
    filled: dict[tuple[int, int], int] = defaultdict(int)
    lacking: set[tuple[int, int]] = set()
    for stand in view.of_kind("fixed"):
        if view.problem.post_of[stand.post.subject].kind == "patrol":
            for week, people in stand.people.items():
                filled[week, stand.post.weekday] += len(people)
                if len(people) < stand.headcount:
                    lacking.add((week, stand.post.weekday))
    dates = service_days(view.problem.term, view.weeks)
    good = [
        each for each in dates if filled[each.week, each.weekday] >= needed and (each.week, each.weekday) not in lacking
    ]
    yield Count(len(good), len(dates))


def _last_out(view: PlanIndex) -> Iterator[Count]:
    ends = [minute * 60 + wave_seconds(view, gate, grades) for (gate, minute), grades in view.waves.items()]
    if ends:
        yield Count(-(-max(ends) // 60))


def _peak(view: PlanIndex) -> Iterator[Count]:
    """Pupils and seconds of the wave and weekday that presses most at each gate."""
    for gate in view.problem.gates:
        best, at = None, ("", "")
        for (place, minute), grades in view.waves.items():
            seconds = wave_seconds(view, place, grades)
            for weekday in view.days:
                pupils = sum(
                    count
                    for (home, on), count in view.demand.attending.items()
                    if on == weekday and view.problem.class_of[home].grade in grades
                )
                if place == gate.id and seconds and (best is None or Fraction(pupils, seconds) > Fraction(*best)):
                    best = pupils, seconds
                    name = view.names.gate(place)
                    at = f"{name} {day(weekday)[0]} {clock(minute)}", f"{name} {day(weekday)[1]} {clock(minute)}"
        if best is not None:
            yield Count(best[0], best[1], at)


def _colliding(view: PlanIndex) -> Iterator[Count]:
    yield Count(sum(1 for _ in apart(view)), len(view.waves))


def _out_of_order(view: PlanIndex) -> Iterator[Count]:
    yield Count(*youngest_first(view))


def _siblings_apart(view: PlanIndex) -> Iterator[Count]:
    """Days of families, of those whose siblings leave farther apart than is allowed."""
    days = [steps_apart(view, there) > 0 for there in siblings(view)]
    yield Count(sum(days), len(days))


def _extended(view: PlanIndex) -> Iterator[Count]:
    yield Count(
        sum(1 for pupil in view.problem.pupils if pupil.weekdays and pupil.late_until is not None),
        view.demand.applicants,
    )


def _longest_wait(view: PlanIndex) -> Iterator[Count]:
    waits = [
        pupil.late_until - view.kept.dismissals[grade].minute
        for pupil in view.problem.pupils
        if pupil.weekdays
        and pupil.late_until is not None
        and (grade := view.problem.grade_of_pupil[pupil.id]) in view.kept.dismissals
    ]
    if waits:
        yield Count(max(0, *waits))


INDICATORS = (
    Indicator(
        "patrol",
        "巡察安排率",
        "days with patrol arranged",
        ("巡察人员足额安排的服务日", "dates with every patrol filled"),
        ("服务日", "service dates"),
        PERCENT,
        ("H01",),
        _patrolled,
        100,
    ),
    Indicator(
        "last_out",
        "最后一名学生出校门",
        "last pupil out",
        ("最后一批走完的时刻（延时托管除外）", "when the last wave is through, extended care aside"),
        ("", ""),
        CLOCK,
        ("H03",),
        _last_out,
        adds=False,
    ),
    Indicator(
        "peak",
        "校门高峰",
        "peak at the gates",
        ("最拥挤一批的学生", "pupils of the densest wave"),
        ("该批用时（秒）", "its seconds"),
        "人/分钟 pupils a minute",
        ("H03",),
        _peak,
        60,
        adds=False,
    ),
    Indicator(
        "colliding",
        "相撞的批次",
        "waves that collide",
        ("下一批到达前没有走完的批次", "waves not through when the next comes"),
        ("全部批次", "waves"),
        PERCENT,
        ("H03",),
        _colliding,
        100,
    ),
    Indicator(
        "out_of_order",
        "低年级晚走",
        "lower grades that leave later",
        ("低年级晚于高年级放学的年级对", "pairs of grades of which the lower leaves later"),
        ("有学生报名的年级两两成对", "pairs of grades with applicants"),
        PERCENT,
        ("D17",),
        _out_of_order,
        100,
    ),
    Indicator(
        "siblings_apart",
        "兄弟姐妹离校相差大",
        "siblings who leave apart",
        ("兄弟姐妹离校相差超过允许的家庭和天", "families and weekdays on which siblings leave farther apart than allowed"),
        ("有多名孩子参加的家庭和天", "families and weekdays with several siblings"),
        PERCENT,
        ("D18",),
        _siblings_apart,
        100,
    ),
    Indicator(
        "extended",
        "延时托管学生",
        "extended care",
        ("申请延时托管的学生", "pupils in extended care"),
        ("报名学生", "enrolled pupils"),
        PERCENT,
        ("A08",),
        _extended,
        100,
    ),
    Indicator(
        "longest_wait",
        "延时托管最长等待",
        "longest extended care",
        ("本年级放学到约定接走的最长分钟", "most minutes from the grade's dismissal to the pick-up agreed"),
        ("", ""),
        "分钟 minutes",
        ("A08", "A09"),
        _longest_wait,
        adds=False,
    ),
)
