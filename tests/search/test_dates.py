"""Plans that leave the search have nobody on a post on a date on which he is not there, date by date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import solver
from solver.check.plan_index import PlanIndex
from solver.plan.period import within
from solver.policy.load import load_policy
from solver.problem.calendar import DateSpan
from solver.problem.problem import Problem
from tests.problem.schools import village

POLICY = load_policy("national", {"D10": {"level": "off"}})
ONE_DAY = (DateSpan(date(2026, 11, 4), date(2026, 11, 4)),)
LONG = (DateSpan(date(2026, 10, 8), date(2026, 12, 31)),)
PERIODS = ((None, None), (date(2026, 10, 8), date(2026, 10, 31)), (date(2026, 11, 2), None))


def school() -> Problem:
    """Nobody can do without all of four teachers, who are away for a day, for long, later, or no longer."""
    base = village(late=3)
    first, second, third, fourth, *others = base.staff
    away = (
        replace(first, leaves=ONE_DAY), replace(second, leaves=LONG), replace(third, joined=date(2026, 11, 2)),
        replace(fourth, left=date(2026, 10, 30)),
    )  # fmt: skip
    return replace(base, staff=(*away, *others), offerings=(), outside=())


@pytest.mark.parametrize(("first", "last"), PERIODS)
def test_nobody_stands_anywhere_on_a_date_of_absence(first: date | None, last: date | None) -> None:
    on = within(school(), first, last)
    found = solver.solve(on, POLICY, solver.Params(seconds=None, effort=0.05, seed=3, workers=1)).plan
    assert found is not None
    assert (found.effect, found.until) == (first, last)
    view = PlanIndex(on, POLICY, found)
    stood = 0
    for day, weekday in on.term.service_dates():
        week = on.term.week_of(day, view.weeks)
        posted = [person for person, each, on_day in view.duties if (each, on_day) == (week, weekday)]
        stood += len(posted)
        assert all(on.staff_of[person].there(day) for person in posted), day
    assert stood
