"""Construction step by step (A04, K03): merging of classes, blocks of duties, and the whole plan of a school that has one answer."""

from __future__ import annotations

import pytest

from solver.plan import CareGroup, Dismissal
from solver.search.construct.complete import construct
from solver.search.construct.groups import merge
from solver.search.construct.staffing import duty_blocks
from solver.search.evaluated import evaluate
from tests.schools.tiny_by_hand import (
    DAYS,
    EARLY,
    LATE,
    LEAVE,
    MONDAY,
    care,
    gate,
    groups,
    instance,
    problem,
    with_club,
)


def _merged(most: int, staying: dict[str, int], taken: str = "") -> list[CareGroup]:
    """Groups of Monday's first period, with so many pupils in care and a room that is used otherwise."""
    here = instance(numbers={"K03": {"pupils": most}})
    (band,) = here.problem.bands
    return merge(here, MONDAY, band, 0, lambda home, *_: staying[home], lambda room, *_: room == taken)


@pytest.mark.parametrize(("most", "staying", "taken", "expected"), [
    (4, {"1A": 2, "2A": 2}, "", [("1A", ("1A", "2A"))]),  # 2 + 2 fit into one
    (3, {"1A": 2, "2A": 2}, "", [("1A", ("1A",)), ("2A", ("2A",))]),  # 4 do not
    (3, {"1A": 2, "2A": 1}, "", [("1A", ("1A", "2A"))]),
    (4, {"1A": 0, "2A": 2}, "", [("2A", ("2A",))]),  # nobody of 1A is there
    (4, {"1A": 2, "2A": 2}, "R1", [("2A", ("1A", "2A"))]),  # in the room that is free
])  # fmt: skip
def test_classes_are_merged_first_fit(most: int, staying: dict[str, int], taken: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(group.host, group.classes) for group in _merged(most, staying, taken)] == expected


def test_the_periods_of_a_group_are_one_block() -> None:
    """Two classes of two periods each, and the gate: three blocks of Monday."""
    here = instance()
    blocks = duty_blocks(here, MONDAY, list(groups()), (Dismissal(1, LEAVE, "N"), Dismissal(2, LEAVE, "N")))
    assert sorted(map(sorted, blocks)) == [
        [care(MONDAY, "1A", 0), care(MONDAY, "1A", 1)], [care(MONDAY, "2A", 0), care(MONDAY, "2A", 1)], [gate(MONDAY)],
    ]  # fmt: skip


def test_a_school_without_clubs() -> None:
    """One group of both classes in each of four periods, the gate on both days, and nothing else."""
    here = instance("D02", "G10", "D08")
    found = construct(here, 1)
    assert {(g.weekday, g.period, g.classes) for g in found.care_groups} == {(d, p, ("1A", "2A")) for d in DAYS for p in (0, 1)}
    assert found.sections == ()
    value = evaluate(here, found)
    assert value.report.violations == ()
    assert (value.values["coverage"], value.values["cost"]) == (0, 4 * 6_000)


def test_a_club_opens_for_as_many_as_it_holds() -> None:
    """Two of four get into the one section of two places, on Monday at one of the two bells."""
    here = instance("C04", "C06", "D08", school=with_club(problem()))
    found = construct(here, 1)
    (section,) = found.sections
    assert [(s.weekday, s.room) for s in section.sessions] == [(MONDAY, "H")]
    assert section.sessions[0].start in (EARLY, LATE)
    assert len(found.seats) == 2
    assert evaluate(here, found).report.violations == ()
