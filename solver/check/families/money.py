"""Money as the data give it, whatever the plan: G01, G03, G05, G06, G07, G12, G13.

Formula: G01 money.fee == fen_per_classhour. G03 when anything is charged, published < first service date. G05 every rate of own
staff >= fen_per_classhour. G06 every such rate <= fen_per_classhour, and staff who take part have at least ``tiers`` different
rates. G07, G13 the kind of every expense and charge has the number 1. G12 agreed <= first service date. Rates of own staff are
those of all tiers, and the common pay where somebody who takes part is in no tier.

Afterwards: charges, pay and expenses are those that the rules permit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Protocol

from solver.check.families.budget import yuan
from solver.check.measurement import (
    AT_LEAST,
    AT_MOST,
    EXACTLY,
    KINDS,
    YUAN,
    Breaches,
    Gauge,
    Measurement,
    Quantity,
    Unit,
)
from solver.check.names import Words
from solver.policy.policy import Policy
from solver.problem.people import HELPERS
from solver.problem.problem import Problem
from solver.units import Fen

DATE = Unit("", "", lambda number: date.fromordinal(number).isoformat())
"""A date as its ordinal number."""


def _expenses(view: Data) -> int:
    return len(view.problem.money.expenses)


def _charges(view: Data) -> int:
    return len(view.problem.money.fee_items)


def _one(_: Data) -> int:
    return 1


FEE = Quantity("G01", "每课时收费", "fee a class-hour", EXACTLY, YUAN)
ON_DATE = {
    "G03": Quantity("G03", "收费公示日期", "charges published on", AT_MOST, DATE),
    "G12": Quantity("G12", "课酬方案经教师同意的日期", "plan of pay agreed on", AT_MOST, DATE),
}
LEAD = {"G03": timedelta(days=1), "G12": timedelta()}
"""Time from the last day in time to the first of service: families read of charges before it, teachers agree on it at the latest."""
NO_DATE = {
    "G03": Breaches("G03", "未填的公示日期", "missing dates of publication", _one),
    "G12": Breaches("G12", "未填的同意日期", "missing dates of agreement", _one),
}
LOWEST = Quantity("G05", "最低课酬标准", "lowest pay", AT_LEAST, YUAN)
HIGHEST = Quantity("G06", "最高课酬标准", "highest pay", AT_MOST, YUAN)
TIERS = Quantity("G06", "课酬档数", "different rates", AT_LEAST, KINDS)
MISSPENT = Breaches("G07", "用途不符的支出", "expenses of other kinds", _expenses)
OVERCHARGED = Breaches("G13", "不允许的收费项目", "charges that are not permitted", _charges)


class Data(Protocol):
    """What these rules ask: a view of a plan, or problem and policy alone."""

    @property
    def problem(self) -> Problem: ...

    @property
    def policy(self) -> Policy: ...

    @property
    def gauge(self) -> Gauge: ...


COMMON: Words = ("统一课酬", "The common pay")
KINDS_ZH = {
    "volunteer": "志愿者补助", "third_party": "第三方费用", "teacher_pay": "教师报酬", "materials": "材料", "equipment": "设备",
    "meals": "餐饮", "other": "其他", "agency": "代收费", "material": "材料费", "insurance": "保险费",
}  # fmt: skip


def standard_fee(view: Data) -> Iterator[Measurement]:
    """G01: the fee is the local one."""
    problem, policy = view.problem, view.policy
    fee, standard = problem.money.fee, policy.number("G01", "fen_per_classhour")
    if view.gauge(FEE)(fee, standard):
        yield FEE.case(fee, standard, (), "", None,
                       f"每课时收费{yuan(fee)}元，当地标准为{yuan(standard)}元",
                       f"The fee is {yuan(fee)} yuan a class-hour, the local one is {yuan(standard)}")  # fmt: skip


def published(view: Data) -> Iterator[Measurement]:
    """G03: what is charged was made public before the service began."""
    problem = view.problem
    if problem.money.fee > 0 or problem.money.fee_items:
        yield from _in_time("G03", view, problem.money.published, (("收费公示", "最迟须在前一天公示，否则不能收费"), (
            "The charges were published", "they are made public a day before, or nothing may be charged")))  # fmt: skip


def agreed(view: Data) -> Iterator[Measurement]:
    """G12: the teachers agreed to the plan of pay before it was applied."""
    problem = view.problem
    yield from _in_time("G12", view, problem.money.agreed, (("课酬办法征求教师意见并同意", "同意后才能实施"), (
        "The teachers agreed to the plan of pay", "it applies only after that")))  # fmt: skip


def _in_time(rule: str, view: Data, day: date | None, words: tuple[Words, Words]) -> Iterator[Measurement]:
    first = view.problem.term.dates_of_term()[0][0]
    last = first - LEAD[rule]
    (zh, why_zh), (en, why_en) = words
    on_zh, on_en = ("没有日期", "on no date") if day is None else (f"在{day}", f"on {day}")
    said = f"{zh}{on_zh}，服务{first}开始；{why_zh}", f"{en} {on_en}, the service begins on {first}; {why_en}"
    if day is None:
        yield NO_DATE[rule].breach((), "", None, "none", str(last), *said)
    elif view.gauge(ON_DATE[rule])(day.toordinal(), last.toordinal()):
        yield ON_DATE[rule].case(
            day.toordinal(), last.toordinal(), (), "", None, *said, measured=str(day), asked=str(last)
        )


def own_rates(problem: Problem) -> list[tuple[str, Words, Fen]]:
    """Id, name and fen of every rate that own staff may have."""
    found = [
        (tier.id, (f"课酬档次“{tier.name or tier.id}”", f"Pay tier {tier.id}"), tier.pay)
        for tier in problem.money.tiers
    ]
    if any(person.takes_part and person.tier is None and person.role not in HELPERS for person in problem.staff):
        found.append(("", COMMON, problem.money.pay))
    return found


def floor(view: Data) -> Iterator[Measurement]:
    """G05: no rate is below the floor."""
    problem, policy = view.problem, view.policy
    least, low = policy.number("G05", "fen_per_classhour"), view.gauge(LOWEST)
    for ident, (zh, en), pay in own_rates(problem):
        if low(pay, least):
            yield LOWEST.case(pay, least, (ident,) if ident else (), "", None,
                              f"{zh}每课时{yuan(pay)}元，低于下限{yuan(least)}元",
                              f"{en} is {yuan(pay)} yuan a class-hour, below the floor of {yuan(least)}")  # fmt: skip


def ceiling(view: Data) -> Iterator[Measurement]:
    """G06: no rate is above the city's base, and pay differs."""
    problem, policy = view.problem, view.policy
    most, tiers = policy.number("G06", "fen_per_classhour"), policy.number("G06", "tiers")
    high = view.gauge(HIGHEST)
    for ident, (zh, en), pay in own_rates(problem):
        if high(pay, most):
            yield HIGHEST.case(pay, most, (ident,) if ident else (), "", None,
                               f"{zh}每课时{yuan(pay)}元，超过市级补助基准{yuan(most)}元",
                               f"{en} is {yuan(pay)} yuan a class-hour, above the city's base of {yuan(most)}")  # fmt: skip
    different = {
        problem.rate_of[person.id] for person in problem.staff if person.takes_part and person.role not in HELPERS
    }
    if view.gauge(TIERS)(len(different), tiers):
        yield TIERS.case(len(different), tiers, (), "", None,
            f"参加服务的教职工只有{len(different)}种课酬标准，应分成至少{tiers}档",
            f"Staff who take part have {len(different)} different rates; at least {tiers} tiers are asked for",
            measured=f"{len(different)} tiers", asked=f">= {tiers} tiers")  # fmt: skip


def spending(view: Data) -> Iterator[Measurement]:
    """G07: money goes only where it may."""
    for item in view.problem.money.expenses:
        if not view.policy.number("G07", item.kind):
            yield MISSPENT.breach((item.name,), "", None, item.kind, "allowed kinds",
                f"支出“{item.name}”（{KINDS_ZH[item.kind]}）{yuan(item.fen)}元不在服务费的使用范围内",
                f"The expense {item.name!r} ({item.kind}) of {yuan(item.fen)} yuan is not what the money is for")  # fmt: skip


def charges(view: Data) -> Iterator[Measurement]:
    """G13: families are charged only what is permitted."""
    for item in view.problem.money.fee_items:
        if not view.policy.number("G13", item.kind):
            yield OVERCHARGED.breach((item.name,), "", None, item.kind, "allowed kinds",
                f"收费项目“{item.name}”（{KINDS_ZH[item.kind]}）不在允许收取的范围内",
                f"The charge {item.name!r} ({item.kind}) is not permitted")  # fmt: skip


DATA_RULES = {
    "G01": standard_fee, "G03": published, "G05": floor, "G06": ceiling, "G07": spending, "G12": agreed, "G13": charges,
}  # fmt: skip
"""Rules on data alone: the precheck asks the same."""
