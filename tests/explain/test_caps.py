"""D10's caps: the refusal names the least number that works, and where it stands; with one less the refusal is there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.explain.demand import PostBounds
from solver.explain.people import AdultNeed
from solver.explain.precheck import precheck
from solver.explain.supply import most_duties, most_minutes
from solver.plan.result import Reason
from solver.policy.load import load_policy
from solver.problem.bells import Busy
from solver.problem.blocks import Block
from solver.problem.people import Outside
from solver.problem.problem import Problem
from tests.agreement.policies import with_level
from tests.problem.schools import WEEK, outside, village

EVENING = Block("E", "evening", 1120, 1180, WEEK)
KINDS = ("人天", "次晚岗", "分钟值班")
"""Words by which the three arguments are told apart."""
NAMED = re.compile(r"(days_per_week|minutes_per_day|late_per_week)（[^）]*）至少调到 (\d+)")


def told(problem: Problem, numbers: Mapping[str, Any], **levels: Any) -> dict[str, Reason]:
    """The reasons of D10, by what they count."""
    overrides = {"D10": {"numbers": dict(numbers)}, "A09": {"level": "hard"}, **levels}
    found = [r for r in precheck(problem, load_policy("national", overrides)) if r.rule == "D10"]
    by_kind = {kind: r for r in found for kind in KINDS if kind in r.zh}
    assert len(by_kind) == len(found)
    return by_kind


def remedies(reason: Reason) -> list[dict[str, int]]:
    """The settings of a reason: several numbers only where one is not enough."""
    text = reason.zh.partition("可能要")[2]
    return [
        {name: int(value) for name, value in NAMED.findall(part)} for part in text.split("，或") if NAMED.search(part)
    ]


def evenings(problem: Problem, willing: int) -> Problem:
    """The village with evening study for ten pupils of grade 6, whom some have agreed to look after."""
    pupils = tuple(replace(p, blocks=("E",)) if p.class_id == "A6" else p for p in problem.pupils)
    staff = tuple(replace(p, consents=("evening",)) if i < willing else p for i, p in enumerate(problem.staff))
    return replace(problem, pupils=pupils, staff=staff, blocks=(EVENING,))


@st.composite
def schools(draw: st.DrawFn) -> tuple[Problem, dict[str, Any]]:
    """Villages with absences, days of one's own and consents, and caps below what they need."""
    problem = village(late=draw(st.integers(0, 3)))
    if draw(st.booleans()):
        problem = evenings(problem, draw(st.integers(1, 9)))
    away = tuple(Busy(day, start, 1200) for day, start in draw(st.dictionaries(
        st.integers(1, 5), st.sampled_from((1000, 1061)), max_size=4)).items())  # fmt: skip
    few = draw(st.integers(0, 6))
    days = draw(st.sampled_from((None, 1, 2)))
    staff = [
        replace(p, unavailable=away, max_days=days) if i < few else p for i, p in enumerate(problem.staff)
    ]
    problem = replace(problem, staff=tuple(staff[-draw(st.integers(6, 9)) :]))
    if draw(st.booleans()):
        problem = replace(problem, windows=tuple(replace(w, dismissals=(1060, 1075)[w.grade % 2 :]) for w in problem.windows))
    numbers: dict[str, Any] = {
        "days_per_week": draw(st.integers(0, 4)),
        "minutes_per_day": draw(st.sampled_from((0, 30, 60, 95, 240))),
        "late_per_week": draw(st.integers(0, 3)),
    }
    if draw(st.booleans()):
        numbers["late_after"] = draw(st.sampled_from((1050, 1070, 1090)))
    return problem, numbers


@settings(max_examples=40)
@given(schools())
def test_the_least_value_is_named(case: tuple[Problem, dict[str, Any]]) -> None:
    problem, numbers = case
    found = told(problem, numbers)
    together = dict(numbers)
    for kind, reason in found.items():
        options = remedies(reason)
        assert not options or "放宽上限也不够" not in reason.zh
        for setting in options:
            assert all(value > numbers[name] for name, value in setting.items())
            assert kind not in told(problem, {**numbers, **setting})
            for name, value in setting.items():
                assert told(problem, {**numbers, **setting, name: value - 1})
        for name, value in options[0].items() if options else ():
            together[name] = max(together[name], value)
    if all(remedies(reason) for reason in found.values()):
        assert told(problem, together) == {}


@settings(max_examples=25)
@given(schools())
def test_the_earliest_clock_time_is_named(case: tuple[Problem, dict[str, Any]]) -> None:
    problem, numbers = case
    reason = told(problem, numbers).get("次晚岗")
    named = re.search(r"late_after（[^）]*）定为 (\d+):(\d+)", reason.zh) if reason is not None else None
    if named is not None:
        after = 60 * int(named[1]) + int(named[2])
        assert "次晚岗" not in told(problem, {**numbers, "late_after": after})
        if after > 720:
            assert "次晚岗" in told(problem, {**numbers, "late_after": after - 1})


