"""Duty table: duties by person, week and weekday under construction, and the slack that caps and clashes leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from solver.model.instance import Instance, Shift
from solver.search.duty_caps import DutyCaps
from solver.units import Week, Weekday

Key = tuple[str, Week, Weekday]


class DutyTable:
    """Duties by person, week and weekday, with the caps of own staff (``caps``) and the clashes of K02 and D08. Times in minutes."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.caps = DutyCaps(instance)
        self._shifts: dict[Key, list[Shift]] = defaultdict(list)
        self.total: dict[str, int] = defaultdict(int)
        self._outside = set(instance.problem.outside_of)

    def copy(self) -> DutyTable:
        """A table of its own with the same duties."""
        twin = DutyTable(self.instance)
        for (person, week, day), shifts in self._shifts.items():
            for shift in shifts:
                twin.add(person, week, day, shift)
        return twin

    def may(self, person: str, week: Week, day: Weekday, shift: Shift) -> bool:
        """Whether the person can take the shift on top of what is there."""
        return self.may_all(person, week, day, (shift,))

    def may_all(self, person: str, week: Week, day: Weekday, shifts: Sequence[Shift]) -> bool:
        """Whether the person can take all of the shifts, which one person can hold, on top of what is there."""
        if person not in self._outside and not self.caps.allow(person, week, day, shifts):
            return False
        there = self._shifts.get((person, week, day), ())
        return all(self.apart(other, shift) for other in there for shift in shifts)

    def apart(self, a: Shift, b: Shift) -> bool:
        """Whether one person can hold both on a day (K02, D08)."""
        if a.start > b.start:
            a, b = b, a
        if b.start < a.end:
            return False
        return b.start - a.end >= self.instance.walk(a.leaves, b.zones) or not self.instance.policy.on("D08")

    def add(self, person: str, week: Week, day: Weekday, shift: Shift) -> None:
        self._shifts[person, week, day].append(shift)
        self.total[person] += shift.load
        self.caps.change(person, week, day, shift, 1)

    def remove(self, person: str, week: Week, day: Weekday, shift: Shift) -> None:
        self._shifts[person, week, day].remove(shift)
        self.total[person] -= shift.load
        self.caps.change(person, week, day, shift, -1)

    def may_every_week(self, person: str, day: Weekday, shift: Shift) -> bool:
        return all(self.may(person, week, day, shift) for week in self.instance.weeks)

    def add_every_week(self, person: str, day: Weekday, shift: Shift) -> None:
        for week in self.instance.weeks:
            self.add(person, week, day, shift)

    def on_duty(self, person: str, week: Week, day: Weekday) -> bool:
        return bool(self._shifts.get((person, week, day)))

    def days(self, person: str, week: Week) -> int:
        """Days of duty of a person in a week."""
        return self.caps.duty_days.days(person, week)

    def shifts(self, person: str, week: Week, day: Weekday) -> Sequence[Shift]:
        """Shifts of a person on a day."""
        return self._shifts.get((person, week, day), ())

    def day_cap(self, person: str) -> int:
        """Days of duty a week that a person may have (D10)."""
        return self.caps.duty_days.limit(person)
