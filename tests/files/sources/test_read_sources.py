"""Files that an import reads: those of a folder but the ones that it writes itself, wherever a name occurs twice."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl

from api.files.sources.importing import import_files
from api.files.sources.mapping import ImportMapping
from api.files.sources.report import report_book
from api.files.sources.source import SourceFile
from api.services.importing import read_sources
from solver.policy.load import load_policy


def test_a_file_that_bears_the_name_of_an_output_is_read_nevertheless(tmp_path: Path) -> None:
    last, this = tmp_path / "上学期", tmp_path / "本学期"
    for folder in (last, this):
        folder.mkdir()
        (folder / "本校.xlsx").write_bytes(folder.name.encode())
    (this / "名册.csv").write_text("姓名", encoding="utf-8")
    found = read_sources([last, this], [this / "本校.xlsx"])
    assert [(source.name, source.data.decode()) for source in found] == [("本校.xlsx", "上学期"), ("名册.csv", "姓名")]


def test_remarks_of_families_have_a_sheet_of_the_report() -> None:
    roster = SourceFile("名册.csv", "班级,学号,姓名\n一(1)班,1,王小明\n一(1)班,2,李丽\n".encode())
    rows = "班级,学生姓名,参加星期,课程志愿,备注\n一(1)班,王小明,周一,篮球,花生过敏\n一(1)班,钱多多,周一,篮球,新转来\n"
    survey, policy = SourceFile("问卷.csv", rows.encode()), load_policy("national", {})
    found = import_files([roster, survey], {"term": "2026-2027学年第一学期"}, ImportMapping(), policy, date(2026, 9, 1))
    assert [(each.pupil, each.text) for each in found.remarks] == [("1.1-01", "花生过敏"), ("", "新转来")]
    assert found.problem.pupil_of["1.1-01"].choices == ("篮球",)
    sheet = openpyxl.load_workbook(io.BytesIO(report_book(found)))["家长备注 remarks"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["花生过敏", "新转来"]
