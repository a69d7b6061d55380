"""Requests: round trips, the template, the ways in which cells may be written, and bad JSON."""

from __future__ import annotations

import datetime as dt
import io
import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.files.request.example import example_problem
from api.files.request.reader import read_request
from api.files.request.sheets import SHEETS
from api.files.request.writer import request_bytes, template_bytes
from api.files.table.kinds import TEXT
from api.files.table.list_kinds import SKILLS, TEXTS
from api.mapping.request import Request, request_doc, request_from_doc
from solver.errors import ProblemError
from solver.problem.people import Skill
from tests.files.samples import changed, faults_of
from tests.problem.schools import village, with_clubs

OVERRIDES = {
    "K03": {"level": "hard", "numbers": {"classes": 1, "pupils": 40}},
    "D10": {"numbers": {"late_after": "18:00"}},
    "D08": {"level": "soft", "weight": 3},
}


def test_the_template_is_a_valid_request(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(template_bytes())
    request = read_request(path)
    assert request == Request(example_problem(), "national", {})


@pytest.mark.parametrize("suffix", [".xlsx", ".json"])
def test_round_trip(tmp_path: Path, suffix: str) -> None:
    request = Request(example_problem(), "fengjin", OVERRIDES)
    path = tmp_path / f"request{suffix}"
    path.write_bytes(request_bytes(request, suffix))
    assert read_request(path) == request
    assert read_request(path.read_bytes(), suffix) == request


def test_round_trip_of_settings_and_paper_duties() -> None:
    overrides = {"U6": "waiver", "U1": "60", "I02": {"numbers": {"days": 10}}, "I08": {"numbers": {"last": "2027-03-31"}}}
    request = Request(example_problem(), "qingshanhu-2024", overrides)
    assert read_request(request_bytes(request, ".xlsx"), ".xlsx").overrides == overrides


def test_round_trip_of_tiers_in_another_order() -> None:
    from solver.policy.load import load_policy

    order = [tier.name for tier in load_policy("national").tiers][::-1]
    request = Request(example_problem(), "national", {"tiers": order})
    assert read_request(request_bytes(request, ".xlsx"), ".xlsx") == request


@pytest.mark.parametrize("name", ["tiny", "village"])
def test_samples_round_trip_through_the_workbook(samples: Path, name: str) -> None:
    request = read_request(samples / f"{name}.json")
    assert read_request(request_bytes(request, ".xlsx"), ".xlsx") == request


def test_awkward_names_survive() -> None:
    problem = example_problem()
    names = ['"教室"', "教室", "a、b,c", ' "x" ', "无", "=1+1", "1.10", "篮球:2", "_x0041_"]
    rooms = tuple(replace(room, name=name) for room, name in zip(problem.rooms, names, strict=False))
    person = replace(problem.staff[0], subjects=tuple(names), skills=(Skill("a:b、c", 2), Skill("无", 1)))
    offerings = tuple(replace(offering, room_type="教室") for offering in problem.offerings)
    rooms = (replace(rooms[0], type="教室"), *rooms[1:])  # a type of which there is no room would be taken for a room's name
    awkward = replace(problem, rooms=rooms, staff=(person, *problem.staff[1:]), offerings=offerings)
    request = Request(awkward)
    assert read_request(request_bytes(request, ".xlsx"), ".xlsx") == request


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=8), max_size=4))
def test_text_lists_are_read_as_written(texts: list[str]) -> None:
    if texts:
        assert TEXTS.parse(TEXTS.show(tuple(texts))) == tuple(texts)
        skills = tuple(Skill(text, 1) for text in texts)
        assert SKILLS.parse(SKILLS.show(skills)) == skills
        assert TEXT.parse(TEXT.show(texts[0])) == texts[0]


def test_every_field_has_a_column() -> None:
    elsewhere = {("staff", "unavailable"), ("pupils", "clubs_assumed")}
    for spec in SHEETS:
        named = {column.field for column in spec.columns}
        for field in fields(spec.row_type):
            assert field.name in named or (spec.key, field.name) in elsewhere


def test_a_number_of_clubs_left_empty_stays_empty() -> None:
    """In a workbook and in JSON: with choices it counts as one club that nobody wrote, so the cell is left empty again."""
    request = Request(with_clubs(village()))
    pupils = tuple(replace(p, clubs_assumed=bool(p.choices)) for p in request.problem.pupils)
    unsaid = replace(request, problem=replace(request.problem, pupils=pupils))
    again = read_request(request_bytes(unsaid, ".xlsx"), ".xlsx")
    assert again.problem.pupils == pupils
    document = json.loads(request_bytes(request, ".json"))
    for entry in document["problem"]["pupils"]:
        if entry["choices"]:
            entry["clubs"] = None
        else:
            del entry["clubs"]
    assert read_request(json.dumps(document).encode(), ".json").problem.pupils == pupils
    assert read_request(request_bytes(unsaid, ".json"), ".json").problem.pupils == pupils


def test_holidays_left_empty_and_none_are_two_things() -> None:
    request = Request(village())
    document = json.loads(request_bytes(request, ".json"))
    for unsaid in (True, False):
        document["problem"]["term"]["holidays"] = None if unsaid else []
        read = read_request(json.dumps(document).encode(), ".json")
        term = read.problem.term
        assert bool(term.holidays) == unsaid
        assert term.assumed == term.holidays
        for suffix in (".json", ".xlsx"):
            assert read_request(request_bytes(read, suffix), suffix).problem.term == term

    def cleared(book: Any) -> None:
        book["节假日 holidays"].delete_rows(2, 99)

    def none(book: Any) -> None:
        cleared(book)
        book["节假日 holidays"]["A2"] = "无"

    empty = read_request(changed(cleared), ".xlsx").problem.term
    assert empty.assumed == empty.holidays != ()
    assert read_request(changed(none), ".xlsx").problem.term.holidays == ()


