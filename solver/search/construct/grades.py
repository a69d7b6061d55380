"""Tutoring periods of each grade and day: the earliest that is long enough, so that clubs have the rest (B01, B02)."""

from __future__ import annotations

from solver.model.frame import Frame
from solver.plan import TUTORING_KINDS, Tutoring


def tutoring(frame: Frame) -> tuple[Tutoring, ...]:
    """One record a grade and service weekday; none where no period is long enough."""
    policy = frame.policy
    enough = policy.number("B01", "minutes") if policy.on("B01") else 0
    low = policy.number("B02", "up_to_grade") if policy.on("B02") else 0
    homework, reading, _ = TUTORING_KINDS
    found = []
    for grade, window in sorted(frame.problem.window_of.items()):
        long = [i for i, period in enumerate(window.periods) if period.end - period.start >= enough]
        if long:
            kind = reading if grade <= low else homework
            found += [Tutoring(grade, day, long[0], kind) for day in frame.days]
    return tuple(found)
