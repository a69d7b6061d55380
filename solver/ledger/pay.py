"""The pay ledger: what every person is paid in every month of the term (G05-G10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from solver.calendar.duty_days import days_in_order
from solver.check.families.budget import class_hours, wage
from solver.check.plan_index import PlanIndex
from solver.problem.money import Award
from solver.problem.problem import Problem
from solver.units import Fen, Minute


@dataclass(frozen=True, slots=True)
class PayLine:
    """One person in one month (``2025-09``), by the dates of the term (G08).

    dates: with duty. minutes: credited. hours: class-hours that are paid, rounded duty by duty (U1). rate: fen per
    class-hour. amount: fen for the duties. bonus: fen for awards (G09).
    """

    person: str
    month: str
    dates: int
    minutes: Minute
    hours: Fraction
    rate: Fen
    amount: Fen
    bonus: Fen

    @property
    def total(self) -> Fen:
        return self.amount + self.bonus


@dataclass(slots=True)
class _Sum:
    dates: int = 0
    minutes: Minute = 0
    hours: Fraction = Fraction(0)
    amount: Fen = 0
    bonus: Fen = 0


def pay_lines(view: PlanIndex) -> tuple[PayLine, ...]:
    """A line for every person and month with a duty or an award, own staff first, in the problem's order.

    A date runs by its weekday and by the week of the template that is its turn; its duties pay what they pay in the rule
    G10, so the lines add up to what the accounts (G04) count.
    """
    problem = view.problem
    sums: dict[tuple[str, str], _Sum] = defaultdict(_Sum)
    by_day = _days(view)
    for day, duty_day in days_in_order(problem, view.weeks):
        for person, duties in by_day.get((duty_day.week, duty_day.weekday), {}).items():
            line = sums[person, f"{day:%Y-%m}"]
            line.dates += 1
            line.minutes += duties.minutes
            line.hours += duties.hours
            line.amount += duties.amount
    for award in problem.money.awards if problem.term.period is None else _of_period(problem):
        sums[award.person, f"{award.day:%Y-%m}"].bonus += award.fen
    order = {person: index for index, person in enumerate(problem.rate_of)}
    found = sorted(sums.items(), key=lambda entry: (order[entry[0][0]], entry[0][1]))
    return tuple(
        PayLine(person, month, s.dates, s.minutes, s.hours, problem.rate_of[person], s.amount, s.bonus)
        for (person, month), s in found
    )


def _of_period(problem: Problem) -> list[Award]:
    """Awards of the days for which the plan stands."""
    return [award for award in problem.money.awards if problem.term.planned.holds(award.day)]


def _days(view: PlanIndex) -> Mapping[tuple[int, int], Mapping[str, _Sum]]:
    """(week, weekday) of the template -> person -> what the duties of such a day come to."""
    found: dict[tuple[int, int], dict[str, _Sum]] = defaultdict(dict)
    for (person, week, weekday), duties in view.duties.items():
        day = _Sum()
        for duty in duties:
            day.minutes += duty.slot.credit
            day.hours += Fraction(*class_hours(view.policy, "G10", duty.slot.credit))
            day.amount += wage(view.policy, view.problem.rate_of[person], duty.slot.credit)
        found[week, weekday][person] = day
    return found


def gini(amounts: list[Fen]) -> int:
    """The Gini coefficient in thousandths, rounded down: 0 when all are alike, near 1000 when one has everything (G06)."""
    total, count = sum(amounts), len(amounts)
    if not total:
        return 0
    ranked = sum(rank * amount for rank, amount in enumerate(sorted(amounts), 1))
    return 1000 * (2 * ranked - (count + 1) * total) // (count * total)
