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
from solver.model.instance import Instance
from solver.model.linear_model import TRUE, LinearModel, Term
from solver.model.staff_groups import FULL
from solver.problem import Staff
from solver.units import CENTI


def group(p: ModelContext) -> list[Staff]:
    """Persons among whom loads are compared."""
    return list(p.instance.compared)


class Load(NamedTuple):
    """Load of a person: ``FULL * minutes // share + carried``. terms: load minutes of duties. share, full: in lowest terms."""

    terms: list[Term]
    share: int
    full: int
    carried: int

    @classmethod
    def of_person(cls, instance: Instance, person: Staff, terms: list[Term]) -> Load:
        """Load of own staff with these duties, in load minutes with their columns."""
        share = instance.load_share(person)
        common = gcd(FULL, share)
        return cls(terms, share // common, FULL // common, instance.policy.number("D02", "repay_percent") * person.balance)

    def of(self, minutes: int) -> int:
        """Load in hundredths of a minute, with so many minutes of duty."""
        return self.full * minutes // self.share + self.carried

    @property
    def settled(self) -> bool:
        """Whether nothing of it is free."""
        return all(column == TRUE for _, column in self.terms)


def load_range(p: ModelContext) -> None:
    """D02."""
    people = group(p)
    if not p.policy.soft("D02") or len(people) < 2:
        return
    loads = [Load.of_person(p.instance, person, list(p.duties.loads(person.id))) for person in people]
    p.cost("D02", *excess(p.rows, loads, p.instance))


def excess(rows: LinearModel, loads: list[Load], instance: Instance) -> tuple[list[Term], int]:
    """Loads of two people or more -> terms and constant of their range beyond what is tolerated, in hundredths of a minute (D02)."""
    values = [load.of(rows.evaluate(load.terms)) for load in loads]
    allowed = CENTI * len(instance.weeks) * instance.policy.number("D02", "allowed_minutes_per_week")
    if all(load.settled for load in loads):
        return [], max(0, max(values) - min(values) - allowed)
    least = min(load.carried for load in loads)
    most = max(load.of(sum(minutes for minutes, _ in load.terms)) for load in loads)
    highest = rows.integer(least, max(most, least + 2), max(values))
    lowest = rows.integer(least, max(most, least + 2), min(values))
    settled = [value for load, value in zip(loads, values, strict=True) if load.settled]
    if settled:
        rows.linear("D02", [(1, highest)], lower=max(settled))
        rows.linear("D02", [(1, lowest)], upper=min(settled))
    for load in loads:
        if not load.settled:
            terms = [(load.full * minutes, column) for minutes, column in load.terms]
            rows.linear("D02", [*terms, (-load.share, highest)], upper=load.share - 1 - load.share * load.carried)
            rows.linear("D02", [*terms, (-load.share, lowest)], lower=-load.share * load.carried)
    beyond = rows.integer(0, max(2, most - least), max(0, max(values) - min(values) - allowed))
    rows.linear("D02", [(1, beyond), (-1, highest), (1, lowest)], lower=-allowed)
    return [(1, beyond)], 0


def care(p: ModelContext) -> None:
    """D05."""
    if not p.policy.soft("D05"):
        return
    after = p.policy.number_or("D05", "late_after", None)
    for person in p.problem.staff:
        if person.reasons:
            late = [(1, p.duties.late(d, after)) for d in p.duties.everything(person.id)]
            p.cost("D05", late)
