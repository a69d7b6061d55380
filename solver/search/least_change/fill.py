"""Least change of weekly posts: the empty ones filled, then as many people as possible kept, then loads evened (D08, B14, D02).

In turn, each stage only where those before left something to win: everybody stays and the empty posts alone are filled; everybody of
a day is free; care groups of the day too; everybody of a week, whose caps couple its days (D10); everybody and all groups. Sections,
their leaders and dismissals stay.
"""

from __future__ import annotations

from collections.abc import Sequence

from solver.model.families.staffing import COVERAGE
from solver.model.instance import Instance
from solver.model.linear_model import Term
from solver.plan import Plan
from solver.search.construct.complete import finish
from solver.search.empty_posts import empty_posts
from solver.search.engines.cpsat import CpSat
from solver.search.evaluated import EvaluatedPlan, evaluate
from solver.search.least_change.filled import STABILITY, Filled, few_changes_limits
from solver.search.least_change.model import Days, FewChanges
from solver.search.least_change.regroup import regroup, relead
from solver.search.limits import Clock
from solver.search.staffing.optimise import total
from solver.search.workload.state import WorkloadState

FAIRNESS = "fairness"


def fill_posts(instance: Instance, current: EvaluatedPlan, at_least: int, clock: Clock) -> EvaluatedPlan:
    """Plan that breaks no rule -> the plan with fewer empty posts or changes, or itself. at_least: changes that no plan can spare."""
    every = [(week, day) for week in instance.weeks for day in instance.post_days]
    if current.values[COVERAGE]:
        current = _better(instance, current, fill(instance, current.plan, every, clock, free=False))
    for day in every:
        if day in empty_posts(instance.under(current.plan), current.plan) and not clock.over():
            current = _better(instance, current, fill(instance, current.plan, [day], clock))
    for weekday in sorted({day for _, day in empty_posts(instance.under(current.plan), current.plan)}):
        if not clock.over():
            current = _better(instance, current, regroup(instance, current.plan, [weekday], clock))
    for week in instance.weeks:
        if not clock.over() and (current.values[COVERAGE] or current.values.get(STABILITY, 0) > at_least):
            current = _better(instance, current, fill(instance, current.plan, [day for day in every if day[0] == week], clock))
    if current.values[COVERAGE] and not clock.over():
        current = _better(instance, current, relead(instance, current.plan, clock))
    if current.values[COVERAGE] and not clock.over():
        current = _better(instance, current, regroup(instance, current.plan, instance.post_days, clock))
    if current.values.get(FAIRNESS, 0) and not clock.over():
        current = _better(instance, current, even_loads(instance, current.plan, every, clock))
    return current


def _better(instance: Instance, current: EvaluatedPlan, filled: Filled) -> EvaluatedPlan:
    return min(current, evaluate(instance, finish(instance, filled.plan)), key=lambda e: e.objective)


def fill(instance: Instance, plan: Plan, days: Days, clock: Clock, *, free: bool = True) -> Filled:
    """The plan with as few empty posts as possible on some days, and at so many with as few changes. free: whether people on those
    days may move who stand where they stood before."""
    model = FewChanges(WorkloadState(instance, plan), days, free=free)
    weight = clock.params.search.lns.post_per_change
    terms = [*((weight * c, column) for c, column in model.empty), *model.changed]
    return _solved(model, plan, terms, clock)


def even_loads(instance: Instance, plan: Plan, days: Days, clock: Clock) -> Filled:
    """The plan with more even loads, as many changes and no more empty posts: those who stand where they stood before stay."""
    model = FewChanges(WorkloadState(instance, plan), days, free=False)
    model.even_loads()
    engine = CpSat(model.rows)
    for held in (model.empty, model.changed):
        engine.limit(held, total(held, model.rows.hint))
    return _solved(model, plan, model.rows.tiers.get(FAIRNESS, []), clock, engine)


def _solved(model: FewChanges, plan: Plan, terms: Sequence[Term], clock: Clock, engine: CpSat | None = None) -> Filled:
    engine = engine or CpSat(model.rows)
    if not terms or model.rows.broken:
        return Filled(plan, False)
    outcome = engine.minimise(terms, few_changes_limits(clock), model.rows.hint, clock.cancelled)
    clock.spend(outcome.effort)
    if outcome.values is None:
        return Filled(plan, False)
    return Filled(model.plan(outcome.values), outcome.status == "optimal")
