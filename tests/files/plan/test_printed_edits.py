"""Printed sheets of a plan workbook that were edited by hand are named cell by cell; saved again unchanged, nothing is wrong."""

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.files.language import Language
from api.files.plan.printed import LONGEST_CHUNK, Edit, edits_of, printed_rows, read_printed, shown_rows, shown_text
from api.files.plan.reader import read_plan
from api.files.plan.workbook import printed_copy
from api.files.plan.writer import plan_bytes
from api.files.table.book import BookSheet
from solver.errors import Fault, PlanError
from tests.files.samples import bundle, changed, example_plan, saved

DUTY = "值日表"


@cache
def plan_workbook() -> bytes:
    return plan_bytes(bundle(), ".xlsx")


def edited(change: Callable[[Any], object]) -> tuple[Fault, ...]:
    """The faults of the workbook after a change; of an ignored one the plan is what it was."""
    data = changed(change, plan_workbook())
    assert read_plan(data, ".xlsx", ignore_edits=True) == example_plan()
    try:
        read_plan(data, ".xlsx")
    except PlanError as error:
        return error.faults
    return ()


def first_text(book: Any, title: str) -> str:
    """The name of the last cell of a sheet that holds a text."""
    cells = [cell for row in book[title].iter_rows() for cell in row if isinstance(cell.value, str)]
    return str(cells[-1].coordinate)


def test_a_workbook_that_was_saved_again_is_unchanged() -> None:
    assert edited(lambda book: None) == ()
    whole = openpyxl.load_workbook(io.BytesIO(plan_workbook()))
    assert read_plan(saved(whole), ".xlsx") == example_plan()


def test_looks_are_no_edit() -> None:
    def change(book: Any) -> None:
        sheet = book["摘要"]
        sheet["A1"].font = openpyxl.styles.Font(bold=True, size=30)
        sheet.column_dimensions["A"].width = 60
        sheet["A1"].value = f" {sheet['A1'].value} "
        book[DUTY].sheet_state = "hidden"
        book.move_sheet(DUTY, 3)

    assert edited(change) == ()


def test_an_edit_of_any_printed_sheet_is_named() -> None:
    places: list[str] = []

    def change(book: Any) -> None:
        for title in book.sheetnames:
            if not title.startswith("数据_"):
                place = first_text(book, title)
                book[title][place] = "李老师"
                places.append(f"{title}!{place}")

    faults = edited(change)
    assert [fault.path[0] for fault in faults] == [*places, "工作簿 workbook"]
    assert len(places) > 10
    assert all("现在是“李老师”" in fault.zh for fault in faults[:-1])
    assert "--ignore-edits" in faults[-1].hint_zh
    assert "replan" in faults[-1].hint_zh


def test_numbers_emptied_and_new_cells_and_formulas_are_edits() -> None:
    def change(book: Any) -> None:
        sheet = book["经费"]
        number = next(cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float))
        number.value += 1
        sheet["A1"] = None
        sheet["Z40"] = "备注"
        book[DUTY]["B3"] = "=1/0"

    faults = edited(change)
    assert {"经费!A1", "经费!Z40", f"{DUTY}!B3"} < {fault.path[0] for fault in faults}
    assert len(faults) == 5


def test_rows_that_were_added_or_deleted_are_one_each() -> None:
    def change(book: Any) -> None:
        sheet = book["课程班名单"]
        sheet.insert_rows(4)
        sheet["A4"] = "新来的"
        book["按教职工"].delete_rows(6)

    faults = edited(change)
    assert [fault.path[0] for fault in faults] == ["按教职工!A6", "课程班名单!A4", "工作簿 workbook"]
    assert "不见了" in faults[0].zh
    assert "不是印出的" in faults[1].zh


def test_a_flood_is_counted() -> None:
    def change(book: Any) -> None:
        for row in range(1, 101):
            book["摘要"].cell(row, 9, row)

    faults = edited(change)
    assert len(faults) == 22
    assert faults[20].value == "80"


