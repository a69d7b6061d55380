"""Feasibility search: what construction cannot place is found all the same, or proven to have no place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from solver.check.report import check
from solver.model.instance import Instance
from solver.plan import Plan
from solver.policy import Policy
from solver.problem import Problem
from solver.search.construct.complete import construct
from solver.search.evaluated import EvaluatedPlan, evaluate
from solver.search.feasibility.feasibility import FeasibilitySearch
from solver.search.feasibility.given_sections import place_given
from solver.search.limits import Clock, Params
from solver.search.pipeline import solve
from solver.search.soft_policy import softened
from solver.search.timing import Timing
from tests.explain.repairs.schools import policy, squad
from tests.search.planted import KINDS, planted

SEEDS = range(2)
EFFORT = 3.0
NOT_PLACED_AT_ONCE = 16
"""Of the schools below, those at least whose given sections construction by itself leaves without a place."""


def _search(problem: Problem, policy: Policy, effort: float = EFFORT) -> FeasibilitySearch:
    clock = Clock(Params(seconds=None, effort=effort, workers=1))
    return FeasibilitySearch(Instance(problem, softened(policy)), lambda: Instance(problem, policy), clock, Timing())


def _constructed(search: FeasibilitySearch) -> EvaluatedPlan:
    return evaluate(search.instance, construct(search.instance, 1))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_school_with_a_plan_gets_one(kind: str, seed: int) -> None:
    school = planted(kind, seed)
    assert check(school.problem, school.policy, school.plan).violations == ()
    search = _search(school.problem, school.policy)
    built = _constructed(search)
    found = search.placed(built) if search.lacks_given(built) else built
    found = search.run(found) if found.report.violations else found
    assert not search.infeasible
    assert found.report.violations == ()


def test_these_schools_are_hard_for_construction() -> None:
    lacking = [_lacks(planted(kind, seed).problem, planted(kind, seed).policy) for kind in KINDS for seed in SEEDS]
    assert sum(lacking) >= NOT_PLACED_AT_ONCE


def _lacks(problem: Problem, policy: Policy) -> bool:
    search = _search(problem, policy)
    return search.lacks_given(_constructed(search))


@pytest.mark.parametrize("kind", ["one coach", "dream classes", "two sessions"])
def test_what_no_step_of_construction_knows_is_mended_by_the_model_alone(kind: str) -> None:
    school = planted(kind, 0)
    search = _search(school.problem, school.policy)
    found = search.mended(_constructed(search))
    assert found.report.violations == ()
    assert not search.infeasible


def _without_a_coach(problem: Problem) -> Problem:
    return replace(problem, staff=tuple(replace(p, skills=()) for p in problem.staff))


def _without_a_room(problem: Problem) -> Problem:
    return replace(problem, rooms=tuple(room for room in problem.rooms if room.type != "gym"))


def _with_a_larger_minimum(problem: Problem) -> Problem:
    offerings = (replace(o, minimum=o.minimum + 1) if o.members else o for o in problem.offerings)
    return replace(problem, offerings=tuple(offerings))


def _on_one_period(problem: Problem) -> Problem:
    """Both squads of the coach, and a single period in which a coach can be had."""
    first = problem.windows[0].periods[0]
    staff = (
        replace(p, unavailable=tuple(replace(b, start=min(b.start, first.end)) if b.start > first.start else b for b in p.unavailable))
        for p in problem.staff
    )
    return replace(problem, staff=tuple(staff))


@pytest.mark.parametrize("change", [_without_a_coach, _without_a_room, _with_a_larger_minimum, _on_one_period])
def test_given_sections_without_a_place_are_proven_to_have_none(change: Callable[[Problem], Problem]) -> None:
    school = planted("one coach", 0)
    problem = change(school.problem)
    search = _search(problem, school.policy)
    best = _constructed(search)
    assert search.lacks_given(best)
    assert search.placed(best) is best
    assert search.infeasible
    assert "B11" in search.rules


def test_where_given_sections_are_placed_the_rules_of_sections_hold() -> None:
    school = planted("three squads", 1)
    strict = Instance(school.problem, school.policy)
    placement = place_given(strict, construct(strict, 1), Clock(Params(seconds=None, effort=EFFORT, workers=1)), 1)
    assert placement.plan is not None
    broken = {v.rule for v in check(school.problem, school.policy, placement.plan).violations}
    assert broken.isdisjoint({"B01", "B11", "C01", "C06", "H07", "I04", "K01", "K02", "K04", "K05"})


def test_a_refusal_is_proven_and_a_plan_is_found_through_the_whole_search() -> None:
    school = planted("one coach", 1)
    told: list[str] = []

    def hear(note: str) -> None:
        if note:
            told.append(note)

    params = Params(seconds=None, effort=EFFORT, workers=1)
    found = solve(school.problem, school.policy, params, on_progress=lambda p: hear(p.note), cancelled=lambda: bool(told))
    assert found.plan is not None
    assert check(school.problem, school.policy, found.plan).violations == ()
    refused = solve(_without_a_room(school.problem), school.policy, params)
    assert (refused.status, refused.plan) == ("infeasible", None)
    assert "B11" in {reason.rule for reason in refused.reasons}


def _squad_with_a_hall() -> Problem:
    """A squad that may meet in the hall, or in a home room."""
    team = squad()
    return replace(team, rooms=tuple(replace(room, type="classroom") if room.id == "hall" else room for room in team.rooms))


@pytest.mark.parametrize("seed", range(1, 6))
def test_given_sections_meet_where_no_care_group_sits_if_there_is_such_a_room(seed: int) -> None:
    problem, rules = _squad_with_a_hall(), policy()
    hint = construct(Instance(replace(problem, offerings=()), rules), 1)
    homes = {problem.class_of[group.host].room for group in hint.care_groups}
    assert homes == {room.id for room in problem.rooms if room.type == "classroom"} - {"hall"}
    placement = place_given(Instance(problem, rules), hint, Clock(Params(seconds=None, effort=EFFORT, workers=1)), seed)
    assert placement.plan is not None
    assert {session.room for section in placement.plan.sections for session in section.sessions} == {"hall"}


def test_a_given_section_in_the_room_of_a_class_is_moved_before_it_is_given_up() -> None:
    problem, rules = _squad_with_a_hall(), policy()
    instance = Instance(problem, rules)
    placed = place_given(instance, Plan(), Clock(Params(seconds=None, effort=EFFORT, workers=1)), 1).plan
    assert placed is not None
    home = problem.classes[-1].room
    at_home = tuple(s._replace(sessions=tuple(x._replace(room=home) for x in s.sessions)) for s in placed.sections)
    plan = construct(instance, 1, placed=replace(placed, sections=at_home))
    assert {session.room for section in plan.sections for session in section.sessions} == {"hall"}
    assert check(problem, rules, plan).valid
