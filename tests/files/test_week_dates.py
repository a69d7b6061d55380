"""Dates of odd and even weeks stand on every paper that names such weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.files.content.page import Cell, Page, PageBlock
from api.files.content.pages import plan_pages
from api.files.content.week_dates import NAMED, dated_pages, week_dates
from api.files.language import zh
from api.files.papers.paper import paper_bytes
from api.files.papers.paper_context import PaperContext
from api.files.papers.registry import PAPER_KINDS, drawn_paper
from api.files.plan.bundle import PlanBundle
from solver.calendar.duty_days import service_days, weeks_by_turn
from solver.check.report import check
from solver.plan.period import within
from solver.problem.calendar import DateSpan, Term
from tests.check.builders import plan, policy, problem

TERM = Term("t", date(2026, 9, 1), date(2026, 9, 25), 1050, holidays=(date(2026, 9, 9),))


def bundle(first: date | None = None, last: date | None = None) -> PlanBundle:
    on = within(replace(problem(), term=TERM), first, last)
    return PlanBundle(on, policy(), plan(), check(on, policy(), plan()))


def names_weeks(page: Page) -> bool:
    return any(NAMED.search(zh(cell.text)) for block in page.blocks for row in (*block.header, *block.rows) for cell in row)


def test_the_line_by_hand() -> None:
    found = bundle()
    assert week_dates(found.problem, 2) == "单周：9.1–9.4、9.14–9.18；双周：9.7–9.11、9.21–9.25。"
    assert week_dates(bundle(date(2026, 9, 10), date(2026, 9, 14)).problem, 2) == "单周：9.14；双周：9.10–9.11。"
    assert week_dates(bundle(date(2026, 9, 14), date(2026, 9, 18)).problem, 2) == "单周：9.14–9.18；双周：无。"
    assert week_dates(found.problem, 1) == ""


def test_every_page_of_a_plan_that_names_weeks_dates_them() -> None:
    found = bundle()
    line = week_dates(found.problem, 2)
    assert "duty" in {page.key for page in plan_pages(found) if names_weeks(page)}
    for page in plan_pages(found):
        assert any(zh(block.note).endswith(line) for block in page.blocks) == names_weeks(page), page.key


@pytest.mark.parametrize("kind", PAPER_KINDS)
def test_every_paper_that_names_weeks_dates_them(kind: str) -> None:
    desk = PaperContext(bundle(date(2026, 9, 7)), date(2026, 9, 10))
    text = paper_bytes(kind, drawn_paper(kind, desk), desk, ".json").decode()
    paper = drawn_paper(kind, desk)
    assert any(names_weeks(page) for page in paper.pages) <= (week_dates(desk.problem, 2) in text)


def test_sheets_of_paper_of_their_own_have_the_line_each() -> None:
    blocks = tuple(PageBlock(name, name, (), ((Cell(text),),)) for name, text in (("一", "单周 甲"), ("二", "甲"), ("三", "双周 甲")))
    apart, joined = (Page("x", "x", "x", (9,), blocks, apart=each) for each in (True, False))
    (found,) = dated_pages([apart], bundle().problem, 2)
    assert [bool(block.note) for block in found.blocks] == [True, False, True]
    (found,) = dated_pages([joined], bundle().problem, 2)
    assert [bool(block.note) for block in found.blocks] == [False, False, True]


@given(st.integers(0, 24), st.integers(0, 24), st.integers(1, 4))
def test_calendar_weeks_hold_every_service_date_once(one: int, other: int, weeks: int) -> None:
    first, last = (TERM.first + timedelta(days=day) for day in sorted((one, other)))
    term = replace(TERM, period=DateSpan(first, last))
    turns = weeks_by_turn(term, weeks)
    for day, _, week in service_days(term, weeks):
        assert sum(each.first <= day <= each.last for each in turns[week]) == 1
    assert sum(map(len, turns.values())) == len({day.isocalendar()[:2] for day, *_ in service_days(term, weeks)})
