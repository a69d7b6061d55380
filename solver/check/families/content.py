"""Content: B01 a tutoring hour every day, B02 low grades, B03 homework, B06 not only clubs, B07 breadth.

Formula: B01 every (grade, weekday) with an attending applicant has a tutoring record whose period lasts >= minutes, and no
session of a seated pupil overlaps the tutoring period of the pupil's grade. B02 kind homework only for grades >
up_to_grade; in grades <= up_to_grade, 100 * (periods of all service weekdays - those of tutoring as homework or qa) >=
activity_percent * periods. B03 a grade with homework above 0 (and not low by B02) has on each attended weekday a tutoring
record of kind homework that lasts >= homework, of which at most cap counts in grades cap_from_grade..cap_to_grade; soft:
points for each grade and weekday without. B06 on every attended day one period at least of the grade that no session of the
pupil covers. B07 counts pairs (grade with applicants, strand) that an offering could serve and no opened section does.

Afterwards: every pupil has tutoring on every attended day, and not the whole afternoon is clubs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from solver.check import counts
from solver.check.measurement import AT_LEAST, MINUTES, PERCENT, PERIODS, Breaches, Measurement, Quantity
from solver.check.names import day, grade_id, listed
from solver.check.plan_index import OpenedSection, PlanIndex
from solver.plan.plan import Session
from solver.problem.bells import Interval
from solver.units import Minute, Weekday
from solver.words import span


def _low_tutoring(view: PlanIndex) -> int:
    limit = view.number("B02", "up_to_grade")
    return sum(grade <= limit for grade, _ in view.kept.tutoring)


TUTORING = Quantity("B01", "最短的每日学业辅导", "shortest tutoring of a grade a day", AT_LEAST, MINUTES)
ACROSS = Breaches("B01", "占用辅导时间的课次", "sessions across tutoring", counts.sessions)
LOW_HOMEWORK = Breaches("B02", "低年级的书面作业节次", "periods of written homework in the low grades", _low_tutoring)
ACTIVITIES = Quantity("B02", "低年级活动类节次占比最低", "lowest share of activities in a low grade", AT_LEAST, PERCENT)
HOMEWORK = Quantity(
    "B03", "每日作业辅导（离所需最近）", "homework time of the grade and day nearest to its need", AT_LEAST, MINUTES
)
BASIC_CARE = Quantity("B06", "学生一天最少的托管节数", "fewest care periods of a pupil a day", AT_LEAST, PERIODS)


class Crossing(NamedTuple):
    """A session, with the way to it (B13), across the tutoring of a grade of which pupils sit in the section."""

    opened: OpenedSection
    session: Session
    grade: int
    begin: Minute
    end: Minute
    period: Interval


def tutoring_of(view: PlanIndex, grade: int, weekday: Weekday) -> Interval | None:
    """The tutoring period of a grade with a window, where it has one."""
    record = view.kept.tutoring.get((grade, weekday))
    return view.problem.window_of[grade].periods[record.period] if record else None


def crossings(view: PlanIndex) -> Iterator[Crossing]:
    """Every session of a grade's pupils across its tutoring."""
    for opened in view.opened.values():
        for session in opened.sessions:
            way = view.travel(session.room)
            begin, end = session.start - way, session.start + opened.offering.minutes + way
            for grade in opened.pupils:
                period = tutoring_of(view, grade, session.weekday)
                if period is not None and begin < period.end and period.start < end:
                    yield Crossing(opened, session, grade, begin, end, period)


def tutoring_hour(view: PlanIndex) -> Iterator[Measurement]:
    """B01: a tutoring period that is long enough and that no pupil misses for a session."""
    limit, short = view.number("B01", "minutes"), view.gauge(TUTORING)
    for grade, weekday in sorted(view.demand.grade_days):
        if grade not in view.problem.window_of:
            continue
        found = tutoring_of(view, grade, weekday)
        minutes = found.end - found.start if found else 0
        if short(minutes, limit):
            on_zh, on_en = day(weekday)
            zh = f"{on_zh}：{grade}年级的学业辅导只有{minutes}分钟，应有一个课时（{limit}分钟）"
            en = f"{on_en}: grade {grade} has {minutes} minutes of tutoring, {limit} are asked for"
            yield TUTORING.case(minutes, limit, (grade_id(grade),), "", weekday, zh, en)
    for opened, session, grade, begin, end, period in crossings(view):
        (on_zh, on_en), name = day(session.weekday), view.names.section(*opened.key)
        pupils = opened.pupils[grade]
        ids, a, b = listed(pupils), span(begin, end), span(period.start, period.end)
        zh = f"{on_zh}：{name} {a}占用{grade}年级的辅导时间{b}，涉及学生{ids[0]}"
        en = f"{on_en}: {name} {a} takes the tutoring time {b} of grade {grade} from {ids[1]}"
        yield ACROSS.breach((opened.section.id, *pupils), session.room, session.weekday, a, b, zh, en)


