"""Precheck of blocks, questions and stand-by: told before any search, with day and grade, and silent just inside."""

from __future__ import annotations

from dataclasses import replace

from solver.explain.precheck import precheck
from solver.policy import Policy
from solver.problem import Problem
from tests.check.builders import policy, problem, roomed
from tests.schools.answering import CHINESE, MATHS, asking
from tests.schools.blocks import EVENING, GRADE_1, HALL, LUNCH, TEAM, served


def rules(on: Problem, by: Policy) -> list[str]:
    return [reason.rule for reason in precheck(on, by)]


def test_a_room_too_small_for_its_block() -> None:
    assert rules(served(LUNCH), policy()) == []
    assert rules(roomed(served(LUNCH), replace(HALL, capacity=2)), policy()) == ["A06"]
    assert rules(roomed(served(LUNCH), replace(HALL, capacity=2)), policy(levels={"A06": "off"})) == []


def test_evening_study_too_long_too_late_too_young() -> None:
    assert rules(served(EVENING), policy(GRADE_1)) == []
    assert rules(served(EVENING), policy({"A07": {"from_grade": 2, "minutes": 79, "latest": 1199}})) == ["A07"] * 3


def test_evenings_against_those_who_agreed() -> None:
    # two groups on two days are four duties; T2 and T3 agreed
    assert rules(served(EVENING), policy({"A07": {"from_grade": 1, "evenings_per_week": 2}})) == []
    found = precheck(served(EVENING), policy({"A07": {"from_grade": 1, "evenings_per_week": 1}}))
    assert [(reason.rule, reason.measured, reason.limit) for reason in found] == [("A07", "4 duties", "<= 2")]
    assert "把 evenings_per_week（每人每周晚自习次数）至少调到 2" in found[0].zh
    assert "policy.overrides.A07.numbers" in found[0].zh


def test_nobody_agreed_to_a_weekend() -> None:
    school = served(TEAM)
    assert rules(school, policy()) == []


def test_which_grade_has_nobody_to_ask_and_when() -> None:
    hard = policy(levels={"B05": "hard"})
    assert rules(asking(CHINESE, MATHS), hard) == []
    found = precheck(asking(CHINESE, replace(MATHS, weekdays=(2,))), hard)
    assert [(reason.rule, reason.measured) for reason in found] == [("B05", "Thu"), ("B05", "Thu")]
    assert "一年级周四" in found[0].zh


def test_stand_by_without_a_room() -> None:
    bare = roomed(problem(), replace(problem().room_of["late"], type="lab"))
    hard = policy(levels={"A09": "hard"})
    assert "A09" in rules(bare, hard)
    assert "A09" not in rules(problem(), hard)
