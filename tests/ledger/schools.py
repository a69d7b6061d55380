"""The tiny school for three weeks, with everything that ledgers hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from solver.problem.money import Award, Contract, Expense, FeeItem, PayTier
from solver.problem.problem import Problem
from tests.check.builders import problem


def school() -> Problem:
    base = problem()
    money = replace(
        base.money,
        subsidy=700_000,
        tiers=(PayTier("A", 8000),),
        contracts=(Contract("club", 30_000),),
        fee_items=(FeeItem("代收", "agency", 1_000),),
        expenses=(Expense("交通", "volunteer", 500),),
        awards=(Award("T5", date(2025, 9, 3), 9_000, "奖"), Award("T5", date(2025, 9, 19), 1_000)),
    )
    return replace(
        base,
        term=replace(base.term, last=date(2025, 9, 19), holidays=(date(2025, 9, 2),)),
        staff=tuple(replace(person, tier="A" if person.id == "T5" else None) for person in base.staff),
        outside=(replace(base.outside[0], contract_cap=25_000),),
        pupils=tuple(replace(x, exempt=0, category="hardship") if x.id == "P2" else x for x in base.pupils),
        money=money,
    )
