"""Problem instance: constants derived from problem and policy alone, computed once and shared by every model of a solve.

Intervals, credits and zones of posts, the grid of session times, who may ever stand where, head counts by class.
The checker derives the same things by itself: never import one from the other.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from solver.model.blocks import BLOCK_RULES, POST_OF_RULE
from solver.model.eligibility import Eligibility
from solver.model.given import GivenSeats
from solver.model.grid import Grid
from solver.model.scope import SectionKey, all_sections, weeks
from solver.model.shift import Shift
from solver.model.staff_groups import StaffGroups
from solver.model.standing import named_shifts, standby_shifts
from solver.plan import Post
from solver.policy import Policy
from solver.problem import Band, Offering, Outside, Problem, Pupil, Staff
from solver.units import Fen, Minute, Week, Weekday

EXACT, UP, HALF = 0, 1, 2
"""Ways of rounding class-hours (U1); 3 is down."""
RANKS = 5
"""Ranks of choices with points of their own (C04); later ones count like the last."""
People = dict[str, None]
"""An ordered set of person ids."""


def rounded(minutes: int, hour: int, rounding: int) -> int:
    """Half class-hours of a session when they are counted up, to the nearest half, or down (U1)."""
    if rounding == UP:
        return 2 * ((minutes + hour - 1) // hour)
    if rounding == HALF:
        halves, rest = divmod(2 * minutes, hour)
        return halves + (2 * rest >= hour)
    return 2 * (minutes // hour)


class Instance(StaffGroups, Grid):
    """Derived constants of one (problem, policy)."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        self.problem = problem
        self.policy = policy
        self.days = problem.weekdays
        self.post_days = problem.post_days
        self.weeks = tuple(weeks(policy))
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
        self._standing: dict[Weekday, list[Post]] = {}
        self._care_posts: dict[Weekday, list[Post]] = {}
        self._walks = {frozenset((w.zone_a, w.zone_b)): w.minutes for w in problem.walks}
        self._walk_default = policy.number("D08", "walk_minutes")

    def walk(self, first: str | None, second: str | None) -> int:
        """Walking minutes between two zones."""
        if first is None or second is None or first == second:
            return 0
        return self._walks.get(frozenset((first, second)), self._walk_default)

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
        term, found = self.problem.term, dict.fromkeys(((w, d) for w in self.weeks for d in self.post_days), 0)
        for day, weekday in term.service_dates():
            found[term.week_of(day, len(self.weeks)), weekday] += 1
        for day in term.free_weekend_days() if len(self.post_days) > len(self.days) else ():
            if day.isoweekday() in self.post_days and day.isoweekday() not in self.days:
                found[term.week_of(day, len(self.weeks)), day.isoweekday()] += 1
        return found

    @cached_property
    def contracts(self) -> list[tuple[tuple[str, ...], Fen]]:
        """People from outside who are paid under one agreement, and its cap (G10C)."""
        outside = self.problem.outside
        people = {c: tuple(x.id for x in outside if x.organisation == c.organisation) for c in self.problem.money.contracts}
        return [
            *(((x.id,), x.contract_cap) for x in outside if x.contract_cap is not None),
            *((members, contract.cap) for contract, members in people.items()),
        ]

    # places -------------------------------------------------------------------------------------------------------

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
            if person.homeroom is not None:
                found[person.id].add(person.homeroom)
        return {person: tuple(sorted(homes)) for person, homes in found.items()}

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

    # weekly posts -------------------------------------------------------------------------------------------------

    @cached_property
    def late_heads(self) -> dict[Weekday, int]:
        """Pupils in extended care, by weekday; days without any are absent (A08)."""
        heads = {
            d: sum(1 for p in self.problem.pupils if p.late_until is not None and d in p.weekdays) for d in self.days
        }
        return {d: n for d, n in heads.items() if n}

    @cached_property
    def late_shift(self) -> dict[Weekday, Shift]:
        """Interval and headcount of extended care, by weekday (A08)."""
        problem, policy = self.problem, self.policy
        found = {}
        for day, heads in self.late_heads.items():
            late = [p for p in problem.pupils if p.late_until is not None and day in p.weekdays]
            start = min(min(self.window(problem.grade_of_pupil[p.id]).dismissals) for p in late)
            end = max(p.late_until or 0 for p in late)
            count = max(policy.number("A08", "min_adults"), -(-heads // policy.number("A08", "pupils_per_adult")))
            found[day] = Shift(start, end, end - start, None, count)
        return found

    @cached_property
    def care_shifts(self) -> dict[tuple[str, int], Shift]:
        """Interval of looking after a care group, by (host class, period); the last period includes the escort (D14)."""
        found = {}
        for home in self.problem.classes:
            band = self.band_of_class[home.id]
            zone = self.problem.room_of[home.room].zone
            for index, period in enumerate(band.periods):
                end, credit = period.end, period.end - period.start
                if index == len(band.periods) - 1:
                    end, credit = max(end, band.last_dismissal) + self.escort, credit + self.escort
                found[home.id, index] = Shift(period.start, end, credit, zone)
        return found

    def shift(self, post: Post) -> Shift:
        """Interval, credit, zone and headcount of a weekly post."""
        if post.kind == "care":
            return self.care_shifts[post.subject, post.detail]
        if post.kind == "gate":
            gate = self.problem.gate_of[post.subject]
            return Shift(post.detail, post.detail + self.escort, self.escort, None, gate.staff)
        if post.kind == "late":
            return self.late_shift[post.weekday]
        return self.standby_shift[post.weekday] if post.kind == "standby" else self._named_shift[post.subject, post.kind]

    @cached_property
    def _named_shift(self) -> dict[tuple[str, str], Shift]:
        return named_shifts(self.problem, self.policy)

    @cached_property
    def standby_shift(self) -> dict[Weekday, Shift]:
        """Who waits for late parents, by weekday; days without are absent (A09)."""
        return standby_shifts(self.problem, self.policy, self.late_shift) if self.policy.on("A09") else {}

    def care_posts(self, weekday: Weekday) -> list[Post]:
        """A post for every group that may meet that weekday: of each class as host, in each period of its band."""
        if weekday not in self._care_posts:
            self._care_posts[weekday] = [
                Post("care", weekday, home.id, period)
                for home in (self.problem.classes if weekday in self.days else ())
                for period in range(len(self.band_of_class[home.id].periods))
            ]
        return self._care_posts[weekday]

    def standing(self, weekday: Weekday) -> list[Post]:
        """Weekly posts of a day that stand whatever the plan: fixed posts, extended care, stand-by and blocks."""
        if weekday not in self._standing:
            posts = [
                Post("qa" if x.kind == "qa" else "fixed", weekday, x.id, 0)
                for x in self.problem.posts
                if weekday in x.weekdays and weekday in self.days
            ]
            if weekday in self.late_heads:
                posts.append(Post("late", weekday, "", 0))
            if weekday in self.standby_shift:
                posts.append(Post("standby", weekday, "", 0))
            for block in self.problem.blocks:
                post = Post(POST_OF_RULE[BLOCK_RULES[block.kind]], weekday, block.id, 0)
                if weekday in block.weekdays and weekday in self.post_days and self.shift(post).headcount:
                    posts.append(post)
            self._standing[weekday] = posts
        return self._standing[weekday]

    @cached_property
    def _allowed(self) -> dict[tuple[str, str, Weekday, Minute, Minute], People]:
        return {}

    def allowed(self, post: Post) -> People:
        """Persons who may stand on a weekly post as far as the pair alone decides.

        Role and availability (K06, H01, K01), lessons (I04), subject (B05), consent and rest (A07, A07R, A14),
        stopped, trained and helpers (D11, D12, D13).
        """
        shift = self.shift(post)
        subject = post.subject if post.kind not in ("care", "gate") else ""
        key = (post.kind, subject, post.weekday, shift.start, shift.end)
        if key not in self._allowed:
            hard_rest = self.policy.hard("A07R")
            self._allowed[key] = dict.fromkeys(
                person.id
                for person in self.problem.staff
                if self.eligibility.role(person, post.kind, subject)
                and not self.eligibility.alone(person, shift.headcount)
                and self.eligibility.free(person.id, post.weekday, shift.start, shift.end)
                and not (hard_rest and shift.evening and self.eligibility.short_night(person.id, post.weekday, shift.end))
            )
        return self._allowed[key]

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
