"""Money that the data alone get wrong: no plan repairs it (G01, G03, G05, G06, G07, G12, G13); and money that must be missing."""

from __future__ import annotations

from dataclasses import dataclass

from solver.check.families import money
from solver.check.families.accounts import dates_of, income
from solver.check.families.budget import yuan
from solver.check.measurement import Gauge, only_misses
from solver.model.instance import Instance
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.search.bounds.combinatorial import day_cost


@dataclass(frozen=True, slots=True)
class _Data:
    problem: Problem
    policy: Policy
    gauge: Gauge = only_misses


def money_reasons(problem: Problem, policy: Policy) -> list[Reason]:
    """What the checker will say of every plan, since these rules ask for no plan."""
    data = _Data(problem, policy)
    floor, cap = (policy.number_or(rule, "fen_per_classhour", None) for rule in ("G05", "G06"))
    both = policy.hard("G05") and policy.hard("G06") and floor is not None and cap is not None and floor > cap
    apart = {money.LOWEST, money.HIGHEST} if both else set()  # between a floor and a lower cap no rate is right: told as that
    return [
        Reason(rule, f"{found.zh}。", f"{found.en}.", found.measured, found.limit)
        for rule, check in money.DATA_RULES.items()
        if policy.hard(rule)
        for found in check(data)
        if found.measure not in apart
    ]


def money_warnings(problem: Problem, policy: Policy) -> list[Reason]:
    """The shortfall of the term (G04, G11) that every plan with all posts filled has, from the least that its adults cost."""
    instance = Instance(problem, policy)
    dates = dates_of(problem, len(instance.weeks))
    each = {day: day_cost(instance, day) for day in instance.post_days}
    pay = sum(count * each.get(day, 0) for (_, day), count in dates.items())
    money = problem.money
    least = pay + sum(item.fen for item in money.awards) + sum(item.fen for item in money.expenses)
    least += 0 if problem.earlier is None else problem.earlier.cost
    comes_in = income(problem, policy)
    if least <= comes_in:
        return []
    short, have = yuan(least - comes_in), yuan(comes_in)
    return [Reason(
        "G04",
        f"经费不足：岗位都配齐的话，本学期至少支出 {yuan(least)} 元，收入（含补贴）只有 {have} 元，至少缺 {short} 元，要有这么多财政补贴。",
        f"Money is missing: with all posts filled the term costs at least {yuan(least)} yuan, income with subsidy is {have} yuan; "
        f"at least {short} yuan of subsidy are needed.",
        yuan(least), f"<= {have}",
    )]  # fmt: skip
