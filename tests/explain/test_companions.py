"""Companions that cannot be together are told by pair and cause; all others pass in silence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from solver.explain.companions import companion_warnings
from solver.explain.notices import warnings
from solver.plan import Reason
from solver.policy.load import load_policy
from solver.problem import Companion, Problem
from tests.problem.schools import village, with_clubs

POLICY = load_policy("national", {"B16": {"level": "hard"}})
SCHOOL = with_clubs(village())


def school(*companions: Companion, **of_one: Any) -> Problem:
    """The village with pairs, and another application of P30."""
    pupils = tuple(replace(p, **of_one) if p.id == "P30" else p for p in SCHOOL.pupils)
    return replace(SCHOOL, pupils=pupils, companions=companions)


def told(problem: Problem) -> list[Reason]:
    return companion_warnings(problem, POLICY)


TWINS = Companion("P31", "P30", "together", "must")


def test_what_can_be_is_not_told() -> None:
    assert told(SCHOOL) == []
    assert told(school(TWINS, Companion("P30", "P40", "apart", "must"))) == []
    assert told(school(Companion("P10", "P30", "apart", "must"))) == []


@pytest.mark.parametrize(("of_one", "words"), [
    ({"choices": (), "clubs": 0}, "不参加服务或不上课程"),
    ({"weekdays": ()}, "不参加服务或不上课程"),
    ({"signed": False}, "未签协议"),
], ids=str)  # fmt: skip
def test_each_cause_names_the_pair(of_one: dict[str, Any], words: str) -> None:
    (found,) = told(school(TWINS, Companion("P40", "P41", "together"), **of_one))
    assert words in found.zh
    assert "1 对" in found.zh
    assert "P30—P31" in found.zh
    assert found.subjects == ("P30", "P31")
    assert found in warnings(school(TWINS, **of_one), POLICY)


def test_other_days_and_other_choices() -> None:
    mondays = replace(SCHOOL.offerings[0], weekdays=(1,))
    (found,) = told(replace(school(TWINS, weekdays=(2, 3)), offerings=(mondays,)))
    assert "都参加的日子" in found.zh
    choir = replace(SCHOOL.offerings[0], id="choir")
    (found,) = told(replace(school(TWINS, choices=("choir",)), offerings=(*SCHOOL.offerings, choir)))
    assert "没有选同一门课程" in found.zh
    (found,) = told(replace(school(TWINS, passed=("basics",)), offerings=(replace(SCHOOL.offerings[0], requires=("basics",)),)))
    assert "先修课程" in found.zh


def test_more_than_a_section_holds() -> None:
    chain = [Companion(a, b, "together", "must") for a, b in (("P30", "P31"), ("P31", "P32"), ("P33", "P32"))]
    assert told(school(*chain)) == []
    small = replace(SCHOOL.offerings[0], maximum=3)
    (found,) = told(replace(school(*chain), offerings=(small,)))
    assert found.subjects == ("P30", "P31", "P32", "P33")
    assert "超过 chess 每班 3 人" in found.zh
    wishes = [replace(each, strength="wish") for each in chain]
    assert told(replace(school(*wishes), offerings=(small,))) == []
