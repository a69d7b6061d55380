"""K01 by dates: people who join, leave or are on leave, rooms that are closed; both sides of every edge, and periods of any dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from solver.check.plan_index import PlanIndex
from solver.problem.calendar import DateSpan
from solver.problem.problem import Problem
from tests.check.builders import broken, plan, policy, problem, roomed, verdict

EVERY_OTHER = replace(plan(), assignments=tuple(a for a in plan().assignments if a.person != "T1" or a.week != 2))
"""A plan in which the first teacher stands in week 1 alone."""
ALTERNATING = PlanIndex(problem(), policy(), EVERY_OTHER).duties
SERVICE = dict(problem().term.service_dates())
FIRST, LAST = min(SERVICE), max(SERVICE)
MONDAYS = [day for day, weekday in SERVICE.items() if weekday == 1]
ANY_DAY = st.dates(FIRST - timedelta(days=3), LAST + timedelta(days=3))
SPANS = st.tuples(ANY_DAY, ANY_DAY).map(lambda ends: DateSpan(min(ends), max(ends)))
DUTIES = PlanIndex(problem(), policy(), plan()).duties
T1_DAYS = sorted({weekday for person, _, weekday in DUTIES if person == "T1"})


def first_teacher(**fields: Any) -> Problem:
    staff = problem().staff
    return replace(problem(), staff=(replace(staff[0], **fields), *staff[1:]))


def within(school: Problem, first: date, last: date) -> Problem:
    return replace(school, term=replace(school.term, period=DateSpan(first, last)))


def test_somebody_there_on_every_service_date_is_no_fault() -> None:
    assert T1_DAYS
    assert broken("K01", first_teacher(joined=FIRST, left=LAST)) == []
    assert broken("K01", first_teacher(leaves=(DateSpan(LAST + timedelta(days=1), LAST + timedelta(days=9)),))) == []


def test_one_date_of_leave_bars_the_weekday_and_is_named() -> None:
    weekday = T1_DAYS[0]
    day = next(day for day, runs in SERVICE.items() if runs == weekday)
    school = first_teacher(leaves=(DateSpan(day, day),))
    assert broken("K01", school) == [(("T1",), weekday, str(day), f"on leave {day} to {day}")]
    (found,) = [v for v in verdict(school).violations if v.rule == "K01"]
    assert f"而{day}不在校（请假{day}至{day}）" in found.zh


def test_a_joiner_is_barred_until_a_plan_begins_on_the_day() -> None:
    joined = next(day for day in SERVICE if day > FIRST + timedelta(days=30))
    school = first_teacher(joined=joined)
    assert [weekday for _, weekday, *_ in broken("K01", school)] == T1_DAYS
    assert broken("K01", within(school, joined, LAST)) == []
    left = first_teacher(left=joined - timedelta(days=1))
    assert [weekday for _, weekday, *_ in broken("K01", left)] == T1_DAYS
    assert broken("K01", within(left, FIRST, joined - timedelta(days=1))) == []


def test_outside_people_come_and_go_too() -> None:
    base = problem()
    guest = base.outside[0]
    led = replace(base, outside=(replace(guest, joined=FIRST + timedelta(days=1)),))
    assert broken("K01", led) == []  # he leads nothing


def test_closed_rooms() -> None:
    monday = MONDAYS[3]
    shut = roomed(problem(), replace(problem().room_of["R1"], closures=(DateSpan(monday, monday),)))
    assert broken("K01", shut)[0][1:] == (1, str(monday), f"{monday} to {monday}")
    assert broken("K01", within(shut, monday + timedelta(days=1), LAST)) == []


@given(SPANS, st.lists(SPANS, max_size=2), st.one_of(st.none(), ANY_DAY), st.one_of(st.none(), ANY_DAY))
def test_nobody_is_on_a_post_on_a_date_on_which_he_is_absent(
    period: DateSpan, leaves: list[DateSpan], joined: date | None, left: date | None
) -> None:
    """The checker is silent about somebody exactly if he is there on every date of the period on which he is on duty."""
    school = within(first_teacher(joined=joined, left=left, leaves=tuple(leaves)), period.first, period.last)
    gone = {
        weekday
        for day, weekday in SERVICE.items()
        if period.first <= day <= period.last
        and ("T1", problem().term.week_of(day, 2), weekday) in ALTERNATING
        and ((joined is not None and day < joined) or (left is not None and day > left) or any(s.first <= day <= s.last for s in leaves))
    }
    found = {weekday for subjects, weekday, *_ in broken("K01", school, of=EVERY_OTHER) if subjects == ("T1",)}
    assert gone <= found
    if all(any(school.term.week_of(day, 2) == week for day in dates) for dates in school.dates_of_weekday.values() for week in (1, 2)):
        assert found == gone
