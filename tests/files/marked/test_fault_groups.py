"""Faults told by mistake: the same one once with its rows, follow-ups of one cause under it, no place lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.files.marked.fault_group import grouped
from api.files.marked.fault_place import FaultPlace, place_of
from api.files.marked.fault_words import fault_words, where_words
from api.files.table.columns import cell_name
from api.files.table.fault_list import LISTED, FaultList
from api.files.table.row_spans import listed_rows
from api.mapping.faults import fault_documents, group_documents
from solver.errors import Fault

CELLS = st.tuples(
    st.sampled_from(("学生 pupils", "课表!x")), st.integers(0, 3), st.integers(0, 600), st.sampled_from("甲乙")
)


@given(st.lists(CELLS, max_size=60, unique_by=lambda cell: cell[:3]))
def test_every_cell_with_a_fault_is_in_one_group(cells: list[tuple[str, int, int, str]]) -> None:
    faults = FaultList()
    for sheet, column, row, value in cells:
        faults.add(sheet, cell_name(row, column), value, "不对", "wrong")
    places = [place for group in grouped(faults.all()) for place in group.places]
    assert sorted(places) == sorted(place_of((f"{sheet}!{cell_name(row, column)}",)) for sheet, column, row, _ in cells)


def test_a_flood_keeps_all_rows_of_what_is_listed() -> None:
    faults = FaultList()
    for row in range(1, 2_001):
        faults.add("学生 pupils", f"B{row + 1}", "1.1", "没有这个班级", "no such class")
    (group,) = grouped(faults.all())
    assert len(faults.all()) == LISTED
    assert where_words(group) == "B 列第 2–2001 行"
    assert "共 2000 处" in fault_words(group)


def test_one_wrong_id_and_what_follows_from_it_are_one_fault() -> None:
    faults = [
        Fault((f"课表 timetable!E{row}",), "T01", "没有这个教职工", "no such person", cause="unknown T01")
        for row in (4, 5, 6, 9)
    ]
    faults.append(Fault(("班级 classes!C2",), "T01", "没有这位班主任", "no such head", cause="unknown T01"))
    (group,) = grouped(faults)
    assert where_words(group) == "E 列第 4–6、9 行；班级 classes C2"
    entries = fault_documents(faults)
    assert (entries[0]["follows"], entries[0]["rows"]) == (4, "4–6、9")
    assert all("follows" not in entry for entry in entries[1:])
    assert [entry["where"] for entry in group_documents(faults)] == ["课表 timetable!E4"]


def test_different_values_of_one_mistake_are_quoted_and_only_a_common_hint_is_everybodys() -> None:
    faults = [Fault((f"学期 term!C{row}",), f"v{row}", "不是日期", "no date", f"可能是 {row}。") for row in range(2, 8)]
    (group,) = grouped(faults)
    assert fault_words(group) == "“v2”“v3”“v4”等 6 种 不是日期（共 6 处）。如 C2：可能是 2。"


def test_paths_of_documents_stay_apart() -> None:
    faults = [Fault(("pupils", index, "class_id"), "", "缺少", "missing") for index in range(3)]
    assert [group.places for group in grouped(faults)] == [
        (FaultPlace(f"pupils[{index}].class_id"),) for index in range(3)
    ]


def test_rows_are_listed_in_stretches() -> None:
    assert listed_rows([1, 2, 3, 7, 9, 10]) == "2–4、8、10–11"
    assert listed_rows(list(range(0, 60, 2))).endswith(" 等")
