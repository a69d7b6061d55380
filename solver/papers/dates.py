"""The service dates of a term, each with the week of the template that it runs by."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from solver.problem.calendar import Term
from solver.units import Week, Weekday


class ServiceDay(NamedTuple):
    """One date with service: ``weekday`` is the template it runs by, ``week`` 1..W the week of the plan."""

    day: date
    weekday: Weekday
    week: Week


def service_days(term: Term, weeks: int) -> tuple[ServiceDay, ...]:
    """Every service date in order, by the weeks of :meth:`Term.week_of`."""
    return tuple(ServiceDay(day, weekday, term.week_of(day, weeks)) for day, weekday in term.service_dates())
