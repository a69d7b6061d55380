"""Searching with money: agreements hold from construction on, and accounts are a goal where a school is too large."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from solver.check.families import accounts
from solver.check.plan_index import PlanIndex
from solver.check.report import check
from solver.model.instance import Instance
from solver.problem.money import PayTier
from solver.search.construct.complete import construct
from solver.search.limits import Params
from solver.search.pipeline import solve
from solver.search.soft_policy import softened, with_soft_balance
from tests.agreement.policies import with_level, with_number
from tests.check.builders import plan, policy, problem

SCHOOL = replace(problem(), outside=(replace(problem().outside[0], contract_cap=200_000),))


@pytest.mark.parametrize(("cap", "opens"), [(200_000, True), (199_999, False)])
def test_construction_keeps_to_agreements(cap: int, opens: bool) -> None:
    on = replace(SCHOOL, outside=(replace(SCHOOL.outside[0], contract_cap=cap),))
    built = construct(Instance(on, softened(policy())), 1)
    assert ("ball" in {section.offering for section in built.sections}) is opens
    assert not [v for v in check(on, policy(), built).violations if v.rule == "G10C"]


def test_a_small_school_balances_its_accounts() -> None:
    base = replace(problem(), term=replace(problem().term, last=date(2025, 9, 19)))
    by = with_number(with_level(policy(), "G04", "hard"), "G04", "percent", 5)
    cost = accounts.cost(PlanIndex(base, by, plan()))
    on = replace(base, money=replace(base.money, subsidy=cost - accounts.income(base, by)))
    found = solve(on, by, Params(seconds=None, effort=0.3, workers=1, seed=1))
    assert found.plan is not None
    assert found.status in ("valid", "optimal")
    left = accounts.income(on, by) - accounts.cost(PlanIndex(on, by, found.plan))
    assert 0 <= left <= accounts.income(on, by) * 5 // 100


def test_accounts_become_a_goal_only_where_they_are_hard() -> None:
    assert with_soft_balance(policy()) is not None
    assert with_soft_balance(policy()).level("G04") == "off"
    assert with_soft_balance(with_level(policy(), "G04", "hard")).level("G04") == "soft"


def test_the_cheaper_of_two_who_can_is_chosen() -> None:
    soft = ("B07", "C04", "D02", "D02R", "D03F", "D05", "D08H", "D16", "D16F", "D16W", "D16S", "D17", "D18", "E01", "H03P")
    by = policy(levels=dict.fromkeys((*soft, "D03"), "off"))
    for cheap, dear in (("T3", "T6"), ("T6", "T3")):
        base = problem()
        twin = replace(base.staff_of["T3"], id="T6", name="")
        staff = tuple(
            replace(person, tier="B" if person.id == cheap else "A" if person.id == dear else None)
            for person in (*base.staff, twin)
        )
        money = replace(base.money, tiers=(PayTier("A", 7000), PayTier("B", 5000)))
        found = solve(replace(base, staff=staff, money=money), by, Params(seconds=None, effort=0.3, workers=1, seed=1))
        assert found.plan is not None
        held = {item.person for item in found.plan.assignments}
        assert cheap in held
        assert dear not in held
