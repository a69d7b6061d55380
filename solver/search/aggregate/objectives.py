"""Objectives block: breadth (B07), late duties (D05, as far as D10 limits them), outside minutes (E01), cost (G10), with all posts filled.

Choices (C04) and even leading (D02) are stated where their rows are.
"""

from __future__ import annotations

from solver.model.linear_model import Term
from solver.search.aggregate.estimates import late_without_clubs
from solver.search.aggregate.model import AggregateModel, AggregateObjective

MAX_LATE_DUTIES = 100_000
"""Upper bound of a column of late duties: more than any school has."""


def add_objectives(m: AggregateModel) -> None:
    """B07, D05, E01, G10, in the units of their tiers."""
    instance, problem = m.instance, m.problem
    weeks, pay, wage = len(instance.weeks), instance.cheapest, instance.wage  # pay: of the adults who are not named here
    outside: list[Term] = []
    cost: list[Term] = []
    late: list[Term] = []
    for (person, name, times), column in m.lead.items():
        o = problem.offering_of[name]
        shifts = [instance.session_shift(o, start) for _, start in times]
        if person in problem.outside_of and person not in instance.coaches:
            outside.append((weeks * sum(s.credit for s in shifts), column))
        late_ends = sum(instance.ends_late(s, "D05") for s in shifts)
        late.append((weeks * late_ends * (o.assistants + (person in problem.staff_of)), column))
        rate = problem.rate_of[person]
        cost.append((weeks * sum(wage(rate, s.credit) + o.assistants * wage(pay, s.credit) for s in shifts), column))
    for (_, band, period), column in m.groups.items():
        home = instance.classes_of_band[band]
        if home:  # whoever hosts, an adult is there as long as for the class that leaves first
            shift = min((instance.care_shifts[host, period] for host in home), key=lambda s: s.end)
            cost.append((weeks * wage(pay, shift.credit), column))
            late.append((weeks * instance.ends_late(shift, "D05"), column))
    standing = [instance.shift(post) for day in instance.post_days for post in instance.standing(day)]
    m.objectives["B07"] = _breadth(m)
    m.objectives["D05"] = _late_for_flagged(m, late, sum(s.headcount for s in standing if instance.ends_late(s, "D05")))
    m.objectives["E01"] = AggregateObjective(outside)
    m.objectives["G10"] = AggregateObjective(cost, weeks * sum(s.headcount * wage(pay, s.credit) for s in standing))


def _breadth(m: AggregateModel) -> AggregateObjective:
    """Strands not offered to grades with applicants."""
    terms: list[Term] = []
    for grade in m.instance.applying_grades:
        fitting = [o for o in m.problem.offerings if grade in o.grades]
        for strand in sorted({o.strand for o in fitting}):
            found = m.rows.boolean(0)
            there = [(-n, c) for o in fitting if o.strand == strand for n, c in m.opened[o.id]]
            m.rows.linear("B07", [(1, found), *there], upper=0)
            terms.append((-1, found))
    return AggregateObjective(terms, len(terms))


def _late_for_flagged(m: AggregateModel, late: list[Term], standing: int) -> AggregateObjective:
    """Late duties beyond what staff without reasons may stand; nothing where theirs are not limited."""
    instance, policy, weeks = m.instance, m.instance.policy, len(m.instance.weeks)
    after, capped = (policy.number_or(rule, "late_after", None) for rule in ("D05", "D10"))
    if not policy.hard("D10") or not (after == capped or (after is not None and capped is not None and capped < after)):
        return AggregateObjective([])
    able = sum(not s.reasons and instance.eligibility.serves(s) for s in m.problem.staff)
    left = weeks * (policy.number("D10", "late_per_week") * able - standing)
    if m.bounding:
        return AggregateObjective(late, -left)
    excess = m.rows.integer(0, MAX_LATE_DUTIES, 0)
    m.rows.linear("D05", [*late, (-1, excess)], upper=left - weeks * late_without_clubs(m))
    return AggregateObjective([(1, excess)])