def no_homework(view: PlanIndex) -> Iterator[Measurement]:
    """No written homework in the low grades."""
    limit = view.number("B02", "up_to_grade")
    for (grade, weekday), record in view.kept.tutoring.items():
        if record.kind == "homework" and grade <= limit:
            on_zh, on_en = day(weekday)
            zh = f"{on_zh}：{grade}年级不得布置书面作业（{limit}年级及以下），辅导应为阅读或答疑"
            en = f"{on_en}: no written homework for grade {grade} (grades up to {limit}); choose reading or questions"
            yield LOW_HOMEWORK.breach((grade_id(grade),), "", weekday, "homework", "reading, qa", zh, en)


def mostly_activities(view: PlanIndex) -> Iterator[Measurement]:
    """Most periods of the low grades are no written work and no questions."""
    low, percent = view.number("B02", "up_to_grade"), view.number("B02", "activity_percent")
    few = view.gauge(ACTIVITIES)
    for grade, window in sorted(view.problem.window_of.items()):
        if grade > low:
            continue
        periods = len(view.days) * len(window.periods)
        found = [view.kept.tutoring.get((grade, weekday)) for weekday in view.days]
        learning = sum(record is not None and record.kind in ("homework", "qa") for record in found)
        share = 100 * (periods - learning) // periods if periods else 100
        if few(share, percent):
            zh = f"{grade}年级每周{periods}节服务中活动类只占{share}%，应不少于{percent}%"
            en = f"Grade {grade}: {share} percent of {periods} periods a week are activities, {percent} are asked for"
            yield ACTIVITIES.case(share, percent, (grade_id(grade),), "", None, zh, en)


def low_grades(view: PlanIndex) -> Iterator[Measurement]:
    """B02: no written homework, and most periods are activities."""
    yield from no_homework(view)
    yield from mostly_activities(view)


def _homework_days(view: PlanIndex) -> Iterator[tuple[int, int, int, int]]:
    """(grade, weekday, minutes of homework tutoring, minutes asked for) of every grade and day that B03 speaks of."""
    low = view.number("B02", "up_to_grade") if view.policy.on("B02") else 0
    cap = view.number("B03", "cap")
    capped = range(view.number("B03", "cap_from_grade"), view.number("B03", "cap_to_grade") + 1)
    for grade, weekday in sorted(view.demand.grade_days):
        window = view.problem.window_of.get(grade)
        if window is None or not window.homework or grade <= low:
            continue
        record = view.kept.tutoring.get((grade, weekday))
        period = window.periods[record.period] if record and record.kind == "homework" else None
        minutes = period.end - period.start if period else 0
        yield grade, weekday, minutes, min(window.homework, cap) if grade in capped else window.homework


def homework_time(view: PlanIndex) -> Iterator[Measurement]:
    """B03: homework can be finished at school."""
    short = view.gauge(HOMEWORK)
    for grade, weekday, minutes, wanted in _homework_days(view):
        if short(minutes, wanted):
            on_zh, on_en = day(weekday)
            zh = f"{on_zh}：{grade}年级的作业辅导有{minutes}分钟，书面作业需{wanted}分钟"
            en = f"{on_en}: grade {grade} has {minutes} minutes for homework and needs {wanted}"
            yield HOMEWORK.case(minutes, wanted, (grade_id(grade),), "", weekday, zh, en)


def homework_unfinished(view: PlanIndex) -> tuple[int, int]:
    """B03: points for grades and days whose homework does not fit; scale: those of all grades and days."""
    points, found = view.number("B03", "points"), list(_homework_days(view))
    return points * sum(HOMEWORK.misses(minutes, wanted) for _, _, minutes, wanted in found), points * len(found)


def not_only_clubs(view: PlanIndex) -> Iterator[Measurement]:
    """B06: one period at least of every attended day without a session."""
    served, few = frozenset(view.days), view.gauge(BASIC_CARE)
    for (pupil, weekday), away in view.presence.whole.items():
        window = view.problem.window_of[view.problem.grade_of_pupil[pupil]]
        if weekday in served and few(len(window.periods) - away, 1):
            on_zh, on_en = day(weekday)
            zh = f"{on_zh}：学生{pupil}的全部{away}节都在上课程，没有留出一节基础托管"
            en = f"{on_en}: pupil {pupil} is at sessions in all {away} periods"
            yield BASIC_CARE.case(len(window.periods) - away, 1, (pupil,), "", weekday, zh, en)


def missing_strands(view: PlanIndex) -> tuple[int, int]:
    """B07: pairs (grade, strand) that could be served and are not; scale: pairs that could be served."""
    asked = view.problem.window_of.keys() & view.demand.classes.keys()
    could = {(grade, item.strand) for item in view.problem.offerings for grade in item.grades if grade in asked}
    served = {(grade, item.offering.strand) for item in view.opened.values() for grade in item.offering.grades}
    return len(could - served), len(could)
