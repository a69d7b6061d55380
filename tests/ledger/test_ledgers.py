"""The ledgers of the tiny school, counted by hand.

Three weeks, 1 to 19 September 2025, of which 2 September is a holiday: fourteen dates, the week of 8 September by week 2 of the
template. In week 2 nobody stands at the gate on Wednesday.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

import solver
from solver import Ledgers, Plan, Policy
from solver.ledger.pay import gini
from solver.problem.money import Award
from solver.problem.problem import Problem
from tests.check.builders import gate, plan, policy, problem, reassigned
from tests.ledger.schools import school


def books(on: Problem | None = None, by: Policy | None = None, of: Plan | None = None) -> Ledgers:
    return solver.ledgers(on or school(), by or policy(), of or reassigned(plan(), gate(3), None, 2))


def test_pay_by_person_and_month() -> None:
    found = {line.person: line for line in books().pay}
    assert list(found) == ["T1", "T2", "T3", "T4", "T5", "O1"]
    assert {line.month for line in found.values()} == {"2025-09"}
    t1, t2, t5, o1 = found["T1"], found["T2"], found["T5"], found["O1"]
    assert (t1.dates, t1.minutes, t1.hours, t1.rate, t1.amount) == (14, 14 * 130, Fraction(14 * 130, 40), 6000, 273_000)
    assert (t2.dates, t2.minutes, t2.amount) == (14, 14 * 40 + 3 * 60, 14 * 6000 + 3 * 9000)
    assert (t5.dates, t5.minutes, t5.rate, t5.amount, t5.bonus, t5.total) == (13, 130, 8000, 26_000, 10_000, 36_000)
    assert (o1.dates, o1.minutes, o1.amount) == (2, 80, 20_000)  # Tuesdays but the holiday


def test_months_are_apart_and_a_bonus_alone_makes_a_line() -> None:
    on = replace(problem(), term=replace(problem().term, last=date(2025, 10, 3)))
    on = replace(on, money=replace(on.money, awards=(Award("T3", date(2025, 10, 2), 700),)))
    found = [(x.person, x.month, x.dates, x.amount, x.bonus) for x in books(on, of=plan()).pay if x.person in ("T3", "T5")]
    assert found == [
        ("T3", "2025-09", 9, 54_000, 0),  # five Tuesdays and four Thursdays
        ("T3", "2025-10", 1, 6_000, 700),  # Thursday 2 October
        ("T5", "2025-09", 22, 33_000, 0),
        ("T5", "2025-10", 3, 4_500, 0),
    ]
    idle = books(on, of=Plan()).pay
    assert [(x.person, x.month, x.dates, x.amount, x.bonus) for x in idle] == [("T3", "2025-10", 0, 0, 700)]


def test_hours_are_rounded_as_they_are_paid() -> None:
    found = {line.person: line for line in books(by=policy({"G10": {"rounding": 1}})).pay}
    assert (found["T5"].hours, found["T5"].amount) == (13, 13 * 8000)
    found = {line.person: line for line in books(by=policy({"G10": {"rounding": 2}})).pay}
    assert (found["T5"].hours, found["T5"].amount) == (Fraction(13, 2), 13 * 4000)


def test_fees_by_class_without_the_reason() -> None:
    found = [(x.class_id, x.pupil, x.dates, x.hours, x.full, x.waived, x.due) for x in books().fees]
    assert found == [
        ("1A", "P1", 14, 42, 8400, 0, 8400),
        ("1A", "P2", 14, 42, 8400, 4200, 4200),
        ("2A", "P4", 14, 42, 8400, 0, 8400),
        ("2A", "P5", 14, 42, 8400, 0, 8400),
        ("2A", "P6", 3, 9, 1800, 0, 1800),
    ]
    assert "hardship" not in repr(books())


def test_the_balance_of_the_term() -> None:
    sheet = books().balance
    # T1 273,000, T2 111,000, T3 2 Tuesdays and 3 Thursdays, T4 14 times two hours and 3 late hours, T5 26,000
    own = 273_000 + 111_000 + 5 * 6000 + (14 * 120 + 3 * 60) * 150 + 26_000
    assert (sheet.fees, sheet.waived, sheet.subsidy) == (35_400, 4_200, 700_000)
    assert (sheet.own, sheet.outside, sheet.bonuses) == (own, 20_000, 10_000)
    assert sheet.income == 35_400 - 4_200 + 700_000 + 1_000
    assert sheet.cost == own + 20_000 + 10_000 + 500
    assert sheet.left == sheet.income - sheet.cost == 732_200 - 749_500 == -17_300
    assert sheet.least_subsidy == 717_300
    assert sheet.allowed is None
    assert books(by=policy({"G04": {"percent": 10}}, {"G04": "hard"})).balance.allowed == 73_220
    assert [(x.name, x.people, x.paid, x.cap) for x in sheet.agreements] == [
        ("周教练", ("O1",), 20_000, 25_000),
        ("club", ("O1",), 20_000, 30_000),
    ]


def test_the_least_subsidy_balances_the_accounts() -> None:
    by = policy({"G04": {"percent": 0}}, {"G04": "hard"})
    least = books(by=by).balance.least_subsidy
    for subsidy, good in ((least, True), (least - 1, False), (least + 1, False)):
        on = replace(school(), money=replace(school().money, subsidy=subsidy))
        found = solver.check_plan(on, by, reassigned(plan(), gate(3), None, 2)).violations
        assert ("G04" not in {violation.rule for violation in found}) is good
    rich = replace(school(), money=replace(school().money, fee=100_000))
    assert books(rich, by).balance.least_subsidy == 0


@pytest.mark.parametrize(
    ("amounts", "thousandths"), [([], 0), ([0, 0], 0), ([5, 5, 5], 0), ([0, 10], 500), ([0, 0, 0, 8], 750), ([1, 2, 3], 222)]
)
def test_gini(amounts: list[int], thousandths: int) -> None:
    assert gini(amounts) == thousandths


def test_gini_of_those_who_take_part() -> None:
    on = replace(school(), staff=tuple(replace(x, takes_part=x.id in ("T1", "T3")) for x in school().staff))
    assert books(on).balance.gini == gini([273_000, 30_000]) > 0
