"""Slots and gates that a plan does not use change no violation and no value of it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from solver.check.report import TierScore, check
from solver.problem.problem import Problem
from tests.check.random_plans import random_plans


def widened(problem: Problem, dice: Random) -> Problem:
    """More slots and gates for some windows, in order, none before the last bell; one of the gates is new to the school."""
    new = replace(problem.gates[0], id="unused", zone=dice.choice(("", problem.rooms[0].zone)))
    gates = (*problem.gates, new)
    windows = []
    for window in problem.windows:
        end = window.periods[-1].end
        more = {dice.randint(end, end + 90) for _ in range(dice.randint(0, 3))}
        added = [gate.id for gate in gates if gate.id not in window.gates and dice.random() < 0.5]
        slots = tuple(sorted({*window.dismissals, *more}))
        windows.append(replace(window, dismissals=slots, gates=(*window.gates, *added)))
    return replace(problem, windows=tuple(windows), gates=gates)


def _without_room(tier: TierScore) -> TierScore:
    """The score; of the order of leaving the value alone: how far siblings might leave apart does hang on the slots."""
    return replace(tier, scale=1) if tier.name == "order" else tier


@pytest.mark.parametrize("seed", range(16))
def test_a_slot_or_gate_that_is_not_used_changes_nothing(seed: int) -> None:
    problem, policy, plans = random_plans(seed)
    dice = Random(f"slots {seed}")
    for plan in plans:
        before, after = check(problem, policy, plan), check(widened(problem, dice), policy, plan)
        assert after.violations == before.violations
        assert [_without_room(tier) for tier in after.tiers] == [_without_room(tier) for tier in before.tiers]
        assert after.facts == before.facts
