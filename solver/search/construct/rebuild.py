"""Rebuild through the model: all of a plan but its sections and seats decided anew, with as few empty posts as can be.

The neutral model states every rule, so that this finds plans under rules that neither construction nor repair knows.
"""

from __future__ import annotations

from dataclasses import replace

from solver.model.build import build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.families import familiarity, flex
from solver.model.families.staffing import COVERAGE
from solver.model.instance import Instance
from solver.model.registry import FAMILIES
from solver.model.scope import Scope
from solver.plan import Plan
from solver.search.construct.complete import finish
from solver.search.engines.cpsat import CpSat
from solver.search.limits import Clock

REBUILD_FAMILIES = tuple(family for family in FAMILIES if family not in (flex.grants, *familiarity.ALL))
"""Flex grants follow from the duties found, and are decided afterwards; familiar faces are counted by later steps."""


def rebuild(instance: Instance, plan: Plan, clock: Clock) -> Plan | None:
    """Plan that breaks rules -> plan with the same sections and seats, or None where the rules or the limits forbid."""
    model = build(instance, _scope(instance, plan), Current(replace(plan, flex=())), REBUILD_FAMILIES)
    params = clock.params.search.repair
    limits = clock.share_left(params.rebuild_share)
    limits = replace(limits, effort=min(params.rebuild_effort, limits.effort or params.rebuild_effort))
    outcome = CpSat(model.rows).minimise(model.rows.tiers.get(COVERAGE, []), limits, model.rows.hint, clock.cancelled)
    clock.spend(outcome.effort)
    return None if outcome.values is None else finish(instance, extract(model.variables, outcome.values))


def _scope(instance: Instance, plan: Plan) -> Scope:
    """Everything but sections and seats; who leads the sections is free."""
    problem, days = instance.problem, instance.post_days
    return Scope(
        slots=frozenset(problem.window_of),
        tutoring=frozenset((grade, day) for grade in problem.window_of for day in instance.days),
        groups=frozenset((day, band.id, p) for day in instance.days for band in problem.bands for p in range(len(band.periods))),
        late_rooms=frozenset(instance.days),
        people=frozenset((*problem.staff_of, *problem.outside_of)),
        duty_days=frozenset((week, day) for week in instance.weeks for day in days),
        led=frozenset((s.offering, s.number) for s in plan.sections),
        fees=True,
    )
