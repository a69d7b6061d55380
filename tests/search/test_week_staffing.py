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
from solver.search.search_params import StaffingParams
from solver.search.soft_policy import softened
from solver.search.staffing.familiar import FamiliarCare
from solver.search.staffing.kinds import duty_kinds
from solver.search.staffing.model import StaffingModel
from solver.search.staffing.optimise import WeekStaffing, freed
from solver.search.workload.state import WorkloadState
from tests.schools.tiny_by_hand import stepped

SOFT = {"D15": {"level": "soft"}, "A07R": {"level": "soft"}}
NAMES = ("tiny", "village")


@cache
def _school(name: str) -> tuple[Instance, EvaluatedPlan]:
    preset = presets()[name]
    policy = load_policy(preset.policy["profile"], {**preset.policy["overrides"], **SOFT})
    here = Instance(generate(preset, 1), softened(policy))
    return here, evaluate(here, construct(here, 1))


@pytest.mark.parametrize("single", [False, True], ids=["runs", "single posts"])
@pytest.mark.parametrize("name", NAMES)
def test_the_model_says_of_the_plan_what_the_checker_says(name: str, single: bool) -> None:
    here, current = _school(name)
    state = WorkloadState(here, current.plan)
    free = freed(state, single=single)
    kept = state.plan().assignments
    model = StaffingModel(state, duty_kinds(state, free))
    FamiliarCare(model, current.plan, kept)
    assert model.rows.broken == []
    for tier in ("fairness", "familiar"):
        assert model.rows.cost(tier) == current.values[tier], tier
    assert model.rows.cost("care") <= current.values["care"]  # what stays with its people is not in it


@pytest.mark.parametrize("name", NAMES)
def test_a_step_breaks_nothing_gains_and_repeats(name: str) -> None:
    here, current = _school(name)
    found = [stepped(here, current, _operator()) for _ in range(2)]
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
    for person, block in freed(state, single=True):
        state.assign(person, block)
    assert finish(here, state.plan()) == finish(here, current.plan)


def _operator() -> WholeWeek:
    return WholeWeek(WeekStaffing(Clock(Params(seconds=None, effort=0.5)), Bounds()), StaffingParams(effort=0.2))
