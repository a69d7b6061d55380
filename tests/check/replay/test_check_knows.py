"""The replay of a day breaks no minute of which the check says nothing, on random plans, sound and damaged."""

from __future__ import annotations

from collections import Counter

import pytest

from solver.check.plan_index import PlanIndex
from solver.check.replay.day import ALONE, PARTS, ROOM, TWICE, WALK, replay_index
from solver.check.report import check
from solver.policy.policy import Policy
from tests.agreement.policies import with_level
from tests.check.random_plans import random_plans

RULES = {
    ALONE: {"A04", "A06", "A07", "A08", "A14", "D08", "D14", "K03", "K04"},
    TWICE: {"K02", "K04", "I04"},
    WALK: {"D08"},
    PARTS: {"D14", "D08", "H04"},
    ROOM: {"H07", "I04", "D14", "K03"},
}
"""Kind of breach -> the rules of which one names it. Faults of structure (K00) speak for all."""
SEEDS = (*range(24), 49, 50, 66)
"""The last three have groups that leave in parts."""


def strict(policy: Policy) -> Policy:
    """The policy with these rules hard."""
    for rule in sorted(set().union(*RULES.values())):
        if "hard" in policy.rules[rule].levels:
            policy = with_level(policy, rule, "hard")
    return policy


def judged(seed: int) -> Counter[str]:
    """Kinds of breaches found in the plans of a seed, each of them named by the check too; ``silent`` counts plans without any."""
    problem, policy, plans = random_plans(seed)
    by, found = strict(policy), Counter[str]()
    for plan in plans:
        view = PlanIndex(problem, by, plan)
        named = {item.rule for item in check(problem, by, plan).violations}
        kinds = {
            breach.kind
            for weekday in view.problem.post_days
            for week in range(1, view.weeks + 1)
            for breach in replay_index(view, weekday, week).breaches
        }
        for kind in kinds:
            assert named & RULES[kind] or "K00" in named, (kind, named)
        found.update(kinds or {"silent"})
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_what_the_replay_says_the_check_says(seed: int) -> None:
    judged(seed)


def test_the_plans_are_enough_to_see_every_kind() -> None:
    seen = sum((judged(seed) for seed in SEEDS), Counter[str]())
    assert set(RULES) | {"silent"} == set(seen)
