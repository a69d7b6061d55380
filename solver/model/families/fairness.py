"""Fairness: D02, D05.

D02 (soft): among teachers who take part (or all: U11), the range of normalised loads beyond what is tolerated. The load of
a person is ``w * load minutes + repay * balance`` in hundredths of a minute over all weeks, with w = 10000 // share, and the
share lowered for staff with reasons (D05). D05 (soft): late-ending duties of staff with reasons.
"""

from __future__ import annotations

from solver.model.context import ModelContext
from solver.model.linear_model import TRUE, Term
from solver.problem import Staff
from solver.units import CENTI

FULL = 10_000


def group(p: ModelContext) -> list[Staff]:
    """Persons among whom loads are compared."""
    return list(p.instance.teachers)


def weight(p: ModelContext, person: Staff) -> int:
    """Hundredths of a normalised minute per credited minute."""
    return FULL // p.instance.load_share(person)


def load_range(p: ModelContext) -> None:
    """D02."""
    people = group(p)
    if not p.policy.soft("D02") or len(people) < 2:
        return
    loads: list[tuple[list[Term], int]] = []
    for person in people:
        w = weight(p, person)
        terms = [(w * credit, column) for credit, column in p.duties.loads(person.id)]
        loads.append((terms, p.number("D02", "repay_percent") * person.balance))
    values = [p.rows.evaluate(terms) + carried for terms, carried in loads]
    allowed = CENTI * len(p.instance.weeks) * p.number("D02", "allowed_minutes_per_week")
    if all(column == TRUE for terms, _ in loads for _, column in terms):
        p.cost("D02", [], constant=max(0, max(values) - min(values) - allowed))
        return
    least = min(carried for _, carried in loads)
    most = max(sum(c for c, _ in terms) + carried for terms, carried in loads)
    highest = p.rows.integer(least, max(most, least + 2), max(values))
    lowest = p.rows.integer(least, max(most, least + 2), min(values))
    settled = [value for (terms, _), value in zip(loads, values, strict=True) if all(c == TRUE for _, c in terms)]
    if settled:
        p.rows.linear("D02", [(1, highest)], lower=max(settled))
        p.rows.linear("D02", [(1, lowest)], upper=min(settled))
    for terms, carried in loads:
        if any(column != TRUE for _, column in terms):
            p.rows.linear("D02", [*terms, (-1, highest)], upper=-carried)
            p.rows.linear("D02", [*terms, (-1, lowest)], lower=-carried)
    excess = p.rows.integer(0, max(2, most - least), max(0, max(values) - min(values) - allowed))
    p.rows.linear("D02", [(1, excess), (-1, highest), (1, lowest)], lower=-allowed)
    p.cost("D02", [(1, excess)])


def care(p: ModelContext) -> None:
    """D05."""
    if not p.policy.soft("D05"):
        return
    after = p.policy.number_or("D05", "late_after", None)
    for person in p.problem.staff:
        if person.reasons:
            late = [(1, p.duties.late(d, after)) for d in p.duties.everything(person.id)]
            p.cost("D05", late)
