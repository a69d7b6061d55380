"""Neighbourhood of seats: all who wish over all open sections, once for each plan's seats."""

from __future__ import annotations

from random import Random

from solver.search.evaluated import evaluate
from solver.search.lns.neighbourhoods.seats import Seats
from tests.schools.tiny_by_hand import instance, opened, plan, problem, stepped, with_club

HERE = instance("C04", "C06", school=with_club(problem(), places=2))


def test_pupils_who_wish_and_open_sections_are_freed() -> None:
    scope = Seats().propose(HERE, evaluate(HERE, opened("1A1")), Random(1))
    assert scope is not None
    assert scope.seat_sections == {("club", 1)}
    assert scope.seat_pupils == {pupil.id for pupil in HERE.problem.pupils}
    assert scope.people == scope.sections == scope.groups == frozenset()


def test_the_same_seats_are_not_tried_again() -> None:
    seats = Seats()
    one, two = (evaluate(HERE, opened(*who)) for who in (("1A1",), ("1A1", "2A1")))
    found = [seats.propose(HERE, current, Random(1)) is not None for current in (one, one, two, one)]
    assert found == [True, False, True, True]


def test_nothing_is_open_nothing_is_proposed() -> None:
    assert Seats().propose(HERE, evaluate(HERE, plan()), Random(1)) is None


def test_the_step_fills_the_seats() -> None:
    """One of two seats is taken, and three more want one: the second goes to one of them. All lose the same points without one."""
    before = evaluate(HERE, opened("1A1"))
    after = stepped(HERE, before, Seats())
    assert len(after.plan.seats) == 2
    assert 3 * after.values["choice"] == 2 * before.values["choice"]
    assert after.plan.sections == before.plan.sections
