"""Neighbourhoods propose nothing that can win nothing, and learn how many people to free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest

from instances.generators import generate, presets
from solver.model.instance import Instance
from solver.policy import Policy
from solver.policy.load import load_policy
from solver.problem import PayTier, Problem
from solver.search.bounds.store import Bounds
from solver.search.construct.complete import construct, finish
from solver.search.evaluated import EvaluatedPlan, evaluate
from solver.search.limits import Clock, Params
from solver.search.lns.lns import LargeNeighbourhoodSearch
from solver.search.lns.neighbourhoods.balancing import WorkloadBalancing
from solver.search.lns.neighbourhoods.merging import Merging
from solver.search.lns.neighbourhoods.neighbourhood import AdaptiveSize
from solver.search.lns.neighbourhoods.portfolio import portfolio
from solver.search.lns.neighbourhoods.relief import DayRelief
from solver.search.soft_policy import softened
from solver.search.timing import Timing
from solver.search.workload.balance import balanced
from solver.search.workload.local_search import local_search
from solver.search.workload.state import WorkloadState
from solver.units import EVERY_WEEK, Weekday

FACES = ("D16", "D16F", "D16W", "D16S")
"""Rules of familiar faces, which come before the care for staff, or make steps larger."""


def _school(name: str) -> Problem:
    return generate(presets()[name], 1)


def _instance(problem: Problem | None = None, name: str = "mid", off: Sequence[str] = ()) -> Instance:
    preset = presets()[name]
    policy = load_policy(preset.policy["profile"], {**preset.policy["overrides"], **{rule: {"level": "off"} for rule in off}})
    return Instance(problem or _school(name), softened(policy))


def test_classes_that_are_merged_as_far_as_they_can_be_are_left_alone() -> None:
    instance = _instance()
    current = evaluate(instance, construct(instance, 1))
    assert current.values["coverage"] == 0
    assert any(len(group.classes) > 1 for group in current.plan.care_groups)
    apart = [g._replace(classes=(home,), host=home) for g in current.plan.care_groups for home in g.classes]
    # as if every post of the classes now apart were filled
    wasteful = EvaluatedPlan(replace(current.plan, care_groups=tuple(apart)), current.report)
    assert _places(instance, current) < _places(instance, wasteful)


def _places(instance: Instance, current: EvaluatedPlan) -> set[tuple[Weekday, str]]:
    """Weekdays and bands that steps would free."""
    rng, merging = Random(1), Merging()
    scopes = [merging.propose(instance, current, rng) for _ in range(200)]
    return {(day, band) for scope in scopes if scope is not None for day, band, _ in scope.groups}


def test_who_stands_moves_the_cost_only_where_people_are_paid_differently() -> None:
    instance = _instance()
    assert instance.paid_alike
    problem = instance.problem
    tiers = (PayTier("senior", problem.money.pay + 1000),)
    staff = (replace(problem.staff[0], tier="senior"), *problem.staff[1:])
    tiered = _instance(replace(problem, money=replace(problem.money, tiers=tiers), staff=staff))
    assert not tiered.paid_alike
    for here, moves in ((instance, False), (tiered, True)):
        found = {n.name: "cost" in n.moves for n in portfolio(here)}
        assert found["people"] is moves
        assert found["handover"] is moves
        assert found["merging"]


def test_a_width_grows_while_nothing_is_proven_there_and_shrinks_when_effort_runs_out() -> None:
    width = AdaptiveSize(5, 9)
    for _ in range(10):
        width.learn(proven=True)
    assert width.size == 9
    width.learn(proven=False)
    assert 5 <= width.size < 9
    for _ in range(10):
        width.learn(proven=False)
    assert width.size == 5
    assert AdaptiveSize(14, 9).size == 9


def test_the_relief_of_a_day_frees_those_who_stand_late_and_others_who_are_there() -> None:
    instance = _instance(_school("fengjin"), "fengjin")
    current = evaluate(instance, construct(instance, 1))
    flagged = {s.id for s in instance.problem.staff if s.reasons}
    timed = instance.under(current.plan)
    weekly = [a for a in current.plan.assignments if a.week != EVERY_WEEK]
    for whole in (False, True):
        scope = DayRelief(AdaptiveSize(5, 50), whole).propose(instance, current, Random(2))
        assert scope is not None
        assert scope.runs is whole
        ((week, day),) = scope.duty_days
        there = [a for a in weekly if (a.week, a.post.weekday) == (week, day)]
        late = {a.person for a in there if a.person in flagged and timed.ends_late(timed.shift(a.post), "D05")}
        assert late
        assert late < scope.people <= {a.person for a in there}
        assert len(scope.people - late) == 5


def test_the_relief_of_days_hands_late_posts_to_people_without_reasons() -> None:
    instance = _instance(_school("large-tight-staff"), "large-tight-staff", off=FACES)
    current = evaluate(instance, construct(instance, 1))
    assert current.values["care"] > 0
    improver = LargeNeighbourhoodSearch(
        instance, Clock(Params(effort=100.0)), Timing(), Random(1), Bounds(), lambda *_: None, lambda: None
    )
    relief, first = DayRelief(AdaptiveSize(30, 140), whole=False), current.values["care"]
    for _ in range(6):
        current = improver.step(current, relief)
        assert not current.report.violations
    assert current.values["care"] < first


def _level(instance: Instance) -> EvaluatedPlan:
    """A plan that quick balancing has done its best with, and whose loads are still too far apart."""
    *_, plan = balanced(instance, construct(instance, 1))
    return evaluate(instance, plan)


def test_balancing_evens_out_loads_and_leaves_the_sections_alone() -> None:
    instance = _instance(_school("large-tight-staff"), "large-tight-staff")
    current = _level(instance)
    assert current.values["fairness"] > 0
    improver = LargeNeighbourhoodSearch(
        instance, Clock(Params(effort=100.0)), Timing(), Random(1), Bounds(), lambda *_: None, lambda: None
    )
    balancing, better = WorkloadBalancing(), current
    for _ in range(4):  # one step is short, so that a search can be stopped, and may only learn tabu moves
        better = improver.step(better, balancing)
    assert not better.report.violations
    assert better.values["fairness"] < current.values["fairness"]
    for tier in ("coverage", "choice", "cost"):
        assert better.values[tier] == current.values[tier]
    assert better.plan.sections == current.plan.sections
    assert better.plan.seats == current.plan.seats
    assert improver.clock.effort >= WorkloadBalancing.effort


def test_balancing_reassigns_days_where_no_move_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solver.search.lns.neighbourhoods.balancing.local_search", lambda *_: None)
    instance = _instance()
    current = evaluate(instance, construct(instance, 1))
    plan = WorkloadBalancing().propose(instance, current, Random(1))
    assert plan is not None
    assert evaluate(instance, plan).values["fairness"] < current.values["fairness"]


def test_balancing_does_not_evaluate_tabu_moves_again() -> None:
    instance = _instance(_school("fengjin"), "fengjin")
    instance = Instance(instance.problem, _stricter(instance.policy))
    plan, tabu, asked = construct(instance, 1), set[int](), []
    for _ in range(12):
        loads = WorkloadState(instance, plan)
        local_search(loads, 10**6, tabu)
        assert loads.excess() > 0, "the loads cannot be even: else this shows nothing"
        plan = finish(instance, loads.plan())
        asked.append(loads.evaluations)
    assert asked[0] > 1000
    assert asked[-1] == 0


def test_balancing_is_preferred_until_every_move_has_been_evaluated() -> None:
    instance = _instance(_school("large-tight-staff"), "large-tight-staff")
    instance = Instance(instance.problem, _stricter(instance.policy))
    current, balancing, steps = evaluate(instance, construct(instance, 1)), WorkloadBalancing(), 0
    while balancing.extra_weight(current) and steps < 100:
        plan = balancing.propose(instance, current, Random(1))
        current = current if plan is None else evaluate(instance, plan)
        steps += 1
    assert current.values["fairness"] > 0, "the loads cannot be even: else this shows nothing"
    assert 1 < steps < 100


def _stricter(policy: Policy) -> Policy:
    """No difference of loads is tolerated."""
    rule = policy.rules["D02"]
    numbers = {**rule.numbers, "allowed_minutes_per_week": replace(rule.numbers["allowed_minutes_per_week"], value=0)}
    return replace(policy, rules={**policy.rules, "D02": replace(rule, numbers=numbers)})
