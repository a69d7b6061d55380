"""Flex hours: D03 grants are earned and possible, D03F grants that are owed.

Formula: D03 late_start: no lesson of the person that weekday, and no duty in that week, starts before late_until;
early_leave: no lesson ends after leave_from, and no duty in that week and weekday but meals and naps that end before; the
person takes part; duty_days_per_grant * grants <= duty days.
D03F sum over own staff who take part, roles homeroom and subject, of max(0, duty days // duty_days_per_grant - grants); scale:
sum of duty days // duty_days_per_grant.

Afterwards: every grant can be taken without a lesson or a post left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.measurement import AT_LEAST, DAYS, Breaches, Measurement, Quantity
from solver.check.names import when
from solver.check.plan_index import PlanIndex
from solver.plan.plan import Flex
from solver.units import Minute, clock


def _grants(view: PlanIndex) -> int:
    return len(view.kept.flex)


def _granted(view: PlanIndex) -> int:
    return len({item.person for item in view.kept.flex})


DISTURBED = Breaches("D03", "与上课或值班冲突的弹性", "grants across a lesson or duty", _grants)
IDLE = Breaches("D03", "不参加服务而有弹性的人", "people with grants who take no part", _granted)
SERVED = Quantity(
    "D03", "值班天数（离换得弹性所需最近）", "duty days of the person nearest to what the grants need", AT_LEAST, DAYS
)


def grants(view: PlanIndex) -> Iterator[Measurement]:
    """D03: a grant disturbs no lesson and no duty, and is earned."""
    late_until, leave_from = view.number("D03", "late_until"), view.number("D03", "leave_from")
    counts: dict[str, int] = {}
    for item in view.kept.flex:
        counts[item.person] = counts.get(item.person, 0) + 1
        on_zh, on_en = when(item.weekday, (item.week,), view.weeks)
        who = view.names.person(item.person)
        lessons = view.staff_lessons.get((item.person, item.week, item.weekday), ())
        if item.kind == "late_start":
            first = min((lesson.start for lesson in lessons), default=late_until)
            if first < late_until:
                zh = f"{on_zh}：{who}晚到校，但{clock(first)}有课（第一节课须在{clock(late_until)}以后）"
                en = f"{on_en}: {who} starts late but has a lesson at {clock(first)}, before {clock(late_until)}"
                yield DISTURBED.breach((item.person,), "", item.weekday, clock(first), clock(late_until), zh, en)
            yield from _early_duty(view, item, late_until)
            continue
        last = max((lesson.end for lesson in lessons), default=leave_from)
        if last > leave_from:
            zh = f"{on_zh}：{who}早离校，但{clock(last)}才下课（最后一节课须在{clock(leave_from)}以前结束）"
            en = f"{on_en}: {who} leaves early but has a lesson until {clock(last)}, after {clock(leave_from)}"
            yield DISTURBED.breach((item.person,), "", item.weekday, clock(last), clock(leave_from), zh, en)
        there = view.duties.get((item.person, item.week, item.weekday), ())
        duties = [duty for duty in there if duty.stand.kind != "block" or duty.slot.end > leave_from]
        if duties:
            post_zh, post_en = view.names.post(duties[0].stand.post)
            zh = f"{on_zh}：{who}早离校，但当天有岗位“{post_zh}”"
            en = f"{on_en}: {who} leaves early but has the post {post_en}"
            yield DISTURBED.breach((item.person,), "", item.weekday, str(len(duties)), "0", zh, en)
    yield from _earned(view, counts)


def _early_duty(view: PlanIndex, item: Flex, late_until: Minute) -> Iterator[Measurement]:
    """No post of the day begins before the person comes."""
    there = view.duties.get((item.person, item.week, item.weekday), ())
    early = [duty for duty in there if duty.slot.start < late_until]
    if early:
        on_zh, on_en = when(item.weekday, (item.week,), view.weeks)
        who, at, until = view.names.person(item.person), clock(early[0].slot.start), clock(late_until)
        post_zh, post_en = view.names.post(early[0].stand.post)
        zh = f"{on_zh}：{who}晚到校，但{at}有岗位“{post_zh}”（须在{until}以后）"
        en = f"{on_en}: {who} starts late but has the post {post_en} at {at}, before {until}"
        yield DISTURBED.breach((item.person,), "", item.weekday, at, until, zh, en)


def _earned(view: PlanIndex, counts: dict[str, int]) -> Iterator[Measurement]:
    price, few = view.number("D03", "duty_days_per_grant"), view.gauge(SERVED)
    for ident, count in counts.items():
        who = view.names.person(ident)
        if not view.problem.staff_of[ident].takes_part:
            zh, en = f"{who}不参加课后服务，不应有弹性上下班", f"{who} takes no part in the service and has flex hours"
            yield IDLE.breach((ident,), "", None, str(count), "0", zh, en)
        served = view.duty_days[ident]
        if few(served, price * count):
            zh = f"{who}有{count}次弹性上下班，须值班{price * count}天，只值班{served}天"
            en = f"{who} has {count} flex grants, which need {price * count} duty days, and {served} duty days"
            yield SERVED.case(served, price * count, (ident,), "", None, zh, en)


def owed(view: PlanIndex) -> tuple[int, int]:
    """D03F: grants that teachers have earned and not got; scale: grants earned. Nothing while D03 is off."""
    if not view.policy.on("D03"):
        return 0, 1
    price = view.number("D03", "duty_days_per_grant")
    counts: dict[str, int] = {}
    for item in view.kept.flex:
        counts[item.person] = counts.get(item.person, 0) + 1
    earned = {person.id: view.duty_days[person.id] // price for person in view.teachers}
    return sum(max(0, due - counts.get(ident, 0)) for ident, due in earned.items()), sum(earned.values())
