"""What a re-plan knows of the plan before it: decisions that stay (locks), and those of which few shall change.

Decisions are tuples of plain values, since a problem knows nothing of plans; :mod:`solver.plan.decisions` makes them from a
plan and from locks. They belong to one solve: no request, workbook or stored document of a school holds them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from solver.units import Minute, Week, Weekday

Leaving = tuple[int, Minute, str]
"""(grade, minute, gate)."""
Meeting = tuple[str, int, Weekday, Minute, str]
"""(offering, section number, weekday, start, room)."""
Place = tuple[str, str, int]
"""(pupil, offering, section number)."""
Tutored = tuple[int, Weekday, int, str]
"""(grade, weekday, period, kind) of tutoring."""
Cared = tuple[str, str, Weekday, int]
"""(class, host class, weekday, period) of a care group."""
Standing = tuple[str, Weekday, str, int, Week, str]
"""(kind, weekday, subject and detail of a post, week, person)."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions of a plan, each once, by kind."""

    dismissals: tuple[Leaving, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    seats: tuple[Place, ...] = ()
    adults: tuple[Standing, ...] = ()
    tutoring: tuple[Tutored, ...] = ()
    care: tuple[Cared, ...] = ()

    def __len__(self) -> int:
        return sum(len(getattr(self, field.name)) for field in fields(self))


@dataclass(frozen=True, slots=True)
class Replan:
    """locked: what must stay (K07). before: the decisions of the plan before, of which few shall change (B14)."""

    locked: Decisions = Decisions()
    before: Decisions = Decisions()