def test_sheets_of_ones_own_and_renamed_ones_are_told_deleted_ones_are_not() -> None:
    def change(book: Any) -> None:
        book.create_sheet("我的").append(["备注"])
        book.create_sheet("空的")
        book[DUTY].title = "值日"

    faults = edited(change)
    assert [fault.path[0] for fault in faults] == ["值日", "我的", "工作簿 workbook"]
    assert DUTY in faults[0].hint_zh
    assert edited(lambda book: book.remove(book[DUTY])) == ()


def test_data_that_were_edited_are_told() -> None:
    data = changed(lambda book: book["数据_岗位 assignments"].__setitem__("F3", "T02"), plan_workbook())
    with pytest.raises(PlanError) as caught:
        read_plan(data, ".xlsx")
    assert "数据表改动过" in caught.value.faults[0].zh


@pytest.mark.parametrize("change", [lambda sheet: sheet.delete_rows(3, 2), lambda sheet: sheet.__setitem__("C3", "[[1]]")])
def test_a_copy_that_was_edited_is_told(change: Callable[[Any], object]) -> None:
    faults = edited(lambda book: change(book["数据_印页 printed"]))
    assert faults


def test_a_workbook_without_a_copy_says_so() -> None:
    faults = edited(lambda book: book.remove(book["数据_印页 printed"]))
    assert "不能确知" in faults[0].zh
    assert "--ignore-edits" in faults[0].hint_zh


TEXT = st.text(st.characters(categories=("L", "N", "P", "Zs"), include_characters='\n"'), max_size=6)
CELL = st.one_of(TEXT, st.integers(-99, 99), st.floats(-9, 9))
SHEET = st.dictionaries(st.tuples(st.integers(0, 12), st.integers(0, 4)), CELL, max_size=20)


@given(SHEET, st.data())
@settings(max_examples=80)
def test_every_change_of_a_cell_is_found(cells: dict[tuple[int, int], Any], data: st.DataObject) -> None:
    printed = shown_rows(cells)
    height = max((row for row, _ in cells), default=0) + 1
    grid = [[cells.get((row, column), "") for column in range(6)] for row in range(height)]
    assert read_printed(list(printed_rows("s", printed))).get("s", []) == printed
    assert edits_of(BookSheet("s", grid, {}, ()), printed) == []
    row, column = data.draw(st.integers(0, height - 1)), data.draw(st.integers(0, 5))
    new = data.draw(TEXT)
    old, grid[row][column] = grid[row][column], new
    found = edits_of(BookSheet("s", grid, {}, ()), printed)
    if shown_text(old) == shown_text(new):
        assert found == []
    else:
        assert found
        assert all(edit.row == row or edit.inserted or edit.deleted for edit in found)


def test_long_texts_and_wide_rows_are_kept_in_short() -> None:
    printed = shown_rows({(0, 0): "长" * 40_000, **{(1, column): "宽" * 150 for column in range(200)}})
    copy = list(printed_rows("s", printed))
    assert all(len(part.cells) < 2 * LONGEST_CHUNK for part in copy)
    rows: list[list[Any]] = [["长" * 40_000], ["宽" * 150] * 200]
    kept = read_printed(copy)["s"]
    assert edits_of(BookSheet("s", rows, {}, ()), kept) == []
    rows[1][7] = "窄"
    assert [edit.column for edit in edits_of(BookSheet("s", rows, {}, ()), kept)] == [7]
    assert isinstance(edits_of(BookSheet("s", [["短"]], {}, ()), kept)[0], Edit)


def test_without_a_copy_edits_are_named_against_what_would_be_printed_today() -> None:
    def change(book: Any) -> None:
        book.remove(book["数据_印页 printed"])
        book[DUTY]["D4"] = "王老师"
        book["摘要"]["B3"] = "另一版本的摘要"

    with pytest.raises(PlanError) as caught:
        read_plan(changed(change, plan_workbook()), ".xlsx", redraw=lambda plan: printed_copy(bundle(plan), Language.ZH))
    assert [fault.path[0] for fault in caught.value.faults] == [f"{DUTY}!D4", "数据_印页 printed"]
