"""The accounts of a term: G04, G10C.

A duty costs its wage on every date of the term that runs by its week and weekday. G04: income less cost lies between nothing and
P percent of the income; soft: the fen outside of that. G10C: duties of people under one agreement cost at most its cap. The
income is settled by applications and data; the cost is linear in the duties.
"""

from __future__ import annotations

from collections import Counter

from solver.model.context import ModelContext
from solver.model.families.budget import due
from solver.model.linear_model import TRUE, Term


def term_cost(p: ModelContext, person: str) -> list[Term]:
    """What a person is paid in the term, as terms."""
    instance, rate = p.instance, p.problem.rate_of[person]
    return [
        (instance.wage(rate, duty.credit) * instance.dates[week, day], duty.column)
        for week in instance.weeks
        for day in instance.post_days
        for duty in p.duties.of(person, week, day)
    ]


def income(p: ModelContext) -> int:
    """All that comes in in the term, in fen."""
    on = Counter(day for _, day in p.problem.term.service_dates())
    fees = sum(due(p, pupil, sum(on[day] for day in pupil.weekdays)) for pupil in p.problem.pupils if pupil.weekdays)
    before = p.problem.earlier.fees if p.problem.earlier is not None else 0
    return before + fees + p.problem.money.subsidy + sum(item.fen for item in p.problem.money.fee_items)


def balance(p: ModelContext) -> None:
    """G04."""
    if not p.policy.on("G04"):
        return
    money, comes = p.problem.money, income(p)
    free = comes - sum(award.fen for award in money.awards) - sum(expense.fen for expense in money.expenses)
    free -= p.problem.earlier.cost if p.problem.earlier is not None else 0
    least = free - comes * p.number("G04", "percent") // 100
    terms = [term for person in p.duties.people() for term in term_cost(p, person)]
    if p.hard("G04"):
        p.rows.linear("G04", terms, least, free)
        return
    now = p.rows.evaluate(terms)
    if all(column == TRUE for _, column in terms):
        p.cost("G04", [], constant=max(0, now - free, least - now))
        return
    most = sum(cost for cost, _ in terms)
    missing = p.rows.integer(0, max(2, most - free), max(0, now - free))
    left = p.rows.integer(0, max(2, least), max(0, least - now))
    p.rows.linear("G04", [*terms, (-1, missing)], upper=free)
    p.rows.linear("G04", [*terms, (1, left)], lower=least)
    p.cost("G04", [(1, missing), (1, left)])


def agreements(p: ModelContext) -> None:
    """G10C."""
    if p.hard("G10C"):
        for people, cap in p.instance.contracts:
            p.rows.linear("G10C", [term for person in people for term in term_cost(p, person)], upper=cap)
