"""Money as the data give it: G01, G03, G05, G06, G07, G12, G13. No column is touched: the data keep these rules or break them."""

from __future__ import annotations

from collections.abc import Callable

from solver.model.context import ModelContext


def data(p: ModelContext) -> None:
    """All of them."""
    money, first = p.problem.money, p.problem.term.dates_of_term()[0][0]
    hold: dict[str, Callable[[], bool]] = {
        "G01": lambda: money.fee == p.number("G01", "fen_per_classhour"),
        "G03": lambda: not (money.fee or money.fee_items) or (money.published is not None and money.published < first),
        "G05": lambda: min(_own_rates(p), default=0) >= p.number("G05", "fen_per_classhour"),
        "G06": lambda: _tiered(p),
        "G07": lambda: all(p.number("G07", expense.kind) for expense in money.expenses),
        "G12": lambda: money.agreed is not None and money.agreed <= first,
        "G13": lambda: all(p.number("G13", item.kind) for item in money.fee_items),
    }
    for rule, holds in hold.items():
        if p.hard(rule):
            p.rows.constant(rule, holds())


def _own_rates(p: ModelContext) -> list[int]:
    """The rates that own staff may have."""
    untiered = any(x.takes_part and x.tier is None and x.id not in p.instance.helpers for x in p.problem.staff)
    return [tier.pay for tier in p.problem.money.tiers] + ([p.problem.money.pay] if untiered else [])


def _tiered(p: ModelContext) -> bool:
    """G06."""
    paid = {p.problem.rate_of[x.id] for x in p.problem.staff if x.takes_part and x.id not in p.instance.helpers}
    most = p.number("G06", "fen_per_classhour")
    return len(paid) >= p.number("G06", "tiers") and all(rate <= most for rate in _own_rates(p))
