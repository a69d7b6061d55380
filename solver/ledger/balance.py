"""The balance sheet of a term (G04, G07, G11, G13), what agreements have left (G10C), and how unlike the pay is (G06)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from solver.ledger.fees import FeeLine
from solver.ledger.pay import PayLine, gini
from solver.policy.policy import Policy
from solver.problem.earlier import Earlier
from solver.problem.money import Expense, FeeItem
from solver.problem.problem import Problem
from solver.units import Fen


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement: the person or organisation, the people it pays, what they are paid in the term, and its cap."""

    name: str
    people: tuple[str, ...]
    paid: Fen
    cap: Fen


@dataclass(frozen=True)
class Balance:
    """Income and cost of the term in fen, kept apart (收支两条线).

    fees: before waivers (those of earlier plans after them); waived; subsidy; charges: other items. own, outside: pay of duties;
    bonuses; expenses: others.
    allowed: what may be left over, or None while G04 is off. gini: of the pay of own staff who take part, in thousandths.
    """

    fees: Fen
    waived: Fen
    subsidy: Fen
    charges: tuple[FeeItem, ...]
    own: Fen
    outside: Fen
    bonuses: Fen
    expenses: tuple[Expense, ...]
    allowed: Fen | None
    agreements: tuple[AgreementLine, ...]
    gini: int

    @property
    def income(self) -> Fen:
        return self.fees - self.waived + self.subsidy + sum(item.fen for item in self.charges)

    @property
    def cost(self) -> Fen:
        return self.own + self.outside + self.bonuses + sum(item.fen for item in self.expenses)

    @property
    def left(self) -> Fen:
        """What is left over; negative when income does not cover the cost."""
        return self.income - self.cost

    @property
    def shortfall(self) -> Fen:
        """The money that is missing: cost that no income covers."""
        return max(0, -self.left)

    @property
    def least_subsidy(self) -> Fen:
        """The smallest subsidy with which the income covers the cost (G11)."""
        return max(0, self.subsidy - self.left)


def balance(problem: Problem, policy: Policy, pay: Sequence[PayLine], fees: Sequence[FeeLine]) -> Balance:
    """The sheet that follows from the two ledgers, and from what earlier plans of the term charged and paid."""
    guests = frozenset(problem.outside_of)
    money, earlier = problem.money, problem.earlier or Earlier()
    paid = Counter(dict(earlier.paid))
    for line in pay:
        paid[line.person] += line.amount
    charged = earlier.fees + sum(line.due for line in fees) + money.subsidy + sum(item.fen for item in money.fee_items)
    awards: Counter[str] = Counter()
    for award in money.awards:
        awards[award.person] += award.fen
    return Balance(
        fees=earlier.fees + sum(line.full for line in fees),
        waived=sum(line.waived for line in fees),
        subsidy=money.subsidy,
        charges=money.fee_items,
        own=sum(fen for person, fen in paid.items() if person not in guests),
        outside=sum(fen for person, fen in paid.items() if person in guests),
        bonuses=sum(awards.values()),
        expenses=money.expenses,
        allowed=charged * policy.number("G04", "percent") // 100 if policy.on("G04") else None,
        agreements=_agreements(problem, paid),
        gini=gini([paid[person.id] + awards[person.id] for person in problem.staff if person.takes_part]),
    )


def _agreements(problem: Problem, paid: Counter[str]) -> tuple[AgreementLine, ...]:
    alone = [
        AgreementLine(guest.name or guest.id, (guest.id,), paid[guest.id], guest.contract_cap)
        for guest in problem.outside
        if guest.contract_cap is not None
    ]
    for contract in problem.money.contracts:
        people = tuple(guest.id for guest in problem.outside if guest.organisation == contract.organisation)
        alone.append(AgreementLine(contract.organisation, people, sum(paid[person] for person in people), contract.cap))
    return tuple(alone)
