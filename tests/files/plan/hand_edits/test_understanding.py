"""What people write on a printed plan: understood as it is meant, or refused by cell with a reason; nothing passes in silence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from api.files.language import Language
from api.files.plan.hand_edits.called import NotUnderstoodError, vocabulary
from api.files.plan.hand_edits.changed import changed_book
from solver.errors import PlanError
from solver.units import clock
from tests.files.plan.hand_edits.printed_plan import (
    CLASSES,
    DUTY,
    LEAVING,
    LISTS,
    MENU,
    another,
    edited,
    list_row,
    printed,
    read,
    school,
    section_row,
)
from tests.files.samples import changed


def told(change: Callable[[Any], object]) -> list[tuple[str, str]]:
    """Place and sentence of everything that is not understood."""
    return [(str(fault.path[0]), fault.zh) for fault in read(edited(change)).faults]


def put(sheet: str, cell: str, value: object) -> Callable[[Any], None]:
    return lambda book: book[sheet].__setitem__(cell, value)


def test_nothing_edited_is_nothing_changed() -> None:
    for language in Language:
        assert changed_book(printed(language)).parts == ()
    done = read(edited(lambda _book: None))
    assert (done.changes, done.faults) == ((), ())


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "words"),
    [
        (DUTY, "D4", "王不在", "没有叫“王不在”的"),
        (DUTY, "B4", "17:00", "改不了方案"),
        (DUTY, "A1", "我们的值日表", "改不了方案"),
        (DUTY, "K30", "备注", "不是印出的"),
        (CLASSES, "C4", "随便写写", "没有叫“随便写写”的"),
        (CLASSES, "D4", "随便写写", "看不出"),
        (LEAVING, "A4", "五点半", "看不懂时间"),
        (LEAVING, "B4", "后门", "没有叫“后门”的校门"),
        (LEAVING, "E4", 7, "改不了方案"),
    ],
)
def test_what_cannot_be_meant_is_told_by_cell(sheet: str, cell: str, value: object, words: str) -> None:
    ((place, zh),) = told(put(sheet, cell, value))
    assert place == f"{sheet}!{cell}"
    assert words in zh


def test_a_name_of_two_needs_an_id() -> None:
    problem = school()[0]
    staff = (*(replace(person, name="张伟") for person in problem.staff[:2]), *problem.staff[2:])
    words = vocabulary(replace(problem, staff=staff), {})
    with pytest.raises(NotUnderstoodError) as caught:
        words.people.ids_of("张伟")
    assert all(person.id in caught.value.zh for person in staff[:2])
    assert words.people.ids_of(f"张伟（{staff[0].id}）、{staff[1].id}") == (staff[0].id, staff[1].id)
    assert words.people.ids_of("—") == words.people.ids_of("【缺1人】") == ()


def test_two_cells_that_disagree_are_told() -> None:
    def change(book: Any) -> None:
        sheet = book[CLASSES]
        for cell, minute in (("A4", "17:00"), ("A5", "17:10")):
            sheet[cell] = sheet[cell].value.replace("17:20", minute)

    ((place, zh),) = told(change)
    assert place == f"{CLASSES}!A5"
    assert f"{CLASSES}!A4" in zh


def test_a_grade_leaves_at_another_minute() -> None:
    def change(book: Any) -> None:
        book[CLASSES]["A4"] = book[CLASSES]["A4"].value.replace("17:20", "17:30")

    done = read(edited(change))
    grade = school()[0].classes[0].grade
    assert [(each.kind, each.subjects) for each in done.changes if each.kind == "dismissals"] == [("dismissals", (f"G{grade}",))]
    assert {clock(item.minute) for item in done.plan.dismissals} == {"17:20", "17:30"}


def test_people_may_be_added_and_struck() -> None:
    def add(book: Any) -> None:
        book[DUTY]["D4"] = f"{book[DUTY]['D4'].value}，{another(book[DUTY]['D4'].value).name}"

    assert [change.zh.count("无人 →") for change in read(edited(add)).changes] == [1]
    assert ["→ 无人" in change.zh for change in read(edited(put(DUTY, "D4", None))).changes] == [True]


def test_a_wrong_end_is_told_and_the_printed_one_is_passed_over() -> None:
    section = school()[2].sections[0]

    def change(start: str, end: str) -> Callable[[Any], None]:
        def do(book: Any) -> None:
            cell = book[MENU].cell(section_row(book, section), 8)
            cell.value = f"周三 {start}–{end or cell.value.partition('–')[2]}"

        return do

    ((_, zh),) = told(change("16:00", "17:15"))
    assert "17:15" in zh
    (moved,) = read(edited(change("16:00", ""))).changes
    assert "周三 16:00" in moved.zh


def test_lists_are_sets_whose_order_says_nothing() -> None:
    section = school()[2].sections[0]

    def close_ranks(book: Any) -> None:
        """Strike the first and move the others up."""
        sheet, row = book[LISTS], list_row(book, section) + 1
        for column in range(1, 11):
            sheet.cell(row, column).value = sheet.cell(row, column + 2).value

    (change,) = read(edited(close_ranks)).changes
    assert (change.kind, "→ 托管" in change.zh) == ("pupils", True)


def test_a_pupil_twice_in_a_list_is_told_and_the_rest_is_done() -> None:
    section = school()[2].sections[0]

    def twice(book: Any) -> None:
        book[DUTY]["D4"] = another(book[DUTY]["D4"].value).name
        sheet, row = book[LISTS], list_row(book, section) + 2
        free = next(column for column in range(1, 12, 2) if sheet.cell(row, column).value is None)
        sheet.cell(row, free).value = sheet.cell(row, 1).value

    done = read(edited(twice))
    assert [change.kind for change in done.changes] == ["adults"]
    (fault,) = done.faults
    assert "已在" in fault.zh
    assert str(fault.path[0]).startswith(f"{LISTS}!")


def test_a_row_below_a_list_adds_pupils_and_a_deleted_row_strikes_them() -> None:
    problem, _, plan = school()
    ball, story = plan.sections
    there = {seat.pupil for seat in plan.seats if (seat.offering, seat.number) == (ball.offering, ball.number)}
    fresh = next(pupil.id for pupil in problem.pupils if pupil.id not in there)

    def insert(book: Any) -> None:
        row = list_row(book, story)
        book[LISTS].insert_rows(row)
        book[LISTS].cell(row, 1).value = fresh

    done = read(edited(insert))
    assert [change.subjects for change in done.changes] == [(fresh,)]
    gone = read(edited(lambda book: book[LISTS].delete_rows(list_row(book, ball) + 2)))
    assert gone.faults == ()
    assert {change.kind for change in gone.changes} == {"pupils"}


def test_rows_that_were_deleted_or_added_elsewhere_are_told() -> None:
    assert "不见了" in told(lambda book: book[DUTY].delete_rows(4))[0][1]

    def add(book: Any) -> None:
        book[DUTY].insert_rows(4)
        book[DUTY]["A4"] = "新岗位"

    assert "不是印出的" in told(add)[0][1]


def test_other_sheets_are_told_and_workbooks_without_origins_refused() -> None:
    assert [zh for _, zh in told(lambda book: book.create_sheet("我的").append(["备注"]))] == ["这张表不是导出的，内容不会被读取"]
    for spoil in (
        lambda book: book.remove(book["数据_来历 origins"]),
        lambda book: book["数据_来历 origins"].__setitem__("B2", "[[1]]"),
        lambda book: book["数据_岗位 assignments"].__setitem__("F3", "T02"),
    ):
        with pytest.raises(PlanError) as caught:
            changed_book(changed(spoil, printed()))
        assert "读不出手改" in caught.value.faults[0].zh
