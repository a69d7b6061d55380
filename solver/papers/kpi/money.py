"""Indicators of the term's money, from its ledgers. Who is exempt never shows: sums alone (G02)."""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.plan_index import PlanIndex
from solver.ledger.ledgers import term_balance
from solver.papers.kpi.indicator import PERCENT, YUAN, Count, Indicator


def _fees(view: PlanIndex) -> Iterator[Count]:
    found = term_balance(view)
    yield Count(found.fees - found.waived)


def _exempt(view: PlanIndex) -> Iterator[Count]:
    found = term_balance(view)
    yield Count(found.waived, found.fees)


def _pay(view: PlanIndex) -> Iterator[Count]:
    yield Count(term_balance(view).own)


def _bought(view: PlanIndex) -> Iterator[Count]:
    yield Count(term_balance(view).outside)


def _balance(view: PlanIndex) -> Iterator[Count]:
    yield Count(term_balance(view).left)


def _shortfall(view: PlanIndex) -> Iterator[Count]:
    yield Count(term_balance(view).shortfall)


def _needed(view: PlanIndex) -> Iterator[Count]:
    yield Count(term_balance(view).least_subsidy)


def _rates(view: PlanIndex) -> Iterator[Count]:
    """The school's common pay, its tiers, and the least and most of outside people on duty."""
    money = view.problem.money
    if any(person.tier is None for person in view.problem.staff):
        yield Count(money.pay, None, ("本校", "own staff"))
    for tier in money.tiers:
        name = tier.name or tier.id
        yield Count(tier.pay, None, (f"本校 {name}", f"own staff, {name}"))
    rates = sorted(person.rate for person in view.problem.outside if view.minutes[person.id])
    if rates:
        yield Count(rates[0], None, ("校外最低", "outside, least"))
        yield Count(rates[-1], None, ("校外最高", "outside, most"))


NOTHING = ("", "")
INDICATORS = (
    Indicator(
        "income",
        "收费收入（学期）",
        "fees of the term",
        ("全学期应收之和", "fees charged in the term"),
        NOTHING,
        YUAN,
        ("G01", "G04"),
        _fees,
        1,
        100,
    ),
    Indicator(
        "exempt",
        "减免比例",
        "share waived",
        ("减免金额（分）", "fen waived"),
        ("减免前应收（分）", "fen before waivers"),
        PERCENT,
        ("G02",),
        _exempt,
        100,
    ),
    Indicator(
        "pay",
        "本校课酬（学期）",
        "pay of own staff in the term",
        ("本校人员课酬", "pay of own staff"),
        NOTHING,
        YUAN,
        ("G05",),
        _pay,
        1,
        100,
    ),
    Indicator(
        "bought",
        "校外费用（学期）",
        "cost of outside people in the term",
        ("校外人员费用", "cost of outside people"),
        NOTHING,
        YUAN,
        ("G10",),
        _bought,
        1,
        100,
    ),
    Indicator(
        "balance",
        "经费结余（学期）",
        "balance of the term",
        ("全部收入（收费、补贴、代收）减全部支出", "all income (fees, subsidy, other charges) less all cost"),
        NOTHING,
        YUAN,
        ("G04",),
        _balance,
        1,
        100,
    ),
    Indicator(
        "shortfall",
        "经费缺口（学期）",
        "money missing in the term",
        ("支出超出收入的部分", "cost that no income covers"),
        NOTHING,
        YUAN,
        ("G04",),
        _shortfall,
        1,
        100,
    ),
    Indicator(
        "subsidy",
        "所需财政补贴（学期）",
        "subsidy needed in the term",
        ("收入刚好够支出时的财政补贴", "the subsidy that just covers the cost"),
        NOTHING,
        YUAN,
        ("G11",),
        _needed,
        1,
        100,
    ),
    Indicator(
        "rates",
        "每课时课酬",
        "pay a class-hour",
        ("每课时课酬", "pay a class-hour"),
        NOTHING,
        YUAN,
        ("G05", "G06"),
        _rates,
        1,
        100,
        adds=False,
    ),
)
