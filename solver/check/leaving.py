"""Dismissals of the plan: when and by which gate each grade leaves. Slots and gates that the plan does not use count for nothing."""

from __future__ import annotations

from collections.abc import Iterable

from solver.check.demand import Demand
from solver.check.well_formed import WellFormedPlan
from solver.plan.plan import Dismissal
from solver.problem.bells import Interval
from solver.problem.problem import Problem
from solver.units import Minute, Weekday

Zones = tuple[str, ...]
"""Zones of a place, all of which must be reached in time; empty: the walk to it is not measured."""


class Leaving:
    """Grade -> its dismissal, where the plan has one that is not before the end of the grade's last period.

    last: the last regular dismissal of the day; without any dismissal the end of the last period of the school.
    """

    def __init__(self, problem: Problem, kept: WellFormedPlan) -> None:
        self._problem = problem
        self._ends = {grade: window.periods[-1].end for grade, window in problem.window_of.items() if window.periods}
        self._found = {
            grade: item for grade, item in kept.dismissals.items() if item.minute >= self._ends.get(grade, item.minute)
        }
        minutes = [item.minute for item in self._found.values()]
        self.last: Minute = max(minutes or self._ends.values(), default=0)

    def of(self, grade: int) -> Dismissal | None:
        """The grade's dismissal; None in a damaged plan (K00)."""
        return self._found.get(grade)

    def minute(self, grade: int, otherwise: Minute) -> Minute:
        """When the grade leaves, or another minute where the plan does not say."""
        found = self._found.get(grade)
        return otherwise if found is None else found.minute

    def closed_by(self, grades: Iterable[int], end: Minute) -> list[Dismissal]:
        """Dismissals of those of the grades whose last period ends at a minute: a session that ends then closes their day."""
        return [self._found[grade] for grade in sorted(grades) if self._ends.get(grade) == end and grade in self._found]

    def gate_zone(self, dismissals: Iterable[Dismissal]) -> Zones:
        """Zone of the gate where all who leave last leave; none when they use several gates, or it has no zone."""
        found = list(dismissals)
        last = max((item.minute for item in found), default=0)
        gates = {item.gate for item in found if item.minute == last}
        gate = self._problem.gate_of.get(next(iter(gates))) if len(gates) == 1 else None
        return zones_of(gate.zone if gate else "")

    def late_spans(self, demand: Demand) -> dict[Weekday, Interval]:
        """Weekday -> extended care, from the first dismissal of the grades that have pupils in it to the last who is fetched."""
        found = {}
        for weekday, grades in demand.late_grades.items():
            start = min(self.minute(grade, self._ends.get(grade, 0)) for grade in grades)
            if start < demand.late_until[weekday]:
                found[weekday] = Interval(start, demand.late_until[weekday])
        return found


def zones_of(*zones: str | None) -> Zones:
    """Zones without those that are not known, each once."""
    return tuple(dict.fromkeys(zone for zone in zones if zone))


def common_zone(zones: Iterable[str | None]) -> Zones:
    """The zone that all places share, else none."""
    found = set(zones)
    return zones_of(*found) if len(found) == 1 else ()
