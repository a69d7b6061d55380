"""Both replays say the same of generated schools and plans that are damaged at random."""

from __future__ import annotations

from random import Random

import pytest

from solver.check.plan_index import PlanIndex
from solver.check.replay.day import ALONE, PARTS, ROOM, TWICE, WALK, DayReplay, replay_index
from tests.check.random_plans import random_plans
from tests.check.replay.by_minute import ByMinute


def minutes(found: DayReplay, kind: str) -> set[tuple[int, str]]:
    return {
        (at, who)
        for each in found.breaches
        if each.kind == kind
        for at in range(each.start, each.end)
        for who in each.subjects
    }


SEEDS = range(14)
LEAST_SOUND = 36


@pytest.mark.parametrize("seed", SEEDS)
def test_both_replays_agree(seed: int) -> None:
    problem, policy, plans = random_plans(seed)
    dice = Random(f"days {seed}")
    for plan in plans:
        view = PlanIndex(problem, policy, plan)
        if view.kept.faults:
            continue
        weekday, week = dice.choice(view.problem.post_days), dice.randint(1, view.weeks)
        fast, slow = replay_index(view, weekday, week), ByMinute(problem, policy, plan, weekday, week)
        alone: dict[tuple[int, str], int] = {}
        for each in fast.breaches:
            for at in range(each.start, each.end) if each.kind == ALONE else ():
                key = (at, each.subjects[0])
                alone[key] = alone.get(key, 0) + each.number
        assert {(*key, number) for key, number in alone.items()} == slow.alone()
        assert minutes(fast, TWICE) == slow.pupils_twice() | slow.adults_twice()
        assert {(each.subjects[0], each.end) for each in fast.breaches if each.kind == WALK} == slow.short_walks()
        assert {each.start for each in fast.breaches if each.kind == PARTS} == slow.split_groups()
        taken = {(at, each.place) for each in fast.breaches if each.kind == ROOM for at in range(each.start, each.end)}
        assert taken == slow.rooms_twice()


def test_the_plans_are_enough_to_compare() -> None:
    sound = [
        plan
        for seed in SEEDS
        for problem, policy, plans in [random_plans(seed)]
        for plan in plans
        if not PlanIndex(problem, policy, plan).kept.faults
    ]
    assert len(sound) >= LEAST_SOUND
