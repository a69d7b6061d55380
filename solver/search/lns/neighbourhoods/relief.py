"""Destroy around unwelcome posts: late duties of flagged people (D05), repeated posts (D02R), with people who may take them over."""

from __future__ import annotations

from abc import abstractmethod
from collections import defaultdict
from random import Random

from solver.model.instance import Instance
from solver.model.scope import Scope
from solver.plan import Assignment
from solver.search.evaluated import EvaluatedPlan
from solver.search.lns.neighbourhoods.neighbourhood import AdaptiveSize, Neighbourhood
from solver.units import EVERY_WEEK, Weekday

CASES = 3
"""Posts that a step wants to hand on."""


class Relief(Neighbourhood):
    """Holders of some unwelcome posts, with people to whom the posts could go (D05, D02R)."""

    moves = frozenset({"care", "rotation"})
    effort = 0.4

    def __init__(self, adaptive: AdaptiveSize) -> None:
        self.adaptive = adaptive

    def learn(self, proven: bool) -> None:
        self.adaptive.learn(proven)

    def propose(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Scope | None:
        cases = _late(instance, current) if current.values.get("care", 0) else []
        cases = cases or _repeated(current)
        return self._scope(instance, current, rng, cases) if cases else None

    @abstractmethod
    def _scope(self, instance: Instance, current: EvaluatedPlan, rng: Random, cases: list[Assignment]) -> Scope:
        """Some of the cases, with people who might take them."""


class WeeksRelief(Relief):
    """A few cases, and all posts of few people in every week: what they do on other days may make room."""

    name = "relief"

    def _scope(self, instance: Instance, current: EvaluatedPlan, rng: Random, cases: list[Assignment]) -> Scope:
        cases = rng.sample(cases, min(CASES, len(cases)))
        chosen = {a.person for a in cases}
        timed = instance.under(current.plan)
        able = {p for a in cases for p in timed.allowed(a.post, a.week)} - chosen
        size = self.adaptive.size
        first = _unflagged_first(instance, able, rng)[: size // 2]
        rest = sorted(able.difference(first))
        chosen.update(first, rng.sample(rest, min(size - size // 2, len(rest))))
        days = frozenset((week, day) for week in instance.weeks for day in instance.post_days)
        return Scope(people=frozenset(chosen), duty_days=days, runs=True)


class DayRelief(Relief):
    """The cases of one day, and what many people do on it."""

    name = "day relief"

    def __init__(self, adaptive: AdaptiveSize, whole: bool) -> None:
        """whole: runs of periods with a group stay with one person."""
        super().__init__(adaptive)
        self.whole = whole

    def _scope(self, instance: Instance, current: EvaluatedPlan, rng: Random, cases: list[Assignment]) -> Scope:
        case = rng.choice(cases)
        week, day = case.week, case.post.weekday
        chosen = {a.person for a in cases if (a.week, a.post.weekday) == (week, day)}
        there = {a.person for a in current.plan.assignments if (a.week, a.post.weekday) == (week, day)}
        able = there.intersection(instance.under(current.plan).allowed(case.post, week)) - chosen
        chosen.update(_unflagged_first(instance, able, rng)[: self.adaptive.size])
        return Scope(people=frozenset(chosen), duty_days=frozenset({(week, day)}), runs=self.whole)


def _unflagged_first(instance: Instance, people: set[str], rng: Random) -> list[str]:
    """The people in a drawn order, those without reasons for care first."""
    flagged = {s.id for s in instance.problem.staff if s.reasons}
    order = sorted(people)
    rng.shuffle(order)
    return sorted(order, key=flagged.__contains__)


def _late(instance: Instance, current: EvaluatedPlan) -> list[Assignment]:
    """Weekly posts of people with reasons that end late."""
    timed = instance.under(current.plan)
    flagged = {s.id for s in instance.problem.staff if s.reasons}
    return [
        a
        for a in current.plan.assignments
        if a.week != EVERY_WEEK and a.person in flagged and timed.ends_late(timed.shift(a.post), "D05")
    ]


def _repeated(current: EvaluatedPlan) -> list[Assignment]:
    """Gate, fixed and late posts that a person holds on the same weekday in more than one week."""
    held: dict[tuple[str, Weekday, str], list[Assignment]] = defaultdict(list)
    for a in current.plan.assignments:
        if a.week != EVERY_WEEK and a.post.kind != "care":
            held[a.person, a.post.weekday, a.post.kind].append(a)
    return [a for same in held.values() if len({x.week for x in same}) > 1 for a in same]