def test_number_place_and_remedy() -> None:
    """Two adults of extended care and one on stand-by are 15 late duties a week; seven people with two each give 14."""
    few = replace(village(late=2), staff=village().staff[-7:])
    few = replace(few, pupils=tuple(replace(p, late_until=p.late_until and 1080) for p in few.pupils))
    reason = told(few, {"days_per_week": 5, "late_per_week": 2})["次晚岗"]
    assert (reason.measured, reason.limit) == ("15", "<= 14")
    assert "每人每周 2 次 × 7 人 = 14 次" in reason.zh
    assert "可能要把 late_per_week（每人每周晚岗次数）至少调到 3，或再有至少 1 名能值这些岗位的人" in reason.zh
    assert "“政策”表，项目 数值，规则 D10，数值名称 late_per_week" in reason.zh
    assert "policy.overrides.D10.numbers" in reason.zh
    assert "--set D10.late_per_week=3" in reason.zh
    assert "Maybe raise late_per_week" in reason.en
    assert told(few, {"days_per_week": 5, "late_per_week": 3}) == {}


def test_a_clock_time_of_the_policy_may_be_deleted() -> None:
    """Care until 17:50 is late by the clock time 17:40; by the last dismissal at 17:40 it is not."""
    numbers = {"days_per_week": 5, "late_per_week": 1}
    reason = told(village(), {**numbers, "late_after": "17:40"}, A09={"level": "off"})["次晚岗"]
    assert "或删去 late_after 一行" in reason.zh
    assert told(village(), numbers, A09={"level": "off"}) == {}
    assert "删去" not in told(village(late=5), {**numbers, "late_after": "17:40"}, A09={"level": "off"})["次晚岗"].zh


def test_only_those_who_agreed_take_evenings() -> None:
    problem = evenings(village(), 2)
    reason = told(problem, {"days_per_week": 5, "late_per_week": 2})["次晚岗"]
    assert "晚自习 5" in reason.zh
    assert "每人每周 2 次 × 2 人 = 4 次" in reason.zh
    assert remedies(reason) == [{"late_per_week": 3}]


def test_nobody_can_do_more_than_days_and_absences_allow() -> None:
    gone = tuple(Busy(day, 1061, 1200) for day in (1, 2, 3))
    problem = village(late=2)
    away = replace(problem, staff=tuple(replace(p, unavailable=gone) if i < 8 else p for i, p in enumerate(problem.staff)))
    reason = told(away, {"days_per_week": 5, "late_per_week": 1}, A09={"level": "off"})["次晚岗"]
    assert reason.limit == "<= 9"
    assert remedies(reason) == [{"late_per_week": 2}]
    alone = told(away, {"days_per_week": 2, "late_per_week": 1}, A09={"level": "off"})
    assert {"人天", "次晚岗"} >= set(alone)


def test_a_duty_is_served_whole() -> None:
    """With 45 minutes a day nobody can take care of the last period, which lasts 50 with the escort."""
    reason = told(village(), {"days_per_week": 5, "minutes_per_day": 45})["分钟值班"]
    (setting,) = remedies(reason)
    assert setting["minutes_per_day"] >= 50


def test_people_from_outside_have_no_caps() -> None:
    guest: Outside = replace(outside(), weekdays=WEEK, earliest=900, latest=1200)
    helped = replace(village(late=2), outside=(guest, replace(guest, id="O2")))
    policy = load_policy("national", {"D10": {"numbers": {"days_per_week": 5, "late_per_week": 0}}})
    assert [reason.rule for reason in precheck(helped, policy)] == ["D10"]
    assert precheck(helped, with_level(policy, "K06", "off")) == ()


INTERVALS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=6)


@given(INTERVALS, st.integers(0, 60))
def test_one_person_s_day(spans: list[tuple[int, int]], cap: int) -> None:
    posts = [AdultNeed("fixed", start, start + length, str(i)) for i, (start, length) in enumerate(spans)]
    apart = [
        chosen for n in range(len(posts) + 1) for chosen in combinations(posts, n)
        if all(a.end <= b.start or b.end <= a.start for a, b in combinations(chosen, 2))
    ]  # fmt: skip
    assert most_duties(posts) == max(len(chosen) for chosen in apart)
    sums = (sum(post.end - post.start for post in chosen) for chosen in apart)
    assert most_minutes(posts, cap) == max(total for total in sums if total <= cap)


@pytest.mark.parametrize("classes", [1, 2, 3])
def test_a_week_has_at_least_the_posts_of_its_days(classes: int) -> None:
    policy = load_policy("national", {"K03": {"numbers": {"classes": classes}}, "A09": {"level": "hard"}})
    demand = PostBounds(village(late=2), policy)
    (last,) = demand.slots.lasts
    week = demand.week(last)
    for day in WEEK:
        for post, heads in demand.on_day(day, last).items():
            assert heads * len(WEEK) <= week[post].heads
            assert day in week[post].days
