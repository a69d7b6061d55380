"""Indicators of adults: own and outside, vetting, fairness of duty, flex hours."""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.families.fairness import loads
from solver.check.families.staffing import own_minutes
from solver.check.families.vetting import led
from solver.check.families.workload import late_end
from solver.check.names import CODES, Words
from solver.check.plan_index import PlanIndex
from solver.check.registry import CHECKS
from solver.papers.kpi.indicator import PERCENT, Count, Indicator
from solver.problem.people import TEACHING_ROLES, Staff
from solver.units import CENTI

VETTING = ("E02", "E03", "E04", "E05", "E06", "E14")
WHOLE = ("全体", "all")


def _groups(view: PlanIndex) -> Iterator[tuple[Words, list[Staff]]]:
    """Teachers who take part: all, by role, and with or without a reason for care (D05); empty groups are left out."""
    people = list(view.teachers)
    found: list[tuple[Words, list[Staff]]] = [(WHOLE, people)]
    found += [((CODES[role], role), [who for who in people if who.role == role]) for role in TEACHING_ROLES]
    found.append((("需关爱", "deserve care"), [who for who in people if who.reasons]))
    found.append((("其他", "others"), [who for who in people if not who.reasons]))
    return (pair for pair in found if pair[1])


def _own(view: PlanIndex) -> Iterator[Count]:
    yield Count(*own_minutes(view))


def _outside(view: PlanIndex) -> Iterator[Count]:
    own, whole = own_minutes(view)
    yield Count(whole - own, whole)


def _vetted(view: PlanIndex) -> Iterator[Count]:
    people = {person.id for person, _ in led(view)}
    wanting = {item.subjects[0] for rule in VETTING for item in CHECKS[rule](view)}
    yield Count(len(people - wanting), len(people))


def _spread(view: PlanIndex) -> Iterator[Count]:
    found = loads(view)
    for group, people in _groups(view):
        values = [found[person.id] for person in people if person.id in found]
        if values:
            yield Count(max(values) - min(values), None, group)


def _gini(view: PlanIndex) -> Iterator[Count]:
    for group, people in _groups(view):
        values = sorted(view.minutes[person.id] for person in people)
        apart = sum((2 * index - len(values) + 1) * value for index, value in enumerate(values))
        yield Count(apart, len(values) * sum(values), group)


def _days(view: PlanIndex) -> Iterator[Count]:
    for group, people in _groups(view):
        yield Count(sum(view.duty_days[person.id] for person in people), len(people) * view.weeks, group)


def _late(view: PlanIndex) -> Iterator[Count]:
    late_from = late_end(view, "D10")
    late: dict[str, int] = {}
    for duty in view.each_duty():
        if late_from.ends(duty):
            late[duty.person] = late.get(duty.person, 0) + 1
    for group, people in _groups(view):
        yield Count(sum(late.get(person.id, 0) for person in people), len(people) * view.weeks, group)


def _flex(view: PlanIndex) -> Iterator[Count]:
    price = view.policy.number_or("D03", "duty_days_per_grant", 3) or 1
    given: dict[str, int] = {}
    for item in view.kept.flex:
        given[item.person] = given.get(item.person, 0) + 1
    for group, people in _groups(view):
        earned = sum(view.duty_days[person.id] // price for person in people)
        yield Count(sum(given.get(person.id, 0) for person in people), earned, group)


MINUTES = ("全部服务分钟", "all credited minutes")
STAFF_WEEKS = ("人数×周数", "persons times weeks")
INDICATORS = (
    Indicator(
        "own_hours",
        "校内师资时间占比",
        "own hours",
        ("本校教职工（含协议教练）服务分钟", "minutes of own staff and coaches"),
        MINUTES,
        PERCENT,
        ("D01",),
        _own,
        100,
    ),
    Indicator(
        "outside_hours",
        "校外师资时间占比",
        "outside hours",
        ("校外师资（协议教练除外）服务分钟", "minutes of outside people but coaches"),
        MINUTES,
        PERCENT,
        ("D01", "E01"),
        _outside,
        100,
    ),
    Indicator(
        "vetted",
        "校外人员首日手续齐全率",
        "outside people vetted on day one",
        ("手续齐全的带班校外人员", "leaders with every paper on the first day"),
        ("带班校外人员", "outside leaders"),
        PERCENT,
        VETTING,
        _vetted,
        100,
    ),
    Indicator(
        "spread",
        "值班负担极差",
        "spread of duty load",
        ("折算负担最大减最小（一个循环）", "largest less smallest load of a cycle"),
        ("", ""),
        "分钟 minutes",
        ("D02",),
        _spread,
        1,
        CENTI,
        adds=False,
    ),
    Indicator(
        "gini",
        "值班时间基尼系数",
        "Gini of duty minutes",
        ("两两差之和", "sum of the differences of all pairs"),
        ("人数×总分钟", "persons times all minutes"),
        "",
        ("D02",),
        _gini,
        adds=False,
    ),
    Indicator(
        "days",
        "人均每周值班天数",
        "duty days a week",
        ("值班天次", "duty days"),
        STAFF_WEEKS,
        "天 days",
        ("D02", "D10"),
        _days,
    ),
    Indicator(
        "late_duties",
        "人均每周晚岗次数",
        "late duties a week",
        ("晚岗次数", "late-ending duties"),
        STAFF_WEEKS,
        "次 duties",
        ("D10",),
        _late,
    ),
    Indicator(
        "flex",
        "弹性上下班兑现率",
        "flex granted",
        ("已排次数", "grants"),
        ("应得次数", "grants earned"),
        PERCENT,
        ("D03",),
        _flex,
        100,
    ),
)
