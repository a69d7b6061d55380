"""``afterbell import``: files of an office to a request, a sealed name list and a report that takes answers."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from typer.testing import CliRunner

from api.cli import app
from api.files.names.name_keys import parse_keys
from api.files.names.name_list import unseal
from api.services.loading import load_request

ROSTER = "班级,学号,姓名\n一(1)班,1,王小明\n一(1)班,2,李小红\n二(1)班,1,赵刚\n"


def test_a_folder_becomes_a_request_and_answers_are_read_from_the_report(tmp_path: Path) -> None:
    office = tmp_path / "教务处"
    office.mkdir()
    (office / "名册.csv").write_bytes(ROSTER.encode("gbk"))
    (office / "外聘.csv").write_text("姓名,机构,课程\n钱进,阳光俱乐部,足球\n", encoding="utf-8")
    (office / "~$名册.xlsx").write_bytes(b"lock")
    request, names, key = tmp_path / "s.xlsx", tmp_path / "s.names", tmp_path / "s.key"
    words = ["import", str(office), "-o", str(request)]
    ran = CliRunner().invoke(app, [*words, "--names", str(names), "--key", str(key)])
    assert ran.exit_code == 0, ran.output
    assert {pupil.id for pupil in load_request(request).problem.pupils} == {"1.1-01", "1.1-02", "2.1-01"}
    assert unseal(names.read_bytes(), parse_keys(key.read_bytes())).names["2.1-01"] == "赵刚"
    report = tmp_path / "s.import.xlsx"
    book = openpyxl.load_workbook(report)
    sheet = book["问题 questions"]
    (row,) = [row for row in range(2, sheet.max_row + 1) if str(sheet.cell(row, 1).value).startswith("papers")]
    sheet.cell(row, 4).value = "是"
    filled = tmp_path / "filled.xlsx"
    book.save(filled)
    ran = CliRunner().invoke(app, [*words, "--answers", str(filled), "--force"])
    assert ran.exit_code == 0, ran.output
    assert load_request(request).problem.outside[0].contract


def test_names_need_a_key_and_answers_a_question(tmp_path: Path) -> None:
    (tmp_path / "名册.csv").write_text(ROSTER, encoding="utf-8")
    words = ["import", str(tmp_path / "名册.csv"), "-o", str(tmp_path / "s.xlsx")]
    assert "--key" in CliRunner().invoke(app, [*words, "--names", str(tmp_path / "s.names")]).stderr
    ran = CliRunner().invoke(app, [*words, "--answer", "nothing=是"])
    assert ran.exit_code == 2
    assert "没有这个问题" in ran.stderr
