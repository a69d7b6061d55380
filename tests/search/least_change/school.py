"""A small school with a plan, of which people leave."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import cache

from instances.generators import generate, presets
from solver.check.report import check
from solver.model.instance import Instance
from solver.plan import Plan
from solver.plan.again import go_on
from solver.policy import Policy
from solver.policy.load import load_policy
from solver.problem import Problem
from solver.problem.replan import Decisions
from solver.search.construct.complete import construct
from solver.search.construct.repair import repair
from solver.search.evaluated import EvaluatedPlan, evaluate
from solver.search.limits import Clock, Params
from solver.search.soft_policy import softened

EFFORT = Params(seconds=None, effort=2, seed=1, workers=1)


@cache
def planned(kind: str = "village") -> tuple[Problem, Policy, Plan]:
    """A school, the policy of its re-plans, and a plan that breaks no rule."""
    problem = generate(presets()[kind], 1)
    policy = load_policy("national", {"B14": {"level": "soft"}})
    plan = construct(Instance(problem, softened(policy)), 1)
    assert not check(problem, softened(policy), plan).violations
    return problem, policy, plan


def on_posts(kind: str = "village") -> list[str]:
    """Own staff who stand on weekly posts, in order."""
    problem, _, plan = planned(kind)
    return sorted({a.person for a in plan.assignments if a.week and a.person in problem.staff_of})


def without(problem: Problem, people: Collection[str]) -> Problem:
    """The problem in which some of the staff take part no more."""
    return replace(problem, staff=tuple(replace(s, takes_part=s.takes_part and s.id not in people) for s in problem.staff))


def left(people: Collection[str], kind: str = "village", locked: Decisions | None = None) -> tuple[Instance, EvaluatedPlan]:
    """The instance of a school that some people have left, and what a re-plan begins with."""
    problem, policy, plan = planned(kind)
    again = go_on(without(problem, people), plan, locked or Decisions())
    instance = Instance(again.problem, softened(policy))
    return instance, evaluate(instance, repair(instance, again.start))


def clock() -> Clock:
    return Clock(EFFORT)
