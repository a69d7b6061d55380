"""Combinatorial bounds by hand: seats as a flow (C04), the adults that pupils need at least (G10)."""

from __future__ import annotations

from solver.search.bounds.combinatorial import combinatorial_bounds
from solver.search.evaluated import evaluate
from tests.schools.tiny_by_hand import instance, plan, problem, with_club


def test_choice() -> None:
    """Four want the club, which seats two at a time in one section: half of the points are lost. With two sections, none."""
    whole = evaluate(instance("C04", "C06", school=with_club(problem())), plan()).values["choice"]
    for sections, lost in ((1, whole // 2), (2, 0)):
        here = instance("C04", "C06", school=with_club(problem(), sections=sections))
        assert combinatorial_bounds(here)["choice"] == lost


def test_cost() -> None:
    """On each of two days one adult for all four pupils in two periods of 40 minutes: four class-hours of 60 yuan. The plan with the
    classes apart costs twice as much."""
    here = instance("G10")
    assert combinatorial_bounds(here)["cost"] == 4 * 6_000
    assert evaluate(here, plan()).values["cost"] == 8 * 6_000
