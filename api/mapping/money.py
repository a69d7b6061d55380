"""Wire money -> solver money, field by field."""

from __future__ import annotations

from api.schemas import problem as wire
from solver.problem.money import Award, Contract, Expense, FeeItem, Money, PayTier


def to_money(doc: wire.MoneyDoc) -> Money:
    """The money data as submitted, not yet validated."""
    return Money(
        fee=doc.fee,
        pay=doc.pay,
        subsidy=doc.subsidy,
        published=doc.published,
        agreed=doc.agreed,
        tiers=tuple(PayTier(id=row.id, pay=row.pay, name=row.name) for row in doc.tiers),
        contracts=tuple(Contract(organisation=row.organisation, cap=row.cap) for row in doc.contracts),
        fee_items=tuple(FeeItem(name=row.name, kind=row.kind, fen=row.fen) for row in doc.fee_items),
        expenses=tuple(Expense(name=row.name, kind=row.kind, fen=row.fen, day=row.day) for row in doc.expenses),
        awards=tuple(Award(person=row.person, day=row.day, fen=row.fen, title=row.title) for row in doc.awards),
    )
