"""A school that uses the modules about people is planned from end to end, and the checker finds nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from instances.generators import generate, presets
from solver.check.report import check
from solver.model.instance import Instance
from solver.plan import Plan
from solver.policy.load import load_policy
from solver.policy.policy import Policy
from solver.problem import Problem, Skill, Staff
from solver.problem.validate import faults
from solver.search.construct.complete import construct, finish
from solver.search.evaluated import evaluate
from solver.search.limits import Params
from solver.search.pipeline import solve
from solver.search.soft_policy import softened
from solver.search.workload.day_assignment import reassign_days
from solver.search.workload.local_search import local_search
from solver.search.workload.state import WorkloadState

HELPERS = 8


@cache
def _school() -> tuple[Problem, Policy]:
    """``mid`` with two adults at the gates, parents and volunteers, a parents' course, a coach, a charity and a screen."""
    preset = presets()["mid"]
    base, policy = generate(preset, 1), load_policy(preset.policy["profile"], preset.policy["overrides"])
    last = base.term.service_dates()[-1][0]
    helpers = tuple(
        Staff(f"V{i}", "parent" if i % 2 else "volunteer", skills=(Skill("parents", 2),)) for i in range(HELPERS)
    )
    first, second, *others = base.staff
    staff = (replace(first, stopped=last), replace(second, role="retired", homeroom=None), *others, *helpers)
    clubs = (
        replace(base.offerings[0], skill="parents", assistants=1),
        replace(base.offerings[1], assistants=1),
        replace(base.offerings[2], online=True, skill="nobody's", skill_level=3),
        *base.offerings[3:],
    )
    coach, charity, *guests = base.outside
    types = {clubs[2].room_type, clubs[0].room_type}
    problem = replace(
        base,
        staff=staff,
        offerings=clubs,
        outside=(replace(coach, kind="coach", rate=base.money.pay), replace(charity, kind="charity", rate=0), *guests),
        gates=tuple(replace(x, staff=2) for x in base.gates),
        rooms=tuple(replace(x, screen=x.type in types) for x in base.rooms),
    )
    return problem, policy


@cache
def _constructed() -> Plan:
    problem, policy = _school()
    return construct(Instance(problem, softened(policy)), 1)


def _helpers_posts(plan: Plan) -> Counter[str]:
    return Counter(a.post.kind for a in plan.assignments if a.person.startswith("V"))


def test_the_school_is_sound() -> None:
    assert faults(_school()[0]) == []


def test_construction_makes_use_of_helpers_and_leaves_none_alone() -> None:
    problem, policy = _school()
    plan = _constructed()
    assert check(problem, softened(policy), plan).violations == ()
    assert _helpers_posts(plan)["gate"] > 0
    led = {a.post.subject: a.person for a in plan.assignments if a.post.kind == "lead"}
    assert led.get(problem.offerings[0].id, "").startswith("V"), "only parents master it"
    assert led.get(problem.offerings[2].id, "") in problem.staff_of, "nobody masters it, but it is online"
    stopped = problem.staff[0].id
    assert stopped not in {a.person for a in plan.assignments}


def test_levelling_leaves_helpers_with_company() -> None:
    problem, policy = _school()
    instance = Instance(problem, softened(policy))
    loads = WorkloadState(instance, _constructed())
    reassign_days(loads)
    local_search(loads, 12_000, set())
    made = finish(instance, loads.plan())
    assert evaluate(instance, made).report.violations == ()
    assert _helpers_posts(made) == _helpers_posts(_constructed())


@pytest.mark.slow
def test_the_search_keeps_the_rules_and_its_bounds() -> None:
    problem, policy = _school()
    result = solve(problem, policy, Params(seconds=None, effort=1.0, workers=1, seed=1))
    assert result.status in ("valid", "optimal")
    assert result.plan is not None
    assert check(problem, policy, result.plan).violations == ()
    for tier in result.tiers:
        assert tier.bound is None or tier.bound <= tier.value
