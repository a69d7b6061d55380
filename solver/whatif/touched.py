"""Touched 涉及: people, pupils, rooms and sections for whom a plan differs from the base plan."""

from __future__ import annotations

from dataclasses import dataclass

from solver.plan.difference import difference
from solver.plan.plan import Plan
from solver.problem.problem import Problem


@dataclass(frozen=True, slots=True)
class Touched:
    """adults, pupils: ids of those of the base with other duties or seats. rooms: of sessions that moved, opened or closed.
    opened, closed, moved: sections. assignments: posts with other adults, alike weeks counted once. grades: those that leave otherwise.
    """

    adults: tuple[str, ...] = ()
    pupils: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    assignments: int = 0
    grades: tuple[int, ...] = ()


def touched(problem: Problem, before: Plan, after: Plan) -> Touched:
    """Touched by ``after`` against ``before``. problem: of the base, so that pupils who are added count as touched nowhere."""
    found = difference(before.canonical(), after.canonical())
    rooms = {s.room for section in (*found.opened, *found.closed) for s in section.sessions}
    for item in found.moved:
        rooms |= {s.room for s in {*item.before.sessions} ^ {*item.after.sessions}}
    return Touched(
        adults=tuple(sorted({person for item in found.adults for person in (*item.left, *item.came)})),
        pupils=tuple(item.pupil for item in found.pupils if item.pupil in problem.pupil_of),
        rooms=tuple(sorted(rooms)),
        opened=tuple(section.id for section in found.opened),
        closed=tuple(section.id for section in found.closed),
        moved=tuple(item.after.id for item in found.moved),
        assignments=len(found.adults),
        grades=tuple(item.grade for item in found.dismissals),
    )
