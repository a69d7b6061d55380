"""Measures beside the checker: a figure keeps to its limit exactly when the checker names no violation of the rule."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from solver.check.plan_index import PlanIndex
from solver.check.report import check
from solver.papers.compliance import BROKEN, KEPT, OFF, WEIGHED, findings
from solver.papers.measures.measure import Measure
from solver.papers.measures.registry import MEASURES
from solver.plan.plan import Plan
from solver.policy.load import load_policy
from solver.policy.policy import Policy
from solver.problem.money import Contract, Expense, FeeItem, PayTier
from solver.problem.problem import Problem
from tests.agreement.plans import damage
from tests.check.builders import LEAD_CHESS, national, plan, policy, problem, reassigned

PARTIAL = {"K04": "the measure looks at the end of sessions only"}
"""Rules of which a measure tells less than the check: it may be met while the rule is broken."""
SPOILT = 480


def measured(rule: str, on: Problem | None = None, by: Policy | None = None, of: Plan | None = None) -> list[Measure]:
    return list(MEASURES[rule](PlanIndex(on or problem(), by or policy(), of or plan())))


def test_measures_are_of_rules_that_exist() -> None:
    assert set(MEASURES) <= set(national().rules)


def test_a_valid_plan_keeps_to_every_limit() -> None:
    for rule in MEASURES:
        if not policy().on(rule):
            continue  # money of the tiny school is neither balanced nor in tiers
        assert all(each.met for each in measured(rule)), rule


def schools() -> list[tuple[Problem, Policy]]:
    """The tiny school under the usual policy, under tight numbers, and with a few faults in its data."""
    plain = problem()
    tight = policy({"K03": {"classes": 1, "pupils": 2, "grade_span": 0}, "A02": {"minutes": 121}, "D10": {"days_per_week": 3},
                    "D01": {"percent": 98}, "D08": {"walk_minutes": 50, "handover_minutes": 0}, "B01": {"minutes": 41},
                    "D14": {"escort_minutes": 1}, "H01": {"patrols_per_day": 2}, "D07": {"level": 3}})  # fmt: skip
    faulty = replace(
        plain,
        outside=(replace(plain.outside[0], reviewed=None, clean_record=False, pool="none"),),
        offerings=tuple(replace(item, academic=True, minimum=item.minimum + 1) for item in plain.offerings),
        rooms=tuple(replace(room, capacity=1) for room in plain.rooms),
        gates=(replace(plain.gates[0], seconds_per_class=400),),
        term=replace(plain.term, work_end=1055),
    )
    late = replace(plain, outside=(replace(plain.outside[0], approved_from=plain.term.last, insured_to=plain.term.first),))
    money = dict.fromkeys(("G01", "G03", "G04", "G05", "G06", "G12"), "hard")
    rich = replace(
        plain.money, fee=201, pay=5999, subsidy=30_000_000, published=plain.term.last,
        tiers=(PayTier("a", 10_001),), contracts=(Contract("club", 1),),
        fee_items=(FeeItem("kit", "material", 5),), expenses=(Expense("cake", "meals", 5),),
    )  # fmt: skip
    exact = replace(plain.money, published=plain.term.first, agreed=plain.term.first, contracts=(Contract("club", 10**7),))
    return [
        (plain, policy()), (plain, tight), (faulty, policy()), (late, tight),
        (replace(plain, money=rich), policy({}, money)), (replace(plain, money=exact), policy({}, money)),
    ]  # fmt: skip


def test_measures_agree_with_the_checker_on_spoilt_plans() -> None:
    wrong: set[tuple[str, str]] = set()
    broken_rules: set[str] = set()
    rng = Random(7)
    for on, by in schools():
        for number in range(SPOILT // 6):
            spoilt = plan()
            for _ in range(number % 7):
                spoilt = damage(spoilt, on, 2, rng)
            broken = {item.rule for item in check(on, by, spoilt).violations}
            view = PlanIndex(on, by, spoilt)
            for rule, measure in MEASURES.items():
                if not by.hard(rule):
                    continue
                met = all(each.met for each in measure(view))
                if rule in broken:
                    broken_rules.add(rule)
                if met == (rule in broken) and not (rule in PARTIAL and met):
                    wrong.add((rule, "met though broken" if met else "not met though kept"))
    assert not wrong
    assert len(broken_rules) > 33, "the spoilt plans break most rules"


def test_the_policy_may_lay_down_the_end_of_work() -> None:
    """A03: the plan's earliest dismissal is 17:30."""
    for end, met in ((1050, True), (1051, False)):
        by = load_policy("national", {"A03": {"numbers": {"work_end": end}}})
        assert [each.met for each in measured("A03", by=by)] == [met]


@pytest.mark.parametrize(
    ("rule", "value", "at"),
    [
        ("A02", "120 分钟", "1年级"),
        ("A03", "17:30", "1年级"),
        ("B01", "40 分钟", "1年级 周一"),
        ("C06", "2 人", "足球(ball#1)"),
        ("D10", "5 天", "李老师(T1)"),
        ("K03", "5 人", "1A 周一第2节"),
        ("D14", "2.0 分钟", "北门(G1) 17:30"),
        ("E05", "1 天", "周教练(O1) 足球(ball#1)"),
        ("H07", "0 / 2", ""),
        ("H01", "1 人次", "周一"),
    ],
)
def test_worst_cases_by_hand(rule: str, value: str, at: str) -> None:
    first = measured(rule)[0]
    assert (first.value, first.at) == (value, at)


def test_findings_give_every_rule_its_verdict() -> None:
    by = policy({}, {"E04": "off"})
    spoilt = reassigned(plan(), LEAD_CHESS, None)
    view = PlanIndex(problem(), by, spoilt)
    found = {item.rule.id: item for item in findings(view, check(problem(), by, spoilt))}
    assert list(found) == list(by.rules)
    assert found["D08"].verdict == BROKEN
    assert found["D08"].violations
    assert found["A02"].verdict == KEPT
    assert found["E04"].verdict == OFF
    assert found["E04"].measures == ()
    assert found["D02"].verdict == WEIGHED
    assert found["D02"].value is not None


def test_a_rule_without_a_measure_still_stands_in_the_list() -> None:
    """As rules of other modules do until somebody measures them."""
    by = policy()
    fresh = replace(by.rules["K00"], id="Z99")
    by = replace(by, rules={**by.rules, "Z99": fresh})
    view = PlanIndex(problem(), by, plan())
    last = findings(view, check(problem(), by, plan()))[-1]
    assert (last.rule.id, last.verdict, last.measures) == ("Z99", KEPT, ())
