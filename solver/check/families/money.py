"""Money as the data give it, whatever the plan: G01, G03, G05, G06, G07, G12, G13.

Formula: G01 money.fee == fen_per_classhour. G03 when anything is charged, published <= first service date. G05 every rate of own
staff >= fen_per_classhour. G06 every such rate <= fen_per_classhour, and staff who take part have at least ``tiers`` different
rates. G07, G13 the kind of every expense and charge has the number 1. G12 agreed <= first service date. Rates of own staff are
those of all tiers, and the common pay where somebody who takes part is in no tier.

Afterwards: charges, pay and expenses are those that the rules permit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from solver.check.families.budget import yuan
from solver.check.names import Words
from solver.check.violation import Violation
from solver.policy.policy import Policy
from solver.problem.people import HELPERS
from solver.problem.problem import Problem
from solver.units import Fen


class Data(Protocol):
    """What these rules ask: a view of a plan, or problem and policy alone."""

    @property
    def problem(self) -> Problem: ...

    @property
    def policy(self) -> Policy: ...


COMMON: Words = ("统一课酬", "The common pay")
KINDS_ZH = {
    "volunteer": "志愿者补助", "third_party": "第三方费用", "teacher_pay": "教师报酬", "materials": "材料", "equipment": "设备",
    "meals": "餐饮", "other": "其他", "agency": "代收费", "material": "材料费", "insurance": "保险费",
}  # fmt: skip


def _found(rule: str, subject: str, figures: tuple[str, str], words: Words) -> Violation:
    return Violation(rule, (subject,) if subject else (), "", None, figures[0], figures[1], *words)


def standard_fee(view: Data) -> Iterator[Violation]:
    """G01: the fee is the local one."""
    problem, policy = view.problem, view.policy
    fee, standard = problem.money.fee, policy.number("G01", "fen_per_classhour")
    if fee != standard:
        yield _found("G01", "", (str(fee), str(standard)), (
            f"每课时收费{yuan(fee)}元，当地标准为{yuan(standard)}元",
            f"The fee is {yuan(fee)} yuan a class-hour, the local one is {yuan(standard)}"))  # fmt: skip


def published(view: Data) -> Iterator[Violation]:
    """G03: what is charged was made public before the service began."""
    problem = view.problem
    if problem.money.fee > 0 or problem.money.fee_items:
        yield from _in_time("G03", problem, problem.money.published, (("收费公示", "没有公示就不能收费"), (
            "The charges were published", "nothing may be charged before that")))  # fmt: skip


def agreed(view: Data) -> Iterator[Violation]:
    """G12: the teachers agreed to the plan of pay before it was applied."""
    problem = view.problem
    yield from _in_time("G12", problem, problem.money.agreed, (("课酬办法征求教师意见并同意", "同意后才能实施"), (
        "The teachers agreed to the plan of pay", "it applies only after that")))  # fmt: skip


def _in_time(rule: str, problem: Problem, day: date | None, words: tuple[Words, Words]) -> Iterator[Violation]:
    first = problem.term.service_dates()[0][0]
    if day is None or day > first:
        (zh, why_zh), (en, why_en) = words
        on_zh, on_en = ("没有日期", "on no date") if day is None else (f"在{day}", f"on {day}")
        yield _found(rule, "", ("none" if day is None else str(day), str(first)), (
            f"{zh}{on_zh}，服务{first}开始；{why_zh}",
            f"{en} {on_en}, the service begins on {first}; {why_en}"))  # fmt: skip


def own_rates(problem: Problem) -> list[tuple[str, Words, Fen]]:
    """Id, name and fen of every rate that own staff may have."""
    found = [(tier.id, (f"课酬档次“{tier.name or tier.id}”", f"Pay tier {tier.id}"), tier.pay) for tier in problem.money.tiers]
    if any(person.takes_part and person.tier is None and person.role not in HELPERS for person in problem.staff):
        found.append(("", COMMON, problem.money.pay))
    return found


def floor(view: Data) -> Iterator[Violation]:
    """G05: no rate is below the floor."""
    problem, policy = view.problem, view.policy
    least = policy.number("G05", "fen_per_classhour")
    for ident, (zh, en), pay in own_rates(problem):
        if pay < least:
            yield _found("G05", ident, (str(pay), str(least)), (
                f"{zh}每课时{yuan(pay)}元，低于下限{yuan(least)}元",
                f"{en} is {yuan(pay)} yuan a class-hour, below the floor of {yuan(least)}"))  # fmt: skip


def ceiling(view: Data) -> Iterator[Violation]:
    """G06: no rate is above the city's base, and pay differs."""
    problem, policy = view.problem, view.policy
    most, tiers = policy.number("G06", "fen_per_classhour"), policy.number("G06", "tiers")
    for ident, (zh, en), pay in own_rates(problem):
        if pay > most:
            yield _found("G06", ident, (str(pay), str(most)), (
                f"{zh}每课时{yuan(pay)}元，超过市级补助基准{yuan(most)}元",
                f"{en} is {yuan(pay)} yuan a class-hour, above the city's base of {yuan(most)}"))  # fmt: skip
    different = {problem.rate_of[person.id] for person in problem.staff if person.takes_part and person.role not in HELPERS}
    if len(different) < tiers:
        yield _found("G06", "", (f"{len(different)} tiers", f">= {tiers} tiers"), (
            f"参加服务的教职工只有{len(different)}种课酬标准，应分成至少{tiers}档",
            f"Staff who take part have {len(different)} different rates; at least {tiers} tiers are asked for"))  # fmt: skip


def spending(view: Data) -> Iterator[Violation]:
    """G07: money goes only where it may."""
    for item in view.problem.money.expenses:
        if not view.policy.number("G07", item.kind):
            yield _found("G07", item.name, (item.kind, "allowed kinds"), (
                f"支出“{item.name}”（{KINDS_ZH[item.kind]}）{yuan(item.fen)}元不在服务费的使用范围内",
                f"The expense {item.name!r} ({item.kind}) of {yuan(item.fen)} yuan is not what the money is for"))  # fmt: skip


def charges(view: Data) -> Iterator[Violation]:
    """G13: families are charged only what is permitted."""
    for item in view.problem.money.fee_items:
        if not view.policy.number("G13", item.kind):
            yield _found("G13", item.name, (item.kind, "allowed kinds"), (
                f"收费项目“{item.name}”（{KINDS_ZH[item.kind]}）不在允许收取的范围内",
                f"The charge {item.name!r} ({item.kind}) is not permitted"))  # fmt: skip


DATA_RULES = {
    "G01": standard_fee, "G03": published, "G05": floor, "G06": ceiling, "G07": spending, "G12": agreed, "G13": charges,
}  # fmt: skip
"""Rules on data alone: the precheck asks the same."""
