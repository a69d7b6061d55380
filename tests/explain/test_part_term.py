"""People and rooms that serve on a part of the term: never left out for all of it in silence."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from solver.check.plan_index import service_spans
from solver.explain.part_term import part_term_warnings
from solver.explain.vetting import barred
from solver.policy.load import load_policy
from solver.problem.calendar import DateSpan
from tests.problem.schools import outside, village, with_clubs

SCHOOL = with_clubs(village())
POLICY = load_policy("national", {"D11": {"level": "hard"}, "D12": {"level": "hard"}, "H06": {"level": "hard"}})
SERVICE = [day for day, _ in SCHOOL.term.service_dates()]
TRAINED = tuple(replace(person, trained=date(2026, 1, 1)) for person in SCHOOL.staff)


def test_a_stop_in_mid_term_says_what_it_costs() -> None:
    stop = date(2026, 11, 2)
    staff = (replace(TRAINED[0], stopped=stop), *TRAINED[1:])
    (found,) = part_term_warnings(replace(SCHOOL, staff=staff), POLICY)
    there = [day for day in SERVICE if day < stop]
    assert found.rule == "D11"
    assert found.subjects == (TRAINED[0].id,)
    assert f"自 2026-11-02 起停止参与，本方案都没有排岗；{there[0]} 至 {there[-1]} 的 {len(there)} 个服务日" in found.zh
    assert "人天" in found.zh
    assert "小时" in found.zh
    assert part_term_warnings(replace(SCHOOL, staff=(replace(staff[0], takes_part=False), *staff[1:])), POLICY) == []


@given(st.dates(SERVICE[0] - timedelta(days=9), SERVICE[-1] + timedelta(days=9)), st.booleans())
def test_own_staff_whose_dates_begin_or_end_at_any_day(day: date, leaves: bool) -> None:
    person = replace(TRAINED[0], **({"stopped": day} if leaves else {"trained": day}))
    school = replace(SCHOOL, staff=(person, *TRAINED[1:]))
    there = [d for d in SERVICE if (d < day if leaves else d >= day)]
    found = part_term_warnings(school, POLICY)
    left_out = barred(person, service_spans(school), POLICY) is not None
    assert bool(found) == (left_out and bool(there))
    for reason in found:
        assert str(there[0]) in reason.zh
        assert str(there[-1]) in reason.zh


@given(st.dates(SERVICE[0], SERVICE[-1]), st.sampled_from(["approved_from", "approved_to", "insured_to", "reviewed", "filed"]))
def test_papers_of_outside_people_that_hold_for_a_part(day: date, field: str) -> None:
    guest = replace(outside(), **{field: day})
    school = replace(SCHOOL, staff=TRAINED, outside=(guest,))
    mine = [d for d, weekday in school.term.service_dates() if weekday in guest.weekdays]
    ends = field.endswith("_to")
    there = [d for d in mine if (d <= day if ends else d > day if field == "reviewed" else d >= day)]
    if len(there) == len(mine):
        assert part_term_warnings(school, POLICY) == []
    elif there:
        (found,) = part_term_warnings(school, POLICY)
        assert found.subjects == (guest.id,)
        assert "次" in found.zh


def test_rooms_whose_check_runs_out_say_for_how_long_they_are_lost() -> None:
    rooms = (replace(SCHOOL.rooms[0], checked_to=date(2026, 11, 2)), *SCHOOL.rooms[1:])
    (found,) = part_term_warnings(replace(SCHOOL, staff=TRAINED, rooms=rooms), POLICY)
    assert found.rule == "H06"
    assert f"至 2026-11-02 的 {len([d for d in SERVICE if d <= date(2026, 11, 2)])} 个服务日本可以用" in found.zh


@given(st.dates(SERVICE[0], SERVICE[-1]), st.dates(SERVICE[0], SERVICE[-1]))
def test_somebody_on_leave_is_told_with_the_days_of_change_and_not_where_no_date_is_touched(one: date, other: date) -> None:
    leave = DateSpan(min(one, other), max(one, other))
    school = replace(SCHOOL, staff=(replace(TRAINED[0], leaves=(leave,)), *TRAINED[1:]))
    gone = [day for day in SERVICE if leave.holds(day)]
    found = [reason for reason in part_term_warnings(school, POLICY) if reason.rule == "K01"]
    assert len(found) <= 1
    assert bool(found) <= bool(gone)
    for reason in found:
        assert f"请假{leave.first}至{leave.last}" in reason.zh
        assert f"有 {len(gone)} 个服务日不在（{gone[0]} 至 {gone[-1]}）" in reason.zh
        assert any(f"--date {day}" in reason.zh for day in (gone[0], *(day for day in SERVICE if day > gone[-1])))


def test_rooms_that_are_closed_for_a_week() -> None:
    week = DateSpan(date(2026, 11, 2), date(2026, 11, 6))
    rooms = (replace(SCHOOL.rooms[0], closures=(week,)), *SCHOOL.rooms[1:])
    (found,) = part_term_warnings(replace(SCHOOL, staff=TRAINED, rooms=rooms), POLICY)
    assert "停用（2026-11-02至2026-11-06）" in found.zh
    assert "replan --date 2026-11-02" in found.zh
