"""Eligibilities whose lessons and absences are other ones than those of the school (I04, K01)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from solver.model.eligibility import Eligibility
from solver.policy import Policy
from solver.problem import Problem
from solver.problem.calendar import DateSpan
from solver.units import EVERY_WEEK, Minute, Week, Weekday


class EndsEarly(Eligibility):
    """Lessons and absences end a minute early."""

    def free(self, person: str, weekday: Weekday, start: Minute, end: Minute, week: Week = EVERY_WEEK) -> bool:
        return super().free(person, weekday, start + 1, end, week)


class StartsLate(Eligibility):
    """Lessons and absences begin a minute late."""

    def free(self, person: str, weekday: Weekday, start: Minute, end: Minute, week: Week = EVERY_WEEK) -> bool:
        return super().free(person, weekday, start, end - 1, week)


class EndsLate(Eligibility):
    """Lessons and absences last a minute longer."""

    def free(self, person: str, weekday: Weekday, start: Minute, end: Minute, week: Week = EVERY_WEEK) -> bool:
        return super().free(person, weekday, start - 1, end, week)


class StartsEarly(Eligibility):
    """Lessons and absences begin a minute early."""

    def free(self, person: str, weekday: Weekday, start: Minute, end: Minute, week: Week = EVERY_WEEK) -> bool:
        return super().free(person, weekday, start, end + 1, week)


class EveryWeekAlike(Eligibility):
    """Lessons and absences of odd and of even weeks count in all of them."""

    def free(self, person: str, weekday: Weekday, start: Minute, end: Minute, week: Week = EVERY_WEEK) -> bool:
        return super().free(person, weekday, start, end)


class OtherWeek(Eligibility):
    """Lessons and absences of odd weeks count in the even ones, and those of even weeks in the odd ones."""

    def free(self, person: str, weekday: Weekday, start: Minute, end: Minute, week: Week = EVERY_WEEK) -> bool:
        other = week if week == EVERY_WEEK or len(self.turns) == 1 else 3 - week
        return super().free(person, weekday, start, end, other)


def redated(joined: int = 0, left: int = 0, leave: int = 0) -> type[Eligibility]:
    """People join, leave or come back from a leave so many days later than they do (K01)."""

    class Redated(Eligibility):
        def __init__(self, problem: Problem, policy: Policy) -> None:
            staff = tuple(
                replace(
                    x, joined=_later(x.joined, joined), left=_later(x.left, left),
                    leaves=tuple(DateSpan(s.first, s.last + timedelta(days=leave)) for s in x.leaves),
                )
                for x in problem.staff
            )  # fmt: skip
            super().__init__(replace(problem, staff=staff), policy)

    return Redated


def _later(day: date | None, days: int) -> date | None:
    return None if day is None else day + timedelta(days=days)

