"""Figures of money: G01 fee, G03 published, G04 balance, G05 and G06 pay, G07 expenses, G10C agreements, G12 agreed, G13 charges."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from solver.check.plan_index import PlanIndex
from solver.ledger.balance import Balance, balance
from solver.ledger.fees import fee_lines
from solver.ledger.pay import pay_lines
from solver.papers.measures.measure import Case, Measure, least, most, none_of
from solver.units import Fen


def term_balance(view: PlanIndex) -> Balance:
    """The term's balance sheet, from its ledgers."""
    return balance(view.problem, view.policy, pay_lines(view), fee_lines(view.problem, view.policy))


def _yuan(fen: Fen) -> str:
    return f"{fen / 100:,.2f} 元"


def standard_fee(view: PlanIndex) -> Iterator[Measure]:
    """G01: the school's fee beside the local one."""
    fee, limit = view.problem.money.fee, view.number("G01", "fen_per_classhour")
    yield Measure("每课时收费", "fee a class-hour", _yuan(fee), f"= {_yuan(limit)}", fee == limit)


def published(view: PlanIndex) -> Iterator[Measure]:
    """G03: when the charges were made public."""
    money = view.problem.money
    if money.fee > 0 or money.fee_items:
        yield _in_time(view, "收费公示日期", "charges published on", money.published)


def agreed(view: PlanIndex) -> Iterator[Measure]:
    """G12: when the teachers agreed to the plan of pay."""
    yield _in_time(view, "课酬方案经教师同意的日期", "plan of pay agreed on", view.problem.money.agreed)


def _in_time(view: PlanIndex, zh: str, en: str, day: date | None) -> Measure:
    first = view.problem.term.service_dates()[0][0]
    return Measure(zh, en, str(day) if day else "未填", f"≤ {first}", day is not None and day <= first)


def balanced(view: PlanIndex) -> Iterator[Measure]:
    """G04: what the term leaves over; below 0 it is missing."""
    found = term_balance(view)
    limit = found.income * view.number("G04", "percent") // 100
    yield Measure("学期结余", "left over in the term", _yuan(found.left), f"0 至 {_yuan(limit)}", 0 <= found.left <= limit)


def _rates(view: PlanIndex) -> list[Case]:
    """Every rate that own staff may have."""
    money = view.problem.money
    found: list[Case] = [(tier.pay, tier.name or tier.id) for tier in money.tiers]
    if any(person.takes_part and person.tier is None for person in view.problem.staff):
        found.append((money.pay, "统一课酬"))
    return found


def floor(view: PlanIndex) -> Iterator[Measure]:
    """G05: the lowest rate."""
    limit = view.number("G05", "fen_per_classhour")
    if found := least(_rates(view)):
        yield Measure("最低课酬标准", "lowest pay", _yuan(found[0]), f"≥ {_yuan(limit)}", found[0] >= limit, found[1])


def ceiling(view: PlanIndex) -> Iterator[Measure]:
    """G06: the highest rate, and how many there are among those who take part."""
    limit, tiers = view.number("G06", "fen_per_classhour"), view.number("G06", "tiers")
    if found := most(_rates(view)):
        yield Measure("最高课酬标准", "highest pay", _yuan(found[0]), f"≤ {_yuan(limit)}", found[0] <= limit, found[1])
    used = len({view.problem.rate_of[person.id] for person in view.problem.staff if person.takes_part})
    yield Measure("课酬档数", "different rates", f"{used} 档", f"≥ {tiers} 档", used >= tiers)


def spending(view: PlanIndex) -> Iterator[Measure]:
    """G07: expenses of kinds for which the money is not meant."""
    items = view.problem.money.expenses
    wrong = [item.name for item in items if not view.number("G07", item.kind)]
    yield none_of("用途不符的支出", "expenses of other kinds", wrong, len(items))


def charges(view: PlanIndex) -> Iterator[Measure]:
    """G13: charges of kinds that are not permitted."""
    items = view.problem.money.fee_items
    wrong = [item.name for item in items if not view.number("G13", item.kind)]
    yield none_of("不允许的收费项目", "charges that are not permitted", wrong, len(items))


def agreements(view: PlanIndex) -> Iterator[Measure]:
    """G10C: what the tightest agreement with outside people has left."""
    lines = term_balance(view).agreements
    if found := least((line.cap - line.paid, line.name) for line in lines):
        yield Measure("协议上限减费用，最少", "least left of an agreement", _yuan(found[0]), "≥ 0 元", found[0] >= 0, found[1])
