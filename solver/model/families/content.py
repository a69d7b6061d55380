"""Content of the afternoon: B01, B02, B03, B06, B07.

B01: each grade has a tutoring period of at least N minutes each day it has applicants, and no club meets its pupils
then. B02: no written homework for the lowest grades, and most of their periods are activities. B03: a homework period that is
long enough (hard), or points lost (soft). B06: every pupil has a base period each day. B07 (soft): every
strand that could be offered to a grade with applicants is. Holds afterwards: at most one tutoring record a grade and day (K00).
"""

from __future__ import annotations

from solver.model.context import ModelContext
from solver.model.linear_model import FALSE
from solver.model.scope import SectionKey
from solver.plan import TUTORING_KINDS
from solver.problem import Interval
from solver.units import Weekday


def tutoring(p: ModelContext) -> None:
    """B01, first half, and one record at most (K00)."""
    for grade, day in sorted(p.scope.tutoring):
        periods = p.instance.window(grade).periods
        columns = [(i, c) for i in range(len(periods)) for c in p.v.tutored(grade, day, i)]
        p.rows.at_most_one("K00", [c for _, c in columns])
        applied = any(p.instance.attending.get((c.id, day)) for c in p.problem.classes if c.grade == grade)
        if p.hard("B01") and applied:
            enough = p.number("B01", "minutes")
            long = [c for i, c in columns if periods[i].end - periods[i].start >= enough]
            p.rows.linear("B01", [(1, c) for c in long], lower=1)


def no_club_in_tutoring(p: ModelContext) -> None:
    """B01, second half."""
    if not p.hard("B01"):
        return
    tutored = {
        (grade, day): [
            (period, columns)
            for i, period in enumerate(window.periods)
            if (columns := [c for c in p.v.tutored(grade, day, i) if c != FALSE])
        ]
        for grade, window in p.problem.window_of.items()
        for day in p.instance.days
    }
    for section in p.v.live_sections:
        for grade in p.problem.offering_of[section[0]].grades:
            for day in p.instance.days if grade in p.problem.window_of else ():
                if tutored[grade, day]:
                    _keep_apart(p, section, grade, day, tutored[grade, day])


def _keep_apart(p: ModelContext, section: SectionKey, grade: int, day: Weekday, tutored: list[tuple[Interval, list[int]]]) -> None:
    """No session of the section while the grade is tutored, if it sits there."""
    for start, end, meets in p.v.spans(section, day):
        clashing = [c for period, columns in tutored if period.start < end and start < period.end for c in columns]
        if clashing:
            present = p.v.present(section, grade)
            p.rows.linear("B01", [(1, meets), (1, present), *((1, c) for c in clashing)], upper=2)


def no_written_homework(p: ModelContext) -> None:
    """B02."""
    if p.hard("B02"):
        for grade, day in sorted(p.scope.tutoring):
            if grade <= p.number("B02", "up_to_grade"):
                for period in range(len(p.instance.window(grade).periods)):
                    p.rows.forbid("B02", p.v.tutor(grade, day, period, TUTORING_KINDS[0]))


def mostly_activities(p: ModelContext) -> None:
    """B02, second half: tutoring as homework or questions takes few of the periods of a low grade."""
    if not p.hard("B02") or not p.scope.tutoring:
        return
    homework, _, questions = TUTORING_KINDS
    percent = p.number("B02", "activity_percent")
    for grade in sorted({grade for grade, _ in p.scope.tutoring}):
        if grade <= p.number("B02", "up_to_grade"):
            periods = range(len(p.instance.window(grade).periods))
            every = len(periods) * len(p.instance.days)
            learning = [
                (100, p.v.tutor(grade, day, i, kind))
                for day in p.instance.days
                for i in periods
                for kind in (homework, questions)
            ]
            p.rows.linear("B02", learning, upper=(100 - percent) * every)


def homework(p: ModelContext) -> None:
    """B03."""
    if not p.policy.on("B03"):
        return
    for grade, day in sorted(p.scope.tutoring):
        minutes = p.instance.homework(grade)
        applied = any(p.instance.attending.get((c.id, day)) for c in p.problem.classes if c.grade == grade)
        if minutes and applied:
            periods = p.instance.window(grade).periods
            long = [
                p.v.tutor(grade, day, i, TUTORING_KINDS[0])
                for i, period in enumerate(periods)
                if period.end - period.start >= minutes
            ]
            if p.hard("B03"):
                p.rows.linear("B03", [(1, c) for c in long], lower=1)
            else:
                points = p.number("B03", "points")
                p.cost("B03", [(-points, c) for c in long], constant=points)


def base_period(p: ModelContext) -> None:
    """B06, unless B01 is hard: a tutoring period that no club overlaps is a base period."""
    if not p.hard("B06") or p.hard("B01") or not p.scope.moves_clubs:
        return
    for pupil, seats in p.v.seats_by_pupil.items():
        grade = p.problem.grade_of_pupil[pupil]
        count = len(p.instance.window(grade).periods)
        for day in p.problem.pupil_of[pupil].weekdays:
            if day in p.instance.days:
                away = [p.v.away(pupil, section, day, i) for section, _ in seats for i in range(count)]
                p.rows.linear("B06", [(1, c) for c in away], upper=count - 1)


def breadth(p: ModelContext) -> None:
    """B07."""
    if not p.policy.soft("B07") or not p.scope.sections:
        return
    for grade in p.instance.applying_grades:
        by_strand: dict[str, list[int]] = {}
        for offering in p.problem.offerings:
            if grade in offering.grades:
                columns = by_strand.setdefault(offering.strand, [])
                columns += [p.v.opened((offering.id, k)) for k in range(1, offering.max_sections + 1)]
        for columns in by_strand.values():
            found = p.rows.either(columns, "B07")
            p.cost("B07", [(-1, found)], constant=1)
