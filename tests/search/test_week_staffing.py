"""The counted staffing model and the checker agree on the goals of a plan; steps on generated schools break nothing and repeat."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

from instances.generators import generate, presets
from solver.model.instance import Instance
from solver.policy.load import load_policy
from solver.search.bounds.store import Bounds
from solver.search.construct.complete import construct, finish
from solver.search.evaluated import EvaluatedPlan, evaluate
from solver.search.limits import Clock, Params
from solver.search.lns.neighbourhoods.whole_week import WholeWeek
from solver.search.search_params import SearchParams, StaffingParams
from solver.search.soft_policy import softened
from solver.search.staffing.kinds import duty_kinds
from solver.search.staffing.model import StaffingModel
from solver.search.staffing.optimise import WeekStaffing, freed
from solver.search.workload.state import WorkloadState
from tests.schools.tiny_by_hand import stepped

SOFT = {"D15": {"level": "soft"}, "A07R": {"level": "soft"}}
NAMES = ("tiny", "village")
DAYS = {"tiny": [(1, 1), (2, 3)], "village": [(week, day) for week in (1, 2) for day in range(1, 6)]}
"""Days that are freed, by school."""


@cache
def _school(name: str) -> tuple[Instance, EvaluatedPlan]:
    preset = presets()[name]
    here = Instance(generate(preset, 1), softened(load_policy("national", SOFT)))
    return here, evaluate(here, construct(here, 1))


@pytest.mark.parametrize("single", [False, True], ids=["runs", "single posts"])
@pytest.mark.parametrize("name", NAMES)
def test_the_model_says_of_the_plan_what_the_checker_says(name: str, single: bool) -> None:
    here, current = _school(name)
    state = WorkloadState(here, current.plan)
    model = StaffingModel(state, duty_kinds(state, freed(state, DAYS[name], single=single)))
    model.regard_people(current.plan)
    assert model.rows.broken == []
    for tier in ("fairness", "familiar"):
        assert model.rows.cost(tier) == current.values[tier], tier
    assert model.rows.cost("care") <= current.values["care"]  # what stays with its people is not in it


@pytest.mark.parametrize("max_columns", [300, 12_000])
@pytest.mark.parametrize("name", NAMES)
def test_a_step_breaks_nothing_gains_and_repeats(name: str, max_columns: int) -> None:
    here, current = _school(name)
    found = [stepped(here, current, _operator(max_columns)) for _ in range(2)]
    assert found[0].plan == found[1].plan
    assert found[0].report.violations == ()
    assert found[0].objective < current.objective


def test_a_search_that_is_over_proposes_nothing() -> None:
    here, current = _school("tiny")
    cancelled = WeekStaffing(Clock(Params(seconds=None, effort=1.0), lambda: True), Bounds())
    assert WholeWeek(cancelled, StaffingParams()).propose(here, current, Random(1)) is None


def test_what_is_freed_is_what_the_plan_has() -> None:
    here, current = _school("village")
    state = WorkloadState(here, current.plan)
    for person, block in freed(state, DAYS["village"], single=True):
        state.assign(person, block)
    assert finish(here, state.plan()) == finish(here, current.plan)


def _operator(max_columns: int) -> WholeWeek:
    params = StaffingParams(effort=0.2, max_columns=max_columns)
    return WholeWeek(WeekStaffing(Clock(Params(seconds=None, effort=0.5, search=SearchParams(staffing=params))), Bounds()), params)
