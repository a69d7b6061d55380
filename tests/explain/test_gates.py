"""Waves that can or cannot clear: the escort time (D14), the queue (H03), and the choice of slots and gates."""

from dataclasses import replace
from typing import Any

import pytest

from solver.explain.gates import gate_reasons
from solver.policy.load import load_policy
from solver.problem.places import Gate
from solver.problem.problem import Problem
from tests.problem.schools import village


def rules(problem: Problem, **levels: str) -> list[str]:
    overrides = {rule: {"level": level} for rule, level in levels.items()}
    return [reason.rule for reason in gate_reasons(problem, load_policy("national", overrides))]


def gates(problem: Problem, *found: Gate) -> Problem:
    names = tuple(gate.id for gate in found)
    return replace(problem, gates=found, windows=tuple(replace(w, gates=names) for w in problem.windows))


def slots(problem: Problem, *minutes: int) -> Problem:
    return replace(problem, windows=tuple(replace(w, dismissals=minutes) for w in problem.windows))


@pytest.mark.parametrize(("seconds", "refused"), [(100, False), (101, True)])
def test_one_wave_within_the_escort_time(seconds: int, refused: bool) -> None:
    assert rules(gates(village(), Gate("main", 1, seconds))) == (["D14"] if refused else [])
    assert rules(gates(village(), Gate("main", 2, seconds))) == []


@pytest.mark.parametrize(("seconds", "refused"), [(200, False), (201, True)])
def test_a_second_gate_shares_the_classes(seconds: int, refused: bool) -> None:
    assert rules(gates(village(), Gate("main", 1, seconds), Gate("east", 1, seconds))) == (["D14"] if refused else [])


@pytest.mark.parametrize(("gap", "seconds", "refused"), [(5, 150, False), (5, 151, True), (2, 120, False), (1, 120, True)])
def test_waves_queue_at_one_gate(gap: int, seconds: int, refused: bool) -> None:
    # Two slots for six classes: the first wave clears before the second comes, the second within ten minutes.
    problem = gates(slots(village(), 1060, 1060 + gap), Gate("main", 1, seconds))
    assert rules(problem) == (["H03"] if refused else [])


def test_without_h03_only_the_escort_time_counts() -> None:
    problem = gates(slots(village(), 1060, 1064), Gate("main", 1, 150))
    assert rules(problem) == ["H03"]
    assert rules(problem, H03="off") == []


def test_classes_without_applicants_do_not_queue() -> None:
    problem = gates(village(), Gate("main", 1, 120))
    fewer: dict[str, Any] = {"pupils": tuple(p for p in problem.pupils if p.class_id != "A1")}
    assert rules(problem) == ["D14"]
    assert rules(replace(problem, **fewer)) == []


def test_the_smallest_set_of_grades_is_named() -> None:
    problem = gates(village(), Gate("main", 1, 100), Gate("slow", 1, 601))
    stuck = replace(problem, windows=(replace(problem.windows[0], gates=("slow",)), *problem.windows[1:]))
    (reason,) = gate_reasons(stuck, load_policy("national"))
    assert reason.zh.startswith("一年级共 1 个班")
    assert reason.rule == "D14"
