"""Seats that are given: dream classes and squads find their places before any club, in schools of every size."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from instances.generators import generate, presets
from solver.check.report import check
from solver.model.instance import Instance
from solver.plan import Plan
from solver.policy import Policy
from solver.policy.load import load_policy
from solver.problem import Problem, Skill
from solver.problem.offerings import Offering
from solver.problem.validate import faults
from solver.search.construct.complete import construct
from solver.search.limits import Params
from solver.search.pipeline import solve
from solver.search.soft_policy import softened

LOW = (1, 2, 3)
TRAINERS = 12


@cache
def given(kind: str) -> tuple[Problem, Policy]:
    """The school of a preset with a dream class of its low grades and a squad of ten who train twice a week."""
    preset = presets()[kind]
    plain = generate(preset, 1)
    policy = load_policy(preset.policy["profile"], preset.policy["overrides"])
    rooms = {room.type for room in plain.rooms}
    kind_of_room = "field" if "field" in rooms else "classroom"
    days = plain.weekdays
    dream = Offering(
        "DREAM", "体育梦想课", "sports", LOW, 8, 45, 40, kind_of_room, "training", max_sections=30, weekdays=days, dream=True
    )
    able = [p for p in plain.pupils if plain.grade_of_pupil[p.id] >= 4 and set(days) <= set(p.weekdays)]
    team = Offering("TEAM", "校田径队", "sports", (4, 5, 6), 5, 20, 40, kind_of_room, "training", sessions=2, weekdays=days,
                    members=tuple(p.id for p in able[:10]))  # fmt: skip
    staff = tuple(
        replace(person, skills=(*person.skills, Skill("training", 2)))
        if person.role in ("homeroom", "subject") and index % 3 == 0
        else person
        for index, person in enumerate(plain.staff)
    )
    return replace(plain, staff=staff, offerings=(*plain.offerings, dream, team)), policy


def rules(problem: Problem, policy: Policy, plan: Plan) -> set[str]:
    return {violation.rule for violation in check(problem, policy, plan).violations}


@pytest.mark.parametrize("kind", ["village", "mid"])
def test_everybody_sits_where_a_seat_is_given(kind: str) -> None:
    problem, policy = given(kind)
    assert faults(problem) == []
    instance = Instance(problem, softened(policy))
    plan = construct(instance, 1)
    assert rules(problem, instance.policy, plan) == set()
    seated = {seat.pupil for seat in plan.seats if seat.offering == "DREAM"}
    assert seated == {p.id for p in problem.pupils if p.weekdays and problem.grade_of_pupil[p.id] in LOW}
    assert len([seat for seat in plan.seats if seat.offering == "TEAM"]) == 10


def test_a_search_keeps_them_there() -> None:
    problem, policy = given("mid")
    result = solve(problem, policy, Params(seconds=None, effort=0.1, workers=1))
    assert result.plan is not None
    assert result.status in ("valid", "optimal")
    assert rules(problem, policy, result.plan) == set()


def test_venues_off_campus_are_reached_and_left_in_time() -> None:
    preset = presets()["mid"]
    plain = generate(preset, 1)
    policy = load_policy(preset.policy["profile"], preset.policy["overrides"])
    rooms = tuple(replace(room, travel=10) if room.type == "field" else room for room in plain.rooms)
    offerings = tuple(replace(o, assistants=1, minutes=30) if o.room_type == "field" else o for o in plain.offerings)
    problem = replace(plain, rooms=rooms, offerings=offerings)
    assert faults(problem) == []
    instance = Instance(problem, softened(policy))
    plan = construct(instance, 1)
    assert rules(problem, instance.policy, plan) == set()
    assert any(problem.offering_of[section.offering].room_type == "field" for section in plan.sections)
    result = solve(problem, policy, Params(seconds=None, effort=0.1, workers=1))
    assert result.plan is not None
    assert rules(problem, policy, result.plan) == set()


def test_a_venue_off_campus_does_not_close_the_fields_at_home() -> None:
    problem, policy = given("mid")
    rooms = tuple(replace(room, travel=10) if room.id == "field5" else room for room in problem.rooms)
    problem = replace(problem, rooms=rooms)
    instance = Instance(problem, softened(policy))
    plan = construct(instance, 1)
    assert rules(problem, instance.policy, plan) == set()
    assert len([seat for seat in plan.seats if seat.offering == "TEAM"]) == 10
