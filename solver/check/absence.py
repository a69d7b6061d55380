"""Own staff who can hold no post, whatever the plan, so that no plan could even out their load (D02).

Formula: hours of a weekday = from the first start to the last end of its windows' periods, fixed posts, blocks and extended
care. Absent is who has max_days 0 (while D10 is hard), or whom unavailability and dates (K01) and lessons (I04) leave no minute free in
the hours of any weekday of any week of the template. Dismissal slots do not enter: gate posts come after the hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from solver.policy.policy import Policy
from solver.problem.bells import Interval
from solver.problem.people import Outside, Staff
from solver.problem.problem import Problem
from solver.problem.week_pattern import weeks_of
from solver.units import Minute, Week, Weekday

WHOLE_DAY: Minute = 10**6
Lessons = Mapping[tuple[str, Week, Weekday], Iterable[Interval]]
"""(staff, week of the template, weekday) -> lessons and meetings."""


def hours_of(problem: Problem) -> dict[Weekday, Interval]:
    """Weekday -> the hours in which somebody serves; weekdays with none are absent."""
    found: dict[Weekday, Interval] = {}

    def add(weekday: Weekday, start: Minute, end: Minute) -> None:
        known = found.get(weekday, Interval(start, end))
        found[weekday] = Interval(min(known.start, start), max(known.end, end))

    windows, grade_of = {w.grade: w for w in problem.windows if w.periods}, problem.grade_of_pupil
    for weekday in problem.weekdays:
        for window in windows.values():
            add(weekday, window.start, window.periods[-1].end)
        for post in problem.posts:
            if weekday in post.weekdays:
                add(weekday, post.start, post.end)
        for pupil in problem.pupils:
            grade = grade_of[pupil.id]
            if pupil.late_until is not None and weekday in pupil.weekdays and grade in windows:
                add(weekday, windows[grade].start, pupil.late_until)
    for block in problem.blocks:
        for weekday in block.weekdays:
            if weekday in problem.post_days:
                add(weekday, block.start, block.end)
    return found


def missing_dates(problem: Problem, weeks: int, adult: Staff | Outside) -> dict[tuple[Week, Weekday], list[date]]:
    """(week, weekday) of the template -> those of its dates on which somebody is not there (K01), where there are any.

    A day of the template without a date in the period has those of its weekday.
    """
    found: dict[tuple[Week, Weekday], list[date]] = {}
    for weekday, dates in problem.dates_of_weekday.items():
        for week in range(1, weeks + 1):
            mine = [day for day in dates if problem.term.week_of(day, weeks) == week] or dates
            gone = [day for day in mine if not _at_school(adult, day)]
            if gone:
                found[week, weekday] = gone
    return found


def _at_school(adult: Staff | Outside, each: date) -> bool:
    if (adult.joined is not None and each < adult.joined) or (adult.left is not None and each > adult.left):
        return False
    return isinstance(adult, Outside) or not any(span.first <= each <= span.last for span in adult.leaves)


def absent(problem: Problem, policy: Policy, lessons: Lessons, weeks: int) -> frozenset[str]:
    """Ids of own staff who are never free in the weeks 1..``weeks`` of the template."""
    hours = hours_of(problem)
    dated = policy.on("K01")
    gone = {person.id: missing_dates(problem, weeks, person) for person in problem.staff if dated and person.dated}
    return frozenset(
        person.id for person in problem.staff if _absent(person, policy, hours, lessons, weeks, gone.get(person.id, {}))
    )


def _absent(
    person: Staff, policy: Policy, hours: Mapping[Weekday, Interval], lessons: Lessons, weeks: int,
    gone: Mapping[tuple[Week, Weekday], list[date]],
) -> bool:  # fmt: skip
    if person.max_days == 0 and policy.hard("D10"):
        return True
    busy: dict[tuple[Week, Weekday], list[tuple[Minute, Minute]]] = {}
    for week in range(1, weeks + 1):
        for weekday in hours:
            taken = lessons.get((person.id, week, weekday), ()) if policy.on("I04") else ()
            busy[week, weekday] = [(lesson.start, lesson.end) for lesson in taken]
    for away in person.unavailable if policy.on("K01") else ():
        for week in weeks_of(away.weeks, weeks) if away.weekday in hours else ():
            busy[week, away.weekday].append((away.start, away.end))
    for day in gone:
        if day in busy:
            busy[day].append((0, WHOLE_DAY))
    return bool(hours) and all(_covered(hours[weekday], sorted(found)) for (_, weekday), found in busy.items())


def _covered(span: Interval, busy: Iterable[tuple[Minute, Minute]]) -> bool:
    """Whether intervals, sorted by start, leave no minute of a span."""
    reached = span.start
    for start, end in busy:
        if start > reached:
            break
        reached = max(reached, end)
    return reached >= span.end
