"""Posts of a plan, alike ones counted together, and which of them one adult may hold with each of their limits taken away."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from solver.check.families.workload import late_end
from solver.check.plan_index import PlanIndex
from solver.check.required_posts import RequiredPost
from solver.model.eligibility import Eligibility
from solver.policy import Policy
from solver.problem import Outside, Problem, Staff
from solver.search.bounds.capacity import longest
from solver.units import Minute, Week, Weekday

NAMED = ("lead", "assist", "fixed", "qa", "block", "evening", "weekend")
"""Kinds of posts of which the subject decides who may hold them."""
LESSONS, ABSENCES, DATES, OWN_DAYS, TAKES_PART, BALANCE = "lessons", "absences", "dates", "own_days", "takes_part", "balance"
"""Limits of one adult: on what they can carry lessons (I04), absences, dates of employment or leave and taking no part (K01), and
their own cap of days (D10); and the balance of earlier terms (D02)."""


class PostKind(NamedTuple):
    """Posts of one week and weekday that are alike to everybody: interval, load minutes (D02), whether they end late (D05), and
    whether D10 caps them as late.

    subject: offering or post id where it decides who may hold them, else empty. adults: headcount of one place (D13).
    """

    week: Week
    weekday: Weekday
    start: Minute
    end: Minute
    load: Minute
    kind: str
    subject: str
    adults: int
    late: bool
    capped: bool


def kinds_of(view: PlanIndex, stand: RequiredPost) -> Iterator[PostKind]:
    """The kind of a post in each week of the template and at each of its intervals."""
    late, capped = late_end(view, "D05"), late_end(view, "D10")
    subject = stand.post.subject if stand.kind in NAMED else ""
    for slot in stand.slots:
        ends_late, is_capped = ((slot.end if each.named else slot.end - slot.tail) > each.after for each in (late, capped))
        for week in range(1, view.weeks + 1):
            interval = week, slot.weekday, slot.start, slot.end, slot.load
            yield PostKind(*interval, stand.kind, subject, stand.headcount, ends_late, is_capped)


def plan_posts(view: PlanIndex) -> Counter[PostKind]:
    """Indexed plan -> adults needed of each kind, over all weeks of the template."""
    found = Counter[PostKind]()
    for stand in view.stands.values():
        for kind in kinds_of(view, stand):
            found[kind] += stand.headcount
    return found


@dataclass(frozen=True)
class Holder:
    """One adult of a problem with the posts of a plan; ``dropped``: limits that are taken away."""

    problem: Problem
    policy: Policy
    person: Staff | Outside
    dropped: frozenset[str] = frozenset()

    def without(self, limit: str) -> Holder:
        """The same adult with one limit less."""
        return replace(self, dropped=self.dropped | {limit})

    @property
    def limits(self) -> Iterator[str]:
        """The limits that the person has at all."""
        one = self.person
        if isinstance(one, Staff):
            if one.max_days is not None and one.max_days < self.policy.number("D10", "days_per_week"):
                yield OWN_DAYS
            if not one.takes_part:
                yield TAKES_PART
            if one.unavailable:
                yield ABSENCES
            if one.dated:
                yield DATES
            if any(lesson.staff_id == one.id for lesson in self.problem.lessons):
                yield LESSONS

    @cached_property
    def _alone(self) -> Eligibility:
        """Eligibility in a problem without anybody else: cheap enough to be made anew for every limit."""
        one = self.person
        if isinstance(one, Outside):
            return Eligibility(replace(self.problem, staff=(), outside=(one,), lessons=()), self.policy)
        if ABSENCES in self.dropped:
            one = replace(one, unavailable=())
        if TAKES_PART in self.dropped:
            one = replace(one, takes_part=True)
        if DATES in self.dropped:
            one = replace(one, joined=None, left=None, leaves=())
        lessons = () if LESSONS in self.dropped else tuple(x for x in self.problem.lessons if x.staff_id == one.id)
        return Eligibility(replace(self.problem, staff=(one,), outside=(), lessons=lessons), self.policy)

    def may(self, kind: PostKind) -> bool:
        """Whether the person may hold such a post as far as role, skill, lessons and absences tell (walking is left out)."""
        mine = self._alone
        people: list[Staff | Outside] = [*mine.problem.staff, *mine.problem.outside]
        (one,) = people
        if not mine.free(one.id, kind.weekday, kind.start, kind.end, kind.week):
            return False
        if kind.kind == "lead":
            return mine.leads(one, self.problem.offering_of[kind.subject])
        if isinstance(one, Outside) or one.id in mine.barred:
            return False
        return mine.role(one, kind.kind, kind.subject) and not mine.alone(one, kind.adults)

    @cached_property
    def caps(self) -> tuple[int, int, int]:
        """Days a week, minutes a day and late duties a week that the person may serve (D10); days without a cap where it is off."""
        policy, one = self.policy, self.person
        if isinstance(one, Outside) or not policy.hard("D10"):
            return 7, 24 * 60, 50
        days = policy.number("D10", "days_per_week")
        if one.max_days is not None and OWN_DAYS not in self.dropped:
            days = min(days, one.max_days)
        return days, policy.number("D10", "minutes_per_day"), policy.number("D10", "late_per_week")

    def most(self, kinds: Mapping[tuple[Week, Weekday], list[PostKind]]) -> Minute:
        """Most load minutes that the person can carry of posts by day: no two at once, within D10; an upper bound.

        Of a week the best days count, and of late posts (D10) no more than may be held, each by what it adds to its day.
        """
        days, _, lates = self.caps
        by_week: dict[Week, list[tuple[Minute, Minute]]] = defaultdict(list)
        for (week, _), here in kinds.items():
            mine = [kind for kind in here if self.may(kind)]
            early = self.day_most([kind for kind in mine if not kind.capped])
            by_week[week].append((early, self.day_most(mine) - early))
        total = 0
        for found in by_week.values():
            total += sum(sorted((early for early, _ in found), reverse=True)[:days])
            total += sum(sorted((more for _, more in found), reverse=True)[:lates])
        return total

    def day_most(self, mine: Sequence[PostKind]) -> Minute:
        """Most load minutes of posts of one day that are the person's to hold."""
        minutes = self.caps[1]
        heavy = max((-(-100 * kind.load // max(1, kind.end - kind.start)) for kind in mine), default=100)  # load by 100 minutes there
        return min(minutes * max(100, heavy) // 100, longest((k.start, k.end, k.load) for k in mine))


def by_day(posts: Counter[PostKind]) -> dict[tuple[Week, Weekday], list[PostKind]]:
    """Kinds by week and weekday."""
    found: dict[tuple[Week, Weekday], list[PostKind]] = defaultdict(list)
    for kind in posts:
        found[kind.week, kind.weekday].append(kind)
    return dict(found)
