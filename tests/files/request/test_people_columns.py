"""The optional columns about people, lessons from the screen, rooms and gates: there and back, and faults with their cells."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest

from api.files.request.example import example_problem
from api.files.request.reader import read_request
from api.files.request.writer import request_bytes
from api.mapping.request import Request
from solver.problem.calendar import DateSpan
from solver.problem.people import OUTSIDE_KINDS, Staff
from solver.problem.places import Walk
from solver.problem.problem import Problem
from tests.files.samples import changed, places_of

USED = {
    "教职工 staff": (
        "师德教育日期 trained", "停止参与自 stopped from", "入职日期 joined", "离职日期 left", "请假 leaves", "任教班级 classes taught",
    ),
    "校外师资 outside": ("人员类别 kind", "到岗日期 joined", "离岗日期 left"),
    "课程 offerings": ("双师课堂 online",),
    "场地 rooms": ("有屏幕 screen", "停用日期 closures"),
    "校门 gates": ("区域 zone",),
}


def _full() -> Problem:
    """The template's school with every optional field of people and lessons in use."""
    base = example_problem()
    first, *staff = base.staff
    helpers = (Staff("V1", "volunteer", "志愿者甲"), Staff("P1", "parent", "家长乙"), Staff("R1", "retired", "退休教师丙"))
    absent = DateSpan(date(2026, 3, 9), date(2026, 3, 20)), DateSpan(date(2026, 4, 1), date(2026, 4, 1))
    dates = {"joined": date(2026, 2, 25), "left": date(2026, 6, 1)}
    trained = replace(first, trained=date(2026, 2, 20), stopped=date(2026, 6, 1), leaves=absent, classes=("1.1", "2.1"), **dates)
    guests = tuple(replace(base.outside[0], id=f"W{i:02}", kind=kind, **dates) for i, kind in enumerate(OUTSIDE_KINDS, 1))
    return replace(
        base,
        staff=(trained, *staff, *helpers),
        outside=guests,
        offerings=(replace(base.offerings[0], online=True), *base.offerings[1:]),
        rooms=(replace(base.rooms[0], screen=True, closures=absent), *base.rooms[1:]),
        gates=(replace(base.gates[0], zone="前广场"), *base.gates[1:]),
        walks=(*base.walks, Walk("前广场", base.rooms[0].zone, 4)),
        posts=tuple(replace(x, roles=(*x.roles, "volunteer", "parent")) for x in base.posts),
    )


def _headings(data: bytes) -> dict[str, set[str]]:
    return {sheet.title: {str(cell.value) for cell in sheet[1]} for sheet in openpyxl.load_workbook(io.BytesIO(data))}


@pytest.mark.parametrize("suffix", [".xlsx", ".json"])
def test_everything_comes_back(suffix: str) -> None:
    request = Request(_full())
    assert read_request(request_bytes(request, suffix), suffix) == request


def test_the_columns_are_there_only_when_used() -> None:
    full, plain = (_headings(request_bytes(Request(x), ".xlsx")) for x in (_full(), example_problem()))
    for sheet, columns in USED.items():
        assert full[sheet].issuperset(columns)
        assert plain[sheet].isdisjoint(columns)
    assert b"online" not in request_bytes(Request(example_problem()), ".json")


def test_words_of_the_workbook() -> None:
    def change(book: Any) -> None:
        book["教职工 staff"]["B12"] = "志愿者"
        outside = book["校外师资 outside"]
        column = next(cell.column for cell in outside[1] if cell.value == "人员类别 kind")
        outside.cell(2, column, "体校教练")

    problem = read_request(changed(change), ".xlsx").problem
    assert problem.staff[10].role == "volunteer"
    assert problem.outside[0].kind == "coach"


def test_a_wrong_word_is_a_fault_in_its_cell() -> None:
    def change(book: Any) -> None:
        outside = book["校外师资 outside"]
        heading = next(cell for cell in outside[1] if cell.value == "人员类别 kind")
        outside[f"{heading.column_letter}2"] = "体校教头"
        where.append(f"校外师资 outside!{heading.column_letter}2")

    where: list[str] = []
    assert places_of(changed(change)) == where
