"""Duty days: a weekday of a week of a plan's template, with the dates of its period that run by it (A10, A14).

The template is repeated over the term, its weeks taking turns. What is said of a day of the template holds on all of its dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from solver.problem.calendar import Term
from solver.problem.problem import Problem
from solver.units import Week, Weekday


class Dated(Protocol):
    """A person or a room that is there on some days."""

    def there(self, day: date) -> bool: ...


class DutyDay(NamedTuple):
    """A day of the template, and the dates for which it stands, ascending; there may be none."""

    week: Week
    weekday: Weekday
    dates: tuple[date, ...]


class ServiceDay(NamedTuple):
    """One date with service: ``weekday`` is the template it runs by, ``week`` 1..W the week of the plan."""

    day: date
    weekday: Weekday
    week: Week


def duty_days(problem: Problem, weeks: int) -> tuple[DutyDay, ...]:
    """Every day of a template of so many weeks, week by week, with its dates of the period; days of weekend blocks included."""
    found: dict[tuple[Week, Weekday], list[date]] = {
        (week, weekday): [] for week in range(1, weeks + 1) for weekday in problem.post_days
    }
    for weekday, dates in problem.dates_of_weekday.items():
        for day in dates:
            found[problem.term.week_of(day, weeks), weekday].append(day)
    return tuple(DutyDay(week, weekday, tuple(dates)) for (week, weekday), dates in found.items())


def missing_days(problem: Problem, weeks: int, thing: Dated) -> frozenset[tuple[Week, Weekday]]:
    """Days of the template on some date of which a person or a room is not there, so that a plan cannot use them then (K01).

    A day of the template without a date in the period follows the dates of its weekday in other weeks.
    """
    every = problem.dates_of_weekday
    return frozenset(
        (each.week, each.weekday)
        for each in duty_days(problem, weeks)
        if not all(thing.there(day) for day in each.dates or every[each.weekday])
    )


def service_days(term: Term, weeks: int) -> tuple[ServiceDay, ...]:
    """Every service date of the period in order, with the day of the template that it runs by."""
    return tuple(ServiceDay(day, weekday, term.week_of(day, weeks)) for day, weekday in term.service_dates())


class CalendarWeek(NamedTuple):
    """A week of the calendar, from Monday to Sunday, with service: its first and last service date."""

    first: date
    last: date


def weeks_by_turn(term: Term, weeks: int) -> dict[Week, tuple[CalendarWeek, ...]]:
    """Week of the template -> the calendar weeks of the period that run by it."""
    found: dict[Week, dict[date, CalendarWeek]] = {week: {} for week in range(1, weeks + 1)}
    for day, _, week in service_days(term, weeks):
        monday = day - timedelta(days=day.weekday())
        seen = found[week].get(monday)
        found[week][monday] = CalendarWeek(seen.first if seen else day, day)
    return {week: tuple(each.values()) for week, each in found.items()}


def days_in_order(problem: Problem, weeks: int) -> Iterator[tuple[date, DutyDay]]:
    """Every date of the period with a duty day, in order."""
    return iter(sorted((day, each) for each in duty_days(problem, weeks) for day in each.dates))
