"""The queue at the gates: which class leaves when in which lane (H03)."""

from __future__ import annotations

from dataclasses import dataclass

from solver.check.plan_index import PlanIndex
from solver.units import Minute


@dataclass(frozen=True, slots=True)
class Release:
    """One class of a wave. lane, place: from 1. start, end: seconds since midnight at which it passes the gate."""

    gate: str
    minute: Minute
    lane: int
    place: int
    grade: int
    class_id: str
    start: int
    end: int


def releases(view: PlanIndex) -> tuple[Release, ...]:
    """Classes with applicants, wave by wave: by grade and in the school's order, dealt to the lanes in turn.

    No two classes share a lane at a time, and lanes differ by at most one class.
    """
    found = []
    for (gate_id, minute), grades in view.waves.items():
        gate = view.problem.gate_of[gate_id]
        leaving = [home for grade in grades for home in view.problem.classes
                   if home.grade == grade and home.id in view.demand.members]  # fmt: skip
        for number, home in enumerate(leaving):
            lane, place = number % gate.lanes, number // gate.lanes
            start = minute * 60 + place * gate.seconds_per_class
            found.append(
                Release(gate_id, minute, lane + 1, place + 1, home.grade, home.id, start, start + gate.seconds_per_class)
            )
    return tuple(found)
