"""Care groups of whole days made anew, with everybody's posts, where posts are empty that nobody can fill in the groups as they are.

The neutral model states every rule: classes may merge or part, at the price of the changes that it makes (A04, K03, B14).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from solver.model.build import build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.families.staffing import COVERAGE
from solver.model.instance import Instance
from solver.model.scope import Scope, SectionKey
from solver.plan import Plan
from solver.search.empty_posts import empty_posts
from solver.search.engines.cpsat import CpSat
from solver.search.least_change.filled import STABILITY, Filled, few_changes_limits
from solver.search.least_change.leads import vacant_sections
from solver.search.limits import Clock
from solver.search.lns.lns import FILL_FAMILIES
from solver.units import EVERY_WEEK, Week, Weekday


def relead(instance: Instance, plan: Plan, clock: Clock) -> Filled:
    """The plan with as few empty posts as possible where the leads that were staffed anew are decided together with everybody's posts
    of their days and of the days that lack people: a lead was chosen before it was known who would be missing for it."""
    led = _newly_led(instance, plan, instance.post_days) | vacant_sections(instance, plan)
    days = {day for _, day in empty_posts(instance.under(plan), plan)}
    days |= {x.weekday for s in plan.sections if (s.offering, s.number) in led for x in s.sessions}
    return _solved(instance, plan, Scope(led=led, people=_everybody(instance), duty_days=_duty_days(instance, days)), clock)


def regroup(instance: Instance, plan: Plan, days: Collection[Weekday], clock: Clock) -> Filled:
    """The plan with as few empty posts as possible on some weekdays, and at so many with as few changes; sections stay, and so do
    their adults, but those who were not there before."""
    groups = frozenset(
        (day, band.id, p) for day in days if day in instance.days for band in instance.problem.bands for p in range(len(band.periods))
    )
    scope = Scope(
        led=_newly_led(instance, plan, days), people=_everybody(instance), duty_days=_duty_days(instance, days), groups=groups
    )
    return _solved(instance, plan, scope, clock)


def _everybody(instance: Instance) -> frozenset[str]:
    return frozenset((*instance.problem.staff_of, *instance.problem.outside_of))


def _duty_days(instance: Instance, days: Collection[Weekday]) -> frozenset[tuple[Week, Weekday]]:
    return frozenset((week, day) for week in instance.weeks for day in days)


def _solved(instance: Instance, plan: Plan, scope: Scope, clock: Clock) -> Filled:
    """The plan with the fewest empty posts, then the fewest changes, that the scope allows; the plan itself without a solution."""
    model = build(instance, scope, Current(replace(plan, flex=())), FILL_FAMILIES)
    rows, weight = model.rows, clock.params.search.lns.post_per_change
    terms = [(weight * c, column) for c, column in rows.tiers.get(COVERAGE, [])] + rows.tiers.get(STABILITY, [])
    if not terms or rows.broken or rows.size > clock.params.search.exact.max_columns:
        return Filled(plan, False)
    outcome = CpSat(rows).minimise(terms, few_changes_limits(clock), rows.hint, clock.cancelled)
    clock.spend(outcome.effort)
    if outcome.values is None:
        return Filled(plan, False)
    return Filled(extract(model.variables, outcome.values), outcome.status == "optimal")


def _newly_led(instance: Instance, plan: Plan, days: Collection[Weekday]) -> frozenset[SectionKey]:
    """Sections that meet on the days and have an adult whom they did not have before."""
    replan = instance.problem.replan
    before = {item for item in replan.before.adults if item[4] == EVERY_WEEK} if replan is not None else set()
    new = {
        (a.post.subject, a.post.detail)
        for a in plan.assignments
        if a.week == EVERY_WEEK and (*a.post, a.week, a.person) not in before
    }
    return frozenset(key for s in plan.sections if (key := (s.offering, s.number)) in new and any(x.weekday in days for x in s.sessions))
