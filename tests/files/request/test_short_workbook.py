"""The short workbook: five sheets become a whole request, faults have their cells, what is assumed is told."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from api.files.request.assumed import ASSUMED_TITLE
from api.files.request.reader import read_request
from api.files.request.short.sheets import SHORT_SHEETS
from api.files.request.template_kind import TemplateKind
from api.files.request.writer import request_bytes, template_bytes
from api.mapping.request import Request
from solver.explain.precheck import precheck
from solver.policy.load import load_policy
from tests.files.request.short_book import book_of, sheets_of
from tests.files.samples import faults_of, places_of


@pytest.fixture(scope="module")
def school() -> Request:
    return read_request(book_of(sheets_of()), ".xlsx")


def test_five_sheets_are_a_school_of_twelve_classes_that_can_be_planned(school: Request) -> None:
    problem = school.problem
    assert (len(problem.classes), len(problem.staff), len(problem.pupils)) == (12, 30, 420)
    assert not precheck(problem, load_policy(school.policy_name))
    assert problem.offering_of["合唱"].grades == (1, 2, 3, 4, 5, 6)
    assert {person.role for person in problem.staff} == {"homeroom", "subject", "admin", "support"}
    assert problem.staff_of["班一(1)班"].homeroom == "1.1"
    assert problem.outside[0].clean_record


def test_what_was_assumed_is_told_and_stands_in_the_full_workbook(school: Request) -> None:
    data = request_bytes(school, ".xlsx")
    assert read_request(data, ".xlsx") == school
    listed = openpyxl.load_workbook(io.BytesIO(data))[ASSUMED_TITLE]
    assert (
        listed.max_row - 1 == len(school.assumed) == sum(notice.path == (ASSUMED_TITLE,) for notice in school.notices)
    )
    assert any("没有课表" in each.zh for each in school.assumed)


def test_the_templates() -> None:
    short = openpyxl.load_workbook(io.BytesIO(template_bytes(TemplateKind.SHORT)))
    assert short.sheetnames[1:] == [spec.title for spec in SHORT_SHEETS]
    empty = openpyxl.load_workbook(io.BytesIO(template_bytes(TemplateKind.EMPTY)))
    assert {sheet.max_row for sheet in empty.worksheets[1:]} == {1}
    assert places_of(template_bytes(TemplateKind.SHORT)) == ["学校 school!A2"]


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "place", "told"),
    [
        ("班级和学生", "A2", "一年级", "班级和学生!A2", "看不出是几年级几班"),
        ("班级和学生", "B2", "看情况", "班级和学生!B2", "这里要星期"),
        ("班级和学生", "C2", "蓝球", "班级和学生!C2", "蓝球"),
        ("班级和学生", "D2", 420, "班级和学生!D2", "1 到 100"),
        ("课程", "C2", "李四", "课程!C2", "“李四”不在"),
        ("教职工", "C2", "九(9)班", "教职工!C2", "没有这个班"),
        ("教职工", "C2", "1班", "教职工!C2", "分不清是哪个年级的"),
        ("学校", "B2", None, "学校!B2", "不知道是哪个学期"),
        ("学校", "B2", "第一学期", "学校!B2", "不知道是哪个学期"),
    ],
)
def test_faults_have_their_cells(sheet: str, cell: str, value: object, place: str, told: str) -> None:
    sheets = sheets_of(6, 16, 30)
    row, column = int(cell[1:]) - 1, ord(cell[0]) - 65
    sheets[sheet][row][column] = value
    found = {str(fault.path[0]): fault for fault in faults_of(book_of(sheets))}
    assert place in found, sorted(found)
    assert told in f"{found[place].value} {found[place].zh}"


def test_missing_sheets_are_named() -> None:
    sheets = sheets_of(6, 16, 30)
    del sheets["课程"]
    assert places_of(book_of(sheets)) == ["课程 courses"]


def test_pupils_one_a_row_have_numbers_in_their_class() -> None:
    sheets: dict[str, Any] = sheets_of(6, 16, 30)
    homes = [["一(1)班", "", "新生"], ["1.1", "", ""], ["一年级1班", "A7", ""], ["二(1)班", "", ""]]
    sheets["班级和学生"] = [["班级", "学生编号", "备注"], *homes]
    for row in sheets["教职工"][1:]:
        row[2], row[4] = "", ""
    request = read_request(book_of(sheets), ".xlsx")
    assert [pupil.id for pupil in request.problem.pupils] == ["1.1-01", "1.1-02", "A7", "2.1-01"]
    assert {pupil.weekdays for pupil in request.problem.pupils} == {(1, 2, 3, 4, 5)}
    assert any("整列空着" in notice.zh for notice in request.notices)
    assert any("备注" in notice.zh for notice in request.notices)


def test_namesakes_are_told_apart_by_their_class_or_asked() -> None:
    sheets = sheets_of(6, 16, 30)
    sheets["教职工"][1][0] = sheets["教职工"][2][0] = "陈敏"
    people = read_request(book_of(sheets), ".xlsx").problem.staff
    assert [person.id for person in people[:2]] == ["陈敏（一(1)班）", "陈敏（二(1)班）"]
    sheets["教职工"][14][0] = sheets["教职工"][15][0] = "孙师傅"
    assert any("孙师傅" in fault.zh for fault in faults_of(book_of(sheets)))
