"""Flex hours in return for service: D03, D03F.

D03: a grant (late start or early leave) needs a person who takes part, no lesson in its window, for a late start no duty
before it ends, for an early leave no duty that day but meals and naps before it begins, one grant a day,
and one for every N duty days. D03F (soft): teachers' earned grants not given.
"""

from __future__ import annotations

from solver.model.blocks import POST_OF_RULE
from solver.model.context import ModelContext
from solver.model.duties import Duty
from solver.plan import FLEX_KINDS
from solver.problem import Lesson, Staff
from solver.problem.week_pattern import weeks_of
from solver.units import Week, Weekday

LATE_START, EARLY_LEAVE = FLEX_KINDS
MEAL_POST = POST_OF_RULE["A06"]
Lessons = dict[tuple[str, Week, Weekday], list[Lesson]]
"""Lessons of a person in a week of the template, by weekday."""


def grants(p: ModelContext) -> None:
    """D03 and D03F."""
    lessons: Lessons = {}
    for lesson in p.problem.lessons:
        if lesson.staff_id is not None:
            for week in weeks_of(lesson.weeks, len(p.instance.weeks)):
                lessons.setdefault((lesson.staff_id, week, lesson.weekday), []).append(lesson)
    owed = {person.id for person in p.instance.teachers}
    for person in p.problem.staff:
        if p.scope.flex or p.duties.touched(person.id):
            _grants_of(p, person, lessons, person.id in owed)


def _grants_of(p: ModelContext, person: Staff, lessons: Lessons, owed: bool) -> None:
    until, leave = p.number("D03", "late_until"), p.number("D03", "leave_from")
    hard = p.hard("D03")
    every, days_on = [], []
    for week in p.instance.weeks:
        for day in p.instance.days:
            start = p.v.flex(person.id, week, day, LATE_START)
            early = p.v.flex(person.id, week, day, EARLY_LEAVE)
            p.rows.at_most_one("K00", [start, early])
            every += [start, early]
            if hard:
                day_lessons = lessons.get((person.id, week, day), ())
                if not person.takes_part or any(x.start < until for x in day_lessons):
                    p.rows.forbid("D03", start)
                else:
                    _free(p, start, [d for d in p.duties.of(person.id, week, day) if d.start < until])
                if not person.takes_part or any(x.end > leave for x in day_lessons):
                    p.rows.forbid("D03", early)
                elif p.problem.blocks:
                    duties = p.duties.of(person.id, week, day)
                    _free(p, early, [d for d in duties if d.kind != MEAL_POST or d.end > leave])
                else:
                    p.rows.at_most_one("D03", [early, p.duties.on_duty(person.id, week, day)])
        days_on += [p.duties.on_duty(person.id, week, day) for day in p.instance.post_days]
    each = p.number("D03", "duty_days_per_grant")
    if hard:
        p.rows.linear("D03", [*((each, c) for c in every), *((-1, c) for c in days_on)], upper=0)
    if owed and p.policy.soft("D03F"):
        earned_now = sum(p.rows.value(c) for c in days_on) // each
        given_now = sum(p.rows.value(c) for c in every)
        most = len(days_on) // each
        # shortfall >= (days - (each - 1)) / each - grants, and rounding down is what integers do
        shortfall = p.rows.integer(0, max(2, most), max(0, earned_now - given_now))
        p.rows.linear(
            "D03F",
            [(each, shortfall), *((each, c) for c in every), *((-1, c) for c in days_on)],
            lower=1 - each,
        )
        p.cost("D03F", [(1, shortfall)])


def _free(p: ModelContext, grant: int, duties: list[Duty]) -> None:
    """The grant and the duties exclude each other."""
    for duty in duties:
        p.rows.at_most_one("D03", [grant, duty.column])
