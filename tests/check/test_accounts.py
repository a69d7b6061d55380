"""G04 and G10C: the accounts of a term, to the fen.

The term of the tiny school has twenty weeks of five days, ten by each week of the template, which are alike: own staff cost
51,000 yuan, the outside instructor 2,000; families pay 2,220 (see test_budget for a week of each).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from solver.check.families.accounts import dates_of, income, term_fees, term_pay
from solver.check.plan_index import PlanIndex
from solver.policy.policy import Policy
from solver.problem.money import Award, Contract, Expense, FeeItem
from solver.problem.problem import Problem
from tests.check.builders import LEAD_BALL, broken, gate, plan, policy, problem, reassigned, tier, verdict

COST, FEES = 5_300_000, 222_000


def school(**money: object) -> Problem:
    base = problem()
    return replace(base, money=replace(base.money, **money))  # type: ignore[arg-type]


def balanced(percent: int = 5, level: str = "hard") -> Policy:
    return policy({"G04": {"percent": percent}}, {"G04": level})


def test_dates_of_each_week_and_weekday() -> None:
    assert set(dates_of(problem(), 2).values()) == {10}
    short = replace(problem(), term=replace(problem().term, last=date(2025, 9, 16), holidays=(date(2025, 9, 2),)))
    assert dates_of(short, 2) == {(1, 1): 2, (1, 2): 1, (1, 3): 1, (1, 4): 1, (1, 5): 1, **{(2, d): 1 for d in range(1, 6)}}


def test_fees_of_the_term() -> None:
    fees = term_fees(problem(), policy())
    assert {name: (fee.dates, fee.full, fee.due) for name, fee in fees.items()} == {
        "P1": (100, 60_000, 60_000), "P2": (100, 60_000, 30_000), "P4": (100, 60_000, 60_000), "P5": (100, 60_000, 60_000),
        "P6": (20, 12_000, 12_000),
    }  # fmt: skip
    assert income(school(subsidy=7, fee_items=(FeeItem("x", "agency", 5),)), policy()) == FEES + 12


def test_pay_of_the_term_by_the_weeks_of_the_template() -> None:
    view = PlanIndex(problem(), policy(), plan())
    assert term_pay(view) == {"T1": 1_950_000, "T2": 780_000, "T3": 240_000, "T4": 1_980_000, "T5": 150_000, "O1": 200_000}
    odd = replace(problem(), term=replace(problem().term, last=date(2025, 9, 19)))  # three weeks: the first comes twice
    without = reassigned(plan(), gate(2), None, 2)
    assert term_pay(PlanIndex(odd, policy(), without))["T5"] == 1500 * (3 * 5 - 1)
    without = reassigned(plan(), gate(2), None, 1)
    assert term_pay(PlanIndex(odd, policy(), without))["T5"] == 1500 * (3 * 5 - 2)


@pytest.mark.parametrize(
    ("subsidy", "found"),
    [
        (COST - FEES - 1, [((), None, "-1", "0")]),
        (COST - FEES, []),
        (5_578_947 - FEES, []),  # 5 % of it are 278,947.35
        (5_578_948 - FEES, [((), None, "278948", "278947")]),
    ],
)
def test_G04_income_covers_the_cost_and_leaves_little(subsidy: int, found: list[object]) -> None:
    assert broken("G04", school(subsidy=subsidy), balanced()) == found


def test_G04_counts_bonuses_expenses_and_other_charges() -> None:
    on = school(
        subsidy=COST - FEES - 5,
        fee_items=(FeeItem("x", "agency", 100),),
        expenses=(Expense("y", "volunteer", 60),),
        awards=(Award("T1", date(2025, 9, 1), 36),),
    )
    assert broken("G04", on, balanced()) == [((), None, "-1", "0")]


def test_G04_says_which_subsidy_would_do() -> None:
    (wrong,) = [v for v in verdict(school(), balanced()).violations if v.rule == "G04"]
    assert "50780.00" in wrong.zh
    assert "50780.00" in wrong.en


def test_G04_as_a_goal_counts_what_is_missing_or_left_over() -> None:
    plain = tier("cost")[0]
    assert broken("G04", school(), balanced(level="soft")) == []
    assert tier("cost", school(subsidy=COST - FEES), balanced(level="soft"))[0] == plain
    assert tier("cost", school(subsidy=COST - FEES - 30), balanced(level="soft"))[0] == plain + 30
    assert tier("cost", school(subsidy=5_578_948 - FEES), balanced(level="soft"))[0] == plain + 1
    assert tier("cost", school(), balanced(level="off"))[0] == plain


def capped(cap: int | None) -> Problem:
    base = problem()
    return replace(base, outside=(replace(base.outside[0], contract_cap=cap),))


def test_G10C_a_person_stays_within_the_agreement() -> None:
    assert broken("G10C", capped(200_000)) == []
    assert broken("G10C", capped(199_999)) == [(("O1",), None, "200000", "199999")]
    assert broken("G10C", capped(0), of=reassigned(plan(), LEAD_BALL, None)) == []
    assert broken("G10C", capped(0), policy(levels={"G10C": "off"})) == []


def test_G10C_an_organisation_stays_within_its_contract() -> None:
    assert broken("G10C", school(contracts=(Contract("club", 200_000),))) == []
    assert broken("G10C", school(contracts=(Contract("club", 199_999),))) == [(("O1",), None, "200000", "199999")]
