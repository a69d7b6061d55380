"""Companions in the search: construction keeps every must, repair where it does not know them, annealing leaves pairs where they are."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import pytest

import solver.search.construct.complete
from instances.generators import generate, presets
from solver.check.families.companions import unmet_wishes
from solver.check.plan_index import PlanIndex
from solver.check.report import check
from solver.model.instance import Instance
from solver.plan import Plan
from solver.plan.again import go_on
from solver.policy import Policy
from solver.policy.load import load_policy
from solver.problem import Companion, Problem
from solver.problem.replan import Decisions
from solver.problem.validate import faults
from solver.search.bounds.combinatorial import combinatorial_bounds
from solver.search.bounds.store import Bounds
from solver.search.bounds.worker import BoundWorker
from solver.search.construct.complete import construct
from solver.search.construct.repair import repair, repair_constructed
from solver.search.evaluated import evaluate
from solver.search.limits import Clock, Params
from solver.search.lns.lns import LargeNeighbourhoodSearch
from solver.search.lns.neighbourhoods.companions import OTHERS, PAIRS, CompanionSeats
from solver.search.lns.neighbourhoods.portfolio import portfolio
from solver.search.lns.neighbourhoods.seats import Seats
from solver.search.master.assign_pupils import anneal_section_assignment
from solver.search.master_solution import MasterSolution, master_solution_of
from solver.search.pipeline import solve
from solver.search.soft_policy import softened
from solver.search.timing import Timing


@cache
def school(name: str, pairs: int) -> tuple[Problem, Policy]:
    """A sample school in which so many pairs of pupils with a choice in common are to be together or apart."""
    preset = presets()[name]
    problem = generate(preset, 1)
    rng = Random(pairs)
    fans: dict[str, list[str]] = {}
    for pupil in problem.pupils:
        for choice in pupil.choices[:2] if pupil.clubs and pupil.weekdays else ():
            fans.setdefault(choice, []).append(pupil.id)
    wanted = sorted(name for name, pupils in fans.items() if len(pupils) > 1)
    found = {}
    for _ in range(pairs):
        one, other = sorted(rng.sample(fans[rng.choice(wanted)], 2))
        found[one, other] = Companion(one, other, rng.choice(("together", "apart")), rng.choice(("must", "must", "wish")))
    problem = replace(problem, companions=tuple(found.values()))
    wrong = {fault.path[1] for fault in faults(problem)}
    problem = replace(problem, companions=tuple(c for i, c in enumerate(problem.companions) if i not in wrong))
    return problem, load_policy(preset.policy["profile"], preset.policy["overrides"])


@pytest.mark.parametrize(("name", "pairs", "seed"), [("mid", 60, 1), ("mid", 200, 2), ("village", 30, 1), ("fengjin", 150, 1)])
def test_construction_breaks_no_must(name: str, pairs: int, seed: int) -> None:
    problem, by = school(name, pairs)
    instance = Instance(problem, softened(by))
    found = evaluate(instance, construct(instance, seed))
    assert {v.rule for v in found.report.violations} == set()
    assert all(bound <= found.values[tier] for tier, bound in combinatorial_bounds(instance).items())


def test_a_construction_that_does_not_know_companions_is_repaired(monkeypatch: pytest.MonkeyPatch) -> None:
    problem, by = school("mid", 60)
    instance = Instance(problem, softened(by))
    monkeypatch.setattr(solver.search.construct.complete, "settle_companions", lambda *_: None)
    plan = construct(instance, 1)
    assert {v.rule for v in check(problem, instance.policy, plan).violations} == {"C10"}
    assert check(problem, instance.policy, repair_constructed(instance, plan, lambda: False)).violations == ()


def test_annealing_leaves_pairs_where_they_are() -> None:
    problem, by = school("mid", 200)
    instance = Instance(problem, softened(by))
    solution = master_solution_of(construct(instance, 1))
    annealed = anneal_section_assignment(instance, solution)
    paired = {pupil for pair in problem.companion_pairs for pupil in pair.pupils}

    def places(of: MasterSolution) -> set[tuple[int, str]]:
        return {(index, pupil) for index, section in enumerate(of.sections) for pupil in section.pupils if pupil in paired}

    assert places(annealed) == places(solution)
    assert annealed.sections != solution.sections


def test_both_of_a_pair_are_free_where_seats_are() -> None:
    problem, by = school("village", 30)
    instance = Instance(problem, softened(by))
    scope = Seats().propose(instance, evaluate(instance, construct(instance, 1)), Random(1))
    assert scope is not None
    wishing = {pupil.id for pupil in problem.pupils if pupil.clubs and pupil.weekdays}
    assert {name for pair in problem.companion_pairs for name in pair.pupils} & wishing <= scope.seat_pupils


def _wishes_lost(problem: Problem, by: Policy, plan: Plan) -> int:
    found = unmet_wishes(PlanIndex(problem, by, plan))
    return 0 if found is None else found[0]


def test_a_whole_search_keeps_musts_and_gains_wishes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BoundWorker, "tighten_all", lambda *_: None)  # bounds are not the point
    problem, by = school("tiny", 12)
    result = solve(problem, by, Params(seconds=None, effort=0.4, seed=3, workers=1))
    assert result.status in ("valid", "optimal")
    assert result.plan is not None
    assert check(problem, by, result.plan).violations == ()
    first = construct(Instance(problem, softened(by)), 3)
    assert _wishes_lost(problem, by, result.plan) <= _wishes_lost(problem, by, first)


def test_a_re_plan_keeps_new_entries_and_changes_little() -> None:
    problem, by = school("mid", 60)
    before = construct(Instance(replace(problem, companions=()), softened(by)), 1)
    again = go_on(problem, before, Decisions())
    instance = Instance(again.problem, softened(by))
    assert "C10" in {v.rule for v in check(again.problem, instance.policy, again.start).violations}
    plan = repair(instance, again.start)
    assert check(again.problem, instance.policy, plan).violations == ()
    paired = {pupil for pair in problem.companion_pairs for pupil in pair.pupils}
    moved = {seat.pupil for seat in set(before.seats) ^ set(plan.seats)}
    assert len(moved - paired) <= len(paired)


def test_steps_around_pairs_grant_wishes() -> None:
    problem, by = school("mid", 200)
    instance = Instance(problem, softened(by))
    current = evaluate(instance, construct(instance, 1))
    assert any(isinstance(each, CompanionSeats) for each in portfolio(instance))
    assert not any(isinstance(each, CompanionSeats) for each in portfolio(Instance(replace(problem, companions=()), by)))
    scope = CompanionSeats().propose(instance, current, Random(1))
    assert scope is not None
    assert PAIRS < len(scope.seat_pupils) <= 2 * PAIRS + OTHERS
    assert scope.sections == scope.people == frozenset()
    clock = Clock(Params(seconds=None, effort=10.0, seed=1, workers=1))
    search = LargeNeighbourhoodSearch(instance, clock, Timing(), Random(1), Bounds(), lambda *_: None, lambda: None)
    lost, before = _wishes_lost(problem, by, current.plan), current.values["choice"]
    for _ in range(6):
        current = search.step(current, CompanionSeats())
    assert current.report.violations == ()
    assert current.values["choice"] < before
    assert 2 * _wishes_lost(problem, by, current.plan) < lost
