"""Rows of the timetable that say that there is no lesson are free time, and a notice says how many and which."""

import json
from dataclasses import replace
from typing import Any

import pytest

from api.files.request.reader import read_request
from api.mapping.request import Request, request_doc
from solver.errors import ProblemError
from solver.explain.precheck import precheck
from solver.policy.load import load_policy
from solver.problem.bells import FREE, Lesson, is_free
from solver.problem.validate import faults
from tests.files.samples import changed, example_problem, template

ROW = ("一", "15:30", "16:10")


@pytest.mark.parametrize("word", [*FREE, "—", "/", "-", "——", "…", "（空）", "无 课", "Ｎ/Ａ", "×", "[无]"])
def test_words_for_a_free_period(word: str) -> None:
    assert is_free(word)


@pytest.mark.parametrize("word", ["", "自习", "语文", "空中英语", "休闲体育", "无线电", "放学路上的安全", "班会", "X光", "午休"])
def test_words_for_a_lesson(word: str) -> None:
    assert not is_free(word)


@pytest.mark.parametrize("word", ["无课", "空", "—", "放学"])
def test_free_rows_of_a_workbook_are_left_out_and_told(word: str) -> None:
    def change(book: Any) -> None:
        sheet = book["课表 timetable"]
        for row in (("1.1", "T01", "R101", word), (None, "T02", None, word), ("1.2", None, None, word), ("2.1", "T03", "R201", "自习")):
            sheet.append((*ROW, *row))

    request = read_request(changed(change), ".xlsx")
    assert request.problem.lessons[:-1] == example_problem().lessons
    assert request.problem.lessons[-1].subject == "自习"
    notice = request.notices[0]
    assert notice.path == ("课表 timetable",)
    assert "第 8–10 行共 3 行" in notice.zh
    assert f"“{word}”3 行" in notice.zh


def test_a_fault_below_free_rows_stands_in_its_own_cell() -> None:
    def change(book: Any) -> None:
        book["课表 timetable"].insert_rows(2)
        for column, value in enumerate((*ROW, "1.1", "T01", None, "无课"), 1):
            book["课表 timetable"].cell(2, column, value)
        book["课表 timetable"]["E4"] = "T99"

    with pytest.raises(ProblemError) as caught:
        read_request(changed(change), ".xlsx")
    assert [fault.path for fault in caught.value.faults] == [("课表 timetable!E4",)]


def test_free_rows_of_a_document() -> None:
    problem = example_problem()
    free = Lesson(1, 930, 970, "1.1", "T01", None, "无课")
    document = request_doc(Request(replace(problem, lessons=(free, *problem.lessons))))
    request = read_request(json.dumps(document).encode(), ".json")
    assert request.problem == problem
    assert [notice.path for notice in request.notices] == [("problem", "lessons")]
    document["problem"]["lessons"][2]["staff_id"] = "T99"
    with pytest.raises(ProblemError) as caught:
        read_request(json.dumps(document).encode(), ".json")
    assert caught.value.faults[0].path == ("problem", "lessons", 2, "staff_id")


def test_rows_and_optional_cells_that_say_that_there_is_nothing() -> None:
    def change(book: Any) -> None:
        for cell in ("A2", "A3", "A4", "A5", "A6"):
            book["节假日 holidays"][cell] = None
        book["节假日 holidays"]["A2"] = "无"
        book["课表 timetable"]["F2"] = "/"
        book["学生 pupils"]["F3"] = "无"
        book["教职工 staff"]["D2"] = "1.1"
        book["教职工 staff"]["D5"] = "—"
        book["不可用时间 unavailable"].append(("无", "—", "/", None))

    problem = read_request(changed(change), ".xlsx").problem
    assert problem.term.holidays == ()
    assert problem.lessons[0].room_id is None
    assert problem.pupils[1].late_until is None


def test_too_few_people_are_told_with_the_rows_that_keep_them() -> None:
    problem = example_problem()
    lessons = tuple(Lesson(1, 930, 970, None, person.id, None, "自习") for person in problem.staff)
    reasons = precheck(replace(problem, lessons=lessons), load_policy("national"))
    told = next(reason for reason in reasons if "课表" in reason.zh)
    assert "T01 15:30–16:10 自习" in told.zh
    assert "T01 15:30–16:10 自习" in told.en


def test_a_clash_names_the_other_row() -> None:
    problem = example_problem()
    lessons = (Lesson(1, 930, 970, "1.1", "T01", None, "语文"), Lesson(1, 940, 980, "1.2", "T01", None, "自习"))
    found = faults(replace(problem, lessons=lessons))
    assert "语文 1.1 T01" in found[0].zh


def test_the_template_has_no_free_rows() -> None:
    assert [notice.path for notice in read_request(template(), ".xlsx").notices] == [("学期 term",)]
