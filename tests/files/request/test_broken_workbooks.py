"""Broken workbooks: each fault is named with its sheet and cell."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from api.files.request.reader import read_request
from tests.files.samples import changed, faults_of, places_of

Change = Callable[[Any], object]


def put(sheet: str, cell: str, value: object) -> Change:
    def change(book: Any) -> None:
        book[sheet][cell] = value

    return change


@pytest.mark.parametrize(
    ("change", "place", "value"),
    [
        (put("服务时段 windows", "B2", "三点半"), "服务时段 windows!B2", "三点半"),
        (put("课表 timetable", "E2", "T99"), "课表 timetable!E2", "T99"),
        (put("学生 pupils", "A3", "S001"), "学生 pupils!A3", "S001"),
        (put("课表 timetable", "E3", "T01"), "课表 timetable!E3", "T01"),
        (put("场地 rooms", "C2", -5), "场地 rooms!C2", "-5"),
        (put("校外师资 outside", "L2", "2026-01-31"), "校外师资 outside!L2", "2026-01-31"),
        (put("校外师资 outside", "L2", "2025-13-40"), "校外师资 outside!L2", "2025-13-40"),
        (put("节假日 holidays", "A2", dt.date(2027, 1, 1)), "节假日 holidays!A2", "2027-01-01"),
        (put("学生 pupils", "C1", "参加日子"), "学生 pupils!C1", "参加日子"),
        (put("学生 pupils", "B4", "9.9"), "学生 pupils!B4", "9.9"),
        (put("学生 pupils", "D2", "K01、K99"), "学生 pupils!D2", "K99"),
        (put("学生 pupils", "E2", "两门"), "学生 pupils!E2", "两门"),
        (put("学生 pupils", "B2", None), "学生 pupils!B2", ""),
        (put("学生 pupils", "T6", "备注"), "学生 pupils!T6", "备注"),
        (put("学生 pupils", "H1", "书包颜色"), "学生 pupils!H1", "书包颜色"),
        (put("班级 classes", "A2", dt.date(2026, 1, 2)), "班级 classes!A2", "2026-01-02"),
        (put("班级 classes", "A3", 1.234), "班级 classes!A3", "1.234"),
        (put("教职工 staff", "B2", "校医"), "教职工 staff!B2", "校医"),
        (put("教职工 staff", "F2", "篮球"), "教职工 staff!F2", "篮球"),
        (put("教职工 staff", "H2", "一半"), "教职工 staff!H2", "一半"),
        (put("教职工 staff", "K2", "也许"), "教职工 staff!K2", "也许"),
        (put("不可用时间 unavailable", "A2", "T98"), "不可用时间 unavailable!A2", "T98"),
        (put("不可用时间 unavailable", "D2", "15:00"), "不可用时间 unavailable!D2", "15:00"),
        (put("调休 make-up", "B2", "初一"), "调休 make-up!B2", "初一"),
        (put("经费 money", "A2", "四块"), "经费 money!A2", "四块"),
        (put("经费 money", "C2", -1), "经费 money!C2", "-1"),
        (put("课酬档次 pay tiers", "B2", -5), "课酬档次 pay tiers!B2", "-5"),
        (lambda book: book["课酬档次 pay tiers"].append([None, 60]), "课酬档次 pay tiers!A4", ""),
        (put("教职工 staff", "L4", "Z"), "教职工 staff!L4", "Z"),
        (put("机构合同 contracts", "A2", "没有"), "机构合同 contracts!A2", "没有"),
        (put("其他收费 other charges", "B2", "书本"), "其他收费 other charges!B2", "书本"),
        (put("其他支出 expenses", "B2", "书本"), "其他支出 expenses!B2", "书本"),
        (put("竞赛奖励 awards", "A2", "T77"), "竞赛奖励 awards!A2", "T77"),
        (put("竞赛奖励 awards", "B2", "2027-01-01"), "竞赛奖励 awards!B2", "2027-01-01"),
        (put("学生 pupils", "H11", "富裕"), "学生 pupils!H11", "富裕"),
        (put("经费 money", "A3", 4), "经费 money!A3", "2"),
        (put("步行 walks", "C2", 4.5), "步行 walks!C2", "4.5"),
        (put("政策 policy", "D2", "nowhere"), "政策 policy!D2", "nowhere"),
        (lambda book: book["政策 policy"].append(["级别", "K99", None, "hard"]), "政策 policy!B3", "K99"),
        (lambda book: book["政策 policy"].append(["级别", "K03", None, "soft"]), "政策 policy!D3", "soft"),
        (lambda book: book["政策 policy"].append(["数值", "K03", "classes", 99]), "政策 policy!D3", "99"),
        (lambda book: book["政策 policy"].append(["数值", "K03", None, 9]), "政策 policy!C3", ""),
    ],
)  # fmt: skip
def test_fault_names_the_cell(change: Change, place: str, value: str) -> None:
    found = {str(fault.path[0]): fault for fault in faults_of(changed(change))}
    assert place in found, sorted(found)
    fault = found[place]
    assert fault.value.startswith(value)
    assert fault.zh
    assert fault.en


@pytest.mark.parametrize("place", ["服务时段 windows!B2", "学生 pupils!A3", "场地 rooms!C2", "节假日 holidays!A2"])
def test_one_mistake_is_one_fault(place: str) -> None:
    sheet, cell = place.split("!")
    wrong = {"B2": "三点半", "A3": "S001", "C2": -5, "A2": dt.date(2027, 1, 1)}[cell]
    assert places_of(changed(put(sheet, cell, wrong))) == [place]


def test_missing_sheet() -> None:
    assert places_of(changed(lambda book: book.remove(book["步行 walks"]))) == ["步行 walks"]


def test_renamed_sheet_suggests_the_right_name() -> None:
    def change(book: Any) -> None:
        book["学生 pupils"].title = "学生名单"

    faults = faults_of(changed(change))
    assert [fault.path[0] for fault in faults] == ["学生 pupils", "学生名单"]
    assert "学生 pupils" in faults[1].hint_zh


def test_renamed_heading_is_one_fault_with_a_suggestion() -> None:
    faults = [fault for fault in faults_of(changed(put("学生 pupils", "C1", "参加日子"))) if "标题" in fault.zh]
    assert [fault.path for fault in faults] == [("学生 pupils!C1",)]
    assert "参加星期 weekdays" in faults[0].hint_zh
    assert faults[0].hint_en.startswith("Maybe")


def test_missing_heading() -> None:
    faults = faults_of(changed(lambda book: book["学生 pupils"].delete_cols(7)))
    assert [fault.path[0] for fault in faults] == ["学生 pupils!G1"]
    assert "减免百分比" in faults[0].zh


def test_title_row_above_the_headings_is_told() -> None:
    notices = read_request(changed(lambda book: book["班级 classes"].insert_rows(1)), ".xlsx").notices
    assert "标题在第 2 行" in next(notice.zh for notice in notices if notice.path == ("班级 classes",))


def test_formula_errors() -> None:
    def change(book: Any) -> None:
        sheet = book["学生 pupils"]
        sheet["E3"] = "#REF!"
        sheet["E3"].data_type = "e"
        sheet["G4"] = "=1/0"

    found = {fault.path[0]: fault for fault in faults_of(changed(change))}
    assert set(found) == {"学生 pupils!E3", "学生 pupils!G4"}
    assert found["学生 pupils!E3"].value == "#REF!"


def test_ten_thousand_rows_of_junk_are_counted() -> None:
    def change(book: Any) -> None:
        for index in range(10_000):
            book["学生 pupils"].append([f"X{index}", "?", "垃圾", "无此课", "x", "y", "z", *[None] * 20, "多余"])

    data = changed(change)
    start = time.process_time()
    faults = faults_of(data)
    assert time.process_time() - start < 5
    assert len(faults) == 200
    assert faults[0].path == ("学生 pupils!C13",)
    # weekdays, clubs, late until, exempt, and the column too many: those beyond the listed ones are rows of these
    assert sum(1 + len(fault.rows) for fault in faults) == 50_000


def test_ten_thousand_unknown_classes_are_counted() -> None:
    def change(book: Any) -> None:
        for index in range(10_000):
            book["学生 pupils"].append([f"X{index}", "9.9"])

    faults = faults_of(changed(change))
    assert faults[0].path == ("学生 pupils!B13",)
    assert sum(1 + len(fault.rows) for fault in faults) == 10_000


def test_ten_thousand_different_mistakes_are_counted() -> None:
    def change(book: Any) -> None:
        for index in range(10_000):
            book["学生 pupils"].append([f"X{index}", f"9.{index}"])

    faults = faults_of(changed(change))
    assert len(faults) == 201
    assert (faults[-1].path, faults[-1].value) == (("学生 pupils",), str(10_000 - 200))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空"),
        (b"name,class\nS1,1.1\n", "xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "密码"),
        (b"PK\x03\x04 not really a zip", "xlsx"),
    ],
)
def test_files_that_are_no_workbook(data: bytes, word: str) -> None:
    faults = faults_of(data)
    assert len(faults) == 1
    assert word in faults[0].zh
    assert faults[0].hint_en.startswith("Maybe")


def test_a_zip_without_sheets() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        book.writestr("hello.txt", "hello")
    assert len(faults_of(buffer.getvalue())) == 1


def test_truncated_workbook() -> None:
    data = changed(lambda book: None)
    for length in range(1, len(data), 997):
        assert faults_of(data[:length])


def test_cells_merged_downwards_count_for_all_their_rows_and_others_are_faults() -> None:
    assert "学生 pupils!B2" in places_of(changed(lambda book: book["学生 pupils"].merge_cells("B2:C2")))
    down = read_request(changed(lambda book: book["学生 pupils"].merge_cells("B2:B5")), ".xlsx").problem
    assert [pupil.class_id for pupil in down.pupils[:5]] == ["1.1", "1.1", "1.1", "1.1", "1.2"]


def test_a_cell_far_away_is_refused_without_reading_the_sheet() -> None:
    assert places_of(changed(put("学生 pupils", "XFD1048576", "x"))) == ["学生 pupils!XFD1048576"]


def test_unknown_sheet_with_content() -> None:
    def change(book: Any) -> None:
        book.create_sheet("我的名单")["B2"] = "请勿丢失"

    assert places_of(changed(change)) == ["我的名单"]


def test_doubled_sheet() -> None:
    def change(book: Any) -> None:
        book.copy_worksheet(book["班级 classes"]).title = "班级"

    assert places_of(changed(change)) == ["班级"]


def test_blank_and_formatted_rows_are_skipped() -> None:
    def change(book: Any) -> None:
        sheet = book["学生 pupils"]
        sheet.insert_rows(4, 3)
        for row in range(30, 60):
            sheet.cell(row, 1).number_format = "@"
            sheet.cell(row, 2).value = "   "

    assert faults_of(changed(change)) == ()


def test_faults_after_blank_rows_name_the_right_row() -> None:
    def change(book: Any) -> None:
        book["学生 pupils"].insert_rows(4, 3)
        book["学生 pupils"]["B9"] = "9.9"

    assert places_of(changed(change)) == ["学生 pupils!B9"]


def test_faults_of_all_sheets_come_at_once() -> None:
    def change(book: Any) -> None:
        book["场地 rooms"]["C2"] = "很多"
        book["校门 gates"]["B2"] = "两条"
        book["学生 pupils"]["F3"] = "六点"

    assert places_of(changed(change)) == ["学生 pupils!F3", "场地 rooms!C2", "校门 gates!B2"]


def test_meaning_is_checked_beside_faulty_cells() -> None:
    def change(book: Any) -> None:
        book["场地 rooms"]["C2"] = "很多"
        book["学生 pupils"]["B4"] = "9.9"
        book["政策 policy"]["D2"] = "nowhere"
        book["节假日 holidays"]["A2"] = dt.date(2027, 1, 1)

    expected = {"场地 rooms!C2", "学生 pupils!B4", "政策 policy!D2", "节假日 holidays!A2"}
    assert set(places_of(changed(change))) == expected


@pytest.mark.parametrize(
    ("sheet", "cell"), [("场地 rooms", "C2"), ("教职工 staff", "H5"), ("班级 classes", "B2"), ("课程 offerings", "E2"),
                        ("校门 gates", "B2"), ("服务时段 windows", "B2"), ("岗位 posts", "D2")],
)  # fmt: skip
def test_a_faulty_cell_causes_no_faults_elsewhere(sheet: str, cell: str) -> None:
    assert places_of(changed(put(sheet, cell, "??"))) == [f"{sheet}!{cell}"]
