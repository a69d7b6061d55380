"""Indicators of the service itself: minutes, end, tutoring, breadth."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from solver.calendar.duty_days import service_days
from solver.check.families.content import crossings, tutoring_of
from solver.check.families.time import end_of_work
from solver.check.plan_index import PlanIndex
from solver.papers.attendance import grades_of
from solver.papers.kpi.indicator import PERCENT, Count, Indicator
from solver.problem.offerings import STRANDS
from solver.units import Minute

PE_GRADES = (1, 2, 3)
"""Grades that shall have sports (B08)."""


def _dates(view: PlanIndex, fits: Callable[[int, Minute], bool]) -> Count:
    """Service dates on which every grade with pupils has a dismissal that fits."""
    good = {}
    for weekday in view.days:
        grades = {grade for grade, on in view.demand.grade_days if on == weekday and grade in view.problem.window_of}
        leaving = view.kept.dismissals
        good[weekday] = all(grade in leaving and fits(grade, leaving[grade].minute) for grade in grades)
    dates = service_days(view.problem.term, view.weeks)
    return Count(sum(1 for each in dates if good[each.weekday]), len(dates))


def _minutes(view: PlanIndex) -> Iterator[Count]:
    least = view.policy.number_or("A02", "minutes", 120) or 0
    yield _dates(view, lambda grade, minute: minute - view.problem.window_of[grade].start >= least)


def _end(view: PlanIndex) -> Iterator[Count]:
    earliest = end_of_work(view.problem, view.policy) - (view.policy.number_or("A03", "waiver_minutes", 0) or 0)
    yield _dates(view, lambda _, minute: minute >= earliest)


def _tutoring(view: PlanIndex) -> Iterator[Count]:
    """Pupil-days of a week with a tutoring period that is long enough and that no session of the pupil crosses."""
    least = view.policy.number_or("B01", "minutes", 40) or 0
    crossed = {(pupil, it.session.weekday) for it in crossings(view) for pupil in it.opened.pupils[it.grade]}
    good = whole = 0
    grade_of = view.problem.grade_of_pupil
    for pupil in view.problem.pupils:
        grade = grade_of[pupil.id]
        for weekday in set(pupil.weekdays).intersection(view.days):
            whole += 1
            period = tutoring_of(view, grade, weekday)
            good += bool(period and period.end - period.start >= least and (pupil.id, weekday) not in crossed)
    yield Count(good, whole)


def _strands(view: PlanIndex) -> Iterator[Count]:
    for band in view.problem.bands:
        found = {
            opened.offering.strand for opened in view.opened.values() if set(grades_of(view, opened)) & set(band.grades)
        }
        yield Count(len(found), len(STRANDS), (f"{band.id}年级", f"grades {band.id}"))


def _sports(view: PlanIndex) -> Iterator[Count]:
    grades = [grade for grade in PE_GRADES if grade in view.problem.window_of]
    served = {
        grade
        for opened in view.opened.values()
        if opened.offering.strand == "sports"
        for grade in grades_of(view, opened)
    }
    yield Count(len(served.intersection(grades)), len(grades))


DATES = ("服务日", "service dates")
INDICATORS = (
    Indicator(
        "minutes",
        "时长达标率",
        "days that are long enough",
        ("各年级都达到规定时长的服务日", "dates with the minutes for every grade"),
        DATES,
        PERCENT,
        ("A02",),
        _minutes,
        100,
    ),
    Indicator(
        "end",
        "结束时间达标率",
        "days that end late enough",
        ("各年级都不早于下班时间（含豁免）的服务日", "dates that end at work end for every grade, waivers included"),
        DATES,
        PERCENT,
        ("A03",),
        _end,
        100,
    ),
    Indicator(
        "tutoring",
        "学业辅导覆盖率",
        "tutoring",
        ("每周有一个完整辅导学时的人次", "pupil-days a week with a class-hour of tutoring"),
        ("每周参加人次", "pupil-days a week"),
        PERCENT,
        ("B01",),
        _tutoring,
        100,
    ),
    Indicator(
        "strands",
        "开设门类",
        "strands offered",
        ("已开设的门类", "strands with a section"),
        ("全部门类", "strands"),
        PERCENT,
        ("B07",),
        _strands,
        100,
    ),
    Indicator(
        "sports",
        "一至三年级体育课程",
        "sports for grades 1 to 3",
        ("有体育课程的年级", "grades with a sports section"),
        ("一至三年级中有服务的年级", "grades 1 to 3 with service"),
        PERCENT,
        ("B08",),
        _sports,
        100,
    ),
)
