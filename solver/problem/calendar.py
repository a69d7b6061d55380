"""The term's calendar: which dates have service (rules A01, A10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from solver.problem.option import option
from solver.units import Minute, Week, Weekday


@dataclass(frozen=True, slots=True)
class MakeUpDay:
    """A working weekend day (调休): ``day`` runs by the template of ``weekday`` (1..5), with service or without."""

    day: date
    weekday: Weekday
    service: bool = True


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Term:
    """A school term, both ends included. ``work_end`` is the normal local end of work (A03).

    assumed: those of ``holidays`` that the school did not say and that were taken from the official calendar (A10).
    template_weeks: W, weeks of a plan's template, which take turns over the term; None = the number that the policy names.
    period: the days for which a plan stands, None = the whole term. It belongs to a plan and is submitted by nobody; all that is
    asked of the term's dates is asked of these.
    """

    name: str
    first: date
    last: date
    work_end: Minute
    holidays: tuple[date, ...] = ()
    make_up_days: tuple[MakeUpDay, ...] = ()
    assumed: tuple[date, ...] = option(())
    template_weeks: int | None = option(None)
    period: DateSpan | None = option(None)

    @property
    def planned(self) -> DateSpan:
        """The days for which a plan stands: the period, or the whole term."""
        return self.period or DateSpan(self.first, self.last)

    def service_dates(self) -> tuple[tuple[date, Weekday], ...]:
        """Every service date of the period with the weekday template it runs by, in order (A10)."""
        planned = self.planned
        return tuple((day, weekday) for day, weekday in self.dates_of_term() if planned.holds(day))

    def dates_of_term(self) -> tuple[tuple[date, Weekday], ...]:
        """The same of the whole term, whatever the period."""
        extra = {m.day: m.weekday for m in self.make_up_days if m.service}
        holidays = set(self.holidays)
        found = []
        day = self.first
        while day <= self.last:
            if day in extra:
                found.append((day, extra[day]))
            elif day.weekday() < 5 and day not in holidays:
                found.append((day, day.weekday() + 1))
            day += timedelta(days=1)
        return tuple(found)

    def week_of(self, day: date, weeks: int) -> Week:
        """The week 1..weeks of a plan's template by which a date runs.

        Calendar weeks, Monday to Sunday, take turns: that of the term's first day runs by week 1, the next by week 2, and
        so on, in weeks without service too. A make-up day belongs to the calendar week in which it lies.
        """
        monday = self.first - timedelta(days=self.first.weekday())
        return (day - monday).days // 7 % weeks + 1

    def free_weekend_days(self) -> tuple[date, ...]:
        """Saturdays and Sundays of the period that are neither holidays nor working days, in order (A14)."""
        taken, planned = {*self.holidays, *(extra.day for extra in self.make_up_days)}, self.planned
        days = (planned.first + timedelta(days=i) for i in range((planned.last - planned.first).days + 1))
        return tuple(day for day in days if day.isoweekday() > 5 and day not in taken)
