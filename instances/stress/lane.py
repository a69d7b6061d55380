"""A single lane at a single gate: waves run into each other (stress 8; DOMAIN finding 5)."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from instances.stress.stress import Stress
from solver.problem.problem import Problem


def one_lane(problem: Problem, _rng: Random) -> Problem:
    """Only the first gate, with one lane; every grade leaves by it."""
    gate = replace(problem.gates[0], lanes=1)
    windows = tuple(replace(window, gates=(gate.id,)) for window in problem.windows)
    return replace(problem, gates=(gate,), windows=windows)


STRESS = Stress(
    number=8,
    name="stress-lane",
    zh="只剩一个校门一条通道：无解",
    en="one gate with one lane: cannot be solved",
    base="fengjin",
    change=one_lane,
    sources=("DOMAIN", "P14", "S2"),
    arithmetic="14 classes a wave x 72 s = 16.8 min, above the escort of 10 min (D14) and the 15 min to the next wave (H03)",
    missing="further dismissal slots, which the document of the seed school does not have (A12)",
    feasible=False,
)
