"""Objectives of the master problem, as terms in the units of the tiers: breadth (B07), care (D05, as far as D10 limits late duties),
outside minutes (E01), cost (G10). Choices (C04) and even leading (D02) are stated where their rows are.
"""

from __future__ import annotations

from typing import Protocol

from solver.model.linear_model import Term
from solver.search.construct.fair_share import full_groups
from solver.search.master.adults import SectionColumns
from solver.units import Weekday

MAX_LATE_DUTIES = 100_000
"""Upper bound of a column of late duties: more than any school has."""


class Columns(SectionColumns, Protocol):
    """Columns of the master model that objectives refer to."""

    groups: dict[tuple[Weekday, str, int], int]


def objectives(model: Columns) -> dict[str, list[Term]]:
    """Master model -> terms by rule, to be minimised."""
    instance, problem = model.instance, model.problem
    weeks, pay, wage = len(instance.weeks), instance.cheapest, instance.wage
    outside: list[Term] = []
    cost: list[Term] = []
    late: list[Term] = []
    after = instance.policy.number("D05", "late_after")
    for (person, name, times), column in model.lead.items():
        o = problem.offering_of[name]
        shifts = [instance.session_shift(o, start) for _, start in times]
        if person in problem.outside_of and person not in instance.coaches:
            outside.append((weeks * sum(s.credit for s in shifts), column))
        late_ends = sum(s.end > after for s in shifts)
        late.append((weeks * late_ends * (o.assistants + (person in problem.staff_of)), column))
        rate = problem.rate_of[person]
        cost.append((weeks * sum(wage(rate, s.credit) + o.assistants * wage(pay, s.credit) for s in shifts), column))
    for (_, band, period), column in model.groups.items():
        home = instance.classes_of_band[band]
        if home:
            shift = instance.care_shifts[home[0], period]
            cost.append((weeks * wage(pay, shift.credit), column))
            late.append((weeks * (shift.end > after), column))
    return {"B07": _breadth(model), "D05": _late_for_flagged(model, late), "E01": outside, "G10": cost}


def _breadth(model: Columns) -> list[Term]:
    """Strands offered to grades."""
    terms = []
    for grade in model.problem.window_of:
        fitting = [o for o in model.problem.offerings if grade in o.grades]
        for strand in sorted({o.strand for o in fitting}):
            found = model.rows.boolean(0)
            names = {o.id for o in fitting if o.strand == strand}
            there = [(-1, c) for (name, _), c in model.count.items() if name in names]
            model.rows.linear("B07", [(1, found), *there], upper=0)
            terms.append((-1, found))
    return terms


def _late_for_flagged(model: Columns, late: list[Term]) -> list[Term]:
    """Late duties beyond what staff without reasons may stand; nothing where theirs are not limited."""
    instance, policy, weeks = model.instance, model.instance.policy, len(model.instance.weeks)
    after = policy.number("D05", "late_after")
    if not policy.hard("D10") or policy.number("D10", "late_after") > after:
        return []
    able = sum(s.takes_part and not s.reasons for s in model.problem.staff)
    left = weeks * policy.number("D10", "late_per_week") * able
    for day in instance.post_days:
        shifts = [instance.shift(post) for post in instance.standing(day)]
        left -= weeks * sum(s.headcount for s in shifts if s.end > after)
    for day in instance.days:
        for band in model.problem.bands if day not in model.club_days else ():
            for home in instance.classes_of_band[band.id][:1]:
                ends = sum(instance.care_shifts[home, i].end > after for i in range(len(band.periods)))
                left -= weeks * full_groups(instance, day, band) * ends
    excess = model.rows.integer(0, MAX_LATE_DUTIES, 0)
    model.rows.linear("D05", [*late, (-1, excess)], upper=left)
    return [(1, excess)]
