"""Neighbourhood of the menu: offerings drawn by what is missing, with sections, leaders, pupils and care of the days concerned."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from solver.search.evaluated import evaluate
from solver.search.lns.neighbourhoods.menu import Menu
from tests.schools.tiny_by_hand import MONDAY, instance, opened, plan, problem, stepped, with_club

HERE = instance("C04", "C06", school=with_club(problem(), places=2))
CLOSED = plan()


def test_everything_that_an_offering_touches_is_freed() -> None:
    """One offering, one section, on Monday alone: all who want it, the groups of Monday, and everybody, as all can lead it."""
    scope = Menu(1).propose(HERE, evaluate(HERE, CLOSED), Random(1))
    assert scope is not None
    assert scope.sections == scope.led == scope.seat_sections == {("club", 1)}
    assert scope.seat_pupils == {pupil.id for pupil in HERE.problem.pupils}
    assert scope.groups == {(MONDAY, "1-2", period) for period in (0, 1)}
    assert scope.people == {"T1", "T2", "T3"}
    assert scope.duty_days == {(1, MONDAY)}


def test_nothing_is_proposed_where_nobody_can_lead() -> None:
    school = with_club(problem())
    here = instance("C04", "D07", school=replace(school, staff=problem().staff))
    assert not here.leaders["club"]
    assert Menu(1).propose(here, evaluate(here, CLOSED), Random(1)) is None


def test_the_step_opens_a_club_that_is_wanted() -> None:
    """Two of four first choices can be seated: the points lost fall by half."""
    before = evaluate(HERE, CLOSED)
    after = stepped(HERE, before, Menu(1))
    assert len(after.plan.seats) == 2
    assert before.values["choice"] == 2 * after.values["choice"] > 0
    assert after.report.violations == ()


def test_a_full_club_stays_as_good() -> None:
    before = evaluate(HERE, opened("1A1", "1A2"))
    assert before.report.violations == ()
    assert stepped(HERE, before, Menu(1)).values["choice"] == before.values["choice"]
