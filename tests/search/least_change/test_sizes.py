"""A smaller maximum of sections: pupils leave by rank and lot, no section closes that keeps its minimum, nobody else moves."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.model.instance import Instance
from solver.plan import Plan, Seat
from solver.plan.again import go_on
from solver.plan.decisions import decisions_of
from solver.problem import Problem
from solver.problem.replan import Decisions
from solver.search.bounds.changes import forced_changes
from solver.search.construct.minimal_change import rank_of
from solver.search.construct.sizes import within_sizes
from solver.search.evaluated import evaluate
from solver.search.least_change.least_change import least_change
from solver.search.soft_policy import softened
from tests.search.least_change.school import clock, planned


def smaller(problem: Problem, cut: int) -> Problem:
    """The problem whose sections hold so many pupils fewer, but their minimum at least."""
    return replace(problem, offerings=tuple(replace(o, maximum=max(o.minimum, o.maximum - cut)) for o in problem.offerings))


def sizes(plan: Plan) -> Counter[tuple[str, int]]:
    return Counter((s.offering, s.number) for s in plan.seats)


@given(st.integers(0, 30), st.integers(0, 5))
def test_those_stay_who_want_it_most(cut: int, locked: int) -> None:
    problem, policy, plan = planned()
    held = Decisions(seats=decisions_of(plan).seats[:locked])
    instance = Instance(go_on(smaller(problem, cut), plan, held).problem, softened(policy))
    found = within_sizes(instance, plan)
    assert found == within_sizes(instance, plan)
    assert found == replace(plan, seats=found.seats)
    gone = set(plan.seats) - set(found.seats)
    before, after = sizes(plan), sizes(found)
    for section, count in before.items():
        assert after[section] == min(count, instance.most(instance.problem.offering_of[section[0]]))

    def rank(seat: Seat) -> int:
        return rank_of(instance, instance.problem.offering_of[seat.offering], seat.pupil)

    for seat in gone - set(held.seats):
        for stays in found.seats:
            same = (seat.offering, seat.number) == (stays.offering, stays.number)
            assert not same or stays in set(held.seats) or rank(stays) <= rank(seat)


@pytest.mark.parametrize("cut", [1, 4])
def test_no_section_closes_and_nobody_else_moves(cut: int) -> None:
    problem, policy, plan = planned()
    again = go_on(smaller(problem, cut), plan, Decisions())
    instance = Instance(again.problem, softened(policy))
    found = least_change(instance, evaluate(instance, again.start), clock())
    assert found.report.violations == ()
    assert {(s.offering, s.number) for s in found.plan.sections} == {(s.offering, s.number) for s in plan.sections}
    lost = set(decisions_of(plan).seats) - set(decisions_of(found.plan).seats)
    over = sum(max(0, n - instance.most(instance.problem.offering_of[s[0]])) for s, n in sizes(plan).items())
    assert len(lost) == over == forced_changes(instance) <= found.values["stability"]
