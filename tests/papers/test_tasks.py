"""Dated tasks, the queue at the gates, and the record of draws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.files.task_words import state_words
from api.services.reporting import as_json
from api.services.ticking import read_register, register_document, task_fault
from solver.calendar.duty_days import service_days
from solver.check.plan_index import PlanIndex
from solver.errors import ProblemError
from solver.papers.draws import Draw, draws
from solver.papers.queue import releases
from solver.papers.tasks import DONE, LATE, OVERDUE, TaskRecord, filing, state_of, tasks
from solver.papers.wishes import wishes
from solver.plan.plan import Plan
from solver.policy.load import load_policy, profile_names
from solver.problem.places import Gate
from tests.check.builders import plan, policy, problem


def test_filing_is_due_fifteen_days_after_the_start() -> None:
    """I02: a term from the 1st ends its half month on the 16th; only where the policy says so."""
    term = replace(problem().term, first=date(2026, 9, 1), last=date(2027, 1, 22))
    own = filing(load_policy("qingshanhu-2024"), term)
    assert own is not None
    assert own.due == date(2026, 9, 16)
    assert filing(load_policy("national"), term) is None, "another district's day binds nobody here"
    assert own.days_left(date(2026, 9, 10)) == 6
    assert own.days_left(date(2026, 9, 16)) == 0
    assert own.days_left(date(2026, 9, 17)) == -1
    longer = load_policy("qingshanhu-2024", {"I02": {"numbers": {"days": 20}}})
    changed = filing(longer, term)
    assert changed is not None
    assert changed.due == date(2026, 9, 21)
    assert filing(load_policy("qingshanhu-2024", {"I02": {"level": "off"}}), term) is None


def test_tasks_follow_from_policy_and_plan() -> None:
    found = tasks(PlanIndex(problem(), policy(), plan()))
    by_rule = {(task.rule, task.zh): task for task in found}
    term = problem().term
    first = term.service_dates()[0][0]
    briefed = next(task for task in found if task.rule == "D09")
    assert briefed.due == first - timedelta(days=1)
    notice = next(task for task in found if task.rule == "C09")
    assert notice.due == term.first
    review = by_rule["E05", "完成面审和资格核实"]
    tuesday = min(day for day, weekday in term.service_dates() if weekday == 2)
    assert (review.due, review.done, review.about) == (tuesday - timedelta(days=1), date(2025, 9, 1), "周教练(O1)")
    days = [task.due for task in found if task.due is not None and not task.elsewhen]
    assert days == sorted(days)
    assert all(task.zh and task.en and task.source.quote and task.source.document for task in found)


def test_publication_of_fees_is_done_when_the_school_says_so() -> None:
    plain = problem()
    public = replace(plain, money=replace(plain.money, published=date(2025, 8, 30)))
    done = {task.rule: task.done for task in tasks(PlanIndex(public, policy(), plan()))}
    assert done["G03P"] == date(2025, 8, 30)
    assert {task.rule: task.done for task in tasks(PlanIndex(plain, policy(), plan()))}["G03P"] is None


def test_dates_of_other_years_are_told_apart() -> None:
    found = next(task for task in tasks(PlanIndex(problem(), load_policy("qingshanhu-2024"), plan())) if task.rule == "I08")
    assert found.elsewhen
    assert found.days_left(date(2025, 9, 1)) is None
    assert "不在本学期" in found.when[0]


def test_each_task_has_an_id_of_its_own() -> None:
    for name in profile_names():
        ids = [task.id for task in tasks(PlanIndex(problem(), load_policy(name), plan()))]
        assert len(ids) == len(set(ids)), name


DAYS = st.none() | st.dates(date(2025, 8, 1), date(2026, 3, 1))


@given(due=DAYS, done=DAYS, on=DAYS, daily=st.booleans())
def test_a_task_is_overdue_only_while_it_is_open_and_past_its_day(
    due: date | None, done: date | None, on: date | None, daily: bool
) -> None:
    plain = next(task for task in tasks(PlanIndex(problem(), policy(), plan())) if task.id == "I01")
    task = replace(plain, due=due, daily=daily)
    records = {"I01": TaskRecord(done)} if done else {}
    state = state_of(task, records, on)
    finished = done is not None and (on is None or done <= on)
    assert (state.kind in (DONE, LATE)) == finished
    assert (state.kind == LATE) == (finished and due is not None and done is not None and done > due)
    assert (state.kind == OVERDUE) == (not finished and not daily and on is not None and due is not None and due < on)
    words = state_words(task, state, on)
    assert ("逾期" in words) == (state.kind == OVERDUE)
    assert ("已完成" in words) == finished


def test_dates_of_the_request_are_the_requests() -> None:
    public = replace(problem(), money=replace(problem().money, published=date(2025, 8, 30)))
    (task,) = (task for task in tasks(PlanIndex(public, policy(), plan())) if task.id == "G03P")
    assert state_of(task, {"G03P": TaskRecord(date(2025, 1, 1))}, None).done == date(2025, 8, 30)
    found = tasks(PlanIndex(public, policy(), plan()))
    for ident in ("G03P", "E05:O1", "E06-filed:O1", "C07", "X99", "i01"):
        assert task_fault(found, ident, ("--done",)) is not None, ident
    assert task_fault(found, "I01", ("--done",)) is None
    assert "I01" in (task_fault(found, "i01", ()) or pytest.fail("no fault")).hint_zh


def test_registers_are_of_one_school_and_term() -> None:
    records = {"I01": TaskRecord(date(2025, 9, 10), "张主任", "已报基教股"), "GONE": TaskRecord(date(2025, 9, 1))}
    document = register_document(problem().school, problem().term.name, records)
    assert read_register(as_json(document), problem()) == records
    for change in ({"school": "x"}, {"term": "x"}, {"version": 2}, {"tasks": []},
                   {"tasks": {"I01": {"done": "2062-09-10"}}}, {"tasks": {"I01": {"done": "10.9."}}},
                   {"tasks": {"I01": {"done": "2025-09-10", "by": "张\u200b"}}}, {"tasks": {"I01": {"done": "2025-09-10", "x": "1"}}},
                   {"tasks": {"I01": {"done": "2025-09-10", "note": "x" * 301}}}):  # fmt: skip
        with pytest.raises(ProblemError):
            read_register(as_json(document | change), problem())
    for data in (b"", b"[]", b"{", b"PK"):
        with pytest.raises(ProblemError):
            read_register(data, problem())


def test_rules_of_outside_people_that_are_off_make_no_task() -> None:
    found = tasks(PlanIndex(problem(), policy({}, {"E05": "off", "E06": "off"}), plan()))
    assert not [task for task in found if task.about]


def test_service_days_know_their_week() -> None:
    found = service_days(problem().term, 2)
    assert [(each.day, each.weekday) for each in found] == list(problem().term.service_dates())
    assert all(each.week == problem().term.week_of(each.day, 2) for each in found)
    assert {each.week for each in found} == {1, 2}


def test_the_queue_deals_classes_to_lanes() -> None:
    found = releases(PlanIndex(problem(), policy(), plan()))
    assert [(item.class_id, item.lane, item.place, item.start, item.end) for item in found] == [
        ("1A", 1, 1, 63000, 63060),
        ("2A", 1, 2, 63060, 63120),
    ]
    wide = replace(problem(), gates=(Gate("G1", 2, 60),))
    both = releases(PlanIndex(wide, policy(), plan()))
    assert [(item.lane, item.start) for item in both] == [(1, 63000), (2, 63000)]


def test_draws_count_over_subscribed_offerings() -> None:
    found = {item.offering: item for item in drawn(plan())}
    ball, chess = found["ball"], found["chess"]
    assert (ball.sections, ball.seats, ball.first, ball.asked, ball.seated, ball.first_out) == (1, 2, 3, 3, (2, 0, 0, 0, 0), 1)
    assert (chess.sections, chess.seats, chess.first, chess.asked) == (1, 3, 1, 4)
    assert (chess.seated, chess.first_out) == ((1, 2, 0, 0, 0), 0)
    assert ball.over
    assert not chess.over
    closed = {item.offering: item for item in drawn(replace(plan(), sections=(), seats=()))}
    assert not closed["ball"].over, "what was not opened was not drawn for"
    assert closed["ball"].seats == 0
    assert closed["ball"].refused == (("closed", 3),), "first choices of what was not opened are refused too"


def drawn(of: Plan) -> tuple[Draw, ...]:
    view = PlanIndex(problem(), policy(), of)
    return draws(view, wishes(view))
