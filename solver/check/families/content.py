"""Content: B01 a tutoring hour every day, B02 no homework in low grades, B06 not only clubs, B07 breadth.

Formula: B01 every (grade, weekday) with an attending applicant has a tutoring record whose period lasts >= minutes, and no
session of a seated pupil overlaps the tutoring period of the pupil's grade. B02 kind homework only for grades >
up_to_grade. B06 on every attended day one period at least of the grade that no session of the pupil covers. B07 counts
pairs (grade, strand) that an offering could serve and no opened section does.

Afterwards: every pupil has tutoring on every attended day, and not the whole afternoon is clubs.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.names import day, grade_id, listed, span
from solver.check.view import View
from solver.check.violation import Violation


def tutoring_hour(view: View) -> Iterator[Violation]:
    """B01: a tutoring period that is long enough and that no pupil misses for a session."""
    limit = view.number("B01", "minutes")
    for grade, weekday in sorted(view.demand.grade_days):
        if grade not in view.problem.window_of:
            continue
        record = view.kept.tutoring.get((grade, weekday))
        period = view.problem.window_of[grade].periods[record.period] if record else None
        minutes = period.end - period.start if period else 0
        if minutes < limit:
            on_zh, on_en = day(weekday)
            zh = f"{on_zh}：{grade}年级的学业辅导只有{minutes}分钟，应有一个课时（{limit}分钟）"
            en = f"{on_en}: grade {grade} has {minutes} minutes of tutoring, {limit} are asked for"
            yield Violation("B01", (grade_id(grade),), "", weekday, str(minutes), str(limit), zh, en)
    for opened in view.opened.values():
        for session in opened.sessions:
            end = session.start + opened.offering.minutes
            for grade, pupils in opened.pupils.items():
                record = view.kept.tutoring.get((grade, session.weekday))
                if record is None:
                    continue
                period = view.problem.window_of[grade].periods[record.period]
                if session.start < period.end and period.start < end:
                    on_zh, on_en = day(session.weekday)
                    name = view.names.section(*opened.key)
                    ids = listed(pupils)
                    a, b = span(session.start, end), span(period.start, period.end)
                    zh = f"{on_zh}：{name} {a}占用{grade}年级的辅导时间{b}，涉及学生{ids[0]}"
                    en = f"{on_en}: {name} {a} takes the tutoring time {b} of grade {grade} from {ids[1]}"
                    subjects = (opened.section.id, *pupils)
                    yield Violation("B01", subjects, session.room, session.weekday, a, b, zh, en)


def no_homework(view: View) -> Iterator[Violation]:
    """B02: no written homework in the low grades."""
    limit = view.number("B02", "up_to_grade")
    for (grade, weekday), record in view.kept.tutoring.items():
        if record.kind == "homework" and grade <= limit:
            on_zh, on_en = day(weekday)
            zh = f"{on_zh}：{grade}年级不得布置书面作业（{limit}年级及以下），辅导应为阅读或答疑"
            en = f"{on_en}: no written homework for grade {grade} (grades up to {limit}); choose reading or questions"
            yield Violation("B02", (grade_id(grade),), "", weekday, "homework", "reading, qa", zh, en)


def not_only_clubs(view: View) -> Iterator[Violation]:
    """B06: one period at least of every attended day without a session."""
    served = frozenset(view.days)
    for (pupil, weekday), away in view.presence.whole.items():
        window = view.problem.window_of[view.problem.grade_of_pupil[pupil]]
        if weekday in served and away >= len(window.periods):
            on_zh, on_en = day(weekday)
            zh = f"{on_zh}：学生{pupil}的全部{away}节都在上课程，没有留出一节基础托管"
            en = f"{on_en}: pupil {pupil} is at sessions in all {away} periods"
            yield Violation("B06", (pupil,), "", weekday, str(len(window.periods) - away), "1", zh, en)


def missing_strands(view: View) -> tuple[int, int]:
    """B07: pairs (grade, strand) that could be served and are not; scale: pairs that could be served."""
    windows = view.problem.window_of
    could = {(grade, item.strand) for item in view.problem.offerings for grade in item.grades if grade in windows}
    served = {(grade, item.offering.strand) for item in view.opened.values() for grade in item.offering.grades}
    return len(could - served), len(could)
