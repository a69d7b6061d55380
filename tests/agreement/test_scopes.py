"""Models of a part of the plan: whatever they find fits to the rest of the plan, and the plan itself always fits.

The improvement search frees a part of the plan, keeps the rest and trusts the answer. So for any part: the sub-model holds
at its own hints, what it finds passes the checker, and where nothing is free nothing is broken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from functools import cache
from random import Random
from typing import Any

import pytest

from solver.check.report import check
from solver.model.build import Model, build
from solver.model.context import ModelContext
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.instance import Instance
from solver.model.registry import FAMILIES
from solver.model.scope import Scope, everything
from solver.plan import Plan
from solver.policy import Policy
from solver.problem import Problem
from solver.search.construct.complete import finish
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits
from solver.search.lns.lns import STEP_FAMILIES
from tests.agreement.cases import drawn_from, school
from tests.agreement.fixing import misses
from tests.agreement.plans import random_solution

SEEDS = 90
CHUNKS = 6
SCOPES = 5
LEAST_SCOPES = 250
LEAST_MOVED = 150
"""Sub-models in the whole run whose answer differs from the plan they began with."""
SEARCH = SolveLimits(seconds=None, effort=0.03, seed=1)
Accepted = tuple[Problem, Policy, Plan, int]


@cache
def _accepted(chunk: int) -> list[Accepted]:
    """Plans that the checker accepts, with the seeds of their schools."""
    found: list[Accepted] = []
    for seed in range(5_000 + chunk, 5_000 + SEEDS, CHUNKS):
        problem, policy, rng = school(seed)
        plan = random_solution(drawn_from(problem, policy), rng, eager=rng.random() < 0.5)
        if plan is not None:
            assert check(problem, policy, plan).valid
            found.append((problem, policy, plan, seed))
    return found


def _some(items: frozenset[Any], rng: Random) -> frozenset[Any]:
    share = rng.choice((0.0, 0.3, 0.7, 1.0))
    return frozenset(x for x in sorted(items) if rng.random() < share)


def random_scope(problem: Problem, policy: Policy, rng: Random) -> Scope:
    """Random parts of everything; sections whose times are free have their leaders and seats free or not, as it comes."""
    full = everything(problem, policy)
    flags = ("flex", "fees", "runs")
    parts = {f.name: _some(getattr(full, f.name), rng) for f in fields(Scope) if f.name not in flags}
    scope = Scope(**parts, flex=rng.random() < 0.5, fees=rng.random() < 0.5)
    return replace(scope, groups=frozenset(), runs=True) if rng.random() < 0.2 else scope


def _around(plan: Plan, scope: Scope) -> tuple[Plan, Sequence[Callable[[ModelContext], None]]]:
    """The start and the families of a sub-model: one that does not decide flex grants leaves them out."""
    return (plan, FAMILIES) if scope.flex else (replace(plan, flex=()), STEP_FAMILIES)


def _search(problem: Problem, policy: Policy, plan: Plan, scope: Scope, rng: Random) -> tuple[bool, list[str]]:
    """Whether the sub-model found another plan, and what is wrong with it."""
    instance = Instance(problem, policy)
    start, families = _around(plan, scope)
    model = build(instance, scope, Current(start), families)
    wrong = [f"hints break {what}" for what in misses(model)]
    terms = [(rng.randint(-3, 3), column) for column in range(2, model.rows.size) if rng.random() < 0.7]
    outcome = CpSat(model.rows).minimise(terms, replace(SEARCH, seed=rng.randint(0, 10**6)), model.rows.hint)
    if outcome.values is None:
        return False, [*wrong, f"no solution, though there is one: {outcome.status}"]
    bare = extract(model.variables, outcome.values)
    found = bare if scope.flex else finish(instance, bare)
    wrong += sorted({f"{v.rule}: {v.en}" for v in check(problem, policy, found).violations})
    wrong = wrong or _prices(problem, policy, model, build(instance, scope, Current(bare), families))
    return bare != start.canonical(), wrong


def _prices(problem: Problem, policy: Policy, before: Model, after: Model) -> list[str]:
    """What a step gains or loses in each tier is the same to the sub-model and to the checker."""
    first, second = before.variables.current.plan, after.variables.current.plan
    wrong = [f"hints of what was found break {what}" for what in misses(after)]
    earlier = {tier.name: tier.value for tier in check(problem, policy, first).tiers}
    for tier in check(problem, policy, second).tiers:
        if tier.name in before.rows.tiers and not (tier.name == "flex" and not before.variables.scope.flex):
            modelled = after.rows.cost(tier.name) - before.rows.cost(tier.name)
            counted = tier.value - earlier[tier.name]
            if modelled != counted:
                wrong.append(f"tier {tier.name} moves by {modelled} in the model, by {counted} in the checker")
        elif tier.name not in before.rows.tiers and tier.name != "flex" and tier.value != earlier[tier.name]:
            wrong.append(f"tier {tier.name} is not in the model and moves by {tier.value - earlier[tier.name]}")
    return wrong


@cache
def _searches(chunk: int) -> tuple[int, list[str]]:
    moved, wrong = 0, []
    for problem, policy, plan, seed in _accepted(chunk):
        rng = Random(seed)
        for _ in range(SCOPES):
            scope = random_scope(problem, policy, rng)
            another, found = _search(problem, policy, plan, scope, rng)
            moved += another
            wrong += [f"seed {seed}, {scope}: {text}" for text in found]
    return moved, wrong


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_a_part_finds_fits_to_the_rest(chunk: int) -> None:
    assert _searches(chunk)[1] == []


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_where_nothing_is_free_nothing_is_broken(chunk: int) -> None:
    for problem, policy, plan, seed in _accepted(chunk):
        model = build(Instance(problem, policy), Scope(), Current(plan))
        assert misses(model) == [], seed
        assert extract(model.variables, model.rows.hint) == plan.canonical()


def test_there_are_enough_plans_to_free_parts_of() -> None:
    assert SCOPES * sum(len(_accepted(chunk)) for chunk in range(CHUNKS)) >= LEAST_SCOPES
    assert sum(_searches(chunk)[0] for chunk in range(CHUNKS)) >= LEAST_MOVED
