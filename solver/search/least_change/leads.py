"""Leads and assistants of sections whose people have left: staffed before the weekly posts (D07, D08, E02, K01).

One model over those who may lead: their posts are free in all weeks, others' are not. First those who have the fewest posts in the way,
then all who may lead; then sections that they lead may pass to others too; then vacant sections may move to other times and rooms, and
care groups with them. A lead counts before all else; then posts that are left empty for it, and changes (B14).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from solver.model.build import Model, build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.families.staffing import COVERAGE
from solver.model.instance import Instance
from solver.model.linear_model import Term
from solver.model.scope import Scope, SectionKey
from solver.model.shift import Shift
from solver.plan import Plan
from solver.plan.plan import SECTION_KINDS
from solver.search.construct.complete import finish
from solver.search.engines.cpsat import CpSat
from solver.search.least_change.filled import STABILITY, few_changes_limits
from solver.search.limits import Clock
from solver.search.lns.lns import FILL_FAMILIES
from solver.search.workload.state import WorkloadState
from solver.units import EVERY_WEEK, Minute, Weekday

LEAD = 1000
"""Weight of a lead beside that of a weekly post or a change. Raising it gives up more posts and changes for a section."""
NEAREST = 6
"""People tried first for a section. Raising it finds more at once, by larger models."""
MOST_MOVED = 12
"""People tried for a section at other times. Raising it keeps more sections, by larger models."""


def vacant_sections(instance: Instance, plan: Plan) -> frozenset[SectionKey]:
    """Sections that lack a lead or an assistant."""
    there = {(s.offering, s.number): 1 + instance.problem.offering_of[s.offering].assistants for s in plan.sections}
    for item in plan.assignments:
        if item.post.kind in SECTION_KINDS:
            there[item.post.subject, item.post.detail] -= 1
    return frozenset(key for key, missing in there.items() if missing > 0)


def staff_leads(instance: Instance, plan: Plan, clock: Clock) -> Plan:
    """Plan whose sections lack adults -> the plan with as many of them staffed as the models find."""
    for freed in (_nearest, _all_able, _passed_on, _moved):
        vacant = vacant_sections(instance, plan)
        if clock.over() or not vacant:
            break
        plan = _staffed(instance, plan, freed(instance, plan, vacant), clock)
    return plan


def _nearest(instance: Instance, plan: Plan, vacant: frozenset[SectionKey]) -> Scope:
    """Those who have the fewest posts in the way take vacant sections over."""
    return _scope(instance, _able(instance, plan, vacant, NEAREST), vacant, _days(plan, vacant))


def _all_able(instance: Instance, plan: Plan, vacant: frozenset[SectionKey]) -> Scope:
    """All who may lead take vacant sections over, and hand on posts of any day."""
    return _scope(instance, _able(instance, plan, vacant), vacant, frozenset(instance.post_days))


def _passed_on(instance: Instance, plan: Plan, vacant: frozenset[SectionKey]) -> Scope:
    """Those who may lead vacant sections pass theirs on to others."""
    able = _able(instance, plan, vacant)
    led = vacant | {(a.post.subject, a.post.detail) for a in plan.assignments if a.post.kind in SECTION_KINDS and a.person in able}
    return _scope(instance, able | _able(instance, plan, led, NEAREST), led, _days(plan, led))


def _moved(instance: Instance, plan: Plan, vacant: frozenset[SectionKey]) -> Scope:
    """Vacant sections move to other times and rooms, and care groups with them."""
    groups = frozenset((day, b.id, p) for day in instance.days for b in instance.problem.bands for p in range(len(b.periods)))
    scope = _scope(instance, _able(instance, plan, vacant, MOST_MOVED), vacant, frozenset(instance.post_days))
    return replace(scope, sections=vacant, groups=groups)


def _days(plan: Plan, sections: Collection[SectionKey]) -> frozenset[Weekday]:
    """Weekdays on which the sections meet."""
    return frozenset(x.weekday for s in plan.sections if (s.offering, s.number) in sections for x in s.sessions)


def _able(instance: Instance, plan: Plan, sections: Collection[SectionKey], most: int | None = None) -> frozenset[str]:
    """People who may take part in one of the sections; of each section the ``most`` with the fewest posts in the way."""
    state = WorkloadState(instance, plan)
    timed, table = state.instance, state.duty_table
    weekly: dict[str, list[tuple[Weekday, Minute, Minute]]] = defaultdict(list)
    for item in plan.assignments:
        if item.week != EVERY_WEEK:
            shift = timed.shift(item.post)
            weekly[item.person].append((item.post.weekday, shift.start, shift.end))
    found: set[str] = set()
    for section in (s for s in plan.sections if (s.offering, s.number) in sections):
        offering = instance.problem.offering_of[section.offering]
        meetings = [(x.weekday, timed.trip(offering, x.start, x.room, ())) for x in section.sessions]

        def in_the_way(person: str, meetings: Collection[tuple[Weekday, Shift]] = meetings) -> tuple[bool, bool, int, int, str]:
            """Lessons first, then caps and duties, then the number of posts to give up."""
            held = weekly[person]
            lessons = not all(instance.eligibility.free(person, day, shift.start, shift.end) for day, shift in meetings)
            taken = not all(table.may_every_week(person, day, shift) for day, shift in meetings)
            clashes = sum(d == day and s < shift.end and shift.start < e for d, s, e in held for day, shift in meetings)
            return lessons, taken, clashes, len(held), person

        for able in (instance.leaders[section.offering], instance.assistants if offering.assistants else {}):
            found.update(sorted(able, key=in_the_way)[:most])
    return frozenset(found)


def _scope(instance: Instance, people: frozenset[str], led: frozenset[SectionKey], days: frozenset[Weekday]) -> Scope:
    return Scope(people=people, led=led, duty_days=frozenset((week, day) for week in instance.weeks for day in days))


def _staffed(instance: Instance, plan: Plan, scope: Scope, clock: Clock) -> Plan:
    model = build(instance, scope, Current(replace(plan, flex=())), FILL_FAMILIES)
    rows = model.rows
    if rows.broken or rows.size > clock.params.search.exact.max_columns:
        return plan
    terms = [*_lead_terms(model), *rows.tiers.get(COVERAGE, []), *rows.tiers.get(STABILITY, [])]
    outcome = CpSat(rows).minimise(terms, few_changes_limits(clock), rows.hint, clock.cancelled)
    clock.spend(outcome.effort)
    return plan if outcome.values is None else finish(instance, extract(model.variables, outcome.values))


def _lead_terms(model: Model) -> list[Term]:
    """Minus the people who lead or assist."""
    v = model.variables
    posts = [post for section in v.scope.led for post, _ in v.section_posts(section)]
    return [(-LEAD, column) for post in sorted(posts) for _, column in v.crew(post, EVERY_WEEK)]
