"""Problem instance: constants derived from problem and policy alone, computed once and shared by every model of a solve.

Intervals, credits and zones of posts, the grid of session times, who may ever stand where, head counts by class.
The checker derives the same things by itself: never import one from the other.
"""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from functools import cached_property

from solver.calendar.duty_days import duty_days, missing_days
from solver.model.departures import Departures
from solver.model.eligibility import Eligibility
from solver.model.given import GivenSeats
from solver.model.grid import Grid
from solver.model.scope import SectionKey, all_sections, weeks
from solver.model.shift import Shift, Zones
from solver.model.staff_groups import StaffGroups
from solver.model.tier_limits import NO_LIMITS, TierLimits
from solver.model.weekly_posts import People, WeeklyPosts
from solver.plan import Dismissal, LateCare, Plan
from solver.policy import Policy
from solver.problem import Band, Offering, Outside, Problem, Pupil, Staff
from solver.problem.earlier import Earlier
from solver.units import Fen, Minute, Week, Weekday

EXACT, UP, HALF = 0, 1, 2
"""Ways of rounding class-hours (U1); 3 is down."""
RANKS = 5
"""Ranks of choices with points of their own (C04); later ones count like the last."""


TIMED = ("late_shift", "standby_shift", "care_shifts", "_standing", "_session_shifts")
"""Cached constants of an instance that hang on when grades leave."""


