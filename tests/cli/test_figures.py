"""Figures of a plan in a terminal: who has fewer clubs than asked for, first choices refused, and money that is missing."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from api.cli.remote.ending import print_job
from api.cli.summary import print_figures
from api.files.plan.bundle import PlanBundle
from solver.check.report import check
from solver.plan.plan import Plan
from solver.problem.money import Money
from solver.problem.problem import Problem
from tests.check import builders


def printed(problem: Problem, plan: Plan) -> str:
    by, text = builders.policy(), io.StringIO()
    out = Console(file=text, width=200, color_system=None)
    bundle = PlanBundle(problem, by, plan, check(problem, by, plan))
    print_figures(out, problem, bundle.report.facts, bundle.wishes, bundle.care, bundle.balance)
    return text.getvalue()


def test_pupils_without_clubs_are_named_though_everybody_has_a_place() -> None:
    plan = builders.plan()
    plan = replace(plan, seats=tuple(seat for seat in plan.seats if seat.pupil != "P5"))
    text = printed(builders.problem(), plan)
    assert "5/5" in text
    assert "足额 3，少于所报 0，一门也没有 1" in text
    assert "一门也没有：P5" in text
    assert "未录取 1" in text
    assert "足球 1/3" in text


def test_missing_money_is_told_and_its_absence_too() -> None:
    text = printed(builders.problem(), builders.plan())
    assert "缺口" in text
    assert "须有财政补贴" in text
    rich = replace(builders.problem(), money=Money(fee=200, pay=6000, subsidy=100_000_000))
    text = printed(rich, builders.plan())
    assert "结余" in text
    assert "缺口" not in text


def test_a_job_tells_the_same_in_counts() -> None:
    told = io.StringIO()
    out = Console(file=told, width=200, color_system=None)
    wishes = {"seekers": 40, "met": 28, "fewer": 5, "none": 7, "first_refused": 9}
    care = {"weeks": 2, "periods": 700, "own": 560, "near": 640, "adults_median": 5.5, "adults_most": 9}
    result = {"plan": "p", "wishes": wishes, "care": care, "shortfall": 10_535_200}
    print_job(out, {"id": "j", "state": "done", "result": result, "gap": 0.1})
    text = told.getvalue()
    assert "足额 28，少于所报 5，一门也没有 7；第一志愿未录取 9" in text
    assert "看护 700 班次：由本班教师 560，由本班或本年级教师 640；每班 5.5 人（中位数），最多 9 人" in text
    assert "105,352.00 元" in text
