"""Blocks, sign-ups, consents and posts of questions in workbooks and documents, there and back; and on printed pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.files.content.pages import plan_pages
from api.files.language import zh
from api.files.plan.bundle import PlanBundle
from api.files.plan.reader import read_plan
from api.files.plan.writer import plan_bytes
from api.files.request.reader import read_request
from api.files.request.writer import request_bytes
from api.mapping.request import Request
from solver.check.report import check
from solver.plan import Assignment, Plan, Post
from solver.problem import Problem
from tests.check.builders import plan, policy
from tests.schools.answering import CHINESE, MATHS, asking
from tests.schools.blocks import EVENING, GRADE_1, LUNCH, NAP, TEAM, manned, served

WAITING = {"A09": "hard"}


def school() -> Problem:
    base = served(LUNCH, NAP, EVENING, replace(TEAM, pupils_per_adult=12, roles=("subject",)))
    return replace(base, posts=asking(CHINESE, MATHS).posts)


def roster() -> Plan:
    found = manned(LUNCH, NAP, EVENING, TEAM)
    extra = (Assignment(Post("qa", 1, "qa1", 0), 1, "T2"), Assignment(Post("standby", 2, "", 0), 1, "T1"))
    return replace(found, assignments=(*found.assignments, *extra)).canonical()


@pytest.mark.parametrize("suffix", [".json", ".xlsx"])
def test_a_request_with_blocks_comes_back(suffix: str) -> None:
    request = Request(school())
    assert read_request(request_bytes(request, suffix), suffix) == request


@pytest.mark.parametrize("suffix", [".json", ".xlsx"])
def test_a_plan_with_blocks_comes_back(suffix: str) -> None:
    by = policy(GRADE_1, WAITING)
    bundle = PlanBundle(school(), by, roster(), check(school(), by, roster()))
    assert read_plan(plan_bytes(bundle, suffix), suffix) == roster()


def test_blocks_stand_on_the_duty_table_on_rooms_and_with_their_adults() -> None:
    by = policy(GRADE_1, WAITING)
    pages = {page.key: page for page in plan_pages(PlanBundle(school(), by, roster(), check(school(), by, roster())))}
    for key, words in {
        "duty": ("午餐", "晚自习 evening", "周末特长班 team", "延时备勤", "餐厅", "各班教室", "周六"),
        "by_room": ("午餐（3人）", "餐息看护 nap（2人）", "周六"),
        "by_adult": ("11:40–12:20 午餐", "18:40–20:00 晚自习 evening"),
    }.items():
        block = pages[key].blocks[0]
        text = "\n".join(zh(cell.text) for row in (*block.header, *block.rows) for cell in row)
        assert [word for word in words if word not in text] == []


def test_a_school_without_blocks_prints_no_weekend() -> None:
    by = policy()
    bundle = PlanBundle(served(), by, plan(), check(served(), by, plan()))
    assert not any("周六" in zh(cell.text) for page in plan_pages(bundle) for row in page.blocks[0].header for cell in row)
