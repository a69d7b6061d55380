"""The people of one day of one week as arrays: what the caps leave each of them, and how much there is of theirs already."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from solver.model.instance import Shift
from solver.search.duty_table import DutyTable
from solver.units import Week, Weekday

Places = NDArray[np.int64]
"""Positions of people in a list."""
DAY = 24 * 60
"""Minutes."""


class Pool:
    """Columns of whole numbers, one place a person, in the order in which the people are given."""

    def __init__(self, duty_table: DutyTable, people: Sequence[str], week: Week, day: Weekday) -> None:
        self.week, self.day = week, day
        self._duty_table, self._people = duty_table, people
        self._left = np.zeros((len(duty_table.caps.caps), len(people)), dtype=np.int64)
        """Slack by cap and person."""
        self.fresh = np.zeros(len(people), dtype=np.int64)
        """1: not on duty yet."""
        self.days = np.zeros(len(people), dtype=np.int64)
        """Duty days in the week."""
        self.total = np.zeros(len(people), dtype=np.int64)
        """Minutes of load in all weeks (D02)."""
        self._busy = np.zeros((len(people), DAY), dtype=np.bool_)
        for place in range(len(people)):
            self.refresh(place)

    def refresh(self, place: int) -> None:
        """Read one person's column again, whose duties have changed."""
        duty_table, person = self._duty_table, self._people[place]
        self._left[:, place] = duty_table.caps.slacks(person, self.week, self.day)
        self.days[place] = duty_table.days(person, self.week)
        self.total[place] = duty_table.total[person]
        shifts = duty_table.shifts(person, self.week, self.day)
        self.fresh[place] = not shifts
        self._busy[place] = False
        for shift in shifts:
            self._busy[place, shift.start : shift.end] = True

    def fitting(self, able: Places, shifts: Sequence[Shift]) -> Places:
        """Those of the able whom the caps leave enough for all of the shifts, and who do nothing else then."""
        fits = np.ones(len(able), dtype=np.bool_)
        for left, need in zip(self._left, self._duty_table.caps.needs(shifts), strict=True):
            if need:  # who has had more than allowed may still do what is not counted
                fits &= left[able] >= need
        found: Places = able[fits]
        for shift in shifts:
            found = found[~self._busy[found, shift.start : shift.end].any(axis=1)]
        return found
