"""Neighbourhood of hand-overs (D08H): people who share a group during one afternoon."""

from __future__ import annotations

from random import Random

from solver.search.evaluated import evaluate
from solver.search.lns.neighbourhoods.handover import HandOver
from tests.schools.tiny_by_hand import MONDAY, instance, plan, stepped

CROSSED = plan("T1 T2 T2 T1 T3")
"""On Monday T1 and T2 change classes after the first period; Tuesday is without a change."""


def test_who_shares_a_group_is_freed_on_that_day() -> None:
    here = instance("D08H")
    scope = HandOver(0, paid=False).propose(here, evaluate(here, CROSSED), Random(1))
    assert scope is not None
    assert scope.people == {"T1", "T2"}
    assert scope.duty_days == {(1, MONDAY)}


def test_no_change_of_adults_no_scope() -> None:
    here = instance("D08H")
    assert HandOver(4, paid=False).propose(here, evaluate(here, plan()), Random(1)) is None


def test_the_step_undoes_both_changes() -> None:
    """Two hand-overs on Monday, of 1A and of 2A; none is needed."""
    here = instance("D08H")
    current = evaluate(here, CROSSED)
    assert current.values["handover"] == 2
    assert stepped(here, current, HandOver(0, paid=False)).values["handover"] == 0
