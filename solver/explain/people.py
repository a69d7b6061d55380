"""Which adults may stand on which posts, and the counting argument that shows when they are too few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import NamedTuple

from solver.calendar.duty_days import missing_days
from solver.check.plan_index import service_spans
from solver.explain.vetting import barred
from solver.policy.policy import Policy
from solver.policy.template import template_weeks
from solver.problem.bells import Interval
from solver.problem.people import HELPERS, Outside, Staff
from solver.problem.problem import Problem
from solver.problem.week_pattern import weeks_of
from solver.units import Minute, Week, Weekday, clock

MOST_SUBSETS_OF = 8
"""All sets of up to so many kinds of posts are compared with their people; of more, only some are."""

WHOLE_DAY = Interval(0, 24 * 60)
BLOCKS = ("block", "evening", "weekend")
CONSENT_RULES = {"evening": "A07", "weekend": "A14"}
"""Kinds of posts that stand for a block, and those for which a person must have agreed."""


class AdultNeed(NamedTuple):
    """Adults needed over one interval: ``kind`` of the post; ``subject`` names a gate, a fixed post or a block."""

    kind: str
    start: Minute
    end: Minute
    subject: str


class Shortage(NamedTuple):
    """A set of needs (indices) that asks for ``need`` and finds only ``have``."""

    need: int
    have: int
    needs: tuple[int, ...]

    @property
    def missing(self) -> int:
        return self.need - self.have


class AdultIndex:
    """The adults of a problem as numbers 0.., in a week of the template; outside instructors count only where they may do more than
    lead (K06)."""

    def __init__(self, problem: Problem, policy: Policy, week: Week) -> None:
        weeks = template_weeks(problem, policy)
        self._lessons = [lesson for lesson in problem.lessons if week in weeks_of(lesson.weeks, weeks)]
        self.problem = problem
        self.policy = policy
        self.adults: list[Staff | Outside] = list(problem.staff)
        if not policy.hard("K06"):
            self.adults += problem.outside
        self.capped = policy.hard("D10")
        self._busy: dict[tuple[str, Weekday], list[Interval]] = defaultdict(list)
        self._absences: dict[tuple[str, Weekday], list[Interval]] = defaultdict(list)
        if policy.hard("I04"):
            for lesson in self._lessons:
                if lesson.staff_id is not None:
                    self._busy[lesson.staff_id, lesson.weekday].append(Interval(lesson.start, lesson.end))
        if policy.hard("K01"):
            for person in problem.staff:
                for busy in person.unavailable:
                    if week in weeks_of(busy.weeks, weeks):
                        self._absences[person.id, busy.weekday].append(Interval(busy.start, busy.end))
                gone = missing_days(problem, weeks, person) if person.dated else frozenset()
                for day in problem.dates_of_weekday if gone else ():
                    if all((other, day) in gone for other in range(1, weeks + 1) if weeks % 2 or other % 2 == week % 2):
                        self._absences[person.id, day].append(WHOLE_DAY)
        for key, spans in self._absences.items():
            self._busy[key] += spans
        dates = service_spans(problem)
        self._barred = {person.id for person in problem.staff if barred(person, dates, policy)}
        self._suited: dict[AdultNeed, list[int]] = {}
        self._able: dict[tuple[AdultNeed, Weekday], frozenset[int]] = {}

    def able(self, slot: AdultNeed, day: Weekday) -> frozenset[int]:
        """The adults that may stand on a post that day, over its whole interval (K01, K06, I04, H01), D10's caps aside."""
        key = (slot, day)
        if key not in self._able:
            if slot not in self._suited:
                self._suited[slot] = [i for i, adult in enumerate(self.adults) if self._may(adult, slot)]
            self._able[key] = frozenset(i for i in self._suited[slot] if self._there(self.adults[i], slot, day))
        return self._able[key]

    def taught(self, slots: Sequence[AdultNeed], day: Weekday) -> list[str]:
        """Rows of the timetable that keep people from posts on which they might stand otherwise: ``T1 15:10-15:50 语文``."""
        if not self.policy.hard("I04"):
            return []
        suited = {person.id for person in self.problem.staff if any(self._may(person, slot) for slot in slots)}
        return [
            f"{lesson.staff_id} {clock(lesson.start)}–{clock(lesson.end)} {lesson.subject}".strip()
            for lesson in self._lessons
            if lesson.weekday == day
            and lesson.staff_id in suited
            and any(lesson.start < slot.end and slot.start < lesson.end for slot in slots)
        ]

    def absent(self, slots: Sequence[AdultNeed], day: Weekday) -> dict[str, list[str]]:
        """People who might stand on the posts and cannot be had then (K01), by the time at which they are away: ``16:10–17:40``."""
        found: dict[str, list[str]] = {}
        for person in self.problem.staff if self.policy.hard("K01") else ():
            if any(self._may(person, slot) for slot in slots):
                for busy in self._absences.get((person.id, day), ()):
                    if any(busy.start < slot.end and slot.start < busy.end for slot in slots):
                        found.setdefault(f"{clock(busy.start)}–{clock(busy.end)}", []).append(person.id)
        return found

    def able_ever(self, slot: AdultNeed, days: Sequence[Weekday]) -> frozenset[int]:
        """The adults that may stand on a post on some of the days."""
        return frozenset().union(*(self.able(slot, day) for day in days))

    def own(self, adult: int) -> bool:
        """Whether the adult is of the own staff, whom D10 protects."""
        return isinstance(self.adults[adult], Staff)

    def days_a_week(self, cap: int) -> list[int]:
        """Days that each adult may serve in a week when D10's number ``days_per_week`` is ``cap``."""
        days = len(self.problem.weekdays)
        return [
            min(days, cap, days if adult.max_days is None else adult.max_days) if isinstance(adult, Staff) and self.capped else days
            for adult in self.adults
        ]

    def _there(self, adult: Staff | Outside, slot: AdultNeed, day: Weekday) -> bool:
        """Whether nothing else keeps the person away that day (K01, I04)."""
        if isinstance(adult, Outside):
            there = day in adult.weekdays and adult.earliest <= slot.start and slot.end <= adult.latest
            return there or not self.policy.hard("K01")
        span = Interval(slot.start, slot.end)
        return not any(busy.overlaps(span) for busy in self._busy.get((adult.id, day), ()))

    def _may(self, adult: Staff | Outside, slot: AdultNeed) -> bool:
        """Whether the person may stand on the post at all, whatever the day."""
        post = self.problem.post_of[slot.subject] if slot.kind in ("fixed", "qa") else None
        block = self.problem.block_of[slot.subject] if slot.kind in BLOCKS else None
        if isinstance(adult, Outside):
            return True
        if (self.policy.hard("K01") and not adult.takes_part) or adult.id in self._barred:
            return False
        named = (post is not None and adult.role in post.roles) or (block is not None and adult.role in block.roles)
        roles_bind = self.policy.hard("K06")
        if roles_bind and adult.role == "support" and slot.kind != "gate" and not named:
            return False
        if post is not None and not named and (self.policy.on("H01") if post.kind == "patrol" else roles_bind):
            return False
        if adult.role in HELPERS and slot.kind == "care" and (roles_bind or self.policy.hard("D13")):
            return False
        if block is not None and not self._minds(adult, slot, named):
            return False
        if slot.kind == "qa" and post is not None and self.policy.on("B05") and not {*adult.subjects} & {*post.subjects}:
            return False
        return not self.capped or adult.max_days != 0

    def _minds(self, adult: Staff, slot: AdultNeed, named: bool) -> bool:
        """Whether the person may look after a block: role (K06) and consent (A07, A14)."""
        if self.policy.hard("K06") and not named:
            return False
        asked = CONSENT_RULES.get(slot.kind)
        return asked is None or not self.policy.on(asked) or slot.kind in adult.consents


def worst_shortage(needs: Sequence[int], have: Callable[[Sequence[int]], int]) -> Shortage | None:
    """The set of needs that misses most, or None when every set examined can be met (Hall's condition).

    have: what all people who may serve any of these needs can give in all.
    """
    indices = range(len(needs))
    if len(needs) <= MOST_SUBSETS_OF:
        subsets = [subset for size in range(1, len(needs) + 1) for subset in combinations(indices, size)]
    else:
        subsets = [*((i,) for i in indices), tuple(indices)]
    found: Shortage | None = None
    for subset in subsets:
        shortage = Shortage(sum(needs[i] for i in subset), have(subset), subset)
        if shortage.missing > 0 and (found is None or shortage.missing > found.missing):
            found = shortage
    return found
