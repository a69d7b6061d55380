"""Duty table: duties by person, week and weekday under construction, and the slack that caps and clashes leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from solver.model.instance import Instance, Shift
from solver.units import Week, Weekday

Key = tuple[str, Week, Weekday]


@dataclass(frozen=True, slots=True)
class Slack:
    """Slack of a person on a day under the caps of D10 and A07: whether it may be a day of duty; minutes, late duties, evenings left."""

    day: bool
    minutes: int
    late: int
    evenings: int


class DutyTable:
    """Duties by person, week and weekday, with the caps of D10 and A07 and the clashes of K02 and D08. Times in minutes."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        policy = instance.policy
        self._shifts: dict[Key, list[Shift]] = defaultdict(list)
        self._minutes: dict[Key, int] = defaultdict(int)
        self._days: dict[tuple[str, Week], int] = defaultdict(int)
        self._late: dict[tuple[str, Week], int] = defaultdict(int)
        self._evenings: dict[tuple[str, Week], int] = defaultdict(int)
        self.total: dict[str, int] = defaultdict(int)
        capped = policy.on("D10")
        self._max_minutes = policy.number("D10", "minutes_per_day") if capped else 10**9
        self._max_late = policy.number("D10", "late_per_week") if capped else 10**9
        self._max_evenings = policy.number("A07", "evenings_per_week") if policy.on("A07") else 7
        self.late_after = policy.number("D10", "late_after")
        days = policy.number("D10", "days_per_week") if capped else 7
        self._max_days = {
            s.id: min(days, s.max_days) if capped and s.max_days is not None else days for s in instance.problem.staff
        }
        self._max_days |= {x.id: 7 for x in instance.problem.outside}
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
        key = (person, week, day)
        there = self._shifts.get(key)
        if person not in self._outside:
            if not there and self._days.get((person, week), 0) >= self._max_days[person]:
                return False
            if self._minutes.get(key, 0) + shift.credit > self._max_minutes:
                return False
            if shift.end > self.late_after and self._late.get((person, week), 0) >= self._max_late:
                return False
            if shift.evening and self._evenings.get((person, week), 0) >= self._max_evenings:
                return False
        return all(self.apart(other, shift) for other in there or ())

    def apart(self, a: Shift, b: Shift) -> bool:
        """Whether one person can hold both on a day (K02, D08)."""
        if a.start > b.start:
            a, b = b, a
        if b.start < a.end:
            return False
        return b.start - a.end >= self.instance.walk(a.zone, b.zone) or not self.instance.policy.on("D08")

    def add(self, person: str, week: Week, day: Weekday, shift: Shift) -> None:
        key = (person, week, day)
        if not self._shifts[key]:
            self._days[person, week] += 1
        self._shifts[key].append(shift)
        self._minutes[key] += shift.credit
        self.total[person] += shift.load
        if shift.evening:
            self._evenings[person, week] += 1
        if shift.end > self.late_after:
            self._late[person, week] += 1

    def remove(self, person: str, week: Week, day: Weekday, shift: Shift) -> None:
        key = (person, week, day)
        self._shifts[key].remove(shift)
        if not self._shifts[key]:
            self._days[person, week] -= 1
        self._minutes[key] -= shift.credit
        self.total[person] -= shift.load
        if shift.evening:
            self._evenings[person, week] -= 1
        if shift.end > self.late_after:
            self._late[person, week] -= 1

    def may_every_week(self, person: str, day: Weekday, shift: Shift) -> bool:
        return all(self.may(person, week, day, shift) for week in self.instance.weeks)

    def add_every_week(self, person: str, day: Weekday, shift: Shift) -> None:
        for week in self.instance.weeks:
            self.add(person, week, day, shift)

    def on_duty(self, person: str, week: Week, day: Weekday) -> bool:
        return bool(self._shifts.get((person, week, day)))

    def has_day(self, person: str, week: Week, day: Weekday) -> bool:
        """Whether the day is one of duty already, or may become one (D10)."""
        return bool(self._shifts.get((person, week, day))) or (
            self._days.get((person, week), 0) < self._max_days[person]
        )

    def days(self, person: str, week: Week) -> int:
        return self._days.get((person, week), 0)

    def shifts(self, person: str, week: Week, day: Weekday) -> Sequence[Shift]:
        """Shifts of a person on a day."""
        return self._shifts.get((person, week, day), ())

    def slack(self, person: str, week: Week, day: Weekday) -> Slack:
        """Slack of a person on a day, given all duties in the table."""
        key = (person, week, day)
        if person in self._outside:
            return Slack(day=True, minutes=10**9, late=10**9, evenings=0)
        return Slack(
            day=self.has_day(person, week, day),
            minutes=self._max_minutes - self._minutes.get(key, 0),
            late=self._max_late - self._late.get((person, week), 0),
            evenings=self._max_evenings - self._evenings.get((person, week), 0),
        )

    def day_cap(self, person: str) -> int:
        return self._max_days[person]
