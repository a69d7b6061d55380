"""Familiar adults (D16): which classes, or whose limits, keep care by those who know the classes below its targets in a plan.

A maximum flow (:mod:`solver.search.bounds.familiar`) tells how many class periods of the plan's care groups the known adults can hold
at most. Named are classes whose own teachers, were they for no other class, could not hold the target, and the days a week of D10;
each only where the shortfall falls once it is taken away: a class so named is then taken as looked after by familiar adults.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import NamedTuple

from solver.check.families.familiarity import share_of, unfamiliar_care
from solver.explain.limits.limit import Limit
from solver.explain.limits.plan_posts import PostKind, kinds_of
from solver.explain.limits.staffed_plan import StaffedPlan
from solver.problem import Staff
from solver.search.bounds.familiar import CareSpan, most_familiar
from solver.units import Week

TARGETS = ("own_percent", "near_percent")
"""Numbers of D16."""
MOST_NAMED = 6
"""Classes that a sentence names at most."""


class _Group(NamedTuple):
    """A care group in one week: its post, and its class periods as (class, number within the week)."""

    post: PostKind
    periods: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class _Week:
    """Care of one week of the template, of classes of which somebody is known."""

    groups: Sequence[_Group]
    periods: int


@dataclass(frozen=True)
class _Care:
    """Care of a plan. helped: classes that are taken as looked after by familiar adults. more: days a week beyond D10."""

    plan: StaffedPlan
    weeks: Mapping[Week, _Week]
    helped: frozenset[str] = frozenset()
    more: int = 0

    @property
    def periods(self) -> int:
        return sum(week.periods for week in self.weeks.values())

    def most(self, known: Mapping[str, AbstractSet[str]], only: str | None = None) -> int:
        """Most class periods that the known adults can hold over the template; ``only``: of one class, were there no other."""
        total = 0
        for week in self.weeks.values():
            held: dict[str, list[CareSpan]] = defaultdict(list)
            sure = 0
            for group in week.groups:
                mine = [(home, n) for home, n in group.periods if only in (None, home)]
                sure += sum(home in self.helped for home, _ in mine)
                for name in {name for home, _ in mine if home not in self.helped for name in known[home]}:
                    if self.plan.holders[name].may(group.post):
                        numbers = [n for home, n in mine if home not in self.helped and name in known[home]]
                        post = group.post
                        held[name].append(CareSpan(post.weekday, post.start, post.end, len(numbers), numbers))
            days = {name: self.plan.holders[name].caps[0] + self.more for name in held}
            total += sure + most_familiar({name: _merged(found) for name, found in held.items()}, days, week.periods)
        return total

    @property
    def least(self) -> int:
        """Least value of D16 with these care groups."""
        known = self.plan.view.problem.familiarity
        own = self.most(known.teachers)
        near = _short(self, "near_percent", own)  # who is own is near: most often that is enough
        return _short(self, "own_percent", own) + (near and _short(self, "near_percent", self.most(known.grade)))


def _merged(found: list[CareSpan]) -> list[CareSpan]:
    """Groups at one time as one stretch: the person is with one of them only, with as many classes as the largest has."""
    at: dict[tuple[int, int, int], CareSpan] = {}
    for one in found:
        other = at.get(one[:3])
        at[one[:3]] = one if other is None else other._replace(most=max(one.most, other.most), periods=[*other.periods, *one.periods])
    return list(at.values())


def _short(care: _Care, number: str, most: int) -> int:
    """Shortfall against a target of D16 when ``most`` class periods are familiar."""
    percent = care.plan.view.number("D16", number)
    return max(0, share_of(percent, care.periods) - most)


def familiar_limit(plan: StaffedPlan) -> Limit | None:
    """Why D16 is above 0; None where it is 0, or where counting finds familiar adults enough."""
    tier = plan.view.policy.tier_of("D16")
    value = (unfamiliar_care(plan.view) or (0, 0))[0]
    if tier is None or not value:
        return None
    care = _care(plan)
    least = care.least
    if not least:
        return None
    short = _short_classes(plan, care)
    cases = []
    if short:
        without = replace(care, helped=frozenset(short)).least
        if without < least:
            cases.append((without, "D16", tuple(short), *_of_classes(plan, short)))
    if plan.view.policy.hard("D10"):
        without = replace(care, more=1).least
        if without < least:
            days = plan.view.number("D10", "days_per_week")
            cases.append((without, "D10", (), f"每人每周至多来 {days} 天，若多 1 天，可减到 {without} 班次。",
                          f" Nobody comes on more than {days} days a week; with one more it could be {without} short."))  # fmt: skip
    if not cases:
        return None
    zh, en = _words(plan, care, least)
    zh, en = zh + "".join(case[3] for case in cases), en + "".join(case[4] for case in cases)
    subjects = tuple(each for case in cases for each in case[2])
    return Limit(tier, value, least, min(case[0] for case in cases), tuple(case[1] for case in cases), subjects, zh, en)


def _care(plan: StaffedPlan) -> _Care:
    """Care groups of a plan with the class periods of classes of which somebody is known."""
    view, known = plan.view, plan.view.problem.familiarity.teachers
    groups: dict[Week, list[_Group]] = defaultdict(list)
    count: dict[Week, int] = defaultdict(int)
    for group in view.kept.groups:
        homes = [home for home in group.classes if home in known]
        stand = view.stands["care", group.weekday, group.host, group.period]
        for post in kinds_of(view, stand) if homes else ():
            groups[post.week].append(_Group(post, tuple((home, count[post.week] + i) for i, home in enumerate(homes))))
            count[post.week] += len(homes)
    return _Care(plan, {week: _Week(found, count[week]) for week, found in groups.items()})


def _short_classes(plan: StaffedPlan, care: _Care) -> dict[str, tuple[int, int]]:
    """Classes whose teachers, or those of whose grade, could not hold a target were they for no other class -> (most class periods by
    the class's own, class periods), worst first."""
    known, own_percent, near_percent = plan.view.problem.familiarity, *(plan.view.number("D16", name) for name in TARGETS)
    number = Counter(home for week in care.weeks.values() for group in week.groups for home, _ in group.periods)
    found = {}
    for home, periods in number.items():
        own = care.most(known.teachers, home)
        near = 100 * own < near_percent * periods and 100 * care.most(known.grade, home) < near_percent * periods
        if near or 100 * own < own_percent * periods:
            found[home] = own, periods
    return dict(sorted(found.items(), key=lambda each: (each[1][0] / each[1][1], each[0])))


def _of_classes(plan: StaffedPlan, short: Mapping[str, tuple[int, int]]) -> tuple[str, str]:
    """``4-2 只有 2 位任课教师参加服务（共 5 位），最多能承担 40%``, and in English."""
    zh, en = [], []
    known = plan.view.problem.familiarity.teachers
    for home in list(short)[:MOST_NAMED]:
        most, periods = short[home]
        own = [plan.holders[name] for name in known[home]]
        there = sum(isinstance(one.person, Staff) and plan.instance.eligibility.serves(one.person) for one in own)
        share = 100 * most // periods
        zh.append(f"{home} 只有 {there} 位任课教师参加服务（共 {len(own)} 位），最多能承担 {share}%")
        en.append(f"{there} of {len(own)} teachers of {home} take part, for {share} percent at most")
    rest = len(short) - len(zh)
    return (f"{'；'.join(zh)}{f'；还有 {rest} 个班' if rest else ''}。", f" {'; '.join(en)}{f'; {rest} classes more' if rest else ''}.")


def _words(plan: StaffedPlan, care: _Care, least: int) -> tuple[str, str]:
    view, known = plan.view, plan.view.problem.familiarity
    own, near = (100 * care.most(people) // max(1, care.periods) for people in (known.teachers, known.grade))
    targets = tuple(view.number("D16", name) for name in TARGETS)
    zh = (f"按现有的托管班，熟悉的老师看护至少比目标少 {least} 班次（{view.weeks} 周合计）：本班任课教师最多看护 {own}%"
          f"（目标 {targets[0]}%），连同本年级的最多 {near}%（目标 {targets[1]}%）。")  # fmt: skip
    en = (f"With these care groups, care by familiar adults is at least {least} class periods short of its targets (over {view.weeks} "
          f"weeks): teachers of the classes can hold {own} percent at most (target {targets[0]}), with those of the grade {near} "
          f"(target {targets[1]}).")  # fmt: skip
    return zh, en
