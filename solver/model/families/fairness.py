"""Fairness: D02, D05.

D02 (soft): among teachers who take part (or all: U11), the range of normalised loads beyond what is tolerated. The load of
a person is ``10000 * load minutes // share + repay * balance`` in hundredths of a minute over all weeks, the share lowered for
staff with reasons (D05). The division is exact with small coefficients: of integers, n // s <= h is n <= s * h + s - 1, and
n // s >= h is n >= s * h. D05 (soft): late-ending duties of staff with reasons.
"""

from __future__ import annotations

from math import gcd
from typing import NamedTuple

from solver.model.context import ModelContext
from solver.model.linear_model import TRUE, Term
from solver.model.staff_groups import FULL
from solver.problem import Staff
from solver.units import CENTI


def group(p: ModelContext) -> list[Staff]:
    """Persons among whom loads are compared."""
    return list(p.instance.compared)


class _Load(NamedTuple):
    """Load of a person: ``FULL * minutes // share + carried``. share, full: in lowest terms."""

    terms: list[Term]
    share: int
    full: int
    carried: int

    def of(self, minutes: int) -> int:
        return self.full * minutes // self.share + self.carried


def _load(p: ModelContext, person: Staff) -> _Load:
    share = p.instance.load_share(person)
    common = gcd(FULL, share)
    carried = p.number("D02", "repay_percent") * person.balance
    return _Load(list(p.duties.loads(person.id)), share // common, FULL // common, carried)


def load_range(p: ModelContext) -> None:
    """D02."""
    people = group(p)
    if not p.policy.soft("D02") or len(people) < 2:
        return
    loads = [_load(p, person) for person in people]
    values = [load.of(p.rows.evaluate(load.terms)) for load in loads]
    allowed = CENTI * len(p.instance.weeks) * p.number("D02", "allowed_minutes_per_week")
    if all(column == TRUE for load in loads for _, column in load.terms):
        p.cost("D02", [], constant=max(0, max(values) - min(values) - allowed))
        return
    least = min(load.carried for load in loads)
    most = max(load.of(sum(minutes for minutes, _ in load.terms)) for load in loads)
    highest = p.rows.integer(least, max(most, least + 2), max(values))
    lowest = p.rows.integer(least, max(most, least + 2), min(values))
    settled = [value for load, value in zip(loads, values, strict=True) if all(c == TRUE for _, c in load.terms)]
    if settled:
        p.rows.linear("D02", [(1, highest)], lower=max(settled))
        p.rows.linear("D02", [(1, lowest)], upper=min(settled))
    for load in loads:
        if any(column != TRUE for _, column in load.terms):
            terms = [(load.full * minutes, column) for minutes, column in load.terms]
            p.rows.linear("D02", [*terms, (-load.share, highest)], upper=load.share - 1 - load.share * load.carried)
            p.rows.linear("D02", [*terms, (-load.share, lowest)], lower=-load.share * load.carried)
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
