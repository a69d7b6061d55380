"""Optional modules in tiny schools: dream classes, squads, prerequisites, agreements, homework, lessons, safety checks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from solver.policy import Policy
from solver.policy.rule import Number
from solver.problem import Offering, Problem, Pupil

School = tuple[Problem, Policy]


def with_modules(problem: Problem, policy: Policy, rng: Random) -> School:
    """The school as it is, or, now and then, with a few modules in use."""
    if problem.offerings and rng.random() < 0.25:
        for use in rng.sample((dreaming, squad, levels, unsigned, prioritised, homework, lessons, safety, away), 2):
            problem, policy = use(problem, policy, rng)
    return problem, policy


def given_away(problem: Problem, names: set[str]) -> Problem:
    """Nobody lists these offerings any more."""

    def without(pupil: Pupil) -> Pupil:
        kept = tuple(choice for choice in pupil.choices if choice not in names)
        return replace(pupil, choices=kept, clubs=min(pupil.clubs, len(kept)))

    return replace(problem, pupils=tuple(without(pupil) for pupil in problem.pupils))


def changed(problem: Problem, offering: Offering) -> Problem:
    """The problem with another offering of the same id."""
    return replace(problem, offerings=tuple(offering if o.id == offering.id else o for o in problem.offerings))


def numbered(policy: Policy, rule: str, name: str, value: int) -> Policy:
    """The policy with one number set, also one that it did not have."""
    old = policy.rules[rule]
    number = replace(old.numbers.get(name, Number(value, "", 0, 500)), value=value)
    return replace(policy, rules={**policy.rules, rule: replace(old, numbers={**old.numbers, name: number})})


def dreaming(problem: Problem, policy: Policy, rng: Random) -> School:
    """One offering is a dream class."""
    offering = rng.choice(problem.offerings)
    problem = changed(problem, replace(offering, dream=True, members=(), requires=(), maximum=9))
    policy = numbered(policy, "B08", "last_grade", rng.choice((1, 2, 3)))
    return given_away(problem, {offering.id}), policy


def squad(problem: Problem, policy: Policy, rng: Random) -> School:
    """One offering is a squad of pupils who can come."""
    offering = rng.choice(problem.offerings)
    if offering.dream:
        return problem, policy
    able = [
        p.id
        for p in problem.pupils
        if problem.grade_of_pupil[p.id] in offering.grades and len({*p.weekdays} & {*offering.weekdays}) >= offering.sessions
    ]
    members = tuple(rng.sample(able, min(len(able), rng.randint(1, 2))))
    problem = changed(problem, replace(offering, members=members, requires=()))
    rules = {**policy.rules, "B11": replace(policy.rules["B11"], level=rng.choice(("hard", "soft")))}
    policy = numbered(replace(policy, rules=rules), "B11", "sessions", offering.sessions)
    return given_away(problem, {offering.id} if members else set()), policy


def levels(problem: Problem, policy: Policy, rng: Random) -> School:
    """One offering builds on another course, which some have passed."""
    offering = rng.choice(problem.offerings)
    if not (offering.dream or offering.members):
        problem = changed(problem, replace(offering, level=2, requires=("basics",)))
    passed = tuple(replace(p, passed=("basics",)) if rng.random() < 0.5 else p for p in problem.pupils)
    return replace(problem, pupils=passed), policy


def unsigned(problem: Problem, policy: Policy, rng: Random) -> School:
    """A pupil or two lack the agreement, or the lowest or highest grade is not served."""
    some = {p.id for p in rng.sample(problem.pupils, 1)}
    policy = numbered(policy, "C05", "first_grade", rng.choice((1, 1, 2)))
    policy = numbered(policy, "C05", "last_grade", rng.choice((2, 3, 12)))
    return replace(problem, pupils=tuple(replace(p, signed=p.id not in some) for p in problem.pupils)), policy


def prioritised(problem: Problem, policy: Policy, rng: Random) -> School:
    """Some pupils are of a group whose choices count more."""
    groups = tuple(replace(p, priority=rng.choice(("", "a", "b"))) for p in problem.pupils)
    return replace(problem, pupils=groups), numbered(policy, "C04", "bonus_a", rng.choice((7, 20, 50)))


def homework(problem: Problem, policy: Policy, rng: Random) -> School:
    """Every grade has homework, which fits into a period or is a minute too long."""
    windows = tuple(replace(w, homework=rng.choice((0, 39, 40, 41))) for w in problem.windows)
    policy = numbered(policy, "B03", "cap", rng.choice((40, 60)))
    policy = numbered(policy, "B03", "cap_from_grade", rng.choice((1, 2, 3)))
    rules = {**policy.rules, "B03": replace(policy.rules["B03"], level=rng.choice(("hard", "soft")))}
    return replace(problem, windows=windows), replace(policy, rules=rules)


def lessons(problem: Problem, policy: Policy, rng: Random) -> School:
    """One offering is a lesson, or academic; class teachers have classes."""
    offering = rng.choice(problem.offerings)
    problem = changed(problem, replace(offering, teaching=rng.choice(("lesson", "group")), academic=True))
    homes = [home.id for home in problem.classes]
    staff = tuple(replace(x, homeroom=rng.choice(homes)) if x.role == "homeroom" else x for x in problem.staff)
    return replace(problem, staff=staff), numbered(policy, "B04", "group", rng.choice((1, 2, 15)))


def safety(problem: Problem, policy: Policy, rng: Random) -> School:
    """The safety check of some rooms ends about the end of the term."""
    days = tuple(problem.term.last + timedelta(days=step) for step in (-1, 0, 1))
    rooms = tuple(replace(x, checked_to=rng.choice((None, None, None, *days))) for x in problem.rooms)
    return replace(problem, rooms=rooms), policy


def away(problem: Problem, policy: Policy, rng: Random) -> School:
    """The hall is off campus, about as far as the breaks allow; a second one is nearer."""
    hall = problem.room_of["hall"]
    rooms = tuple(replace(x, travel=rng.choice((4, 5, 6, 45)), escorts=rng.choice((0, 0, 1))) if x.id == "hall" else x
                  for x in problem.rooms)  # fmt: skip
    near = replace(hall, id="near", travel=rng.choice((0, 5)))
    policy = numbered(policy, "B13", "adults", rng.choice((1, 1, 2)))
    return replace(problem, rooms=(*rooms, near)), policy
