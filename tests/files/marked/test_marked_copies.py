"""The copy of a workbook with its faults marked keeps what the office made, and can be corrected and read."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from typer.testing import CliRunner

from api.cli import app
from api.files.language import Language
from api.files.marked import workbook_copy as copies
from api.files.marked.marked_book import marked_copy
from api.files.request.reader import read_request
from api.files.sources.importing import import_files
from api.files.sources.mapping import ImportMapping
from api.files.sources.source import SourceFile
from api.files.table.fault_list import FAULT_SHEET
from solver.errors import Fault
from solver.policy.load import load_policy
from tests.files.samples import changed, faults_of, saved

PUPILS, STAFF = "学生 pupils", "教职工 staff"


def spoil(book: Any) -> None:
    book["学期 term"]["A2"] = "实验小学"
    pupils = book[PUPILS]
    for row in range(2, 6):
        pupils.cell(row, 2).value = "9.9"
    pupils["C3"].font = Font("KaiTi", 20, italic=True)
    pupils["C3"].comment = Comment("问过家长", "张")
    pupils.column_dimensions["A"].width = 33
    book[STAFF]["N1"], book[STAFF]["N2"] = "=1+1", None
    book["班级 classes"]["B2"].value = "=2/0"


@pytest.fixture(scope="module")
def bad() -> bytes:
    return changed(spoil)


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_faulty_cells_are_coloured_and_commented_and_the_first_sheet_leads_to_them(bad: bytes) -> None:
    book = opened(marked_copy(bad, faults_of(bad)))
    assert book.sheetnames[0] == FAULT_SHEET == book.active.title
    pupils = book[PUPILS]
    fills = {pupils.cell(row, 2).fill.start_color.rgb for row in range(2, 6)}
    assert len(fills) == 2
    assert "没有这个班级" in pupils["B2"].comment.text
    assert "与 B2 相同" in pupils["B5"].comment.text
    assert pupils["A2"].fill.fill_type is None
    links = [row[2].hyperlink.location for row in book[FAULT_SHEET].iter_rows(min_row=4) if row[2].hyperlink]
    assert any(PUPILS in link and link.endswith("!B2") for link in links)


def test_what_the_office_made_stays(bad: bytes) -> None:
    book = opened(marked_copy(bad, faults_of(bad)))
    cell = book[PUPILS]["C3"]
    assert (cell.font.name, cell.font.size, cell.font.italic) == ("KaiTi", 20, True)
    assert "问过家长" in cell.comment.text
    assert book[PUPILS].column_dimensions["A"].width == 33
    assert book["班级 classes"]["B2"].value == "=2/0"
    before = opened(bad)
    for sheet in before:
        assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
            [cell.value for cell in row] for row in book[sheet.title].iter_rows()
        ], sheet.title


def test_a_marked_copy_has_the_same_faults_and_may_be_marked_again(bad: bytes) -> None:
    once = marked_copy(bad, faults_of(bad), Language.BOTH)
    assert faults_of(once) == faults_of(bad)
    twice = opened(marked_copy(once, faults_of(once)))
    assert twice.sheetnames.count(FAULT_SHEET) == 1


def test_a_corrected_copy_is_read(bad: bytes) -> None:
    book = opened(marked_copy(bad, faults_of(bad)))
    for row in range(2, 6):
        book[PUPILS].cell(row, 2).value = "1.1"
    del book["教职工 staff"]["N1"], book["教职工 staff"]["N2"]
    book["班级 classes"]["B2"].value = 1
    remaining = [fault for fault in faults_of(saved(book)) if "学生" in str(fault.path) or "班级" in str(fault.path)]
    assert remaining == []


def test_merged_cells_and_missing_sheets_are_told(bad: bytes) -> None:
    def merge(book: Any) -> None:
        spoil(book)
        book[PUPILS].merge_cells("C4:D5")
        del book["校门 gates"]

    data = changed(merge)
    book = opened(marked_copy(data, faults_of(data)))
    assert "合并" in book[PUPILS]["C4"].comment.text
    assert any("缺少工作表" in str(row[5].value) for row in book[FAULT_SHEET].iter_rows(min_row=4))


def test_a_book_that_cannot_be_written_into_gives_its_values(bad: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: object, **_named: object) -> None:
        raise ValueError

    monkeypatch.setattr(copies, "load_workbook", fails)
    copy = opened(marked_copy(bad, faults_of(bad)))
    assert copies.VALUES_ALONE in copy[FAULT_SHEET]["A2"].value
    assert copy[PUPILS]["A2"].value == opened(bad)[PUPILS]["A2"].value


def test_what_is_no_workbook_gives_the_list_alone() -> None:
    assert opened(marked_copy(b"no", faults_of(b"no"))).sheetnames == [FAULT_SHEET]


def test_the_command_tells_each_mistake_in_one_line_and_writes_the_copy(bad: bytes, tmp_path: Path) -> None:
    request, marked = tmp_path / "school.xlsx", tmp_path / "marked.xlsx"
    request.write_bytes(bad)
    ran = CliRunner().invoke(app, ["precheck", str(request)])
    assert ran.exit_code == 2
    lines = ran.stderr.splitlines()
    assert lines[lines.index(PUPILS) + 1].startswith("  B 列第 2–5 行：“9.9” 没有这个班级")
    assert "--marked" in lines[-1]
    ran = CliRunner().invoke(app, ["solve", str(request), "--marked", str(marked)])
    assert ran.exit_code == 2
    assert str(marked) in ran.stderr.splitlines()[-1]
    assert opened(marked.read_bytes()).sheetnames[0] == FAULT_SHEET


def test_the_template_itself_has_nothing_to_mark() -> None:
    assert read_request(changed(lambda _book: None), ".xlsx").notices


def test_a_course_that_many_chose_and_nobody_offers_is_marked_at_each(bad: bytes) -> None:
    def choose(book: Any) -> None:
        for row in (2, 4, 5):
            book[PUPILS].cell(row, 4).value = "蓝球"

    data = changed(choose)
    book = opened(marked_copy(data, faults_of(data)))
    assert [book[PUPILS].cell(row, 4).comment is not None for row in range(2, 7)] == [True, False, True, True, False]


def test_english_is_told_where_it_is_asked_for(bad: bytes, tmp_path: Path) -> None:
    (tmp_path / "school.xlsx").write_bytes(bad)
    for language, zh, en in (("zh", True, False), ("en", False, True), ("both", True, True)):
        ran = CliRunner().invoke(app, ["precheck", str(tmp_path / "school.xlsx"), "--language", language])
        assert ("没有这个班级" in ran.stderr, "There is no such class" in ran.stderr) == (zh, en)


def test_the_list_of_faults_is_no_row_of_an_office() -> None:
    roster = openpyxl.Workbook()
    for row in (("班级", "姓名"), ("一(1)班", "张小明"), ("一(1)班", "李小红")):
        roster.active.append(row)
    data = marked_copy(saved(roster), [Fault(("Sheet!B2",), "张小明", "不对", "wrong")])
    assert opened(data).sheetnames[0] == FAULT_SHEET
    found = import_files((SourceFile("名册.xlsx", data),), {}, ImportMapping(), load_policy("national"), date(2026, 8, 20))
    assert sorted(found.names.values()) == ["张小明", "李小红"]
    assert {place.sheet for place in found.accounts} == {"Sheet"}
