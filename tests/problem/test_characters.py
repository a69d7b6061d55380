"""Characters that nobody sees are refused by kind wherever text comes in, and names that read alike are no two names."""

import json
import sys
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.files.json_text import parse_json
from api.files.request.example import example_problem
from api.mapping.request import Request, request_doc
from api.services.choosing import parse_settings
from solver.errors import PlanError
from solver.plan.edit import read_edits
from solver.problem.characters import CATEGORIES, IDEOGRAPHS, alike, told, unfit, unseen, visible
from solver.problem.problem import Problem
from solver.problem.validate import faults
from tests.files.samples import changed, faults_of

IGNORABLE = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180E, 0x180E), (0x200B, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x1D173, 0x1D17A),
    (0xE0000, 0xE00FF),
)  # fmt: skip
"""Unicode's Default_Ignorable_Code_Point, without variation selectors."""
UNSEEN = st.one_of(
    st.characters(categories=("Cc", "Cf", "Zl", "Zp"), exclude_characters="\t\n"),
    st.sampled_from([chr(number) for first, last in IGNORABLE for number in range(first, last + 1)]),
    st.sampled_from("\u2800\ufffc\ufffd\ufdd0"),
)  # fmt: skip
SEEN = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=5).filter(lambda text: unseen(text) is None)


def test_every_character_of_a_refused_category_is_unseen() -> None:
    for number in range(sys.maxunicode + 1):
        sign = chr(number)
        category = unicodedata.category(sign)
        if category in CATEGORIES and sign not in "\t\n" and number not in IDEOGRAPHS:
            assert unseen(sign) == sign
        elif category == "Co" or number in IDEOGRAPHS:
            assert unseen(sign) is None


@given(SEEN, UNSEEN, SEEN)
def test_an_unseen_character_is_found_and_named(before: str, sign: str, after: str) -> None:
    text = before + sign + after
    assert unseen(text) == unfit(text) == sign
    assert told(sign)[0].startswith(f"U+{ord(sign):04X} ")
    assert sign not in visible(text)
    assert alike(text) == alike(visible(text).replace(f"‹U+{ord(sign):04X}›", ""))


@pytest.mark.parametrize(
    "name", ["王𠮷", "䶮", "王\ue863", "葛\U000e0100", "\U00031350", "\U0003134f", "Zoë", "José", "阿依古丽·买买提", "❤\ufe0f"]
)
def test_rare_names_are_names(name: str) -> None:
    assert unseen(name) is None
    problem = example_problem()
    assert faults(replace(problem, staff=(replace(problem.staff[0], name=name), *problem.staff[1:]))) == []


def pupils_of(*ids: str) -> Problem:
    problem = example_problem()
    return replace(problem, pupils=tuple(replace(problem.pupils[3], id=name) for name in ids), companions=())


@settings(max_examples=50)
@given(st.sampled_from(("\u00a0", "\u3000", "\u2009", "\ue863", "\n", "\t", "\u200b", "\ufe0f", "\U000e0101", "\u202e")))
def test_an_id_holds_none_of_them(sign: str) -> None:
    found = faults(pupils_of("P1", f"P{sign}2"))
    assert [fault.path for fault in found] == [("pupils", 1, "id")]
    assert f"U+{ord(sign):04X}" in found[0].zh


@pytest.mark.parametrize(
    ("one", "other"), [("P1", "p1"), ("P1", "Ｐ１"), ("é", "e\u0301"), ("张三", "张 三"), ("P①", "P1"), ("ß1", "SS1"), ("ﬁ", "fi")]
)
def test_two_ids_that_read_alike_are_a_fault(one: str, other: str) -> None:
    found = faults(pupils_of(one, other))
    assert [fault.path for fault in found] == [("pupils", 1, "id")]
    assert f"“{one}”" in found[0].zh
    assert "可能" in found[0].hint_zh


@pytest.mark.parametrize(("one", "other"), [("P1", "P2"), ("1.1", "11"), ("A-1", "A1"), ("o", "0"), ("张三", "张叁")])
def test_other_ids_are_others(one: str, other: str) -> None:
    assert faults(pupils_of(one, other)) == []


