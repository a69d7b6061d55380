"""Departures of grades: the minutes at which each may leave, or the one at which it does, and the late rooms in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from solver.model.shift import Zones
from solver.plan import Dismissal, LateCare
from solver.problem import Problem
from solver.units import Minute, Weekday


@dataclass(frozen=True)
class Departures:
    """Earliest and latest minute by grade; both are the same once a plan has decided.

    slots: minute and gate by grade, where they are decided. gates: zones of that gate, as far as known. late_zones: zones of extended
    care, by weekday, where its rooms are decided.
    """

    earliest: Mapping[int, Minute]
    latest: Mapping[int, Minute]
    slots: Mapping[int, tuple[Minute, str]] = field(default_factory=dict)
    gates: Mapping[int, Zones] = field(default_factory=dict)
    late_zones: Mapping[Weekday, Zones] = field(default_factory=dict)

    @staticmethod
    def any_of(problem: Problem) -> Departures:
        """Every slot of every grade is still possible."""
        windows = problem.window_of
        return Departures(
            {grade: min(window.dismissals) for grade, window in windows.items()},
            {grade: max(window.dismissals) for grade, window in windows.items()},
        )

    @staticmethod
    def of(problem: Problem, dismissals: Iterable[Dismissal], late_care: Iterable[LateCare]) -> Departures:
        """The departures of a plan; of grades that it forgets, any."""
        free = Departures.any_of(problem)
        minutes = {item.grade: item.minute for item in dismissals if item.grade in free.earliest}
        slots = {item.grade: (item.minute, item.gate) for item in dismissals if item.grade in free.earliest}
        gates = {grade: gate_zones(problem, gate) for grade, (_, gate) in slots.items()}
        late = {care.weekday: room_zones(problem, care.rooms) for care in late_care}
        return Departures({**free.earliest, **minutes}, {**free.latest, **minutes}, slots, gates, late)

    def last(self) -> tuple[Minute, Minute]:
        """Earliest and latest minute that may be the last regular dismissal of the day."""
        return max(self.earliest.values(), default=0), max(self.latest.values(), default=0)

    def gate_of(self, grades: Iterable[int], leaving: Minute | None) -> Zones:
        """Zone of the gate where those of the grades leave who leave at a minute, where it is decided, one and known."""
        there = {slot: self.gates[grade] for grade in grades if (slot := self.slots.get(grade)) is not None and slot[0] == leaving}
        return next(iter(there.values())) if len(there) == 1 else ()


def gate_zones(problem: Problem, gate: str) -> Zones:
    """The zone of a gate, if it has one."""
    found = problem.gate_of.get(gate)
    return (found.zone,) if found is not None and found.zone else ()


def room_zones(problem: Problem, rooms: Iterable[str]) -> Zones:
    """The zones of rooms, each once, in order."""
    return tuple(sorted({problem.room_of[room].zone for room in rooms if room in problem.room_of}))
