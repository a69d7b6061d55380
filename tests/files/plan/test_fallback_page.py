"""The page 校外师资备用方案: there when somebody from outside leads, in the workbook and the printed page."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl

from api.files.content.fallback import fallback_page
from api.files.content.names import PageNames
from api.files.language import Language, zh
from api.files.plan.bundle import PlanBundle
from api.files.plan.workbook import plan_book
from api.files.plan.writer import plan_html
from solver.check.report import check
from solver.plan.plan import Plan
from solver.problem.people import Skill, Staff
from solver.problem.problem import Problem
from tests.check.builders import LEAD_BALL, plan, policy, problem, reassigned

TITLE = "校外师资备用方案"


def _bundle(on: Problem, of: Plan) -> PlanBundle:
    return PlanBundle(on, policy(), of, check(on, policy(), of))


def _texts(on: Problem, of: Plan) -> list[list[str]]:
    page = fallback_page(_bundle(on, of), 2, PageNames(on))
    assert page is not None
    return [[zh(cell.text) for cell in row] for row in page.blocks[0].rows]


def test_a_row_says_what_becomes_of_the_section() -> None:
    assert _texts(problem(), plan()) == [[
        "周教练", "club", "足球", "周二 16:10–16:50", "停课，学生回托管", "回各班托管",
        "1A 1人、2A 1人", "—",
    ]]  # fmt: skip
    spare = Staff("T6", "subject", "钱老师", skills=(Skill("ball", 1),))
    row = _texts(replace(problem(), staff=(*problem().staff, spare)), plan())[0]
    assert row[4:7] == ["本校人员接替", "钱老师", "—"]


def test_workbook_and_page_have_it_only_when_it_is_needed() -> None:
    alone = reassigned(plan(), LEAD_BALL, "T4")
    for on, of, expected in ((problem(), plan(), True), (problem(), alone, False)):
        bundle = _bundle(on, of)
        book = openpyxl.load_workbook(io.BytesIO(plan_book(bundle, Language.ZH)))
        assert (TITLE in book.sheetnames) == expected
        assert ("校外师资备用方案" in plan_html(bundle, Language.ZH)) == expected
