"""A rule that no step of the construction knows costs quality, never the plan: repair gives up what the checker names, and rebuilds."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

import solver.search.duty_caps
from instances.generators import generate, presets
from solver.check.report import check
from solver.model.instance import Instance
from solver.plan import Plan, Progress
from solver.policy import Policy
from solver.policy.load import load_policy
from solver.problem import Busy, Problem
from solver.search.bounds.worker import BoundWorker
from solver.search.construct.complete import construct
from solver.search.construct.rebuild import rebuild
from solver.search.construct.repair import repair_constructed
from solver.search.exact.descent import model_size
from solver.search.limits import Clock, Params
from solver.search.pipeline import solve
from solver.search.search_params import ExactParams
from solver.search.soft_policy import softened

KNOWN_ELSEWHERE = ("D10", "D11", "H06", "I04", "K01")
"""Rules that the construction is made to forget here, of people, times, rooms and posts."""


@cache
def mid() -> tuple[Problem, Policy]:
    """A school too large for an exact solve, in which each of the rules bites."""
    preset = presets()["mid"]
    problem = generate(preset, 1)
    first = problem.term.first
    staff = tuple(
        replace(s, unavailable=(Busy(1 + i % 5, 0, 1440),)) if i % 9 == 0 else replace(s, stopped=first) if i % 17 == 1 else s
        for i, s in enumerate(problem.staff)
    )
    rooms = tuple(replace(r, checked_to=first) if r.capacity > 60 else r for r in problem.rooms)
    return replace(problem, staff=staff, rooms=rooms), load_policy(preset.policy["profile"], preset.policy["overrides"])


def _without(policy: Policy, rule: str) -> Policy:
    return replace(policy, rules={**policy.rules, rule: replace(policy.rules[rule], level="off")})


@pytest.mark.parametrize("rule", KNOWN_ELSEWHERE)
def test_what_a_forgotten_rule_forbids_is_given_up(rule: str) -> None:
    problem, policy = mid()
    ignorant, instance = Instance(problem, softened(_without(policy, rule))), Instance(problem, softened(policy))
    plan = construct(ignorant, 1)
    broken = {v.rule for v in check(problem, instance.policy, plan).violations}
    repaired = repair_constructed(instance, plan, lambda: False)
    assert broken <= {rule}
    assert check(problem, instance.policy, repaired).violations == ()
    assert repaired.sections


def test_nothing_is_begun_when_time_is_over() -> None:
    problem, policy = mid()
    plan = construct(Instance(problem, softened(_without(policy, "D10"))), 1)
    assert repair_constructed(Instance(problem, softened(policy)), plan, lambda: True) == plan


def test_a_large_school_whose_construction_forgets_the_caps_gets_a_complete_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    preset = presets()["mid"]
    problem, policy = generate(preset, 1), load_policy(preset.policy["profile"], preset.policy["overrides"])
    assert model_size(Instance(problem, softened(policy))) > ExactParams().max_columns
    monkeypatch.setattr(solver.search.duty_caps, "CAPS", ())
    monkeypatch.setattr(BoundWorker, "tighten_all", lambda *_: None)  # bounds are not the point, and take most of the time
    assert check(problem, softened(policy), construct(Instance(problem, softened(policy)), 1)).violations
    told: list[Progress] = []
    params = Params(seconds=None, effort=4.0, seed=1, workers=1)
    result = solve(problem, policy, params, on_progress=told.append, cancelled=lambda: bool(told and told[-1].note))
    assert result.status == "valid"
    assert result.plan is not None
    assert check(problem, policy, result.plan).violations == ()


def test_a_plan_is_rebuilt_where_violations_name_nobody() -> None:
    preset = presets()["tiny"]
    problem, policy = generate(preset, 1), load_policy(preset.policy["profile"], preset.policy["overrides"])
    instance = Instance(problem, softened(policy))
    plan = construct(instance, 1)
    nobody = replace(plan, dismissals=(), tutoring=(), assignments=())
    assert len(check(problem, instance.policy, nobody).violations) > 1
    rebuilt = rebuild(instance, nobody, Clock(Params(seconds=None, effort=20.0, workers=1)))
    assert isinstance(rebuilt, Plan)
    assert (rebuilt.sections, rebuilt.seats) == (plan.sections, plan.seats)
    assert check(problem, instance.policy, rebuilt).violations == ()
