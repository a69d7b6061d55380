"""Another dismissal of a grade: first slots and gates by themselves, then the days whose duties no longer fit are staffed anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from solver.check.report import check
from solver.explain.why.context import Deadline, WhyContext, WhyLimits
from solver.explain.why.forced import ASKED, CHANGES_ALONE, Asked, Forced, Row, WhyStep, checked, core, solve_step
from solver.model.build import build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.families import dismissal
from solver.model.scope import Scope
from solver.model.variables import Variables
from solver.plan import Dismissal, Plan
from solver.plan.apply import apply_edits
from solver.plan.edit import MoveDismissal
from solver.search.construct.complete import finish
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits
from solver.search.slot_model import SLOT_FAMILIES
from solver.units import WEEKDAYS_EN, WEEKDAYS_ZH, Week, Weekday

FAMILIES = (*SLOT_FAMILIES, dismissal.together, dismissal.handed_over)
"""Families that ask for slots and gates, with care groups and sections as they are."""
IDLE = 12
"""Adults with little to do who may take over duties of a day. Raising it finds more plans, in larger models."""


def leaving(slot: Dismissal) -> Asked:
    """Rows that let a grade leave at a minute by a gate."""

    def rows(v: Variables) -> list[Row]:
        return [([(1, v.slot(slot.grade, slot.minute, slot.gate))], 1, 1)]

    return rows


def move(context: WhyContext, slot: Dismissal, free: frozenset[int], limits: WhyLimits) -> Forced:
    """The plan with the slot and the fewest other dismissals changed among the free grades, adults of gates moved with their waves; or
    the rules on slots and gates that forbid it, whoever stands where."""
    step = WhyStep(Scope(slots=free), ("放学时间和校门", "slots and gates"))
    model = build(context.instance, step.scope, context.current, FAMILIES)
    rows = model.rows
    rows.broken.clear()
    for terms, least, most in leaving(slot)(model.variables):
        rows.linear(ASKED, terms, least, most)
    if rows.broken:
        return Forced(step, "impossible", conflict=("K00",))
    stays = [
        (-1, column) for key, column in model.variables.slots.items() if column > 1 and key in context.current.slots
    ]
    outcome = CpSat(rows).minimise(stays, SolveLimits(None, limits.effort, 1))
    if outcome.values is None:
        conflict = core(rows, context, limits) if outcome.status == "infeasible" else ()
        return Forced(step, "impossible" if outcome.status == "infeasible" else "unknown", conflict=conflict)
    kept = set(context.plan.dismissals)
    new = [item for item in extract(model.variables, outcome.values).dismissals if item not in kept]
    edits = [MoveDismissal(item.grade, item.minute, item.gate) for item in new]
    return Forced(step, "found", apply_edits(context.problem, context.weeks, context.plan, edits))


def staff_anew(context: WhyContext, plan: Plan, slot: Dismissal, limits: WhyLimits, deadline: Deadline) -> Forced:
    """A plan with moved dismissals -> the same with every day staffed whose duties no longer fit, fewest changes first."""
    step = WhyStep(Scope(), ("放学时间", "dismissals"), CHANGES_ALONE)
    for week, day in _days(context, plan):
        if deadline.over:
            return Forced(step, "unknown")
        here = frozenset({(week, day)})
        people = frozenset(_people(context, plan, slot, week, day))
        everybody = frozenset(staff.id for staff in context.problem.staff if staff.takes_part)
        for few in (people, everybody):
            words = f"{WEEKDAYS_ZH[day]} {len(few)} 人的岗位", f"duties of {len(few)} people on {WEEKDAYS_EN[day]}"
            step = WhyStep(Scope(people=few, duty_days=here, flex=True), words, CHANGES_ALONE)
            found = solve_step(context, step, _nothing, limits, deadline, Current(plan))
            if found.plan is not None:
                plan = found.plan
                break
        else:
            return found
    step = replace(step, words=("放学时间和当天的岗位", "dismissals and duties of the days"))
    return checked(context, Forced(step, "found", finish(context.instance, plan)))


def _nothing(_v: Variables) -> list[Row]:
    return []


def _days(context: WhyContext, plan: Plan) -> list[tuple[Week, Weekday]]:
    """Days of the template on which the plan breaks what the context's does not."""
    known = {(each.rule, each.subjects, each.weekday) for each in context.report.violations}
    broken = check(context.problem, context.policy, plan).violations
    days = {each.weekday for each in broken if (each.rule, each.subjects, each.weekday) not in known}
    every = context.instance.post_days if None in days else [day for day in context.instance.post_days if day in days]
    return [(week, day) for week in context.instance.weeks for day in every]


def _people(context: WhyContext, plan: Plan, slot: Dismissal, week: Week, day: Weekday) -> Iterator[str]:
    """Adults at gates, in the last care of the grade, in extended care and on stand-by that day, and some who have little to do."""
    for item in plan.assignments:
        post = item.post
        if (item.week, post.weekday) == (week, day):
            closing = post.kind == "care" and context.instance.closes_day(post.subject, post.detail)
            mine = closing and context.problem.class_of[post.subject].grade == slot.grade
            if mine or post.kind in ("gate", "late", "standby"):
                yield item.person
    load = context.report.facts.minutes
    yield from sorted(
        (s.id for s in context.problem.staff if s.takes_part), key=lambda name: (load.get(name, 0), name)
    )[:IDLE]
