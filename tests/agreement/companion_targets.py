"""Cases made for companions (C10, C10W): who is beside whom, where, on which days."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from solver.model.families import companions
from solver.policy import Policy
from solver.problem import Companion, Problem
from tests.agreement.policies import with_level
from tests.agreement.targets import School, Spoil, Target, two_clubs


def paired(kind: str, strength: str) -> Spoil:
    """Two clubs with up to two sections each, and two pairs of pupils, who may differ in choices, days, agreement and what they passed.

    kind: together, apart, or "" for either. strength: must or wish.
    """

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        problem, policy = two_clubs(rng.choice((1, 1, 2)))(problem, policy, rng)
        clubs = tuple(replace(o, max_sections=rng.choice((1, 2)), maximum=rng.choice((2, 3, 9))) for o in problem.offerings)
        if rng.random() < 0.2:
            clubs = (replace(clubs[0], requires=("basics",)), clubs[1])
        pupils = tuple(
            replace(
                pupil,
                choices=rng.choice((pupil.choices, pupil.choices, pupil.choices[::-1], pupil.choices[:1])),
                clubs=min(pupil.clubs, 1) if rng.random() < 0.9 else 0,
                signed=rng.random() < 0.9,
                passed=("basics",) if rng.random() < 0.6 else (),
            )
            for pupil in problem.pupils
        )
        names = [pupil.id for pupil in pupils if pupil.weekdays] or [pupil.id for pupil in pupils]
        found: dict[frozenset[str], Companion] = {}
        for _ in range(2):
            if len(names) > 1:
                one, other = rng.sample(names, 2)
                found[frozenset((one, other))] = Companion(one, other, kind or rng.choice(("together", "apart")), strength)
        problem = replace(problem, offerings=clubs, pupils=pupils, companions=tuple(found.values()))
        for rule, level in (("C10", "hard"), ("C10W", "soft"), ("C05", "hard"), ("B16", "hard")):
            policy = with_level(policy, rule, level)
        return problem, policy

    return spoil


COMPANIONS = (
    Target("C10", paired("together", "must"), "", companions.companions),
    Target("C10", paired("apart", "must"), "", companions.companions),
    Target("C10", paired("", "must"), "off"),
    Target("C10W", paired("together", "wish"), "", companions.companions),
    Target("C10W", paired("apart", "wish"), "", companions.companions),
)

