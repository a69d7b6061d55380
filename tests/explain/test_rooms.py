"""Seats for extended care, and home rooms that still have lessons."""

from dataclasses import replace
from typing import Any

import pytest

from solver.explain.precheck import precheck
from solver.policy.load import load_policy
from solver.problem.bells import Lesson
from solver.problem.problem import Problem
from tests.problem.schools import village


def rules(problem: Problem, **overrides: Any) -> list[str]:
    base = {"D10": {"level": "off"}}
    return sorted({reason.rule for reason in precheck(problem, load_policy("national", {**base, **overrides}))})


@pytest.mark.parametrize(("seats", "refused"), [(3, False), (2, True)])
def test_h08_seats(seats: int, refused: bool) -> None:
    problem = village(late=3)
    rooms = tuple(replace(r, capacity=seats) if r.type == "late" else r for r in problem.rooms)
    assert rules(replace(problem, rooms=rooms)) == (["H08"] if refused else [])
    assert rules(replace(problem, rooms=rooms), H08={"level": "off"}) == []


def test_h08_room_in_a_lesson_or_missing() -> None:
    problem = village(late=3)
    taken = replace(problem, lessons=(Lesson(2, 1050, 1061, None, "T9", "after"),))
    after = replace(problem, lessons=(Lesson(2, 1050, 1060, None, "T9", "after"),))
    none = replace(problem, rooms=tuple(r for r in problem.rooms if r.type != "late"))
    assert rules(taken) == ["H08"]
    assert rules(taken, I04={"level": "off"}) == []
    assert rules(after) == []
    assert rules(none) == ["H08"]
    assert rules(replace(none, pupils=village().pupils)) == []


def test_i04_home_room_still_in_a_lesson() -> None:
    problem = replace(village(), lessons=(Lesson(2, 900, 941, None, "T9", "R3"),))
    alone = {"numbers": {"classes": 1}}
    assert rules(problem, K03=alone) == ["I04"]
    assert rules(problem) == []
    assert rules(replace(problem, lessons=(Lesson(2, 900, 940, None, "T9", "R3"),)), K03=alone) == []
