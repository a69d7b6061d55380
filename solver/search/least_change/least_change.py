"""Least change of an earlier plan: rules kept, sections staffed, posts filled, few changes, even loads, in this order (B14).

A section for which no adult can be had, even by passing on everybody's posts of its days, is closed at last.

Serves every re-plan: people who left or are away, other sizes, rooms and times, the cover of a week, and scenarios.
"""

from __future__ import annotations

from solver.model.instance import Instance
from solver.search.bounds.changes import forced_changes
from solver.search.construct.complete import finish
from solver.search.construct.repair import crowded_days, reopened, with_leaders, without_broken_rules, without_section
from solver.search.evaluated import EvaluatedPlan, evaluate
from solver.search.least_change.fill import fill_posts
from solver.search.least_change.leads import staff_leads, vacant_sections
from solver.search.least_change.regroup import regroup
from solver.search.limits import Clock


def least_change(instance: Instance, start: EvaluatedPlan, clock: Clock) -> EvaluatedPlan:
    """Parts of an earlier plan that are left -> a plan to improve from with few changes; never one that is worse than the start."""
    plan = reopened(instance, start.plan)
    for day in crowded_days(instance, plan):
        if not clock.over():
            plan = finish(instance, regroup(instance, plan, [day], clock).plan)
    plan = staff_leads(instance, without_broken_rules(instance, plan), clock)
    found = evaluate(instance, with_leaders(instance, plan))
    if not found.report.violations:
        found = fill_posts(instance, found, forced_changes(instance), clock)
        found = _closed(instance, found, clock)
    return min(start, found, key=lambda e: e.objective)


def _closed(instance: Instance, current: EvaluatedPlan, clock: Clock) -> EvaluatedPlan:
    """The plan without the sections that still lack an adult, whose pupils go back to their classes: a plan with them is none."""
    for section in sorted(vacant_sections(instance, current.plan)):
        if clock.over():
            break
        trial = evaluate(instance, without_section(instance, current.plan, section))
        current = min(current, fill_posts(instance, trial, forced_changes(instance), clock), key=lambda e: e.objective)
    return current
