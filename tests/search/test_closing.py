"""Closing of sections under a limit on cost: only while it is exceeded, and the section with the care that takes its pupils back."""

from __future__ import annotations

from random import Random

import pytest

from solver.model.instance import Instance
from solver.model.tier_limits import NO_LIMITS, TierLimits
from solver.search.construct.complete import construct
from solver.search.evaluated import evaluate
from solver.search.lns.neighbourhoods.closing import Closing
from solver.search.lns.neighbourhoods.portfolio import portfolio
from solver.search.soft_policy import softened
from tests.schools.tiny_by_hand import policy, problem, with_club

SCHOOL, BY = with_club(problem()), policy("C04", "C06", "G10")


def _instance(limits: TierLimits) -> Instance:
    return Instance(SCHOOL, softened(BY), limits)


@pytest.mark.parametrize(("most", "proposes"), [(0, True), (10**9, False)])
def test_it_proposes_a_section_only_while_the_limit_is_exceeded(most: int, proposes: bool) -> None:
    instance = _instance(TierLimits({"cost": most}))
    current = evaluate(instance, construct(instance, 1))
    opened = {(s.offering, s.number) for s in current.plan.sections}
    assert opened
    scope = Closing().propose(instance, current, Random(1))
    assert (scope is not None) == proposes
    if scope is not None:
        assert scope.sections == scope.led <= opened
        assert scope.seat_pupils == {s.pupil for s in current.plan.seats if (s.offering, s.number) in scope.sections}
        assert scope.groups
        assert {a.person for a in current.plan.assignments if a.post.kind == "lead"} <= scope.people


def test_it_is_there_for_limits_on_cost_alone() -> None:
    kinds = [{type(each) for each in portfolio(_instance(limits))} for limits in (NO_LIMITS, TierLimits({"cost": 1}))]
    assert [Closing in each for each in kinds] == [False, True]
