"""One gate is closed (stress 7)."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from instances.stress.stress import Stress
from solver.problem.problem import Problem


def one_gate_closed(problem: Problem, _rng: Random) -> Problem:
    """Without the last gate, in the windows too. Raises ValueError when a grade then has none."""
    closed = problem.gates[-1].id
    windows = tuple(
        replace(window, gates=tuple(gate for gate in window.gates if gate != closed)) for window in problem.windows
    )
    stuck = [window.grade for window in windows if not window.gates]
    if stuck:
        raise ValueError(f"gate {closed}: grades {stuck} have no other")
    return replace(problem, gates=problem.gates[:-1], windows=windows)


STRESS = Stress(
    number=7,
    name="stress-gate",
    zh="关闭一个校门",
    en="one gate is closed",
    base="fengjin",
    change=one_gate_closed,
    sources=("DOMAIN", "P14"),
    arithmetic="14 classes a wave x 72 s / 2 lanes = 8.4 min: they leave within the escort of 10 min, 15 min before the next",
    missing="the way round to the other gate",
)
