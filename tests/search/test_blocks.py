"""Schools with service blocks: the search fills every post of them, and bounds stay below the plans."""

from __future__ import annotations

import pytest

from solver.check.report import check
from solver.model.instance import Instance
from solver.search.construct.complete import construct
from solver.search.evaluated import evaluate
from solver.search.limits import Params
from solver.search.pipeline import solve
from solver.search.soft_policy import softened
from tests.search.block_school import block_school
from tests.search.known_bounds import known

KINDS = {"block", "evening", "weekend", "qa", "standby"}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_a_solve_fills_every_post(seed: int) -> None:
    problem, policy = block_school("tiny")
    result = solve(problem, policy, Params(seconds=None, effort=0.3, workers=1, seed=seed))
    assert result.plan is not None
    report = check(problem, policy, result.plan)
    assert report.violations == ()
    assert report.facts.posts == report.facts.posts_filled
    assert {a.post.kind for a in result.plan.assignments} >= KINDS
    assert all(tier.bound is None or tier.bound <= tier.value for tier in result.tiers)


def test_construction_holds_the_caps_of_evenings_and_fills_blocks() -> None:
    problem, policy = block_school("tiny")
    report = check(problem, softened(policy), construct(Instance(problem, softened(policy)), 1))
    assert report.violations == ()


def test_no_bound_is_above_a_constructed_plan() -> None:
    problem, policy = block_school("tiny")
    instance = Instance(problem, softened(policy))
    current = evaluate(instance, construct(instance, 1))
    assert current.values["coverage"] == 0, "the bounds are about plans without empty posts"
    bounds = known(instance, current.values).at(current.values)
    assert {tier: bound for tier, bound in bounds.items() if bound > current.values[tier]} == {}
    assert bounds["cost"] > 0
