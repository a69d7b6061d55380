"""Time and coverage of the week: A01, A02, A03, A11, A12.

A01: on at least N weekdays something is open. A02: every grade's service lasts at least N minutes.
A03: no grade leaves before the local end of work, less a logged waiver. A11: service begins after the last lesson.
A12: named grades keep their exact window. Holds afterwards: every dismissal column that is true satisfies all five.
"""

from __future__ import annotations

from solver.model.context import ModelContext
from solver.model.linear_model import TRUE


def days_open(p: ModelContext) -> None:
    """A01."""
    if not p.hard("A01") or not (p.scope.groups or p.scope.sections):
        return
    opened = []
    for day in p.instance.days:
        parts = [
            p.v.hosted(home.id, day, period)
            for home in p.problem.classes
            for period in range(len(p.instance.band_of_class[home.id].periods))
        ]
        if TRUE not in parts:
            parts += [p.v.at(section, day, m) for section in p.v.live_sections for m in p.v.starts_on(section, day)]
        opened.append(p.rows.either(parts, "A01"))
    p.rows.linear("A01", [(1, column) for column in opened], lower=p.number("A01", "days"))


def service_length(p: ModelContext) -> None:
    """A02."""
    if p.hard("A02"):
        for grade in sorted(p.scope.slots):
            earliest = p.instance.window(grade).start + p.number("A02", "minutes")
            _not_before(p, "A02", grade, earliest)


def end_of_work(p: ModelContext) -> None:
    """A03."""
    if p.hard("A03"):
        local = p.policy.number_or("A03", "work_end", p.problem.term.work_end) or 0
        earliest = local - p.number("A03", "waiver_minutes")
        for grade in sorted(p.scope.slots):
            _not_before(p, "A03", grade, earliest)


def _not_before(p: ModelContext, rule: str, grade: int, earliest: int) -> None:
    for minute, _, column in p.v.slots_of(grade):
        if minute < earliest:
            p.rows.forbid(rule, column)


def after_lessons(p: ModelContext) -> None:
    """A11, decided by the data."""
    if p.hard("A11") and p.scope.slots:
        for lesson in p.problem.lessons:
            if lesson.class_id is not None and lesson.weekday in p.instance.days:
                window = p.instance.window(p.instance.grade_of_class[lesson.class_id])
                p.rows.constant("A11", window.start >= lesson.end)


def exact_windows(p: ModelContext) -> None:
    """A12."""
    if not p.hard("A12"):
        return
    for grade in sorted(p.scope.slots):
        start = p.policy.number_or("A12", f"g{grade}_start", None)
        end = p.policy.number_or("A12", f"g{grade}_end", None)
        if start is not None:
            p.rows.constant("A12", p.instance.window(grade).start == start)
        if end is not None:
            for minute, _, column in p.v.slots_of(grade):
                if minute != end:
                    p.rows.forbid("A12", column)
