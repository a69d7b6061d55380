"""Files to tables: kinds, encodings, separators; what cannot be read is refused with a way out."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.files.sources.source import SourceFile
from api.files.sources.tables import tables_of
from solver.errors import ProblemError
from tests.files.sources.offices_files import csv_file, xlsx_file

CELLS = st.text(st.sampled_from("王小明一二三（1）班 abc123、·"), min_size=1, max_size=8).map(str.strip).filter(bool)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=2, max_size=6),
       st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "gbk"]), st.sampled_from([",", ";", "\t",
           "|"]))  # fmt: skip
def test_a_text_is_read_in_every_encoding_and_with_every_separator(rows: list[list[str]], encoding: str, separator: str) -> None:
    width = max(map(len, rows))
    rows = [[*row, *["x"] * (width - len(row))] for row in rows]
    (found,) = tables_of(csv_file("a.csv", *(separator.join(row) for row in [["姓名", "班级", *["列"] * (width - 2)], *rows]),
        encoding=encoding))
    assert [list(row) for row in found.rows[1:]] == rows


def test_hidden_sheets_and_merged_areas_are_told() -> None:
    source = xlsx_file("a.xlsx", {"一班": [["班级", "姓名"], ["一(1)班", "王一"], [None, "李二"]], "字典": [["男"]]}, ["A2:A3"], ["字典"])
    first, second = tables_of(source)
    assert (first.hidden, second.hidden) == (False, True)
    assert first.spread().text(2, 0) == "一(1)班"
    assert first.text(2, 0) == ""


def test_a_web_page_named_xls_is_read() -> None:
    page = ("<html><meta charset='utf-8'><table><tr><td colspan=2>名册</td></tr><tr><td>姓名<td>班级</tr>"
            "<tr><td>王&nbsp;一</td><td>1.1</td></tr></table>")  # fmt: skip
    (found,) = tables_of(SourceFile("名册.xls", page.encode()))
    assert [found.text(2, 0).replace("\xa0", " "), found.text(2, 1)] == ["王 一", "1.1"]
    assert found.merged[0].last_column == 1


@pytest.mark.parametrize(("name", "data"), [("课程介绍.docx", b"PK\x03\x04 word"), ("旧名单.DOC", b"\xd0\xcf\x11\xe0 word")])
def test_tables_of_a_word_processor_are_refused_as_such(name: str, data: bytes) -> None:
    with pytest.raises(ProblemError) as caught:
        tables_of(SourceFile(name, data))
    assert "Word" in caught.value.faults[0].zh


@pytest.mark.parametrize(("data", "zh"), [
    (b"", "空"), (b"%PDF-1.7", "PDF"), (b"\x89PNG\r\n", "图片"), (b"PK\x03\x04 broken", "工作簿"), (b"\xd0\xcf\x11\xe0 broken", "损坏"),
    (bytes(range(128, 256)) * 4, "不是"), (b"Rar!", "RAR"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_way_out(data: bytes, zh: str) -> None:
    with pytest.raises(ProblemError) as caught:
        tables_of(SourceFile("名册.xlsx", data))
    (fault,) = caught.value.faults
    assert zh in fault.zh
    assert fault.hint_zh.startswith("可能")
    assert fault.hint_en.startswith("Maybe")


@given(st.binary(max_size=300))
def test_no_bytes_crash(data: bytes) -> None:
    with suppress(ProblemError):
        tables_of(SourceFile("a.xls", data))
