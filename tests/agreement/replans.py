"""Tiny schools that go on from an earlier plan: random decisions to be kept (B14), or one decision that is locked (K07)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from random import Random

from solver.plan import TUTORING_KINDS
from solver.policy import Policy
from solver.policy.load import load_policy
from solver.policy.policy import Tier
from solver.problem import Problem
from solver.problem.replan import Cared, Decisions, Leaving, Meeting, Place, Replan, Standing, Tutored

School = tuple[Problem, Policy]
SHARE = 0.15
"""Part of the schools that re-plan."""
KINDS = ("dismissals", "meetings", "seats", "adults", "tutoring", "care")


@cache
def _tiers() -> tuple[Tier, ...]:
    return load_policy("national", {"B14": {"level": "soft"}}).tiers


def few_changes(policy: Policy) -> Policy:
    """The policy of a re-plan, the tier of its changes after coverage."""
    tiers = list(policy.tiers)
    if "stability" not in [tier.name for tier in tiers]:
        (tier,) = [tier for tier in _tiers() if tier.name == "stability"]
        tiers.insert([x.name for x in tiers].index("coverage") + 1, tier)
    rules = {**policy.rules, "B14": replace(policy.rules["B14"], level="soft")}
    return replace(policy, rules=rules, tiers=tuple(tiers))


def remembering(problem: Problem, policy: Policy, rng: Random) -> School:
    """The school as it is, or, now and then, with decisions of an earlier plan."""
    return remembered(problem, policy, rng) if rng.random() < SHARE else (problem, policy)


def remembered(problem: Problem, policy: Policy, rng: Random) -> School:
    """Some decisions of each kind, whether they go together or not."""
    before = Decisions(
        _several(_leaving, 2, problem, policy, rng), _several(_meeting, 6, problem, policy, rng),
        _several(_place, 4, problem, policy, rng), _several(_standing, 12, problem, policy, rng),
        _several(_tutored, 6, problem, policy, rng), _several(_cared, 8, problem, policy, rng),
    )  # fmt: skip
    return replace(problem, replan=Replan(before=before)), few_changes(policy)


def locked(kind: str) -> Callable[[Problem, Policy, Random], School]:
    """One decision of a kind is locked, if the school has any of it."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        draw = {"dismissals": _leaving, "meetings": _meeting, "seats": _place, "adults": _standing,
                "tutoring": _tutored, "care": _cared}[kind]  # fmt: skip
        return replace(problem, replan=Replan(Decisions(**{kind: _several(draw, 1, problem, policy, rng)}))), policy

    return spoil


def _several(
    draw: Callable[[Problem, Policy, Random], object], times: int, problem: Problem, policy: Policy, rng: Random
) -> tuple:  # type: ignore[type-arg]
    found = [draw(problem, policy, rng) for _ in range(times)]
    return tuple(dict.fromkeys(item for item in found if item is not None))


def _leaving(problem: Problem, _policy: Policy, rng: Random) -> Leaving:
    window = rng.choice(problem.windows)
    return window.grade, rng.choice(window.dismissals), rng.choice(window.gates)


def _meeting(problem: Problem, _policy: Policy, rng: Random) -> Meeting | None:
    if not problem.offerings:
        return None
    offering = rng.choice(problem.offerings)
    days = [day for day in offering.weekdays if day in problem.weekdays]
    starts = [p.start for w in problem.windows if w.grade in offering.grades for p in w.periods]
    rooms = [room.id for room in problem.rooms if room.type == offering.room_type]
    if not (days and starts and rooms):
        return None
    return offering.id, rng.randint(1, offering.max_sections), rng.choice(days), rng.choice(starts), rng.choice(rooms)


def _place(problem: Problem, _policy: Policy, rng: Random) -> Place | None:
    able = [p for p in problem.pupils if p.clubs and p.choices and p.weekdays]
    if not able:
        return None
    pupil = rng.choice(able)
    name = rng.choice(pupil.choices)
    return pupil.id, name, rng.randint(1, problem.offering_of[name].max_sections)


def _standing(problem: Problem, policy: Policy, rng: Random) -> Standing:
    week, day = rng.randint(1, policy.number("D02", "weeks")), rng.choice(problem.weekdays)
    person = rng.choice([x.id for x in problem.staff if x.takes_part] or [problem.staff[0].id])
    posts = [x for x in problem.posts if day in x.weekdays and x.kind != "qa"]
    kind = rng.choice(("care", "care", "care", "gate", "fixed", "lead"))
    if kind == "gate":
        _, minute, gate = _leaving(problem, policy, rng)
        return "gate", day, gate, minute, week, person
    if kind == "fixed" and posts:
        return "fixed", day, rng.choice(posts).id, 0, week, person
    if kind == "lead" and problem.offerings:
        return "lead", 0, rng.choice(problem.offerings).id, 1, 0, rng.choice([person, *problem.outside_of])
    home = rng.choice(problem.classes)
    return "care", day, home.id, rng.randrange(len(problem.window_of[home.grade].periods)), week, person


def _tutored(problem: Problem, _policy: Policy, rng: Random) -> Tutored:
    window = rng.choice(problem.windows)
    return window.grade, rng.choice(problem.weekdays), rng.randrange(len(window.periods)), rng.choice(TUTORING_KINDS)


def _cared(problem: Problem, _policy: Policy, rng: Random) -> Cared:
    home = rng.choice(problem.classes)
    host = home if rng.random() < 0.5 else rng.choice(problem.classes)
    return home.id, host.id, rng.choice(problem.weekdays), rng.randrange(len(problem.window_of[home.grade].periods))
