"""Papers of a plan by reader, and whether names are printed."""

from __future__ import annotations

import pytest

from api.page.views.plan_papers import ABOUT, READERS, WHOLE_DAYS, names_state, paper_groups
from api.services.exporting import KINDS, SUFFIXES_OF


def test_every_kind_has_one_reader_and_a_line() -> None:
    told = [kind for _, kinds in READERS for kind in kinds]
    assert sorted(told) == sorted(KINDS)
    assert set(ABOUT) == set(KINDS)
    assert set(KINDS) >= WHOLE_DAYS


def test_papers_have_all_formats_that_there_are() -> None:
    lines = [line for group in paper_groups(KINDS) for line in group.lines]
    assert {line.kind: tuple(suffix for suffix, _ in line.formats) for line in lines} == {kind: SUFFIXES_OF[kind] for kind in KINDS}
    assert [group.families for group in paper_groups(KINDS)].count(True) == 1


def test_readers_of_no_paper_are_left_out() -> None:
    assert [[line.kind for line in group.lines] for group in paper_groups(("late", "rosters"))] == [["rosters", "late"]]
    assert paper_groups(()) == ()


@pytest.mark.parametrize(
    ("state", "printed", "told"),
    [
        ((False, 12, 12, True), False, "角色"),
        ((True, None, 12, False), False, "没有姓名表"),
        ((True, 12, 12, False), False, "打不开"),
        ((True, 10, 12, True), True, "10 名有姓名"),
        ((True, 12, 12, True), True, "12 名学生都有"),
    ],
)
def test_it_is_said_whether_names_are_printed_and_why_not(state: tuple[bool, int | None, int, bool], printed: bool, told: str) -> None:
    found = names_state("t", *state)
    assert found.printed == printed
    assert told in found.said[0]
    assert (found.href is None) == (not state[0])
