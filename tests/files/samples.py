"""A plan for the template's school that has every kind of record, and workbooks changed by openpyxl."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl

from api.files.plan.bundle import PlanBundle
from api.files.request.example import example_problem
from api.files.request.reader import read_request
from api.files.request.writer import template_bytes
from solver.check.report import check
from solver.errors import Fault, ProblemError
from solver.plan.plan import (
    Assignment,
    CareGroup,
    Dismissal,
    Fee,
    Flex,
    LateCare,
    Plan,
    Post,
    Seat,
    Section,
    Session,
    Tutoring,
)
from solver.policy.load import load_policy

DAYS = (1, 2, 3, 4, 5)


def example_plan() -> Plan:
    """Not a valid plan, but one with every kind of record."""
    return Plan(
        dismissals=(Dismissal(1, 1050, "G1"), Dismissal(2, 1060, "G1")),
        tutoring=tuple(Tutoring(grade, day, 0, "reading") for grade in (1, 2) for day in DAYS),
        sections=(
            Section("K01", 1, (Session(2, 980, "F1"), Session(4, 980, "F1"))),
            Section("K02", 1, (Session(1, 980, "M1"),)),
            Section("K03", 1, ()),
        ),
        care_groups=tuple(CareGroup(day, period, "1.1", ("1.1", "1.2", "2.1")) for day in DAYS for period in (0, 1)),
        late_care=tuple(LateCare(day, ("L1",)) for day in DAYS),
        seats=(Seat("S001", "K01", 1), Seat("S006", "K01", 1), Seat("S002", "K02", 1)),
        assignments=(
            Assignment(Post("lead", 0, "K01", 1), 0, "W01"),
            Assignment(Post("care", 1, "1.1", 0), 1, "T01"),
            Assignment(Post("care", 1, "1.1", 0), 2, "T02"),
            Assignment(Post("gate", 1, "G1", 1050), 1, "T10"),
            Assignment(Post("fixed", 1, "P1", 0), 1, "T08"),
            Assignment(Post("late", 1, "", 0), 2, "T05"),
        ),
        flex=(Flex("T01", 1, 3, "late_start"), Flex("T02", 2, 5, "early_leave")),
        fees=(Fee("S001", 4000), Fee("S006", 0)),
    )


def bundle(plan: Plan | None = None) -> PlanBundle:
    problem, policy = example_problem(), load_policy("national")
    chosen = plan if plan is not None else example_plan()
    return PlanBundle(problem, policy, chosen, check(problem, policy, chosen))


@cache
def plain(data: bytes) -> bytes:
    """The values and formats of a workbook, without its comments and drop-down lists, which openpyxl reads slowly."""
    copy = openpyxl.Workbook()
    copy.remove(copy.active)
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        target = copy.create_sheet(sheet.title)
        for cells in sheet.iter_rows():
            for cell in cells:
                if cell.value is not None:
                    target.cell(cell.row, cell.column, cell.value).number_format = cell.number_format
    return saved(copy)


def saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@cache
def template() -> bytes:
    return template_bytes()


def changed(change: Callable[[Any], object], data: bytes | None = None) -> bytes:
    """The template, or another workbook, after ``change`` has been done to it as an openpyxl workbook."""
    book = openpyxl.load_workbook(io.BytesIO(plain(data if data is not None else template())))
    change(book)
    return saved(book)


def faults_of(data: bytes, suffix: str = ".xlsx") -> tuple[Fault, ...]:
    """The faults that reading finds; none when the request is good."""
    try:
        read_request(data, suffix)
    except ProblemError as error:
        return error.faults
    return ()


def places_of(data: bytes, suffix: str = ".xlsx") -> list[str]:
    return [str(fault.path[0]) if fault.path else "" for fault in faults_of(data, suffix)]
