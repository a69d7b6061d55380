"""Sheets of classes, children, adults and rooms: complete, by the plan, one sheet where one is expected."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from functools import cache
from itertools import pairwise
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from api.files.content.names import PageNames
from api.files.language import Language, zh
from api.files.papers.mail_merge import MERGE_SUFFIXES, merge_bytes
from api.files.papers.pack import FOLDERS, pack_bytes, pack_parts
from api.files.papers.paper import paper_bytes
from api.files.papers.registry import PAPER_KINDS, drawn_paper
from solver.units import clock
from tests.files.desks import desk
from tests.names.listed import listed, planted
from tests.papers import stored


@cache
def mid() -> Any:
    return stored.desk("mid-tight-staff")


def data(kind: str) -> Any:
    found = desk()
    return json.loads(paper_bytes(kind, drawn_paper(kind, found), found, ".json"))


def test_each_child_signed_up_has_a_slip_with_every_course_and_a_way_out() -> None:
    found = desk()
    slips = {item["pupil"]: item["week"] for item in data("pupil")["pupils"]}
    assert set(slips) == {pupil.id for pupil in found.problem.pupils if pupil.weekdays}
    names = found.names
    for seat in found.plan.seats:
        told = [stay["doing"] for day in slips[seat.pupil] for stay in day["stays"]]
        assert names.section(seat.offering, seat.number) in told, seat
    leave = {item.grade: item for item in found.plan.dismissals}
    for pupil in found.problem.pupils:
        for day in slips.get(pupil.id, ()):
            if pupil.late_until is None:
                grade = leave[found.problem.grade_of_pupil[pupil.id]]
                assert (day["leaves"]["minute"], day["leaves"]["gate"]) == (grade.minute, names.gate(grade.gate))


def test_stays_follow_each_other() -> None:
    for item in data("pupil")["pupils"]:
        for day in item["week"]:
            ends = [(stay["start"], stay["end"]) for stay in day["stays"]]
            assert all(start < end for start, end in ends)
            assert all(one[1] <= other[0] for one, other in pairwise(ends))


def test_each_adult_with_a_duty_has_a_sheet_with_all_minutes() -> None:
    found = desk()
    blocks = drawn_paper("teacher", found).pages[0].blocks
    busy = {person for person, _, _ in found.view.duties}
    assert len(blocks) == len(busy)
    for person in busy:
        (block,) = [each for each in blocks if each.zh.startswith(f"{found.names.person(person)} ")]
        assert f"共 {found.report.facts.minutes[person]} 分钟" in zh(block.text[0])
        shown = "\n".join(zh(cell.text) for row in block.rows for cell in row)
        for duty in (each for (who, _, _), duties in found.view.duties.items() if who == person for each in duties):
            assert f"{clock(duty.slot.start)}–{clock(duty.slot.end)}" in shown


def test_each_room_in_use_has_a_sheet() -> None:
    found = desk()
    titles = [block.zh for block in drawn_paper("room", found).pages[0].blocks]
    for section in found.plan.sections:
        for session in section.sessions:
            assert f"{found.names.room(session.room)} 课后服务安排" in titles


@pytest.mark.parametrize("kind", ["class", "teacher", "room"])
def test_one_sheet_each(kind: str) -> None:
    """Of a real school of 24 classes, with classes of forty."""
    found = mid()
    paper = drawn_paper(kind, found)
    sheets = len(PdfReader(io.BytesIO(paper_bytes(kind, paper, found, ".pdf"))).pages)
    assert sheets == len(paper.pages[0].blocks)


def test_rosters_cover_the_term() -> None:
    found = mid()
    blocks = drawn_paper("rosters", found).pages[0].blocks
    dates = {zh(cell.text) for block in blocks for cell in block.header[0][3:] if cell.text}
    met = {session.weekday for section in found.plan.sections for session in section.sessions}
    assert dates == {f"{each.day.month}/{each.day.day}" for each in found.days if each.weekday in met}


@pytest.mark.parametrize("suffix", MERGE_SUFFIXES)
def test_the_table_for_mail_merge(suffix: str) -> None:
    found = desk()
    names = PageNames(found.problem, listed(found.problem))
    content = merge_bytes(found, names, suffix)
    if suffix == ".csv":
        assert content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    head, *children = rows
    assert len(set(head)) == len(head)
    assert len(children) == sum(bool(pupil.weekdays) for pupil in found.problem.pupils)
    child = next(dict(zip(head, row, strict=True)) for row in children if "象棋" in row[head.index("课程")])
    assert "象棋" in child["周四安排"]
    assert child["学生"] == listed(found.problem).names[child["编号"]]
    assert merge_bytes(found, names, suffix) == content


def test_the_pack_comes_in_parts_that_are_the_same_file() -> None:
    """A part for each of its files and one for the end, so that a download shows that it goes on."""
    found = desk()
    parts = list(pack_parts(found, None, Language.ZH))
    assert b"".join(parts) == pack_bytes(desk(), None, Language.ZH)
    with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as packed:
        assert len(parts) == len(packed.namelist()) + 1
        assert packed.testzip() is None


def test_the_pack_has_every_paper_once_and_names_in_their_folders_alone() -> None:
    assert sorted(kind for kinds in FOLDERS.values() for kind in kinds) == sorted(PAPER_KINDS)
    found = desk()
    with zipfile.ZipFile(io.BytesIO(pack_bytes(found, listed(found.problem), Language.ZH))) as packed:
        names = packed.namelist()
        assert len(names) == len(set(names)) >= len(PAPER_KINDS)
        for name in names:
            if name.endswith(".pdf") and name.startswith(("1-", "4-")):
                text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(packed.read(name))).pages)
                assert planted("P1") not in text


def test_who_got_less_is_named_where_a_list_is_given() -> None:
    found = mid()
    pupil = found.bundle.wishes.unmet[0].pupil
    text = paper_bytes("unmet", drawn_paper("unmet", found, listed(found.problem)), found, ".json").decode()
    assert listed(found.problem).names[pupil] in text
    assert len(drawn_paper("unmet", found).pages[0].blocks[0].rows) == len(found.bundle.wishes.unmet)
