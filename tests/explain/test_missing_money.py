"""Money that every plan must miss is told before any search, and never more than what a plan misses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.explain.money import money_warnings
from solver.explain.precheck import warnings
from solver.problem.money import Expense
from tests.check import builders
from tests.papers import stored


@pytest.mark.parametrize("school", ["tiny", "village", "mid", "fengjin", "nine"])
def test_what_is_warned_of_is_missing_in_the_best_plan_known(school: str) -> None:
    desk = stored.desk(school)
    sheet = desk.bundle.balance
    assert sheet is not None
    for reason in money_warnings(desk.problem, desk.policy):
        least = round(float(reason.measured) * 100)
        assert sheet.income < least <= sheet.cost
        assert least - sheet.income <= sheet.shortfall
    rich = replace(desk.problem, money=replace(desk.problem.money, subsidy=sheet.least_subsidy))
    assert money_warnings(rich, desk.policy) == []


def test_the_tiny_school_must_miss_money() -> None:
    """Both classes tutored in one merged group: 40 minutes three times a day, the patrol 120, the gate 10, extended care."""
    (reason,) = [each for each in warnings(builders.problem(), builders.policy()) if each.rule == "G04"]
    assert "至少缺" in reason.zh
    assert "财政补贴" in reason.zh
    assert "subsidy" in reason.en
    problem = builders.problem()
    heavy = replace(problem, money=replace(problem.money, expenses=(Expense("水电", "other", 10_000_000),)))
    (more,) = money_warnings(heavy, builders.policy())
    assert float(more.measured) == float(reason.measured) + 100_000
