"""Columns that sum up sessions: one row each, and only where something is to be told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.model.current import Current
from solver.model.instance import Instance
from solver.model.linear_model import TRUE, LinearModel
from solver.model.meetings import Meetings
from solver.model.scope import Scope
from solver.plan import Plan, Section, Session
from solver.problem import Room
from tests.model.schools import instance

ART = ("art", 1)
HELD = Plan(sections=(Section("art", 1, (Session(1, 945, "studio"),)),))


def _meetings(*more: Room, free: bool = True) -> Meetings:
    """The school with further rooms, its first section of art free or held on Monday at 945."""
    found = instance()
    problem = replace(found.problem, rooms=(*found.problem.rooms, *more))
    scope = Scope(sections=frozenset({ART})) if free else Scope()
    return Meetings(Instance(problem, found.policy), scope, Current(HELD), LinearModel())


def test_with_one_room_a_session_is_the_meeting() -> None:
    v = _meetings()
    column = v.session(ART, 1, 945, "studio")
    assert column > TRUE
    assert v.at(ART, 1, 945) == column
    assert v.rows.row_rule == []


@pytest.mark.parametrize(("zones", "rows"), [("CC", 1), ("CD", 2), ("DD", 2), ("DE", 1)])
def test_a_place_has_a_column_where_there_are_several(zones: str, rows: int) -> None:
    """A row for each place with two rooms, and one for the places together."""
    v = _meetings(Room("attic", "studio", 20, zones[0]), Room("cellar", "studio", 20, zones[1]))
    meets = v.at(ART, 1, 945)
    assert v.at(ART, 1, 945) == meets
    assert len(v.places(ART, 1, 945)) == len({"C", *zones})
    assert v.rows.row_rule == ["K05"] * rows
    assert v.rows.value(meets) == 1
    assert v.rows.value(v.at(ART, 2, 945)) == 0


def test_times_of_a_free_section_are_those_of_the_grid_and_of_a_held_one_its_own() -> None:
    free, held = _meetings(), _meetings(free=False)
    assert free.starts_on(ART, 1) == list(free.instance.starts["art"])
    assert len(free.session_times(ART)) == 2 * len(free.instance.starts["art"])
    assert held.session_times(ART) == [(1, 945)]
    assert held.starts_on(ART, 2) == []
    assert held.rooms_at(ART, 1, 945) == [("studio", TRUE)]
    assert held.at(ART, 1, 945) == TRUE
    assert held.rows.size == 2


def test_spans_last_from_leaving_to_coming_back() -> None:
    held = _meetings(free=False)
    assert held.spans(ART, 1) == [(945, 985, TRUE)]
    assert held.spans(ART, 2) == []
