"""Whole-week staffing by hand: loads, late posts, caps, names; and its optimum against every staffing of the tiny school."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations, product
from random import Random

import pytest

from solver.model.instance import Instance
from solver.plan import Plan
from solver.problem import Busy, Staff
from solver.search.bounds.store import Bounds
from solver.search.evaluated import EvaluatedPlan, evaluate
from solver.search.limits import Clock, Params
from solver.search.lns.neighbourhoods.whole_week import NEW_SECTIONS_WEIGHT, WholeWeek
from solver.search.search_params import StaffingParams
from solver.search.staffing.optimise import WeekStaffing
from tests.schools.tiny_by_hand import MONDAY, TUESDAY, care, gate, holders, instance, plan, problem, stepped

LATE_AFTER = {"D05": {"late_after": 970, "reduction_percent": 0}}
"""The second period, to 16:20, is late, and so is the gate after it."""


def _operator(effort: float = 50.0) -> WholeWeek:
    return WholeWeek(WeekStaffing(Clock(Params(seconds=None, effort=effort)), Bounds()), StaffingParams())


GOALS = ("fairness", "familiar", "care")


def _best(here: Instance) -> tuple[int, ...]:
    """The least goals, in order, of all ways to put two of three people on the two groups of each period."""
    pairs = list(permutations(("T1", "T2", "T3"), 2))
    days = [f"{a} {b} {c} {d} T3" for (a, b), (c, d) in product(pairs, pairs)]
    found = []
    for monday, tuesday in product(days, days):
        each = evaluate(here, plan(monday, tuesday))
        if not each.report.violations:
            found.append(tuple(each.values[goal] for goal in GOALS))
    return min(found)


def _reached(found: EvaluatedPlan) -> tuple[int, ...]:
    assert found.report.violations == ()
    return tuple(found.values[goal] for goal in GOALS)


def test_single_posts_even_out_what_whole_afternoons_cannot() -> None:
    """160, 160 and no minutes, 12,000 beyond; of eight posts of 40 minutes three people have 3, 3 and 2."""
    here = instance("D02")
    found = stepped(here, evaluate(here, plan()), _operator())
    assert _reached(found) == (0, 0, 0)
    assert found.values["coverage"] == 0


def test_a_late_post_goes_to_somebody_without_reasons() -> None:
    here = instance("D05", school=problem(Staff("T1", "subject", reasons=("family",))), numbers=LATE_AFTER)
    found = stepped(here, evaluate(here, plan("T1 T2 T1 T2 T3", "T1 T2 T3 T2 T3")), _operator())
    assert _reached(found) == (0, 0, 0)


NOBODY_EARLY_ON_MONDAY = (Busy(MONDAY, 0, 940),)


@pytest.mark.parametrize(
    ("staff", "numbers"),
    [
        ((Staff("T1", "subject", share=50), Staff("T2", "subject", balance=300)), {}),
        ((Staff("T1", "subject", reasons=("family",)), Staff("T2", "subject", unavailable=NOBODY_EARLY_ON_MONDAY)), {}),
        ((Staff("T1", "subject", reasons=("family",)), Staff("T2", "subject", max_days=1)), {"D10": {"minutes_per_day": 80}}),
        ((Staff("T1", "subject", reasons=("family",)),), {"D10": {"late_after": 970, "late_per_week": 3, "minutes_per_day": 80}}),
    ],
    ids=["shares", "availability", "days and minutes", "late duties"],
)
def test_the_optimum_is_that_of_every_staffing(staff: tuple[Staff, ...], numbers: Mapping[str, Mapping[str, int]]) -> None:
    """T3 stands at the gate, which counts no minutes and stays."""
    tight = {"D02": {"weeks": 1, "allowed_minutes_per_week": 0}, **LATE_AFTER, **numbers}
    here = instance("D02", "D05", "D10", "K01", school=problem(*staff), numbers=tight)
    starts = ("T1 T2 T1 T2 T3", "T1 T3 T1 T2 T3", "T1 T3 T1 T3 T3", "T3 T1 T2 T3 T3", "T1 T2 T2 T3 T3", "T2 T1 T1 T2 T3")
    plans = (evaluate(here, plan(monday, tuesday)) for monday, tuesday in product(starts, starts))
    start = next(each for each in plans if not each.report.violations)
    assert _reached(stepped(here, start, _operator())) == _best(here)


@pytest.mark.parametrize("adults", [1, 2])
@pytest.mark.parametrize("kept", [(), ("D10",)], ids=["free", "80 minutes a day"])
def test_the_most_familiar_staffing_is_found(adults: int, kept: tuple[str, ...]) -> None:
    """T1 is class teacher of 1A and has reasons; T3 of 2A, and cannot come early on Monday. Every period is held apart at first."""
    school = problem(
        Staff("T1", "subject", homeroom="1A", reasons=("family",)),
        Staff("T3", "subject", homeroom="2A", unavailable=NOBODY_EARLY_ON_MONDAY),
    )
    numbers = {"D16": {"own_percent": 100, "near_percent": 100}, "D16F": {"adults": adults}, "D10": {"minutes_per_day": 80}, **LATE_AFTER}
    here = instance("D05", "D16", "D16F", "K01", *kept, school=school, numbers=numbers)
    start = evaluate(here, plan("T1 T2 T2 T1 T3", "T3 T1 T1 T2 T3"))
    assert start.report.violations == ()
    assert _reached(stepped(here, start, _operator())) == _best(here)


def test_whole_afternoons_stay_whole_where_loads_are_even() -> None:
    """T3 takes 2A over from T2, both periods of both days."""
    here = instance("D02", "D16", school=problem(Staff("T3", "subject", homeroom="2A"), Staff("T1", "subject", homeroom="1A")),
                    numbers={"D02": {"weeks": 1, "allowed_minutes_per_week": 200}})  # fmt: skip
    found = stepped(here, evaluate(here, plan()), _operator())
    assert _reached(found) == (0, 0, 0)
    assert {found_at for post, found_at in holders(found.plan).items() if post.subject == "2A"} == {"T3"}


def test_a_person_stays_with_a_group_through_the_afternoon() -> None:
    """Three people for two groups and two days: somebody changes, but no more often than loads ask for."""
    here = instance("D02", "D08H")
    found = stepped(here, evaluate(here, plan()), _operator())
    assert found.values["fairness"] == 0
    assert found.values["handover"] <= 2


def test_posts_without_minutes_stay() -> None:
    here = instance("D02")
    found = holders(stepped(here, evaluate(here, plan()), _operator()).plan)
    assert [found[gate(day)] for day in (MONDAY, TUESDAY)] == ["T3", "T3"]


def test_nothing_to_gain_is_no_plan() -> None:
    """T2 and T3 cannot come: nobody can take anything over."""
    away = tuple(Busy(day, 0, 1440) for day in (MONDAY, TUESDAY))
    here = instance("D02", "K01", school=problem(*(Staff(name, "subject", unavailable=away) for name in ("T2", "T3"))))
    assert _operator().propose(here, evaluate(here, plan("T1 - T1 - -", "T1 - T1 - -")), Random(1)) is None


def test_empty_posts_stay_empty() -> None:
    here = instance("D02", "D08")
    found = stepped(here, evaluate(here, plan("T1 - T1 - T3")), _operator())
    assert care(MONDAY, "2A", 0) not in holders(found.plan)


def test_the_same_seed_gives_the_same_plan() -> None:
    here = instance("D02", "D05", school=problem(Staff("T1", "subject", reasons=("family",))), numbers=LATE_AFTER)
    first, second = (_operator().propose(here, evaluate(here, plan()), Random(3)) for _ in range(2))
    assert isinstance(first, Plan)
    assert first == second


def test_new_sections_late_in_a_search_come_first() -> None:
    here = instance("D02")
    early, current = _operator(), evaluate(here, plan())
    assert early.extra_weight(current) == 0.0
    clock = Clock(Params(seconds=None, effort=10.0))
    late = WholeWeek(WeekStaffing(clock, Bounds()), StaffingParams())
    clock.spend(3.0)
    assert late.extra_weight(current) == NEW_SECTIONS_WEIGHT  # the first time of all
    late.propose(here, current, Random(1))
    assert late.extra_weight(current) == 0.0
    other = replace(current, plan=replace(current.plan, care_groups=current.plan.care_groups[:-1]))
    assert late.extra_weight(other) == 0.0  # there is time for small steps
    clock.spend(6.0)
    assert late.extra_weight(other) == NEW_SECTIONS_WEIGHT


def test_single_posts_and_whole_blocks_take_turns() -> None:
    """T2 cannot come; T1, with half a share and reasons, has half of the posts, late ones among them."""
    away = tuple(Busy(day, 0, 1440) for day in (MONDAY, TUESDAY))
    staff = (Staff("T1", "subject", share=50, reasons=("family",)), Staff("T2", "subject", unavailable=away))
    here = instance("D02", "D05", "K01", school=problem(*staff), numbers=LATE_AFTER)
    current, operator, seen = evaluate(here, plan("T1 T3 T1 T3 T3", "T1 T3 T1 T3 T3")), _operator(), []
    assert current.values["fairness"] > 0
    assert current.values["care"] > 0
    for _ in range(4):
        operator.propose(here, current, Random(1))
        seen.append(operator._single)
    assert seen == [True, False, True, False]
