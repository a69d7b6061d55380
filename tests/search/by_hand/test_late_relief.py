"""Late duties by hand: they move to others, the goals before stay, and where that cannot be the plan stays."""

from __future__ import annotations

from random import Random

from solver.model.instance import Instance
from solver.plan import Plan
from solver.problem import Busy, Problem, Staff
from solver.search.bounds.store import Bound, Bounds
from solver.search.evaluated import EvaluatedPlan, evaluate
from solver.search.limits import Clock, Params
from solver.search.lns.neighbourhoods.late_relief import DUE_WEIGHT, FIRST_AIM, LateRelief
from solver.search.search_params import StaffingParams
from solver.search.staffing.late_first import LateFirst
from tests.schools.tiny_by_hand import MONDAY, TUESDAY, care, holders, instance, plan, problem, stepped

LATE_AFTER = {"D05": {"late_after": 970, "reduction_percent": 0}}
"""The second period, to 16:20, is late."""
FLAGGED = Staff("T1", "subject", reasons=("family",))
EVEN = {"D02": {"weeks": 1, "allowed_minutes_per_week": 80}}
"""Loads may differ by two periods."""
DAY = "T1 T2 T1 T2 T3"
"""T1 and T2 have a group each for both periods."""


def _operator(bounds: Bounds | None = None, clock: Clock | None = None) -> LateRelief:
    return LateRelief(LateFirst(clock or Clock(Params(seconds=None, effort=50.0)), bounds or Bounds()), StaffingParams())


def _goals(found: EvaluatedPlan) -> tuple[int, ...]:
    assert found.report.violations == ()
    return tuple(found.values[goal] for goal in ("coverage", "fairness", "familiar", "care"))


def _school(*others: Staff) -> Problem:
    return problem(FLAGGED, *others)


def test_loads_are_no_less_even_when_late_duties_have_moved() -> None:
    """T1 and T2 with 160 minutes each, T3 none: 8,000 beyond. Two late posts that T1 has go to T3."""
    here = instance("D02", "D05", school=_school(), numbers={**LATE_AFTER, **EVEN})
    start = evaluate(here, plan(DAY, DAY))
    assert _goals(start) == (0, 8_000, 0, 2)
    found = stepped(here, start, _operator())
    assert _goals(found)[-1] == 0
    assert _goals(found)[1] <= 8_000


def test_even_loads_come_back_after_late_duties_moved() -> None:
    """T1 has two posts, a late one among them, the others three each: whoever takes it over hands an early one back."""
    here = instance("D02", "D05", school=_school(), numbers={**LATE_AFTER, "D02": {"weeks": 1, "allowed_minutes_per_week": 40}})
    start = evaluate(here, plan("T2 T3 T3 T1 T3", "T1 T2 T2 T3 T3"))
    assert _goals(start) == (0, 0, 0, 1)
    found = stepped(here, start, _operator())
    assert _goals(found) == (0, 0, 0, 0)
    assert sum(person == "T1" for person in holders(found.plan).values()) == 2


def test_a_class_keeps_its_teacher_where_familiar_adults_come_first() -> None:
    """T1 is class teacher of 1A: the late posts could go, but the class would lose a face that it knows."""
    numbers = {**LATE_AFTER, "D16": {"own_percent": 100, "near_percent": 100}}
    flagged = Staff("T1", "subject", homeroom="1A", reasons=("family",))
    here = instance("D05", "D16", school=problem(flagged, Staff("T2", "subject", homeroom="2A")), numbers=numbers)
    start = evaluate(here, plan(DAY, DAY))
    assert _goals(start) == (0, 0, 0, 2)
    assert stepped(here, start, _operator()).plan == start.plan


def test_nobody_else_can_come_late_is_no_plan() -> None:
    away = tuple(Busy(day, 0, 1440) for day in (MONDAY, TUESDAY))
    others = (Staff(name, "subject", unavailable=away) for name in ("T2", "T3"))
    here = instance("D05", "K01", school=_school(*others), numbers=LATE_AFTER)
    assert _operator().propose(here, evaluate(here, plan("T1 - T1 - -", "T1 - T1 - -")), Random(1)) is None


def test_no_more_is_asked_than_the_bound_allows() -> None:
    """A bound of one late duty: the other one alone moves."""
    here = instance("D05", school=_school(), numbers=LATE_AFTER)
    start, bounds = evaluate(here, plan(DAY, DAY)), Bounds()
    bounds.add(Bound("care", 1))
    found = _operator(bounds).propose(here, start, Random(1))
    assert isinstance(found, Plan)
    assert evaluate(here, found).values["care"] == 1


def test_a_step_in_vain_asks_less_of_the_next_and_hands_out_otherwise() -> None:
    """The late posts of T1 could go, but 1A would lose its class teacher: that is not won back, and not come nearer to either."""
    numbers = {**LATE_AFTER, "D16": {"own_percent": 100, "near_percent": 100}}
    here = instance("D05", "D16", school=problem(Staff("T1", "subject", homeroom="1A", reasons=("family",))), numbers=numbers)
    current, operator = evaluate(here, plan(DAY, DAY)), _operator()
    assert operator.propose(here, current, Random(1)) is not None
    assert (operator._aim, operator._single) == (FIRST_AIM, True)
    assert operator.extra_weight(current) == DUE_WEIGHT  # it is pending
    operator.propose(here, current, Random(1))
    assert (operator._aim, operator._single) == (FIRST_AIM / 2, False)
    assert operator.extra_weight(current) == 0.0


def test_the_first_step_waits_for_sections_and_then_is_due() -> None:
    here: Instance = instance("D05", school=_school(), numbers=LATE_AFTER)
    clock = Clock(Params(seconds=None, effort=10.0))
    operator, current = _operator(clock=clock), evaluate(here, plan(DAY, DAY))
    assert operator.extra_weight(current) == 0.0
    clock.spend(3.0)
    assert operator.extra_weight(current) == DUE_WEIGHT
    operator.propose(here, current, Random(1))
    assert operator.extra_weight(current) == 0.0


def test_the_same_seed_gives_the_same_plan() -> None:
    here = instance("D02", "D05", school=_school(), numbers={**LATE_AFTER, **EVEN})
    first, second = (_operator().propose(here, evaluate(here, plan(DAY, DAY)), Random(3)) for _ in range(2))
    assert isinstance(first, Plan)
    assert first == second
    assert care(MONDAY, "1A", 1) in holders(first)
