"""Ten edits by hand in a printed workbook give exactly those ten differences, whichever program saved it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from solver.plan.difference import difference
from tests.files.plan.hand_edits.printed_plan import (
    CLASSES,
    DUTY,
    LISTS,
    MENU,
    another,
    edited,
    list_row,
    read,
    school,
    section_row,
)


def ten_edits(book: Any) -> None:
    """Four on the duty table, two on the classes' pages, a leader, a room, a time, and a pupil from one list to another."""
    problem, _, plan = school()
    ball, story = plan.sections
    duty, care, menu, lists = book[DUTY], book[CLASSES], book[MENU], book[LISTS]
    duty["D4"] = another(duty["D4"].value).name
    duty["E5"] = another(duty["E5"].value).id
    duty["F6"] = f"  {another(duty['F6'].value).name} "
    late = next(cell for row in duty.iter_rows() for cell in row if "、" in str(cell.value) and "\n" in str(cell.value))
    late.value = late.value.replace(late.value.split("\n")[0].split("、")[1], another(late.value).name)
    every = next(cell for row in care.iter_rows() for cell in row if "看护 " in str(cell.value) and "合班" not in str(cell.value))
    every.value = every.value.replace(every.value.partition("看护 ")[2], another(every.value).name)
    odd = care["D4"].value.partition("单周 ")[2].partition("\n")[0]
    care["D4"] = care["D4"].value.replace(f"单周 {odd}", f"单周 {another(care['D4'].value).name}")
    leader = menu.cell(section_row(book, story), 3)
    leader.value = another(leader.value).name
    menu.cell(section_row(book, story), 9).value = problem.rooms[0].id
    menu.cell(section_row(book, ball), 8).value = "周四 16:40"
    there = {seat.pupil for seat in plan.seats if seat.offering == story.offering}
    row = list_row(book, ball) + 1
    struck = next(lists.cell(row, column) for column in range(1, 12, 2) if lists.cell(row, column).value not in there)
    row = list_row(book, story) + 2
    free = next(lists.cell(row, column) for column in range(1, 12, 2) if lists.cell(row, column).value is None)
    free.value, struck.value = struck.value, None


def expect_ten(data: bytes) -> None:
    done = read(data)
    assert done.faults == ()
    assert len(done.changes) == 10, [change.zh for change in done.changes]
    assert Counter(change.kind for change in done.changes) == {"adults": 7, "moved": 2, "pupils": 1}
    found = difference(done.before, done.plan)
    assert all(len(each.left) == len(each.came) == 1 for each in found.adults)
    assert all(" → " in change.zh for change in done.changes if change.kind != "moved")


def test_ten_edits_are_ten_differences() -> None:
    expect_ten(edited(ten_edits))


def test_ten_edits_saved_by_another_office_program() -> None:
    """The workbook of these edits, opened and saved by LibreOffice 7 and kept beside this file."""
    expect_ten((Path(__file__).parent / "data" / "saved_by_libreoffice.xlsx").read_bytes())
