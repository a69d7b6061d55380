"""Sections whose only possible leads are needed elsewhere: posts and leads are decided together, and what cannot be staffed is closed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from solver.check.report import check
from solver.model.instance import Instance
from solver.plan import Plan
from solver.plan.again import go_on
from solver.policy import Policy
from solver.problem import Problem
from solver.problem.bells import Busy
from solver.problem.people import Skill, Staff
from solver.problem.replan import Decisions
from solver.search.construct.complete import construct
from solver.search.evaluated import EvaluatedPlan, evaluate
from solver.search.least_change.least_change import least_change
from solver.search.soft_policy import softened
from tests.search.least_change.school import clock, planned

PATROL = ("T009", "T010")
"""The administrators, who alone may patrol (D09)."""


@cache
def reading_club() -> tuple[Problem, Policy, Plan, str]:
    """A school whose patrol lasts through the clubs, with one club alone; only its teacher and one administrator may lead it."""
    problem, policy, _ = planned()
    club = replace(next(o for o in problem.offerings if o.skill == "reading"), weekdays=(2, 4))
    leader = next(s.id for s in problem.staff if s.role == "homeroom" and any(k.name == "reading" for k in s.skills))
    applications = [(p, (club.id,) if club.id in p.choices else ()) for p in problem.pupils]
    skills = {leader: (Skill("reading", 2),), PATROL[0]: (Skill("reading", 2),)}
    problem = replace(
        problem,
        offerings=(club,),
        pupils=tuple(replace(p, choices=wanted, clubs=len(wanted)) for p, wanted in applications),
        staff=tuple(replace(s, skills=skills.get(s.id, ())) for s in problem.staff),
        outside=(),
        posts=tuple(replace(post, end=1030) for post in problem.posts),
    )
    plan = construct(Instance(problem, softened(policy)), 1)
    assert plan.sections
    assert not check(problem, softened(policy), plan).violations
    return problem, policy, plan, leader


def after(*changed: Staff) -> EvaluatedPlan:
    """The plan with few changes where some of the staff are not what they were."""
    problem, policy, plan, _ = reading_club()
    new = {person.id: person for person in changed}
    again = go_on(replace(problem, staff=tuple(new.get(person.id, person) for person in problem.staff)), plan, Decisions())
    instance = Instance(again.problem, softened(policy))
    return least_change(instance, evaluate(instance, again.start), clock())


def unskilled() -> Staff:
    """The club's teacher, who does not lead it any more."""
    problem, _, _, leader = reading_club()
    return replace(problem.staff_of[leader], skills=())


def leads(plan: Plan) -> list[str]:
    return [a.person for a in plan.assignments if a.post.kind == "lead"]


def test_whoever_takes_over_is_relieved_of_posts() -> None:
    _, _, plan, leader = reading_club()
    assert leads(plan) == [leader]
    found = after(unskilled())
    assert (leads(found.plan), found.values["coverage"]) == ([PATROL[0]], 0)


def test_a_section_whose_only_lead_is_needed_at_a_post_is_closed() -> None:
    problem, _, _, _ = reading_club()
    away = tuple(Busy(day, 930, 1040) for day in (2, 4))
    found = after(unskilled(), replace(problem.staff_of[PATROL[1]], unavailable=away))
    assert (found.plan.sections, found.plan.seats, found.values["coverage"]) == ((), (), 0)
    assert not found.report.violations