def test_staff_and_outside_people_share_their_names() -> None:
    problem = example_problem()
    found = faults(replace(problem, outside=(replace(problem.outside[0], id="ｔ01"),)))
    assert [fault.path for fault in found] == [("outside", 0, "id")]


@pytest.mark.parametrize(
    ("field", "changes", "path"),
    [
        ("rooms", {"type": "操 场"}, ("offerings", 0, "room_type")),
        ("rooms", {"zone": "教学楼 一层"}, ("rooms", 1, "zone")),
        ("offerings", {"skill": "篮　球"}, ("staff", 4, "skills", 0, "name")),
        ("outside", {"organisation": "区青少年宫 "}, ("money", "contracts", 0, "organisation")),
    ],
)
def test_words_that_join_sheets_are_spelt_in_one_way(field: str, changes: dict[str, Any], path: tuple[object, ...]) -> None:
    problem = example_problem()
    index = 3 if field == "rooms" and "type" in changes else 0
    rows = list(getattr(problem, field))
    rows[index] = replace(rows[index], **changes)
    found = faults(replace(problem, **{field: tuple(rows)}))
    assert path in [fault.path for fault in found if "只差" in fault.zh]


def test_a_reference_that_reads_alike_is_what_was_meant() -> None:
    problem = replace(example_problem(), companions=())
    found = faults(replace(problem, pupils=(replace(problem.pupils[0], choices=("ｋ０３",), clubs=1, blocks=()),)))
    assert [fault.hint_zh for fault in found] == ["可能是“K03”。"]


PLACES = (
    "学生 pupils!A3", "学生 pupils!B3", "学生 pupils!D2", "场地 rooms!B5", "教职工 staff!C2", "课程 offerings!B2", "学期 term!A2",
    "政策 policy!D2", "服务时段 windows!B2", "课程 offerings!E2", "步行 walks!A2",
)  # fmt: skip


@given(sign=UNSEEN, place=st.sampled_from(PLACES))
@settings(max_examples=25, deadline=None)
def test_a_workbook_names_the_cell(sign: str, place: str) -> None:
    if sign.isspace() or sign == "\ufeff" or unicodedata.category(sign) == "Cc":
        return  # stripped at the end of a text, or nothing that a workbook can hold
    sheet, cell = place.split("!")

    def change(book: Any) -> None:
        book[sheet][cell] = f"{book[sheet][cell].value}{sign}"

    found = {fault.path[0]: fault for fault in faults_of(changed(change))}
    assert f"U+{ord(sign):04X}" in found[place].zh
    assert sign not in str(found[place])


def test_a_workbook_takes_harmless_spaces_and_headings() -> None:
    def change(book: Any) -> None:
        book["学生 pupils"]["A2"] = "\ufeff\u00a0S001\u3000"
        book["学生 pupils"]["A1"] = "学生编号\u200b"
        book["学期 term"]["A2"] = "示例\u3000小学"

    assert faults_of(changed(change)) == ()


@given(sign=UNSEEN, escaped=st.booleans())
def test_json_names_the_path(sign: str, escaped: bool) -> None:
    document = request_doc(Request(example_problem()))
    document["problem"]["pupils"][2]["id"] += sign
    document["policy"]["overrides"] = {"C04": {"numbers": {f"bonus_双{sign}胞胎": 5}}}
    _, found = parse_json(json.dumps(document, ensure_ascii=escaped).encode())
    assert {fault.path[:4] for fault in found} == {
        ("problem", "pupils", 2, "id"), ("policy", "overrides", "C04", "numbers"),
    }  # fmt: skip
    assert all(f"U+{ord(sign):04X}" in fault.zh for fault in found)


@given(UNSEEN)
def test_edits_and_settings_hold_none(sign: str) -> None:
    with pytest.raises(PlanError) as caught:
        read_edits([{"edit": "move_seat", "pupil": f"P1{sign}", "old": "K01#1"}])
    assert f"U+{ord(sign):04X}" in str(caught.value.faults[0].zh)
    overrides, found = parse_settings([f"C04.bonus_a=5{sign}"])
    assert found or overrides == {"C04": {"numbers": {"bonus_a": 5}}}
