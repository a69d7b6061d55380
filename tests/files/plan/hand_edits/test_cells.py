"""Texts of parts are found in an edited cell, whatever stands around them; anything else is no guess."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.files.content.shown_part import ShownPart, fixed_part
from api.files.plan.hand_edits.cell_values import located, values_of
from api.files.plan.hand_edits.origins import CellOrigin, OriginRow, origin_rows, read_origins

NAMES = st.text(st.sampled_from("王李张芳强敏伟"), min_size=1, max_size=3)


def people(text: str) -> ShownPart:
    return ShownPart(text, "people", ("gate", 1, "G1", 1050, 1))


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=4), st.sampled_from([" ", "  ", "\n", "\u3000"]))
def test_every_part_is_found_by_what_stands_around_it(pairs: list[tuple[str, str]], space: str) -> None:
    signs = "甲乙丙丁"
    printed = "\n".join(f"{signs[index]}周 {old}" for index, (old, _) in enumerate(pairs))
    now = "\n".join(f"{signs[index]}周{space}{new}" for index, (_, new) in enumerate(pairs))
    parts = tuple(people(old) for old, _ in pairs)
    found = values_of(printed, parts, now)
    assert found is not None
    assert [value for _, value in found] == [new for _, new in pairs]


@given(st.lists(NAMES, min_size=2, max_size=4), st.lists(NAMES, min_size=4, max_size=4))
def test_lines_of_parts_alone_are_told_apart_by_their_breaks(old: list[str], new: list[str]) -> None:
    found = values_of("\n".join(old), tuple(people(name) for name in old), "\n".join(new[: len(old)]))
    assert found is not None
    assert [value for _, value in found] == new[: len(old)]


def test_what_is_fixed_may_hold_the_text_of_a_part_and_must_stay() -> None:
    printed = "托管 王芳教室\n看护 王芳"
    parts = (fixed_part("托管 王芳教室"), people("王芳"))
    assert located(printed, parts) == parts
    found = values_of(printed, parts, "托管 王芳教室\n看护 李强")
    assert found is not None
    assert [value for _, value in found] == ["李强"]
    assert values_of(printed, parts, "托管 李强教室\n看护 李强") is None


def test_a_cell_of_one_part_may_hold_the_new_text_alone() -> None:
    found = values_of("王芳\n延时室", (people("王芳"),), "李强")
    assert found is not None
    assert found[0][1] == "李强"
    assert values_of("甲 王芳\n乙 李强", (people("王芳"), people("李强")), "张敏") is None


@given(st.dictionaries(st.tuples(st.integers(0, 500), st.integers(0, 9)), NAMES, max_size=300))
def test_origins_come_back(cells: dict[tuple[int, int], str]) -> None:
    told = {place: CellOrigin(text, (people(text),)) for place, text in cells.items()}
    assert read_origins(list(origin_rows("值日表", told))).get("值日表", {}) == told


def test_origins_that_were_tampered_with_are_no_origins() -> None:
    for cells in ("[[1]]", "{", '[[0,0,"",[[1]]]]', "5"):
        try:
            found = read_origins([OriginRow("x", cells)])
        except ValueError:
            continue
        raise AssertionError(found)
