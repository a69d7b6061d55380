"""Flex grants for given duties: exact, person by person, since grants of different people never meet (D03, D03F)."""

from __future__ import annotations

from collections import defaultdict

from solver.model.blocks import POST_OF_RULE
from solver.model.instance import Instance
from solver.plan import FLEX_KINDS, Flex, Plan
from solver.problem.week_pattern import weeks_of
from solver.units import EVERY_WEEK, Week, Weekday

LATE_START, EARLY_LEAVE = FLEX_KINDS
MEAL_POST = POST_OF_RULE["A06"]


def duty_days(instance: Instance, plan: Plan) -> dict[str, set[tuple[Week, Weekday]]]:
    """(week, weekday) with a duty, by person."""
    meets = {(s.offering, s.number): {x.weekday for x in s.sessions} for s in plan.sections}
    found: dict[str, set[tuple[Week, Weekday]]] = defaultdict(set)
    for a in plan.assignments:
        if a.week == EVERY_WEEK:
            days = meets.get((a.post.subject, a.post.detail), set())
            found[a.person] |= {(week, day) for week in instance.weeks for day in days}
        else:
            found[a.person].add((a.week, a.post.weekday))
    return found


def _morning(instance: Instance, plan: Plan) -> tuple[set[tuple[str, Week, Weekday]], set[tuple[str, Week, Weekday]]]:
    """(person, week, weekday) with a duty too early to start late, and with meals and naps only, before one may leave."""
    until, leave = instance.policy.number("D03", "late_until"), instance.policy.number("D03", "leave_from")
    instance = instance.under(plan)
    early: set[tuple[str, Week, Weekday]] = set()
    over: dict[tuple[str, Week, Weekday], bool] = {}
    if not instance.problem.blocks and all(x.start >= until for x in instance.problem.posts):
        return early, set()
    for a in plan.assignments:
        if a.week != EVERY_WEEK:
            key, shift = (a.person, a.week, a.post.weekday), instance.shift(a.post)
            if shift.start < until:
                early.add(key)
            over[key] = over.get(key, True) and a.post.kind == MEAL_POST and shift.end <= leave
    led = {(s.offering, s.number): {x.weekday for x in s.sessions} for s in plan.sections}
    for a in plan.assignments:
        if a.week == EVERY_WEEK:
            for day in led.get((a.post.subject, a.post.detail), ()):
                over |= {(a.person, week, day): False for week in instance.weeks}
    return early, {key for key, done in over.items() if done}


def _lessons(instance: Instance) -> tuple[set[tuple[str, Week, Weekday]], set[tuple[str, Week, Weekday]]]:
    """(person, week, weekday) with a lesson too early to start late, and with one too late to leave early."""
    until, leave = instance.policy.number("D03", "late_until"), instance.policy.number("D03", "leave_from")
    count = len(instance.weeks)
    taught = [(x, week) for x in instance.problem.lessons if x.staff_id is not None for week in weeks_of(x.weeks, count)]
    early = {(x.staff_id or "", week, x.weekday) for x, week in taught if x.start < until}
    return early, {(x.staff_id or "", week, x.weekday) for x, week in taught if x.end > leave}


def flex(instance: Instance, plan: Plan) -> tuple[Flex, ...]:
    """As many grants as earned and possible for teachers, spread over the weeks."""
    policy = instance.policy
    if not policy.soft("D03F") or not policy.on("D03"):
        return ()
    each = policy.number("D03", "duty_days_per_grant")
    early_lesson, late_lesson = _lessons(instance)
    on = duty_days(instance, plan)
    early_duty, meals_only = _morning(instance, plan)
    granted = []
    for person in instance.teachers:
        if not person.takes_part:
            continue
        busy = on.get(person.id, set())
        by_week: dict[Week, list[Flex]] = defaultdict(list)
        for week in instance.weeks:
            for day in instance.days:
                key = person.id, week, day
                if key not in late_lesson and ((week, day) not in busy or key in meals_only):
                    by_week[week].append(Flex(person.id, week, day, EARLY_LEAVE))
                elif key not in early_lesson and key not in early_duty:
                    by_week[week].append(Flex(person.id, week, day, LATE_START))
        earned = len(busy) // each
        while earned and any(by_week.values()):
            for week in instance.weeks:
                if earned and by_week[week]:
                    granted.append(by_week[week].pop(0))
                    earned -= 1
    return tuple(granted)