def rounded(minutes: int, hour: int, rounding: int) -> int:
    """Half class-hours of a session when they are counted up, to the nearest half, or down (U1)."""
    if rounding == UP:
        return 2 * ((minutes + hour - 1) // hour)
    if rounding == HALF:
        halves, rest = divmod(2 * minutes, hour)
        return halves + (2 * rest >= hour)
    return 2 * (minutes // hour)


class Instance(StaffGroups, Grid, WeeklyPosts):
    """Derived constants of one (problem, policy), while it is open when grades leave; :meth:`under` a plan they are known."""

    def __init__(self, problem: Problem, policy: Policy, limits: TierLimits = NO_LIMITS) -> None:
        """limits: on tiers of the policy, which hold for every plan beside its rules."""
        self.problem = problem
        self.policy = policy
        self.limits = limits
        self.goals = limits.goals(tier.name for tier in policy.tiers)
        self.days = problem.weekdays
        self.post_days = problem.post_days
        self.weeks = tuple(weeks(problem, policy))
        self.escort = policy.number("D14", "escort_minutes")
        self.sections: tuple[SectionKey, ...] = tuple(all_sections(problem))
        self.band_of_class: dict[str, Band] = {c.id: problem.band_of_grade[c.grade] for c in problem.classes}
        self.grade_of_class: dict[str, int] = {c.id: c.grade for c in problem.classes}
        self.classes_of_band: dict[str, tuple[str, ...]] = {
            band.id: tuple(c.id for c in problem.classes if c.grade in band.grades) for band in problem.bands
        }
        self.attending: dict[tuple[str, Weekday], list[Pupil]] = defaultdict(list)
        applying: set[str] = set()
        for pupil in problem.pupils:
            for day in pupil.weekdays:
                self.attending[pupil.class_id, day].append(pupil)
            if pupil.weekdays:
                applying.add(pupil.class_id)
        self.queues: dict[int, int] = {
            grade: sum(1 for c in problem.classes if c.grade == grade and c.id in applying)
            for grade in problem.window_of
        }
        self.eligibility = Eligibility(problem, policy)
        self.given = GivenSeats(problem, policy)
        self.departures = Departures.any_of(problem)
        self._allowed = {}
        self._timed: dict[tuple[tuple[Dismissal, ...], tuple[LateCare, ...]], Instance] = {}

    def under(self, plan: Plan) -> Instance:
        """The instance with the departures and the late rooms of a plan: its intervals are those of the plan."""
        return self.leaving(plan.dismissals, plan.late_care)

    def leaving(self, dismissals: tuple[Dismissal, ...], late_care: tuple[LateCare, ...]) -> Instance:
        """The instance with these departures and late rooms, the same object for the same ones."""
        key = dismissals, late_care
        if key not in self._timed:
            timed = self._timed[key] = copy(self)
            for name in TIMED:
                timed.__dict__.pop(name, None)
            timed.departures = Departures.of(self.problem, dismissals, late_care)
        return self._timed[key]

    def walk(self, leaves: Zones, enters: Zones) -> Minute:
        """Walking minutes from where one duty ends to where another begins: to the farthest of several zones (D08)."""
        return self.eligibility.walk(leaves, enters)

    # money --------------------------------------------------------------------------------------------------------

    def wage(self, rate: Fen, credit: int) -> Fen:
        """What a duty of so many credited minutes pays (G10)."""
        hour, rounding = self.policy.number("G10", "minutes_per_classhour"), self.policy.number("G10", "rounding")
        return rate * credit // hour if rounding == EXACT else rate * rounded(credit, hour, rounding) // 2

    def least_wage(self, rate: Fen, minutes: int) -> Fen:
        """What minutes of duty cost at least, in however long duties they are done: for bounds that count minutes."""
        hour, rounding = self.policy.number("G10", "minutes_per_classhour"), self.policy.number("G10", "rounding")
        return rate * minutes // hour if rounding in (EXACT, UP) else rate * (minutes // hour)

    @cached_property
    def paid_alike(self) -> bool:
        """Whether no post costs more or less by who of the own staff stands there (G10)."""
        return len({self.problem.rate_of[person.id] for person in self.problem.staff}) <= 1

    @cached_property
    def cheapest(self) -> Fen:
        """The lowest rate of own staff: what an adult who is not named costs at least."""
        return min((self.problem.rate_of[person.id] for person in self.problem.staff), default=self.problem.money.pay)

    @cached_property
    def dates(self) -> dict[tuple[Week, Weekday], int]:
        """Dates that run by each week and weekday of the template: those of service, and of weekend blocks (A14)."""
        return {(each.week, each.weekday): len(each.dates) for each in duty_days(self.problem, len(self.weeks))}

    @cached_property
    def contracts(self) -> list[tuple[tuple[str, ...], Fen]]:
        """People from outside who are paid under one agreement, and what its cap leaves after earlier plans of the term (G10C)."""
        before = self.problem.earlier or Earlier()
        outside = self.problem.outside
        people = {c: tuple(x.id for x in outside if x.organisation == c.organisation) for c in self.problem.money.contracts}
        caps = [
            *(((x.id,), x.contract_cap) for x in outside if x.contract_cap is not None),
            *((members, contract.cap) for contract, members in people.items()),
        ]
        return [(members, cap - before.paid_to(members)) for members, cap in caps]

    # places -------------------------------------------------------------------------------------------------------

    @cached_property
    def closed(self) -> frozenset[tuple[str, Weekday]]:
        """(room, weekday) of which the room is not open on every date (K01)."""
        rooms = [room for room in self.problem.rooms if room.closures] if self.policy.on("K01") else []
        return frozenset((room.id, weekday) for room in rooms for _, weekday in missing_days(self.problem, len(self.weeks), room))

    @cached_property
    def unusable(self) -> frozenset[tuple[str, Weekday]]:
        """(room, weekday) on which a room cannot be used on every date (H06, K01)."""
        return self.unchecked | self.closed

    @cached_property
    def unchecked(self) -> frozenset[tuple[str, Weekday]]:
        """(room, weekday) whose safety check runs out before the last service date of the weekday (H06)."""
        if not self.policy.on("H06"):
            return frozenset()
        last = {weekday: day for day, weekday in self.problem.term.service_dates()}
        return frozenset(
            (room.id, weekday)
            for room in self.problem.rooms
            for weekday, day in last.items()
            if room.checked_to is not None and room.checked_to < day
        )

    # content --------------------------------------------------------------------------------------------------------

    def homework(self, grade: int) -> int:
        """Minutes that the homework period of a grade lasts at least; 0 where nothing is asked for (B03, B02)."""
        policy, minutes = self.policy, self.window(grade).homework
        if not minutes or not policy.on("B03") or (policy.on("B02") and grade <= policy.number("B02", "up_to_grade")):
            return 0
        if policy.number("B03", "cap_from_grade") <= grade <= policy.number("B03", "cap_to_grade"):
            return min(minutes, policy.number("B03", "cap"))
        return minutes

    @cached_property
    def taught(self) -> dict[str, tuple[str, ...]]:
        """Classes that a member of the staff teaches, as class teacher too (B04)."""
        found: dict[str, set[str]] = defaultdict(set)
        for lesson in self.problem.lessons:
            if lesson.staff_id is not None and lesson.class_id is not None:
                found[lesson.staff_id].add(lesson.class_id)
        for person in self.problem.staff:
            homes = (person.homeroom, *person.classes)
            found[person.id].update(home for home in homes if home is not None)
        return {person: tuple(sorted(homes)) for person, homes in found.items()}

    @cached_property
    def applying_grades(self) -> tuple[int, ...]:
        """Grades with a window in which a pupil applies for any day."""
        return tuple(grade for grade, classes in self.queues.items() if classes)

    @cached_property
    def applicants(self) -> dict[str, int]:
        """Pupils of a class who apply for any day."""
        found: dict[str, int] = defaultdict(int)
        for pupil in self.problem.pupils:
            if pupil.weekdays:
                found[pupil.class_id] += 1
        return found

    def most(self, offering: Offering) -> int:
        """Pupils that a section holds at most (C06, B04)."""
        if offering.academic and self.policy.on("B04"):
            return min(offering.maximum, self.policy.number("B04", "group"))
        return offering.maximum

    def may_open(self, offering: Offering) -> bool:
        """Whether the offering may open at all (B04)."""
        return offering.teaching != "lesson" or not self.policy.on("B04")

    # pupils -------------------------------------------------------------------------------------------------------

    @cached_property
    def _worth(self) -> dict[str, tuple[int, ...]]:
        """Points of a choice by rank, for each priority group."""
        plain = [self.policy.number("C04", f"points_{rank}") for rank in range(1, RANKS + 1)]
        groups = {p.priority for p in self.problem.pupils} | {""}
        bonus = {g: (self.policy.number_or("C04", f"bonus_{g}", 0) or 0) if g else 0 for g in groups}
        return {g: tuple(points * (100 + bonus[g]) // 100 for points in plain) for g in groups}

    def worth(self, pupil: Pupil, rank: int) -> int:
        """Points that a met choice of the pupil is worth; rank 0 is the first (C04)."""
        return self._worth[pupil.priority][min(rank, RANKS - 1)]

    # people -------------------------------------------------------------------------------------------------------

    @cached_property
    def leaders(self) -> dict[str, People]:
        """Persons who may ever lead an offering (B12, D07, D11-D13, E02, E04, E07, E10-E14, K06)."""
        people: list[Staff | Outside] = [*self.problem.staff, *self.problem.outside]
        return {
            o.id: dict.fromkeys(p.id for p in people if self.eligibility.leads(p, o)) for o in self.problem.offerings
        }

    @cached_property
    def assistants(self) -> People:
        """Persons who may assist a section."""
        mine = self.eligibility
        return dict.fromkeys(p.id for p in self.problem.staff if mine.role(p, "assist", "") and mine.serves(p))


__all__ = ["Instance", "People", "Shift"]
