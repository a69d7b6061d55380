"""Precheck with slots free: a refusal holds for every choice of slots, a slot more refuses nothing, and a single slot counts fully."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.explain.demand import PostBounds
from solver.explain.precheck import precheck
from solver.explain.slots import SlotChoices
from solver.plan.result import Reason
from solver.policy.load import load_policy
from solver.policy.policy import Policy
from solver.problem.bells import Busy
from solver.problem.places import Gate
from solver.problem.problem import Problem
from tests.problem.schools import village

SLOTS = (1060, 1075, 1090)


def slots(problem: Problem, *of: tuple[int, ...]) -> Problem:
    """The village with these dismissal slots, grade by grade, over and over."""
    found = (replace(w, dismissals=of[i % len(of)]) for i, w in enumerate(problem.windows))
    return replace(problem, windows=tuple(found))


def by(**numbers: Any) -> Policy:
    return load_policy("national", {"D10": {"numbers": {"days_per_week": 5, **numbers}}})


def told(problem: Problem, policy: Policy) -> list[Reason]:
    return [reason for reason in precheck(problem, policy) if reason.rule == "D10"]


@st.composite
def schools(draw: st.DrawFn) -> tuple[Problem, Policy]:
    """Villages with few people, slots of their own in two kinds of grades, extended care, stand-by and tight caps."""
    problem = village(late=draw(st.integers(0, 3)))
    choices = st.lists(st.sampled_from(SLOTS), min_size=1, max_size=2, unique=True).map(lambda found: tuple(sorted(found)))
    problem = slots(problem, draw(choices), draw(choices))
    gone = tuple(Busy(day, 1050, 1200) for day in draw(st.sets(st.integers(1, 5), max_size=3)))
    people = [replace(p, unavailable=gone) if i < 2 else p for i, p in enumerate(problem.staff)]
    problem = replace(problem, staff=tuple(people[-draw(st.integers(3, 9)) :]))
    if draw(st.booleans()):
        problem = replace(problem, gates=(Gate("main", 2, 60), Gate("east", 2, 60)))
        problem = replace(problem, windows=tuple(replace(w, gates=("main", "east")[: 1 + w.grade % 2]) for w in problem.windows))
    numbers = {
        "days_per_week": draw(st.integers(1, 5)),
        "minutes_per_day": draw(st.sampled_from((60, 100, 160, 240))),
        "late_per_week": draw(st.integers(0, 4)),
    }
    if draw(st.booleans()):
        numbers["late_after"] = draw(st.sampled_from((1060, 1075, 1085)))
    levels = {"A09": {"level": draw(st.sampled_from(("off", "hard")))}, "D15": {"level": draw(st.sampled_from(("off", "hard")))}}
    return problem, load_policy("national", {"D10": {"numbers": numbers}, **levels})


@settings(max_examples=60)
@given(schools())
def test_what_is_refused_is_refused_with_every_choice_of_slots(case: tuple[Problem, Policy]) -> None:
    problem, policy = case
    rules = {reason.rule for reason in precheck(problem, policy)}
    if not rules:
        return
    kinds = sorted({window.dismissals for window in problem.windows})
    for chosen in product(*kinds):  # grades with the same slots leave together here; that is enough to break a wrong bound
        one = dict(zip(kinds, chosen, strict=True))
        fixed = replace(problem, windows=tuple(replace(w, dismissals=(one[w.dismissals],)) for w in problem.windows))
        assert precheck(fixed, policy), (rules, chosen)


@settings(max_examples=30)
@given(schools(), st.sampled_from((1065, 1100, 1130)))
def test_a_slot_more_refuses_nothing(case: tuple[Problem, Policy], extra: int) -> None:
    problem, policy = case
    if not precheck(problem, policy):
        wider = tuple(replace(w, dismissals=tuple(sorted({*w.dismissals, extra}))) for w in problem.windows)
        assert precheck(replace(problem, windows=wider), policy) == ()


def test_an_unused_slot_makes_no_duty_late_or_long() -> None:
    """Nobody may be on duty after 17:50: at 17:40 all have left by then, and a slot at 18:10 need not be used."""
    nobody_late = by(late_after="17:50", late_per_week=0)
    assert told(village(), nobody_late) == []
    assert told(slots(village(), (1060, 1090)), nobody_late) == []
    (reason,) = told(slots(village(), (1090,)), nobody_late)
    assert "托管 15" in reason.zh


def test_extended_care_counts_from_the_latest_possible_start() -> None:
    late = slots(village(late=2), (1060, 1070), (1060, 1080))  # until 18:10; A1 leaves at 17:40 or 17:50
    assert PostBounds(late, by()).late_care(1).start == 1070  # type: ignore[union-attr]
    assert PostBounds(slots(late, (1060,)), by()).late_care(1).start == 1060  # type: ignore[union-attr]
    assert PostBounds(slots(late, (1090,)), by()).late_care(1) is None


def test_grades_of_a_care_group_leave_together() -> None:
    problem = slots(village(), (1060,), (1060, 1070), (1080,))  # grades 1 and 4, 2 and 5, 3 and 6
    choices = SlotChoices(problem, by())
    assert choices.together((1, 2, 3, 4, 5, 6)) == [(1, 2, 4, 5), (3, 6)]
    assert choices.lasts == (1080,)
    assert SlotChoices(slots(problem, (1060, 1080), (1070,)), by()).lasts == (1070, 1080)
    gates = replace(problem, gates=(Gate("main", 1, 60), Gate("east", 1, 60)))
    apart = replace(gates, windows=tuple(replace(w, gates=("main", "east")[w.grade % 2 :][:1]) for w in gates.windows))
    assert SlotChoices(apart, by()).together((1, 2, 3, 4, 5, 6)) == [(1, 5), (2, 4), (3,), (6,)]


def test_grades_that_leave_apart_need_groups_of_their_own_in_the_last_period() -> None:
    """Six classes in merged groups of three: two groups while they may leave together, six when no two do."""
    def care(problem: Problem, minute: int) -> int:
        demand = PostBounds(problem, load_policy("national", {"K03": {"numbers": {"grade_span": 8}}}))
        need = next(demand.at(1, moment[0]) for moment in demand.arguments() if moment[0].minute == minute)
        return sum(n for post, n in need.items() if post.kind == "care")

    assert care(slots(village(), (1060,)), 1020) == 2
    apart = slots(village(), *((1060 + g,) for g in range(6)))
    assert care(apart, 1020) == 6
    assert care(apart, 980) == 2
    assert care(slots(village(), (1060,), (1080,)), 1080) == 1  # only grades 2, 4 and 6 are still there


@pytest.mark.parametrize("stay", [0, 2])
def test_stand_by_follows_the_last_dismissal_or_extended_care(stay: int) -> None:
    hard = {"A09": {"level": "hard"}, "D10": {"numbers": {"late_per_week": 0, "days_per_week": 5}}}
    problem = village(late=stay)  # extended care lasts until 18:10
    (reason,) = told(slots(problem, (1080,)), load_policy("national", hard))
    assert "延时备勤 5" in reason.zh
    assert ("延时托管 10" in reason.zh) is bool(stay)
    # With 17:40 nobody waits after extended care, which ends half an hour later: the least of all choices counts.
    (reason,) = told(slots(problem, (1060, 1080)), load_policy("national", hard))
    assert ("延时备勤" in reason.zh) is not bool(stay)


def test_what_ends_after_the_last_dismissal_is_late_without_a_clock_time() -> None:
    none = by(late_per_week=0)
    assert told(village(), none) == []
    assert told(slots(village(), (1130,)), none) == []
    (reason,) = told(village(late=2), none)
    assert "延时托管 10；在当天最后一批放学（17:40）之后结束的是晚岗" in reason.zh


@pytest.mark.parametrize(("start", "refused"), [(930, False), (929, True), (780, True)])
@pytest.mark.parametrize("level", ["hard", "soft"])
def test_service_that_starts_before_the_first_period(start: int, refused: bool, level: str) -> None:
    early = replace(village(), windows=tuple(replace(w, start=start) for w in village().windows))
    found = [r for r in precheck(early, load_policy("national", {"D08": {"level": level}})) if r.rule == "D08"]
    assert bool(found) is refused
    for reason in found:
        assert reason.limit == "<= 10 min"
        assert f"{940 - start} 分钟没有人看护" in reason.zh
        assert "可能" in reason.zh
        assert "Maybe" in reason.en
    assert precheck(early, load_policy("national", {"D08": {"level": "off"}})) == ()
