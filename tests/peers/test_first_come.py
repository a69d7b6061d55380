"""First come, first served keeps what a pupil may choose and how many places there are, whoever comes first."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from benchmarks.peers.request import Request
from benchmarks.peers.seats import ours
from benchmarks.peers.seats.first_come import first_come
from solver import Plan, check_plan

PLACES = 4
"""So few places a section that pupils compete for them."""


def narrow(request: Request) -> Request:
    """The school with few places, and the plan with nobody seated."""
    offerings = tuple(replace(o, minimum=0, maximum=PLACES) for o in request.problem.offerings)
    return replace(
        request, problem=replace(request.problem, offerings=offerings), base=replace(request.given, seats=())
    )


def choice(request: Request, plan: Plan) -> int:
    tiers = check_plan(request.problem, request.policy, plan).tiers
    return next(tier.value for tier in tiers if tier.name == "choice")


@pytest.mark.parametrize("seed", range(20))
def test_never_breaks_choices_or_places(tiny: Request, seed: int) -> None:
    school = narrow(tiny)
    plan = first_come(school.problem, school.policy, school.given, Random(seed))
    assert max(Counter((s.offering, s.number) for s in plan.seats).values()) == PLACES
    broken = {violation.rule for violation in check_plan(school.problem, school.policy, plan).violations}
    assert not broken & {"B01", "B06", "C01", "C06", "H07", "K02", "K04"}


def test_who_comes_first_gets_the_place(tiny: Request) -> None:
    school = narrow(tiny)
    plans = {first_come(school.problem, school.policy, school.given, Random(seed)).seats for seed in range(5)}
    assert len(plans) > 1


def test_ours_is_never_behind_on_the_same_sections(tiny: Request) -> None:
    """Unless first come, first served breaks rules for it: ours keeps the care groups within their sizes."""
    answer = ours.run(tiny, 1, 30.0)
    assert answer.plan is not None
    reached = choice(tiny, answer.plan)
    assert reached <= choice(tiny, tiny.given)
    for seed in range(10):
        served = first_come(tiny.problem, tiny.policy, tiny.given, Random(seed))
        if check_plan(tiny.problem, tiny.policy, served).valid:
            assert reached <= choice(tiny, served)
