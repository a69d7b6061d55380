"""The exact solve finds the best of all plans: proven by trying all plans of really tiny schools."""

from __future__ import annotations

from functools import cache

import pytest

from solver.check.report import check
from solver.model.instance import Instance
from solver.plan import Plan
from solver.policy import Policy
from solver.problem import Problem
from solver.problem.validate import faults
from solver.search.bounds.store import Bounds
from solver.search.exact.descent import solve_exactly
from solver.search.limits import Clock, Params
from solver.search.timing import Timing
from tests.agreement.brute import Brute, Values, left_at, toy, toy_with_block, toy_with_slots

SCHOOLS = range(36)
WITH_BLOCKS = range(8)
LEAST_WITH_BLOCKS = 4
WITH_SLOTS = range(16)
LEAST_DECIDED_BY_SLOTS = 5
LEAST_FEASIBLE = 20
LEAST_INFEASIBLE = 3
EFFORT = 200.0

pytestmark = pytest.mark.slow


@cache
def _best_with_block(seed: int) -> Values | None:
    return Brute(*toy_with_block(seed)).best()


@cache
def _best_with_slots(seed: int) -> Values | None:
    return Brute(*toy_with_slots(seed)).best()


@cache
def _best(seed: int) -> Values | None:
    return Brute(*toy(seed)).best()


@pytest.mark.parametrize("seed", SCHOOLS)
def test_the_exact_solve_finds_the_best_of_all_plans(seed: int) -> None:
    _compare(*toy(seed), _best(seed))


@pytest.mark.parametrize("seed", WITH_BLOCKS)
def test_the_exact_solve_finds_the_best_of_all_plans_with_a_block(seed: int) -> None:
    _compare(*toy_with_block(seed), _best_with_block(seed))


@pytest.mark.parametrize("seed", WITH_SLOTS)
def test_the_exact_solve_finds_the_best_of_all_plans_with_slots(seed: int) -> None:
    _compare(*toy_with_slots(seed), _best_with_slots(seed))


def test_in_enough_schools_the_slots_decide_whether_there_is_a_plan() -> None:
    """All slots are free at once, and only some of them leave a plan: none of those that do not may forbid it."""
    decided = 0
    for seed in WITH_SLOTS:
        if _best_with_slots(seed) is not None:
            problem, policy = toy_with_slots(seed)
            alone = [Brute(left_at(problem, minute), policy).best() for minute in problem.windows[0].dismissals]
            assert min(best for best in alone if best is not None) == _best_with_slots(seed)
            decided += None in alone
    assert decided >= LEAST_DECIDED_BY_SLOTS


def test_there_are_enough_schools_with_a_block_and_a_plan() -> None:
    assert sum(_best_with_block(seed) is not None for seed in WITH_BLOCKS) >= LEAST_WITH_BLOCKS


def _compare(problem: Problem, policy: Policy, best: Values | None) -> None:
    assert faults(problem) == []
    clock = Clock(Params(seconds=None, effort=EFFORT, workers=1))
    answer = solve_exactly(Instance(problem, policy), Plan(), False, Bounds(), clock, Timing(), lambda plan, bounds: None)
    if best is None:
        assert answer.status == "infeasible"
        return
    assert answer.status == "optimal"
    assert answer.plan is not None
    report = check(problem, policy, answer.plan)
    assert report.violations == ()
    assert tuple(tier.value for tier in report.tiers) == best
    assert all(answer.bounds[tier.name] == tier.value for tier in report.tiers)


def test_there_are_enough_schools_with_and_without_a_plan() -> None:
    found = [_best(seed) is not None for seed in SCHOOLS]
    assert found.count(True) >= LEAST_FEASIBLE
    assert found.count(False) >= LEAST_INFEASIBLE