def test_the_template_helps_to_fill_it_in() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_bytes()))
    assert book.sheetnames == ["说明 readme", *(spec.title for spec in SHEETS)]
    for spec in SHEETS:
        sheet = book[spec.title]
        assert sheet.freeze_panes == "B2"
        assert sheet.max_row >= 2
        for place, column in enumerate(spec.columns, 1):
            cell = sheet.cell(1, place)
            assert cell.value == f"{column.zh} {column.en}"
            assert column.note_zh in cell.comment.text
            assert column.note_en in cell.comment.text
    staff = {
        str(item.sqref).split(":")[0]: item.formula1 for item in book["教职工 staff"].data_validations.dataValidation
    }
    assert staff["B2"] == '"班主任,任课教师,行政,工勤,退休教师,志愿者,家长"'
    assert staff["D2"].startswith("'班级 classes'!$A$2:")


def test_other_ways_to_write_a_cell() -> None:
    def change(book: Any) -> None:
        pupils = book["学生 pupils"]
        pupils["C2"] = "1,2,3,4,5"
        pupils["D2"] = "K01,K03"
        pupils["C4"] = "周一、周三、周五"
        pupils["F3"] = "18:00"
        pupils["E2"] = "1"
        pupils["C5"] = "无"
        book["服务时段 windows"]["B2"] = dt.time(15, 30)
        book["服务时段 windows"]["C2"] = "15:30~16:10;16:20—17:00"
        book["课程 offerings"]["D2"] = "1-2"
        book["课程 offerings"]["D3"] = "1,2"
        book["课程 offerings"]["C2"] = "sports"
        book["教职工 staff"]["F2"] = "阅读:2"
        book["教职工 staff"]["K2"] = "yes"
        book["节假日 holidays"]["A2"] = "2026年4月6日"
        book["经费 money"]["A2"] = "4.00元"
        book["场地 rooms"]["B2"] = "classroom"
        book["学生 pupils"]["A1"] = "学生编号"
        book["学生 pupils"]["B1"] = " 班级编号  Class ID "
        book["班级 classes"].title = "班级"

    assert read_request(changed(change), ".xlsx").problem == example_problem()


def test_numbers_as_ids() -> None:
    def change(book: Any) -> None:
        book["校门 gates"]["A2"] = 1
        book["服务时段 windows"]["E2"] = 1
        book["服务时段 windows"]["E3"] = "1"

    assert read_request(changed(change), ".xlsx").problem.gates[0].id == "1"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"hello", "not valid JSON"),
        (b'{"version": 1,', "not valid JSON"),
        (b"\xff\xfe{}", "UTF-8"),
        (b'{"version": NaN}', "NaN"),
        (b"[" * 100_000, "nested"),
        (b'{"a":' * 60 + b"1" + b"}" * 60, "nested"),
        (b'{"version": 1, "version": 1}', "twice"),
        (b'{"version": ' + b"9" * 5000 + b"}", "digits"),
        (b"[]", "object"),
        (b'{"version": "\\ud800"}', "nobody sees"),
        (b'{"a\\u0000b": 1}', "nobody sees"),
    ],
)
def test_bad_json(data: bytes, word: str) -> None:
    faults = faults_of(data, ".json")
    assert any(word in fault.en for fault in faults), faults
    assert all(fault.zh and fault.hint_zh and fault.hint_en.startswith("Maybe") for fault in faults)


def test_json_faults_carry_their_path() -> None:
    doc = request_doc(Request(example_problem()))
    doc["version"] = 2
    doc["extra"] = 1
    doc["problem"]["rooms"][0]["capacity"] = "45"
    doc["problem"]["rooms"][1]["capacity"] = 45.0
    doc["problem"]["term"]["first"] = "2026-02-30"
    doc["problem"]["windows"][0]["start"] = "25:00"
    del doc["problem"]["pupils"][2]["class_id"]
    doc["problem"]["staff"][0]["takes_part"] = "yes"
    found = {fault.path for fault in faults_of(json.dumps(doc).encode(), ".json")}
    assert found == {
        ("version",),
        ("extra",),
        ("problem", "rooms", 0, "capacity"),
        ("problem", "rooms", 1, "capacity"),
        ("problem", "term", "first"),
        ("problem", "windows", 0, "start"),
        ("problem", "pupils", 2, "class_id"),
        ("problem", "staff", 0, "takes_part"),
    }


def test_meaning_is_checked_when_the_shape_is_good() -> None:
    doc = request_doc(Request(example_problem()))
    doc["problem"]["pupils"][2]["class_id"] = "9.9"
    doc["policy"] = {"profile": "national", "overrides": {"K99": {"level": "hard"}}}
    with pytest.raises(ProblemError) as caught:
        request_from_doc(doc)
    assert {fault.path for fault in caught.value.faults} == {
        ("problem", "pupils", 2, "class_id"),
        ("policy", "overrides", "K99"),
    }


def test_a_byte_order_mark_is_no_fault() -> None:
    data = b"\xef\xbb\xbf" + request_bytes(Request(example_problem()), ".json")
    assert read_request(data, ".json").problem == example_problem()


@pytest.mark.parametrize("name", ["request.csv", "request", "request.xls"])
def test_unknown_suffix(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProblemError):
        read_request(tmp_path / name)
    with pytest.raises(ProblemError):
        request_bytes(Request(example_problem()), Path(name).suffix)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ProblemError):
        read_request(tmp_path / "none.xlsx")
