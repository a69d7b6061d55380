"""Columns and sheets that nobody knows: a near name is offered, dates of coming and going are answered, nothing misleads."""

from typing import Any

import pytest

from api.files.request.sheets.people import OUTSIDE, PUPILS, STAFF
from api.files.table.unknown_headings import near
from tests.files.samples import changed, faults_of

NAMES = {spec.key: [column.zh for column in spec.columns] for spec in (STAFF, OUTSIDE, PUPILS)}


@pytest.mark.parametrize("heading", ["入校时间起止", "请假时间", "产假起止", "到岗", "leave from"])
def test_dates_of_coming_and_going_have_columns_that_are_named_once(heading: str) -> None:
    def change(book: Any) -> None:
        sheet = book["教职工 staff"]
        place = sheet.max_column + 1
        sheet.cell(1, place, heading)
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, place, "2026-11-02")

    (fault,) = faults_of(changed(change))
    assert "“入职日期”“离职日期”“请假”三列" in fault.hint_zh
    assert "师德" not in fault.hint_zh


def test_a_sheet_of_leaves_is_answered_too() -> None:
    def change(book: Any) -> None:
        book.create_sheet("请假").append(["T01", "2026-11-02"])

    (fault,) = faults_of(changed(change))
    assert "“请假”" in fault.hint_zh


@pytest.mark.parametrize(("text", "sheet", "meant"), [
    ("入职日期", "staff", "入职日期"), ("备注", "staff", None), ("教职工号", "staff", "教职工编号"), ("停止参与", "staff", "停止参与自"),
    ("工资日期", "outside", None), ("审核日期", "outside", "内容审核日期"), ("参加日子", "pupils", "参加星期"),
])  # fmt: skip
def test_only_what_is_really_near_is_offered(text: str, sheet: str, meant: str | None) -> None:
    assert near(text, NAMES[sheet]) == meant
