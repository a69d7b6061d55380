"""Class periods that every plan has: some pupil of the class attends who may sit in no club that covers the period (A04)."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from solver.model.instance import Instance
from solver.problem import Pupil
from solver.units import Weekday

Place = tuple[Weekday, int]
"""(weekday, period) of a class."""


class SurePeriod(NamedTuple):
    """A class period that every plan has in each week of the template; staying: pupils of the class who are surely there."""

    home: str
    weekday: Weekday
    period: int
    staying: int


def sure_periods(instance: Instance) -> list[SurePeriod]:
    """Class periods of one week, by class, weekday and period."""
    found = []
    away = _Away(instance)
    for home in instance.band_of_class:
        for day in instance.days:
            pupils = instance.attending.get((home, day), [])
            absent = [away.of(pupil) for pupil in pupils]
            for period in range(len(instance.band_of_class[home].periods)):
                staying = sum((day, period) not in places for places in absent)
                if staying:
                    found.append(SurePeriod(home, day, period, staying))
    return found


class _Away:
    """When pupils may be in a club, for whole periods (K04, A04): by what they chose or are given (C01, B08, B11)."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._covered = cache(self._of_offering)

    def of(self, pupil: Pupil) -> AbstractSet[Place]:
        """(weekday, period) at which the pupil may be away."""
        instance = self._instance
        names = {*(pupil.choices if pupil.clubs else ()), *instance.given.to(pupil.id)}
        grade = instance.problem.grade_of_pupil[pupil.id]
        return frozenset().union(*(self._covered(name, grade) for name in names))

    def _of_offering(self, name: str, grade: int) -> AbstractSet[Place]:
        instance, offering = self._instance, self._instance.problem.offering_of[name]
        starts = [start for start in instance.starts[name] if instance.within(grade, start, offering.minutes)]
        covered = {period for start in starts for period in instance.covers(offering, start, grade)}
        return {(day, period) for day in instance.session_days[name] for period in covered}
