"""People and lessons of the optional modules in random tiny schools: helpers, retired staff, kinds of outside people, screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from solver.policy import Policy
from solver.problem import HELPERS, OUTSIDE_KINDS, Outside, Problem, Skill, Staff
from solver.units import Fen
from tests.agreement.policies import with_level, with_number

SHARE = 0.4
"""Schools that use some of the modules."""


def with_people(problem: Problem, policy: Policy, rng: Random) -> tuple[Problem, Policy]:
    """The school with a little of everything, or as it is."""
    if rng.random() > SHARE:
        return problem, policy
    if rng.random() < 0.6:
        problem = with_helpers(problem, rng)
    if rng.random() < 0.3:
        problem = _with_retired(problem)
    if rng.random() < 0.6:
        problem = replace(problem, outside=tuple(_of_a_kind(x, problem.money.pay, rng) for x in problem.outside))
    if rng.random() < 0.4:
        problem = _with_online(problem, rng)
    if rng.random() < 0.3:
        problem, policy = _with_dates(problem, rng), with_level(policy, "D12", rng.choice(("off", "hard")))
    policy = with_number(policy, "D02", "all_in_service", rng.choice((0, 0, 1)))
    for rule in ("B12", "D11", "D13", "E07", "E10", "E11", "E12", "E13"):
        if rng.random() < 0.06:
            policy = with_level(policy, rule, "off")
    return problem, policy


def with_helpers(problem: Problem, rng: Random, headcount: int = 0) -> Problem:
    """One or two helpers, and now and then gates and the canteen where two stand (headcount: at every gate)."""
    before = sum(x.role in HELPERS for x in problem.staff)
    found = [
        Staff(f"v{before + i}", rng.choice(("volunteer", "parent")), skills=(Skill("art", 3), Skill("ball", 2)))
        for i in range(rng.choice((1, 2, 2)))
    ]
    gates = tuple(replace(x, staff=headcount or max(x.staff, rng.choice((1, 2)))) for x in problem.gates)
    posts = tuple(
        replace(x, headcount=rng.choice((x.headcount, 2)), roles=tuple(dict.fromkeys((*x.roles, "parent", "volunteer"))))
        if rng.random() < 0.5
        else x
        for x in problem.posts
    )
    return replace(problem, staff=(*problem.staff[:-1], *found, problem.staff[-1]), gates=gates, posts=posts)


def _with_retired(problem: Problem) -> Problem:
    staff = tuple(replace(x, role="retired") if x.id == "s3" else x for x in problem.staff)
    return replace(problem, staff=staff)


def _of_a_kind(person: Outside, pay: Fen, rng: Random) -> Outside:
    kind = rng.choice(OUTSIDE_KINDS)
    fitting = {"charity": 0, "coach": pay}.get(kind, person.rate)
    return replace(person, kind=kind, rate=fitting if rng.random() < 0.85 else person.rate)


def _with_online(problem: Problem, rng: Random) -> Problem:
    offerings = tuple(replace(x, online=rng.random() < 0.7) for x in problem.offerings)
    rooms = tuple(replace(x, screen=rng.random() < 0.7) for x in problem.rooms)
    return replace(problem, offerings=offerings, rooms=rooms)


def _with_dates(problem: Problem, rng: Random) -> Problem:
    """Most are trained in time; now and then somebody is a day late, or stopped on the last day or the day after it."""
    days = [day for day, _ in problem.term.service_dates()]

    def dated(person: Staff) -> Staff:
        trained = days[0] + timedelta(days=rng.choice((0, 0, 0, 0, 0, 1)))
        stopped = days[-1] + timedelta(days=rng.choice((0, 1))) if rng.random() < 0.2 else None
        return replace(person, trained=trained, stopped=stopped)

    return replace(problem, staff=tuple(dated(x) for x in problem.staff))
