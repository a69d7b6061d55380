"""Weekly posts after people have left: filled where somebody can, with the fewest changes, and loads evened without further ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.model.build import build
from solver.model.current import Current
from solver.model.families.staffing import COVERAGE
from solver.model.instance import Instance
from solver.model.scope import Scope
from solver.plan import Plan
from solver.plan.decisions import decisions_of
from solver.problem.replan import Decisions
from solver.search.bounds.changes import forced_changes
from solver.search.construct.complete import finish
from solver.search.empty_posts import empty_posts
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits
from solver.search.evaluated import evaluate
from solver.search.least_change.fill import even_loads, fill, fill_posts
from solver.search.least_change.filled import STABILITY
from solver.search.lns.lns import FILL_FAMILIES
from solver.units import Week, Weekday
from tests.search.least_change.school import clock, left, on_posts, planned

LEAVERS = [slice(1), slice(2, 4), slice(-1, None)]
"""Who leaves, of those on weekly posts."""
WEIGHT = 1000


def least_by_the_neutral_model(instance: Instance, plan: Plan, day: tuple[Week, Weekday]) -> int:
    """Empty posts, a thousand each, and changes at the least when everybody of a day is free."""
    scope = Scope(people=frozenset(set(instance.problem.staff_of) - instance.helpers), duty_days=frozenset({day}))
    rows = build(instance, scope, Current(replace(plan, flex=())), FILL_FAMILIES).rows
    terms = [(WEIGHT * c, x) for c, x in rows.tiers[COVERAGE]] + rows.tiers[STABILITY]
    outcome = CpSat(rows).minimise(terms, SolveLimits(None, 20.0, 1), rows.hint)
    assert outcome.status == "optimal"
    assert outcome.value is not None
    return outcome.value + WEIGHT * rows.constants[COVERAGE] + rows.constants[STABILITY]


@pytest.mark.parametrize("which", LEAVERS, ids=str)
def test_a_day_is_as_good_as_by_the_model_of_every_rule(which: slice) -> None:
    instance, current = left(on_posts()[which])
    days = sorted(empty_posts(instance.under(current.plan), current.plan))
    assert days
    for day in days[:3]:
        filled = fill(instance, current.plan, [day], clock())
        found = evaluate(instance, finish(instance, filled.plan))
        empty = sum(number for _, number in empty_posts(instance.under(found.plan), found.plan).get(day, []))
        assert filled.proven
        assert found.report.violations == ()
        assert WEIGHT * empty + found.values[STABILITY] == least_by_the_neutral_model(instance, current.plan, day)


@pytest.mark.parametrize("which", LEAVERS, ids=str)
def test_posts_are_filled_and_the_plan_gets_no_worse(which: slice) -> None:
    instance, current = left(on_posts()[which])
    found = fill_posts(instance, current, forced_changes(instance), clock())
    assert found.objective < current.objective
    assert found.values[COVERAGE] < current.values[COVERAGE]
    assert found.values[STABILITY] >= forced_changes(instance)
    assert fill_posts(instance, current, forced_changes(instance), clock()).plan == found.plan
    assert fill_posts(instance, found, forced_changes(instance), clock()).objective <= found.objective


def test_loads_are_evened_among_newcomers_alone() -> None:
    instance, current = left(on_posts()[2:4])
    every = [(week, day) for week in instance.weeks for day in instance.post_days]
    filled = evaluate(instance, finish(instance, fill(instance, current.plan, every, clock(), free=False).plan))
    evened = evaluate(instance, finish(instance, even_loads(instance, filled.plan, every, clock()).plan))
    before = set(planned()[2].assignments)
    assert before & set(filled.plan.assignments) == before & set(evened.plan.assignments)
    assert evened.values[COVERAGE] == filled.values[COVERAGE]
    assert evened.values["fairness"] <= filled.values["fairness"]


def test_who_is_locked_stays() -> None:
    _, _, plan = planned()
    gone = on_posts()[2:4]
    stays = next(a.person for a in plan.assignments if a.week and a.person not in gone)
    held = tuple(a for a in decisions_of(plan).adults if a[5] == stays)
    instance, current = left(gone, locked=Decisions(adults=held))
    found = fill_posts(instance, current, forced_changes(instance), clock())
    assert set(held) <= set(decisions_of(found.plan).adults)
    assert not [v for v in found.report.violations if v.rule == "K07"]


@pytest.mark.parametrize("which", LEAVERS, ids=str)
def test_changes_that_no_plan_can_spare_are_at_least_what_the_leavers_held(which: slice) -> None:
    instance, current = left(on_posts()[which])
    held = sum(a.person in on_posts()[which] for a in planned()[2].assignments)
    assert forced_changes(instance) == held <= current.values[STABILITY]


def test_nothing_is_forced_where_nothing_happened() -> None:
    instance, current = left([])
    assert forced_changes(instance) == current.values[STABILITY] == 0
    assert fill_posts(instance, current, 0, clock()).values[STABILITY] == 0
