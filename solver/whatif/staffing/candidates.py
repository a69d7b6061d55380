"""Usual candidates of a marginal value: one more adult, section, room, lane, or outside instructor whose papers are in order."""

from __future__ import annotations

from collections import Counter

from solver.changes.amount import Amount
from solver.changes.change import Change
from solver.changes.courses import SectionCount
from solver.changes.joining import Join
from solver.changes.leaving import MOST_LANES, Lanes
from solver.changes.places import AddRoom
from solver.plan import Plan
from solver.policy import Policy
from solver.problem import Problem
from solver.whatif.staffing.capacity import taking_part

MOST_COURSES = 8
"""Courses of which one more section is tried, those most often wanted in vain first. Raising it takes longer."""


def candidates(problem: Problem, policy: Policy, plan: Plan) -> tuple[Change, ...]:
    """Changes that only add, a few of each kind."""
    found: list[Change] = [Join(role) for role in dict.fromkeys(person.role for person in taking_part(problem, policy))]
    found += [SectionCount(Amount(1, "by"), (name,)) for name in _in_vain(problem, plan)]
    kinds = {room.type: room.id for room in reversed(problem.rooms)}
    wanted = dict.fromkeys(offering.room_type for offering in problem.offerings)
    found += [AddRoom(kinds[kind]) for kind in wanted if kind in kinds]
    found += [Lanes((gate.id,), Amount(1, "by")) for gate in problem.gates if gate.lanes < MOST_LANES]
    return tuple(found)


def _in_vain(problem: Problem, plan: Plan) -> list[str]:
    """Offerings that pupils rank above a seat of theirs, or without having one; most pupils first."""
    seats: dict[str, set[str]] = {}
    for seat in plan.seats:
        seats.setdefault(seat.pupil, set()).add(seat.offering)
    lost: Counter[str] = Counter()
    for pupil in problem.pupils:
        for name in pupil.choices[: pupil.clubs]:
            if name not in seats.get(pupil.id, ()):
                lost[name] += 1
    return [name for name, _ in sorted(lost.items(), key=lambda item: (-item[1], item[0]))[:MOST_COURSES]]
