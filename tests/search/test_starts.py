"""A start that is given never ends as a worse plan, whatever ends the search and whatever of the request has changed meanwhile."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instances.generators import generate, presets
from solver.check.report import check
from solver.model.instance import Instance
from solver.plan import Plan
from solver.policy import Policy
from solver.policy.load import load_policy
from solver.problem import Problem
from solver.search.bounds.store import Bounds
from solver.search.construct.complete import construct, fees
from solver.search.evaluated import evaluate
from solver.search.incumbent import Incumbent
from solver.search.limits import Clock, Params
from solver.search.pipeline import solve
from solver.search.soft_policy import softened, with_soft_balance
from tests.search.planted import planted

EFFORTS = (0.0, 0.001, 0.05)
SCHOOLS = range(1, 5)
"""Seeds of the schools drawn."""


@cache
def _school(seed: int) -> tuple[Problem, Policy, Plan]:
    """A drawn school with a plan of it that breaks no rule."""
    preset = presets()["tiny"]
    problem, policy = generate(preset, seed), load_policy(preset.policy["profile"], preset.policy["overrides"])
    instance = Instance(problem, softened(policy))
    built = (construct(instance, other) for other in range(1, 30))
    return problem, policy, next(plan for plan in built if not check(problem, policy, plan).violations)


def values(problem: Problem, policy: Policy, plan: Plan) -> tuple[int, ...]:
    """Violations, then tiers in the caller's order."""
    report = check(problem, policy, plan)
    return (len(report.violations), *(tier.value for tier in report.tiers))


@settings(max_examples=12)
@given(st.sampled_from(SCHOOLS), st.sampled_from(EFFORTS), st.integers(1, 5), st.sampled_from((1, 2)))
def test_no_stopping_criterion_ends_with_less_than_the_start(school: int, effort: float, seed: int, factor: int) -> None:
    problem, policy, plan = _school(school)
    changed = replace(problem, money=replace(problem.money, fee=factor * problem.money.fee))
    expected = replace(plan, fees=fees(Instance(changed, policy)))
    found = solve(changed, policy, Params(seconds=None, effort=effort, seed=seed, workers=1), plan)
    assert found.plan is not None
    assert values(changed, policy, found.plan) <= values(changed, policy, expected)


@pytest.mark.parametrize("share", [0.2, 0.5])
def test_a_start_with_empty_posts_is_completed_and_keeps_its_sections(share: float) -> None:
    school = planted("one coach", 0)
    rng = Random(1)
    kept = tuple(a for a in school.plan.assignments if a.post.kind == "lead" or rng.random() > share)
    start = replace(school.plan, assignments=kept)
    params = Params(seconds=None, effort=0.3, workers=1)
    told: list[str] = []
    found = solve(
        school.problem, school.policy, params, start, lambda p: told.append(p.note) if p.note else None, lambda: bool(told)
    )
    assert found.plan is not None
    assert values(school.problem, school.policy, found.plan) <= values(school.problem, school.policy, start)
    assert set(school.plan.seats) <= set(found.plan.seats)


def test_a_plan_of_the_callers_policy_is_handed_out_before_a_better_one_that_breaks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Large schools are searched with the balance of accounts eased: what is better there may be of no use to the caller."""
    problem, policy, plan = _school(1)
    eased = Instance(problem, softened(with_soft_balance(policy)))
    post = next(a for a in plan.assignments if a.post.kind == "care")
    better, kept = evaluate(eased, plan), evaluate(eased, replace(plan, assignments=tuple(a for a in plan.assignments if a != post)))
    assert better.objective < kept.objective
    assert not kept.report.violations
    incumbent = Incumbent(eased, policy, Bounds(), Clock(Params()), None)
    monkeypatch.setattr(incumbent, "breaks_caller_policy", lambda plan: plan is better)
    incumbent.offer(kept, "construct")
    incumbent.offer(better, "construct")
    assert incumbent.best is better
    assert incumbent.to_hand_out(better) is kept
