"""Destroy around a class with strangers or too many adults: those, who knows it, and people for what these hold (D16, D16F)."""

from __future__ import annotations

from collections import Counter, defaultdict
from random import Random

from solver.model.instance import Instance
from solver.model.scope import Scope
from solver.search.evaluated import EvaluatedPlan
from solver.search.lns.neighbourhoods.neighbourhood import AdaptiveSize, Neighbourhood
from solver.units import EVERY_WEEK

TEACHERS = 4
"""People who know the class that a step frees. Raising it finds more ways to a familiar adult and makes steps slower."""
UNWELCOME_DIVISOR = 3
"""One stranger of the class, or one adult too many, is freed for so many people of a step. Raising it frees more of those who could take
over."""


class Familiar(Neighbourhood):
    """All posts of strangers of a class, or of adults too many, of some who know it and of others, in every week."""

    name = "familiar"
    moves = frozenset({"familiar", "handover"})
    effort = 0.4

    def __init__(self, adaptive: AdaptiveSize) -> None:
        self.adaptive = adaptive

    def learn(self, proven: bool) -> None:
        self.adaptive.learn(proven)

    def propose(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Scope | None:
        seen = _seen(instance, current)
        known = instance.problem.familiarity.teachers
        adults = instance.policy.number("D16F", "adults") if instance.policy.on("D16F") else len(instance.problem.staff)
        unwelcome = {home: _unwelcome(people, known[home], adults) for home, people in seen.items()}
        homes = sorted(home for home, people in unwelcome.items() if people)
        if not homes:
            return None
        home = rng.choices(homes, [len(unwelcome[each]) for each in homes])[0]
        serving = {person.id for person in instance.problem.staff if person.takes_part}
        chosen = _drawn(unwelcome[home], rng)[: max(1, self.adaptive.size // UNWELCOME_DIVISOR)]
        chosen += _drawn(sorted((known[home] & serving).difference(chosen)), rng)[:TEACHERS]
        # Who teaches other classes of theirs can take over what they hold, and is no stranger there.
        beside = {p for people in known.values() if not people.isdisjoint(known[home]) for p in people & serving}
        for people in (beside, serving):
            chosen += _drawn(sorted(people.difference(chosen)), rng)[: max(0, (self.adaptive.size - len(chosen) + 1) // 2)]
        days = frozenset((week, day) for week in instance.weeks for day in instance.post_days)
        return Scope(people=frozenset(chosen), duty_days=days, runs=True)


def _drawn(people: list[str], rng: Random) -> list[str]:
    return rng.sample(people, len(people))


def _unwelcome(people: Counter[str], known: frozenset[str], adults: int) -> list[str]:
    """Strangers among those who look after a class, and, where it sees more adults than allowed, those whom it sees least."""
    beyond = sorted(people, key=lambda person: (people[person], person))[: max(0, len(people) - adults)]
    return sorted({*beyond, *(person for person in people if person not in known)})


def _seen(instance: Instance, current: EvaluatedPlan) -> dict[str, Counter[str]]:
    """Class that knows somebody -> adults who look after it, with the class periods that they do."""
    known = instance.problem.familiarity.teachers
    members = {(g.weekday, g.host, g.period): g.classes for g in current.plan.care_groups}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for a in current.plan.assignments:
        if a.week != EVERY_WEEK and a.post.kind == "care":
            for home in members[a.post.weekday, a.post.subject, a.post.detail]:
                if home in known:
                    found[home][a.person] += 1
    return found
