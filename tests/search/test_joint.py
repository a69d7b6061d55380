"""The joint relaxation lets every valid plan through, and proves that people do not suffice where they do not."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from api.services.loading import choose_policy, load_request
from benchmarks.instance import find
from instances.generators import generate, presets
from solver.check.report import check
from solver.model.instance import Instance
from solver.plan import Plan
from solver.policy import Policy
from solver.policy.load import load_policy
from solver.problem import Busy, Problem
from solver.search.joint.relaxation import JointRelaxation
from solver.search.joint.row_fact import RowFact
from tests.agreement.brute import Brute, toy
from tests.agreement.cases import school, whole
from tests.agreement.people import with_helpers
from tests.agreement.plans import random_solution

SCHOOLS = range(9_400, 9_450)
HELPED = range(9_430, 9_450)
"""Schools with volunteers and parents."""
TOYS = range(12)
PLANS = 3
LEAST_VALID = 10
"""Schools with valid plans that the draws must show, so that the comparison means something."""


def _everything(problem: Problem, policy: Policy) -> int:
    """How far facts are missed, at least."""
    relaxation = JointRelaxation(Instance(problem, policy))
    assert relaxation.broken == ()
    return relaxation.shortfall(dict.fromkeys(relaxation.facts, 1)) or 0


def _fewest(problem: Problem, policy: Policy) -> int:
    relaxation = JointRelaxation(Instance(problem, policy))
    relaxation.release(problem.staff_of)
    return relaxation.least(relaxation.people({})) or 0


def _on_duty(problem: Problem, plan: Plan) -> int:
    return len({assignment.person for assignment in plan.assignments} & problem.staff_of.keys())


@cache
def _valid(seed: int) -> tuple[Problem, Policy, tuple[Plan, ...]]:
    problem, policy, rng = school(seed)
    if seed in HELPED:
        problem = with_helpers(problem, rng, 2)
    model = whole(problem, policy)
    plans = [plan for _ in range(PLANS) if (plan := random_solution(model, rng, eager=True)) is not None]
    return problem, policy, tuple(plan for plan in plans if not check(problem, policy, plan).violations)


@pytest.mark.parametrize("seed", SCHOOLS)
def test_a_school_with_a_valid_plan_misses_nothing(seed: int) -> None:
    problem, policy, plans = _valid(seed)
    if plans and policy.hard("D08"):
        assert _everything(problem, policy) == 0
        assert _fewest(problem, policy) <= min(_on_duty(problem, plan) for plan in plans)


def test_enough_schools_have_valid_plans() -> None:
    assert sum(bool(_valid(seed)[2]) and _valid(seed)[1].hard("D08") for seed in SCHOOLS) >= LEAST_VALID


@pytest.mark.slow
@pytest.mark.parametrize("seed", TOYS)
def test_a_toy_that_some_plan_of_all_fits_misses_nothing(seed: int) -> None:
    problem, policy = toy(seed)
    best = Brute(problem, policy).best()
    if best is not None and not best[[tier.name for tier in policy.tiers].index("coverage")] and policy.hard("D08"):
        assert _everything(problem, policy) == 0


@pytest.mark.parametrize("name", ["tiny", "village", "nine", "mid"])
def test_stored_plans_miss_nothing(name: str) -> None:
    request = load_request(find(name).document(), ".json")
    assert _everything(request.problem, choose_policy(request)) == 0


def _village() -> tuple[Problem, Policy]:
    numbers = {"K03": {"numbers": {"pupils": 40}}, "D10": {"numbers": {"days_per_week": 3}}}
    return generate(presets()["village"], 1), load_policy("national", numbers)


def test_fewest_adults_of_a_village() -> None:
    assert _fewest(*_village()) == 8


def test_who_is_away_is_missed_with_the_posts_of_that_time() -> None:
    """Everybody is in a meeting on Tuesday; setting the meeting aside, or the posts of the day, mends it."""
    problem, policy = _village()
    meeting = Busy(2, 940, 1080)
    problem = replace(problem, staff=tuple(replace(s, unavailable=(*s.unavailable, meeting)) for s in problem.staff))
    relaxation = JointRelaxation(Instance(problem, policy))
    every = dict.fromkeys(relaxation.facts, 1)
    assert (relaxation.shortfall(every) or 0) > 0
    away = RowFact("K01", "absent", 2, "", 940, 1080)
    assert set(relaxation.model.away[away]) <= problem.staff_of.keys()
    assert not relaxation.shortfall({fact: 1 for fact in every if fact != away})
    assert not relaxation.shortfall({fact: 1 for fact in every if fact.weekday != 2 or fact == away})
