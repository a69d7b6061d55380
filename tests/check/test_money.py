"""Rules on money data alone (G01, G03, G05, G06, G07, G12, G13), on both sides of their edges, by checker and precheck."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from solver.explain.precheck import precheck
from solver.policy.policy import Policy
from solver.problem.money import EXPENSE_KINDS, FEE_KINDS, Expense, FeeItem, PayTier
from solver.problem.problem import Problem
from tests.check.builders import broken, policy, problem

TIERS = (PayTier("A", 7000, "骨干"), PayTier("B", 6500))


def school(held: str = "", **money: object) -> Problem:
    """held: the tier of each of the staff in turn, ``-`` for none."""
    base = problem()
    staff = tuple(
        replace(person, tier=None if tier == "-" else tier) for person, tier in zip(base.staff, held or "-----", strict=True)
    )
    return replace(base, staff=staff, money=replace(base.money, **money))  # type: ignore[arg-type]


def under(rule: str, **numbers: int) -> Policy:
    return policy({rule: numbers} if numbers else None, {rule: "hard"})


def told(rule: str, on: Problem, by: Policy) -> list[tuple[tuple[str, ...], str, str]]:
    """What the checker finds; the precheck must find the same."""
    found = [(subjects, measured, limit) for subjects, _, measured, limit in broken(rule, on, by)]
    reasons = [reason for reason in precheck(on, by) if reason.rule == rule]
    assert [(reason.measured, reason.limit) for reason in reasons] == [item[1:] for item in found]
    assert all(reason.zh.endswith("。") and reason.en.endswith(".") for reason in reasons)
    return found


def test_off_nobody_asks() -> None:
    by = policy(levels=dict.fromkeys(("G01", "G03", "G05", "G06", "G07", "G12", "G13"), "off"))
    on = school(pay=1, expenses=(Expense("x", "meals", 1),), fee_items=(FeeItem("x", "other", 1),))
    for rule in ("G01", "G03", "G05", "G06", "G07", "G12", "G13"):
        assert told(rule, on, by) == []


def test_G01_the_fee_is_the_local_one() -> None:
    assert told("G01", problem(), under("G01")) == []
    assert told("G01", problem(), under("G01", fen_per_classhour=201)) == [((), "200", "201")]
    assert told("G01", problem(), under("G01", fen_per_classhour=199)) == [((), "200", "199")]


@pytest.mark.parametrize(("rule", "field", "limit"), [("G03", "published", "2025-08-31"), ("G12", "agreed", "2025-09-01")])
def test_G03_G12_come_before_the_service(rule: str, field: str, limit: str) -> None:
    """The service begins on 1 September: charges are public before that day, an agreement of that day is in time."""
    last = date.fromisoformat(limit)
    assert told(rule, school(**{field: last}), under(rule)) == []
    assert told(rule, school(), under(rule)) == [((), "none", limit)]
    after = last + timedelta(days=1)
    assert told(rule, school(**{field: after}), under(rule)) == [((), str(after), limit)]


def test_G03_what_costs_nothing_need_not_be_published() -> None:
    assert told("G03", school(fee=0), under("G03")) == []
    assert told("G03", school(fee=0, fee_items=(FeeItem("x", "agency", 1),)), under("G03")) != []


def test_G05_no_rate_is_below_the_floor() -> None:
    by = under("G05", fen_per_classhour=6500)
    assert told("G05", school("AABBA", tiers=TIERS), by) == []
    assert told("G05", school("AABB-", tiers=TIERS), by) == [((), "6000", "6500")]  # one is paid the common 60 yuan
    by = under("G05", fen_per_classhour=6501)
    assert told("G05", school("AAAAA", tiers=TIERS), by) == [(("B",), "6500", "6501")]
    assert told("G05", problem(), under("G05", fen_per_classhour=6000)) == []


def test_G06_no_rate_is_above_the_citys_base() -> None:
    on = school("AABBA", tiers=TIERS)
    assert told("G06", on, under("G06", fen_per_classhour=7000)) == []
    assert told("G06", on, under("G06", fen_per_classhour=6999)) == [(("A",), "7000", "6999")]


def test_G06_pay_is_not_shared_equally() -> None:
    equal = [((), "1 tiers", ">= 2 tiers")]
    assert told("G06", problem(), under("G06")) == equal
    assert told("G06", school("AAAAA", tiers=TIERS), under("G06")) == equal
    assert told("G06", school("AAAA-", tiers=TIERS), under("G06")) == []
    assert told("G06", school("AABB-", tiers=TIERS), under("G06", tiers=4)) == [((), "3 tiers", ">= 4 tiers")]


@pytest.mark.parametrize("kind", EXPENSE_KINDS)
def test_G07_money_goes_where_it_may(kind: str) -> None:
    on = school(expenses=(Expense("x", kind, 100),))
    allowed = kind in {"volunteer", "third_party", "teacher_pay"}
    assert told("G07", on, under("G07")) == ([] if allowed else [(("x",), kind, "allowed kinds")])
    assert told("G07", on, under("G07", **{kind: 1})) == []


@pytest.mark.parametrize("kind", FEE_KINDS)
def test_G13_families_are_charged_what_is_permitted(kind: str) -> None:
    on = school(fee_items=(FeeItem("x", kind, 100),))
    assert told("G13", on, under("G13")) == ([] if kind == "agency" else [(("x",), kind, "allowed kinds")])
    assert told("G13", on, under("G13", **{kind: 1})) == []
