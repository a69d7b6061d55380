"""Limits on tiers: the best plan within them is what brute force finds, what cannot be kept is said, and bounds hold under them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

import solver
from solver.check.report import Report, TierScore, check
from solver.model.build import build
from solver.model.current import Current
from solver.model.instance import Instance
from solver.model.linear_model import LinearModel
from solver.model.scope import everything
from solver.model.tier_limits import EXCESS, TierLimits, tier_of
from solver.plan import Plan
from solver.search.aggregate.build import aggregate
from solver.search.aggregate.exactness import Exactness
from solver.search.bounds.store import Bound, Bounds
from solver.search.bounds.worker import BoundWorker
from solver.search.evaluated import EvaluatedPlan, evaluate
from solver.search.exact.descent import solve_exactly
from solver.search.limit_reasons import limit_reasons, out_of_reach
from solver.search.limits import Clock, Params
from solver.search.soft_policy import softened
from solver.search.timing import Timing
from tests.agreement.brute import Brute, Values, toy
from tests.schools.tiny_by_hand import instance, plan, policy, problem

SEEDS = (1, 5, 10, 13, 15, 16, 23)
LEAST_LIMITED = 4
"""Schools on which some limit makes another plan the best one."""
EFFORT = 50.0
NAMES = ("seated", "coverage", "fairness", "choice", "cost")


@cache
def _reachable(seed: int) -> frozenset[Values]:
    """Tier values of all plans that break no rule."""
    brute = Brute(*toy(seed))
    found: set[Values | None] = set()
    for skeleton in brute.skeletons():
        posts = brute.posts(skeleton)
        found |= {brute.value(brute.staffed(skeleton, posts, crews)) for crews in brute.crews(skeleton, posts)}
    return frozenset(value for value in found if value is not None)


def _key(limits: TierLimits, names: tuple[str, ...], values: Values) -> tuple[int, ...]:
    """Goals of a vector of tier values, in order."""
    by_name = dict(zip(names, values, strict=True))
    return tuple(
        by_name[goal] if tier_of(goal) == goal else limits.excess(tier_of(goal), by_name[tier_of(goal)])
        for goal in limits.goals(names)
    )


def _limited(seed: int) -> list[tuple[TierLimits, Values]]:
    """Limits that cut the best plan off but leave others, with the best plan within."""
    _, policy_ = toy(seed)
    names, all_ = tuple(tier.name for tier in policy_.tiers), _reachable(seed)
    found = []
    for place, name in enumerate(names):
        least, best = min((v[place] for v in all_), default=0), min(all_, default=())
        if best and least < best[place]:
            limits = TierLimits({name: best[place] - 1})
            found.append((limits, min(all_, key=lambda v: _key(limits, names, v))))
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_plan_within_a_limit_is_the_one_of_brute_force(seed: int) -> None:
    problem_, policy_ = toy(seed)
    for limits, best in _limited(seed):
        here, clock = Instance(problem_, policy_, limits), Clock(Params(seconds=None, effort=EFFORT, workers=1))
        answer = solve_exactly(here, Plan(), False, Bounds(), clock, Timing(), lambda plan, bounds: None)
        assert answer.plan is not None
        report = check(problem_, policy_, answer.plan)
        assert report.violations == ()
        assert tuple(tier.value for tier in report.tiers) == best, limits


def test_enough_schools_have_a_limit_that_changes_the_plan() -> None:
    assert sum(any(best != min(_reachable(seed)) for _, best in _limited(seed)) for seed in SEEDS) >= LEAST_LIMITED


@given(st.lists(st.integers(0, 9), min_size=10, max_size=10), st.dictionaries(st.sampled_from(NAMES), st.integers(0, 9)))
def test_a_plan_within_the_limits_is_better_than_one_beyond_them(values: list[int], most: dict[str, int]) -> None:
    """Where both seat and staff alike, whatever the other tiers are."""
    limits = TierLimits(most)
    one, other = (_evaluated(dict(zip(NAMES, part, strict=True)), limits) for part in (values[:5], [*values[:2], *values[7:]]))
    beyond = [any(each.values[name] > limit for name, limit in most.items()) for each in (one, other)]
    if beyond == [False, True]:
        assert one.objective < other.objective
    if not most:
        assert one.goals == one.report.tiers
    assert sorted(tier_of(goal.name) for goal in one.goals) == sorted([*NAMES, *most])


def _evaluated(values: Mapping[str, int], limits: TierLimits) -> EvaluatedPlan:
    report = Report((), tuple(TierScore(name, value, 1) for name, value in values.items()), None)  # type: ignore[arg-type]
    return EvaluatedPlan(Plan(), report, limits)


@pytest.mark.parametrize(("most", "excess"), [(48_000, 0), (30_000, 18_000), (0, 48_000)])
def test_the_plan_that_a_model_starts_from_fits_it(most: int, excess: int) -> None:
    """The classes apart cost 48,000 fen: with a lower limit the excess is a goal, and the hints keep every row."""
    here = Instance(problem(), policy("G10"), TierLimits({"cost": most}))
    rows = build(here, everything(here.problem, here.policy), Current(plan())).rows
    assert rows.broken == []
    assert rows.cost(EXCESS + "cost") == excess
    assert all(_kept(rows, row) for row in range(len(rows.row_rule)) if rows.row_rule[row] == EXCESS + "cost")


def _kept(rows: LinearModel, row: int) -> bool:
    part = slice(rows.starts[row], rows.starts[row + 1])
    value = sum(c * rows.hint[x] for c, x in zip(rows.coefficients[part], rows.columns[part], strict=True))
    return rows.row_lower[row] <= value <= rows.row_upper[row]


def test_a_limit_below_the_bound_is_proven_out_of_reach_and_said_so() -> None:
    """One group for both classes costs 24,000 fen at least (see the test of the bound worker)."""
    for most, proven in ((23_999, {"cost": 24_000}), (24_000, {})):
        here, bounds = Instance(problem(), softened(policy("G10")), TierLimits({"cost": most})), Bounds()
        values = evaluate(here, plan()).values
        BoundWorker(here, bounds, partial(dict, values)).tighten_all(values, lambda: None)
        assert out_of_reach(here, policy("G10"), bounds) == proven
        (reason,) = limit_reasons(here, values, proven)
        assert ("做不到" in reason.zh) == bool(proven)
        assert "可能" in reason.zh
        assert "Maybe" in reason.en


def test_bounds_hold_under_the_limits_and_say_under_which() -> None:
    """For each plan of a school that keeps the limit, its values are at or above the bounds that hold for it."""
    for seed in SEEDS[1:]:
        problem_, policy_ = toy(seed)
        names = [tier.name for tier in policy_.tiers]
        for limits, best in _limited(seed):
            here, bounds = Instance(problem_, softened(policy_), limits), Bounds()
            values = dict(zip(names, best, strict=True))
            if aggregate(here, Exactness.BOUND).rows.broken:
                continue
            BoundWorker(here, bounds, partial(dict, values)).tighten_all(values, lambda: None)
            for each in _reachable(seed):
                found = dict(zip(names, each, strict=True))
                assert all(found[name] >= bound for name, bound in bounds.at(found).items())


def test_a_limit_on_an_unknown_tier_or_below_nothing_is_refused() -> None:
    params = Params(seconds=None, effort=0.1)
    with pytest.raises(solver.PolicyError) as refused:
        solver.solve(problem(), policy("G10"), params, limits=TierLimits({"costs": 3, "cost": -1}))
    assert [fault.path for fault in refused.value.faults] == [("limits", "costs"), ("limits", "cost")]


def test_a_search_from_a_plan_keeps_the_limit_or_says_that_it_does_not() -> None:
    """Both classes together cost 36,000 fen with the gate that counts no minutes: within 40,000, and not within 20,000."""
    by, params = policy("G10"), Params(seconds=None, effort=2.0, workers=1)
    assert evaluate(instance("G10"), plan()).values["cost"] == 48_000
    kept = solver.solve(problem(), by, params, plan(), limits=TierLimits({"cost": 40_000}))
    assert kept.status in ("valid", "optimal")
    assert [(tier.value <= 40_000, tier.limit) for tier in kept.tiers if tier.name == "cost"] == [(True, 40_000)]
    broken = solver.solve(problem(), by, params, plan(), limits=TierLimits({"cost": 20_000}))
    assert broken.status == "infeasible"
    assert broken.plan is None
    assert [reason.rule for reason in broken.reasons] == ["cost"]


def test_bounds_under_a_limit_do_not_count_for_a_plan_beyond_it() -> None:
    bounds = Bounds()
    bounds.add(Bound("choice", 7, {"coverage": 0, "cost": 10}))
    assert bounds.at({"coverage": 0, "cost": 11}) == {}
    assert bounds.at({"coverage": 0, "cost": 10}) == {"choice": 7}
