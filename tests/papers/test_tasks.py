"""Dated tasks, the queue at the gates, and the record of draws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from solver.check.view import View
from solver.papers.dates import service_days
from solver.papers.draws import Draw, draws
from solver.papers.queue import releases
from solver.papers.tasks import filing, tasks
from solver.papers.wishes import wishes
from solver.plan.plan import Plan
from solver.policy.load import load_policy
from solver.problem.places import Gate
from tests.check.builders import plan, policy, problem


def test_filing_is_due_fifteen_days_after_the_start() -> None:
    """I02: a term from the 1st ends its half month on the 16th; the policy's own, or marked as another place's."""
    term = replace(problem().term, first=date(2026, 9, 1), last=date(2027, 1, 22))
    own = filing(load_policy("qingshanhu-2024"), term)
    assert own is not None
    assert (own.due, own.reference) == (date(2026, 9, 16), False)
    other = filing(load_policy("national"), term)
    assert other is not None
    assert (other.due, other.reference) == (date(2026, 9, 16), True)
    assert own.days_left(date(2026, 9, 10)) == 6
    assert own.days_left(date(2026, 9, 16)) == 0
    assert own.days_left(date(2026, 9, 17)) == -1
    longer = load_policy("qingshanhu-2024", {"I02": {"numbers": {"days": 20}}})
    changed = filing(longer, term)
    assert changed is not None
    assert changed.due == date(2026, 9, 21)
    assert filing(load_policy("qingshanhu-2024", {"I02": {"level": "off"}}), term) is None


def test_tasks_follow_from_policy_and_plan() -> None:
    found = tasks(View(problem(), policy(), plan()))
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
    done = {task.rule: task.done for task in tasks(View(public, policy(), plan()))}
    assert done["G03P"] == date(2025, 8, 30)
    assert {task.rule: task.done for task in tasks(View(plain, policy(), plan()))}["G03P"] is None


def test_dates_of_other_years_are_told_apart() -> None:
    found = next(task for task in tasks(View(problem(), policy(), plan())) if task.rule == "I08")
    assert found.elsewhen
    assert found.days_left(date(2025, 9, 1)) is None
    assert "不在本学期" in found.when[0]


def test_rules_of_outside_people_that_are_off_make_no_task() -> None:
    found = tasks(View(problem(), policy({}, {"E05": "off", "E06": "off"}), plan()))
    assert not [task for task in found if task.about]


def test_service_days_know_their_week() -> None:
    found = service_days(problem().term, 2)
    assert [(each.day, each.weekday) for each in found] == list(problem().term.service_dates())
    assert all(each.week == problem().term.week_of(each.day, 2) for each in found)
    assert {each.week for each in found} == {1, 2}


def test_the_queue_deals_classes_to_lanes() -> None:
    found = releases(View(problem(), policy(), plan()))
    assert [(item.class_id, item.lane, item.place, item.start, item.end) for item in found] == [
        ("1A", 1, 1, 63000, 63060),
        ("2A", 1, 2, 63060, 63120),
    ]
    wide = replace(problem(), gates=(Gate("G1", 2, 60),))
    both = releases(View(wide, policy(), plan()))
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
    view = View(problem(), policy(), of)
    return draws(view, wishes(view))
