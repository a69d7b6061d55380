"""Money: E01, G02, G10.

G02: every applicant pays fee times class-hours less what is waived, nobody else pays. E01 (soft): minutes of outside
instructors but coaches (E12). G10 (soft): what all duties cost, in fen over the weeks of the template, each person at its own rate.
"""

from __future__ import annotations

from solver.model.context import ModelContext
from solver.model.instance import EXACT, rounded
from solver.problem import Pupil


def due(p: ModelContext, pupil: Pupil, days: int) -> int:
    """Weekly fee of a pupil for so many days, in fen (G02): from the start to the last period, at least the minutes of A02."""
    window = p.instance.window(p.problem.grade_of_pupil[pupil.id])
    minutes, hour = window.periods[-1].end - window.start, p.number("G02", "minutes_per_classhour")
    if p.hard("A02"):
        minutes = max(minutes, p.number("A02", "minutes"))
    rounding = p.number("G02", "rounding")
    hours, parts = (minutes, hour) if rounding == EXACT else (rounded(minutes, hour, rounding), 2)
    percent = pupil.exempt if pupil.category is None else p.number("G02", f"{pupil.category}_percent")
    return p.problem.money.fee * hours * days * (100 - percent) // (100 * parts)


def weekly(p: ModelContext, pupil: Pupil) -> int:
    """What a family pays a week, in fen (G02)."""
    return due(p, pupil, sum(1 for day in pupil.weekdays if day in p.instance.days))


def fees(p: ModelContext) -> None:
    """G02."""
    if p.hard("G02") and p.scope.fees:
        for pupil in p.problem.pupils:
            amount = weekly(p, pupil) if pupil.weekdays else 0
            p.rows.linear("G02", [(1, p.v.fee(pupil.id, max(amount, 2)))], amount, amount)


def outside_minutes(p: ModelContext) -> None:
    """E01."""
    if p.policy.soft("E01"):
        for person in p.problem.outside:
            if person.id not in p.instance.coaches:
                p.cost("E01", p.duties.minutes(person.id))


def spending(p: ModelContext) -> None:
    """G10."""
    if p.policy.soft("G10"):
        for person in p.duties.people():
            rate = p.problem.rate_of[person]
            p.cost("G10", [(p.instance.wage(rate, credit), column) for credit, column in p.duties.minutes(person)])
