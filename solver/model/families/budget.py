"""Money: E01, G02, G10.

G02: every applicant pays fee times class-hours less the exempt percent, nobody else pays. E01 (soft): minutes of outside
instructors. G10 (soft): what all duties cost, in fen over the weeks of the template.
"""

from __future__ import annotations

from solver.model.post import Poster
from solver.problem import Pupil


def due(p: Poster, pupil: Pupil) -> int:
    """What a family pays a week, in fen (G02)."""
    window = p.frame.window(p.problem.grade_of_pupil[pupil.id])
    hours = (window.periods[-1].end - window.start) // p.number("G02", "minutes_per_classhour")
    days = sum(1 for day in pupil.weekdays if day in p.frame.days)
    return p.problem.money.fee * hours * days * (100 - pupil.exempt) // 100


def fees(p: Poster) -> None:
    """G02."""
    if p.hard("G02") and p.scope.fees:
        for pupil in p.problem.pupils:
            amount = due(p, pupil) if pupil.weekdays else 0
            p.rows.linear("G02", [(1, p.v.fee(pupil.id, max(amount, 2)))], amount, amount)


def outside_minutes(p: Poster) -> None:
    """E01."""
    if p.policy.soft("E01"):
        for person in p.problem.outside:
            p.cost("E01", p.duties.minutes(person.id))


def spending(p: Poster) -> None:
    """G10."""
    if p.policy.soft("G10"):
        hour = p.number("G10", "minutes_per_classhour")
        for person in p.duties.people():
            outside = p.problem.outside_of.get(person)
            rate = p.problem.money.pay if outside is None else outside.rate
            p.cost("G10", [(credit * rate // hour, column) for credit, column in p.duties.minutes(person)])
