"""Acceptance and selection of the large neighbourhood search: weights of the roulette wheel by hand, and what is taken over."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest

from solver.model.instance import Instance
from solver.plan import Plan
from solver.search.bounds.store import Bound, Bounds
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits
from solver.search.evaluated import EvaluatedPlan, evaluate
from solver.search.limits import Clock, Params
from solver.search.lns.lns import LargeNeighbourhoodSearch
from solver.search.lns.neighbourhoods.neighbourhood import Neighbourhood
from solver.search.lns.neighbourhoods.whole_days import EVERYONE
from solver.search.search_params import LnsParams, SearchParams
from solver.search.timing import Timing
from tests.schools.tiny_by_hand import instance, plan

UNEVEN = plan()
"""160, 160 and no minutes: 120 beyond the tolerated range."""
EVENER = plan("T1 T2 T1 T2 T3", "T3 T2 T3 T2 T1")
"""80, 160 and 80: 40 beyond."""
MIRRORED = plan("T2 T1 T2 T1 T3", "T2 T1 T2 T1 T3")
"""As even as UNEVEN."""


class Proposing(Neighbourhood):
    """Proposes the same plan every time."""

    name = "stub"
    moves = frozenset({"fairness"})
    effort = 0.2

    def __init__(self, proposed: Plan | None, extra: float = 0.0) -> None:
        self.proposed, self.extra = proposed, extra

    def propose(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Plan | None:
        return self.proposed

    def extra_weight(self, current: EvaluatedPlan) -> float:
        return self.extra


class Wheel(Random):
    """Chooses as told, and keeps the weights that it was given."""

    def __init__(self, turns: Sequence[int]) -> None:
        super().__init__(1)
        self.turns = iter(turns)
        self.weights: list[tuple[float, ...]] = []

    def choices(self, population: Any, weights: Any = None, **_more: Any) -> list[Any]:
        self.weights.append(tuple(weights))
        return [population[next(self.turns)]]


class Search:
    """A search on the tiny school. ``better``: the plans that it told of."""

    def __init__(self, rng: Random, bounds: Bounds | None = None) -> None:
        self.instance = instance("D02")
        self.better: list[Plan] = []
        self.clock = Clock(Params(seconds=None, effort=50.0))
        self.lns = LargeNeighbourhoodSearch(
            self.instance, self.clock, Timing(), rng, bounds or Bounds(), lambda found, _: self.better.append(found.plan), lambda: None
        )

    def begin(self, at: Plan) -> EvaluatedPlan:
        return evaluate(self.instance, at)


def test_the_loads_are_what_the_plans_say() -> None:
    search = Search(Random(1))
    values = [search.begin(at).values["fairness"] for at in (UNEVEN, EVENER, MIRRORED)]
    assert values[0] == values[2]
    assert values[0] - values[1] == 8_000
    assert search.begin(UNEVEN).report.violations == ()


@pytest.mark.parametrize(("at", "proposed", "accepted", "told"), [
    (UNEVEN, EVENER, True, True), (UNEVEN, MIRRORED, True, False), (EVENER, UNEVEN, False, False), (UNEVEN, Plan(), False, False),
])  # fmt: skip
def test_a_step_takes_what_is_no_worse_and_tells_of_what_is_better(at: Plan, proposed: Plan, accepted: bool, told: bool) -> None:
    search = Search(Random(1))
    found = search.lns.step(search.begin(at), Proposing(proposed))
    assert found.plan == (proposed if accepted else at)
    assert search.better == ([proposed] if told else [])
    assert search.clock.effort == pytest.approx(0.2001)


def test_selection_follows_success() -> None:
    """Everybody begins with a success of 1 beside the least weight of 0.3. A step without gain leaves 0.8 of the success: 1.1, then
    0.94. A gain of one step per 0.05 + 0.2001 of effort adds a fifth of 3.9984: 0.3 + 0.8 + 0.7997."""
    wheel = Wheel([0, 0, 1, 1])
    search = Search(wheel)
    search.lns.run(search.begin(UNEVEN), [Proposing(None), Proposing(EVENER)], lambda _: len(wheel.weights) == 4)
    assert wheel.weights[0] == (1.3, 1.3)
    assert wheel.weights[1] == pytest.approx((1.1, 1.3))
    assert wheel.weights[2] == pytest.approx((0.94, 1.3))
    assert wheel.weights[3] == pytest.approx((0.94, 1.8997), abs=1e-4)


def test_what_a_neighbourhood_knows_of_its_chances_is_added() -> None:
    wheel = Wheel([0])
    search = Search(wheel)
    search.lns.run(search.begin(UNEVEN), [Proposing(None, 4.0), Proposing(None)], lambda _: bool(wheel.weights))
    assert wheel.weights == [(5.3, 1.3)]


def test_a_neighbourhood_whose_tiers_are_at_their_bounds_is_not_chosen() -> None:
    """The plan is as even as its bound: nothing is chosen, and the search is over."""
    bounds = Bounds()
    search = Search(Wheel([]), bounds)
    current = search.begin(UNEVEN)
    bounds.add(Bound("fairness", current.values["fairness"]))
    assert search.lns.run(current, [Proposing(EVENER)], lambda _: False) is current


def test_bounds_under_a_condition_count_where_it_holds() -> None:
    """A bound of 5 for plans that leave no post empty says nothing of one that does."""
    bounds = Bounds()
    bounds.add(Bound("fairness", 2))
    bounds.add(Bound("fairness", 5, {"coverage": 0}))
    assert bounds.at({"coverage": 0})["fairness"] == 5
    assert bounds.at({"coverage": 1})["fairness"] == 2


@pytest.mark.parametrize(("columns", "presolved"), [(0, True), (10**8, False)], ids=["always", "not in small steps"])
def test_small_steps_may_do_without_presolve(monkeypatch: pytest.MonkeyPatch, columns: int, presolved: bool) -> None:
    seen: list[bool] = []
    minimise = CpSat.minimise

    def watched(self: CpSat, terms: Any, limits: SolveLimits, *others: Any) -> Any:
        seen.append(limits.presolve)
        return minimise(self, terms, limits, *others)

    monkeypatch.setattr(CpSat, "minimise", watched)
    params = Params(seconds=None, effort=50.0, search=SearchParams(lns=LnsParams(presolve_columns=columns)))
    here = instance("D02")
    search = LargeNeighbourhoodSearch(here, Clock(params), Timing(), Random(1), Bounds(), lambda *_: None, lambda: None)
    found = search.step(evaluate(here, UNEVEN), EVERYONE)
    assert found.values["fairness"] == 0
    assert set(seen) == {presolved}
