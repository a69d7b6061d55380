"""Tutoring periods of each grade and day (B01, B02, B03)."""

from __future__ import annotations

from collections.abc import Mapping

from solver.model.instance import Instance
from solver.plan import TUTORING_KINDS, Tutoring
from solver.units import Weekday


def tutoring(instance: Instance, wanted: Mapping[tuple[int, Weekday], int]) -> tuple[Tutoring, ...]:
    """One record a grade and service weekday; none where no period is long enough.

    wanted: index of the period by (grade, weekday); where it is missing or too short, the earliest that is long enough.
    """
    policy = instance.policy
    enough = policy.number("B01", "minutes") if policy.on("B01") else 0
    low = policy.number("B02", "up_to_grade") if policy.on("B02") else 0
    homework, reading, _ = TUTORING_KINDS
    found = []
    for grade, window in sorted(instance.problem.window_of.items()):
        long = [i for i, period in enumerate(window.periods) if period.end - period.start >= enough]
        fitting = [i for i in long if window.periods[i].end - window.periods[i].start >= instance.homework(grade)]
        long = fitting or long
        if long:
            kind = reading if grade <= low else homework
            for day in instance.days:
                index = wanted.get((grade, day), long[0])
                found.append(Tutoring(grade, day, index if index in long else long[0], kind))
    return tuple(found)
