"""Familiarity: D16, D16F, D16W, D16S (all soft).

D16: class periods in which somebody who teaches the class (own) or its grade (near) holds the care post of its group, short of a
percentage of all: an integer e with e + own >= percent * N / 100. Where the group is settled, own is a plain sum, since a group has
one adult; where it is free, own is a column of the class period, below those of its hosts. D16F: adults of a class beyond the number
allowed: a column for each class and person, above the columns of the person's posts. D16W: as D08H, from week to week. D16S: class
periods of tutoring in which nobody who teaches a main subject to the class holds the post.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from math import gcd
from typing import NamedTuple

from solver.model.context import ModelContext
from solver.model.families.staffing import change_of_adult
from solver.model.linear_model import FALSE, TRUE, Term
from solver.plan import Post
from solver.units import Week, Weekday


class _Care(NamedTuple):
    """A class in one period of a weekday, with the hosts of its group (class, column): one that is settled, or several."""

    home: str
    day: Weekday
    period: int
    hosts: list[tuple[str, int]]

    @property
    def settled(self) -> bool:
        return all(member == TRUE for _, member in self.hosts)

    def post(self, host: str) -> Post:
        return Post("care", self.day, host, self.period)


def _care(p: ModelContext, homes: Iterable[str]) -> Iterator[_Care]:
    """Periods of classes that are or may be in a care group."""
    for home in homes:
        for day in p.instance.days:
            for period in range(len(p.instance.band_of_class[home].periods)):
                hosts = p.v.hosts(home, day, period)
                if hosts:
                    yield _Care(home, day, period, hosts)


def _moves(p: ModelContext) -> bool:
    """Whether the scope may change who looks after a class."""
    return bool(p.scope.groups or (p.scope.people and p.scope.duty_days))


def _by(p: ModelContext, post: Post, week: Week, people: Collection[str]) -> list[int]:
    """Columns of those of the people who stand or may stand on a post; TRUE alone where one of them surely does."""
    columns = [column for name, column in p.v.crew(post, week) if name in people]
    return [TRUE] if TRUE in columns else columns


def own_and_near(p: ModelContext) -> None:
    """D16."""
    known = p.problem.familiarity
    if not p.policy.soft("D16") or not _moves(p):
        return
    care = list(_care(p, known.teachers))
    weeks = len(p.instance.weeks)
    number = [(weeks, member) for each in care for _, member in each.hosts]
    for name, people in (("own_percent", known.teachers), ("near_percent", known.grade)):
        percent = p.number("D16", name)
        if percent:
            held = [term for each in care for week in p.instance.weeks for term in _held(p, each, week, people[each.home])]
            _shortfall(p, percent, number, held)


def _held(p: ModelContext, care: _Care, week: Week, people: Collection[str]) -> list[Term]:
    """Terms whose sum is at most 1, and may be 1 only where one of the people looks after the class in the week."""
    by_host = [(member, _by(p, care.post(host), week, people)) for host, member in care.hosts]
    if care.settled:
        return [(1, column) for _, columns in by_host for column in columns]
    if not any(columns for _, columns in by_host):
        return []
    held = p.rows.boolean(
        int(any(p.rows.value(member) and any(map(p.rows.value, columns)) for member, columns in by_host))
    )
    for member, columns in by_host:
        if columns and TRUE not in columns:
            p.rows.linear("D16", [(1, held), (1, member), *((-1, column) for column in columns)], upper=1)
    strange = [member for member, columns in by_host if not columns]  # a class is in one group at most
    p.rows.linear("D16", [(1, held), *((1, member) for member in strange)], upper=1)
    p.rows.linear("D16", [(1, held), *((-1, member) for member, _ in by_host)], upper=0)
    return [(1, held)]


def _shortfall(p: ModelContext, percent: int, number: list[Term], held: list[Term]) -> None:
    """Cost: what ``held`` lacks to the percentage of ``number``, rounded up."""
    target = -(-percent * p.rows.evaluate(number) // 100)
    lacking = max(0, target - p.rows.evaluate(held))
    if all(column == TRUE for _, column in (*number, *held)):
        p.cost("D16", [], constant=lacking)
        return
    most = -(-percent * sum(count for count, _ in number) // 100)
    short = p.rows.integer(0, most, lacking)
    if all(column == TRUE for _, column in number):
        p.rows.linear("D16", [(1, short), *held], lower=target)
    else:
        common = gcd(100, percent)
        every, part = 100 // common, percent // common
        terms = [(every * count, column) for count, column in held] + [(-part * count, column) for count, column in number]
        p.rows.linear("D16", [(every, short), *terms], lower=0)
    p.cost("D16", [(1, short)])


def faces(p: ModelContext) -> None:
    """D16F."""
    if p.policy.soft("D16F") and _moves(p):
        by_class: dict[str, list[_Care]] = defaultdict(list)
        for care in _care(p, p.problem.familiarity.teachers):
            by_class[care.home].append(care)
        for periods in by_class.values():
            _faces_of(p, periods)


def _faces_of(p: ModelContext, periods: list[_Care]) -> None:
    """Cost: adults of one class beyond those allowed."""
    settled: set[str] = set()
    alone: dict[str, dict[int, None]] = defaultdict(dict)
    joint: dict[str, dict[tuple[int, int], None]] = defaultdict(dict)
    for care in periods:
        for host, member in care.hosts:
            for week in p.instance.weeks:
                for name, column in p.v.crew(care.post(host), week):
                    if member == TRUE and column == TRUE:
                        settled.add(name)
                    elif TRUE in (member, column):
                        alone[name][column if member == TRUE else member] = None
                    else:
                        joint[name][column, member] = None
    free = [name for name in dict.fromkeys((*alone, *joint)) if name not in settled]
    allowed = p.number("D16F", "adults")
    most = len(settled) + len(free) - allowed
    if most <= 0:
        return
    if not free:
        p.cost("D16F", [], constant=most)
        return
    seen = [_seen(p, alone.get(name, {}), joint.get(name, {})) for name in free]
    beyond = max(0, len(settled) + sum(map(p.rows.value, seen)) - allowed)
    excess = p.rows.integer(0, most, beyond)
    p.rows.linear("D16F", [(1, excess), *((-1, column) for column in seen)], lower=len(settled) - allowed)
    p.cost("D16F", [(1, excess)])


def _seen(p: ModelContext, alone: Collection[int], joint: Collection[tuple[int, int]]) -> int:
    """A column that is true at least where one of ``alone`` is, or both of one of ``joint``."""
    if len(alone) == 1 and not joint:
        return next(iter(alone))
    value = p.rows.value
    seen = p.rows.boolean(int(any(map(value, alone)) or any(value(a) and value(b) for a, b in joint)))
    for column in alone:
        p.rows.implies("D16F", column, seen)
    for first, second in joint:
        p.rows.linear("D16F", [(1, first), (1, second), (-1, seen)], upper=1)
    return seen


def week_after_week(p: ModelContext) -> None:
    """D16W: groups whose adult changes from a week to the next."""
    if p.policy.soft("D16W") and _moves(p):
        for day in p.instance.days:
            groups = [post for post, _ in p.v.posts(day) if post.kind == "care"]
            for before, week in zip(p.instance.weeks, p.instance.weeks[1:], strict=False):
                if p.scope.groups or not p.scope.duty_days.isdisjoint(((before, day), (week, day))):
                    for post in groups:
                        change_of_adult(p, "D16W", (post, before), (post, week))


def main_subjects(p: ModelContext) -> None:
    """D16S."""
    main = p.problem.familiarity.main
    if p.policy.soft("D16S") and (_moves(p) or p.scope.tutoring):
        for care in _care(p, main):
            tutored = [c for c in p.v.tutored(p.instance.grade_of_class[care.home], care.day, care.period) if c != FALSE]
            for week in p.instance.weeks if tutored else ():
                _without(p, care, week, tutored, main[care.home])


def _without(p: ModelContext, care: _Care, week: Week, tutored: list[int], people: Collection[str]) -> None:
    """Cost: 1 where the period is tutoring and none of the people holds the post of the class's group."""
    by_host = [(member, _by(p, care.post(host), week, people)) for host, member in care.hosts]
    if all(columns == [TRUE] for _, columns in by_host):
        return
    if TRUE in tutored and care.settled:
        p.cost("D16S", [(-1, column) for _, columns in by_host for column in columns], constant=1)
        return
    value = p.rows.value
    held = any(map(value, tutored)) and any(
        value(member) and not any(map(value, columns)) for member, columns in by_host
    )
    lacking = p.rows.boolean(int(held))
    for member, columns in by_host:
        # lacking >= tutored + member - 1 - somebody fit
        terms = [(1, member), *((1, column) for column in tutored), *((-1, column) for column in columns)]
        p.rows.linear("D16S", [*terms, (-1, lacking)], upper=1)
    p.cost("D16S", [(1, lacking)])


ALL = (own_and_near, faces, week_after_week, main_subjects)
"""Families of tiers that a step for empty posts need not count; with free groups they are large."""
