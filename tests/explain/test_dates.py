"""Holidays and make-up days beside the official calendar: taken where nothing is said, asked for where nothing is known."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from solver.calendar.official import holidays_of, official_days
from solver.explain.dates import calendar_warnings
from solver.problem.calendar import MakeUpDay, Term
from solver.problem.findings import Findings
from solver.problem.validate_time import check_term

FIRST, LAST = date(2026, 9, 1), date(2026, 12, 31)
OFFICIAL = official_days(FIRST, LAST)
WORKING = tuple(MakeUpDay(day, 1) for day in OFFICIAL.working)
TERM = Term("2026", FIRST, LAST, 1020, tuple(OFFICIAL.holidays), WORKING)


def told(term: Term) -> list[str]:
    return [reason.zh for reason in calendar_warnings(term)]


def test_the_official_days_of_autumn() -> None:
    assert OFFICIAL.working == (date(2026, 9, 20), date(2026, 10, 10))
    assert len(OFFICIAL.holidays) == 10
    assert OFFICIAL.unannounced == ()
    assert told(TERM) == []


def test_holidays_left_empty_are_the_official_ones_and_said() -> None:
    days, assumed = holidays_of(FIRST, LAST, None)
    assert days == assumed == tuple(OFFICIAL.holidays)
    (found,) = told(replace(TERM, assumed=assumed))
    assert "2026-10-01 至 2026-10-07（国庆节）" in found
    assert date(2026, 10, 1) not in {day for day, _ in replace(TERM, assumed=assumed).service_dates()}
    assert holidays_of(FIRST, LAST, ()) == ((), ())


def test_a_year_that_is_not_announced_is_asked_for() -> None:
    spring = Term("far", date(2999, 2, 1), date(2999, 6, 1), 1020)
    days, assumed = holidays_of(spring.first, spring.last, None)
    assert days == (date(2999, 5, 1), date(2999, 5, 2))
    assert "2999 年的放假安排未知" in told(replace(spring, holidays=days, assumed=assumed))[-1]
    assert told(replace(spring, holidays=days)) == []


@given(st.sets(st.sampled_from(sorted(OFFICIAL.holidays))), st.sets(st.sampled_from(OFFICIAL.working)))
def test_no_official_day_is_served_or_missed_in_silence(left: set[date], unsaid: set[date]) -> None:
    """Partly filled in: every official day off with service, and every working weekend nobody speaks of, is named."""
    holidays = tuple(day for day in OFFICIAL.holidays if day not in left)
    extra = tuple(day for day in WORKING if day.day not in unsaid)
    term = replace(TERM, holidays=holidays, make_up_days=extra)
    named = {day for reason in calendar_warnings(term) for day in reason.subjects}
    assert named == {day.isoformat() for day in left if day.weekday() < 5} | {day.isoformat() for day in unsaid}


@given(st.integers(0, (LAST - FIRST).days))
def test_make_up_days_of_ones_own_are_asked_about(n: int) -> None:
    day = FIRST + timedelta(days=n)
    term = replace(TERM, make_up_days=(*(x for x in WORKING if x.day != day), MakeUpDay(day, 1)))
    found = Findings()
    check_term(found, term)
    if not found.faults:
        assert bool(told(term)) == (day not in OFFICIAL.working)
