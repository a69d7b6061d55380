"""Everything a check reads, indexed once: the sound part of the plan, its posts, duties, seats and room uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from solver.check.absence import absent
from solver.check.assigned_duties import AssignedDuty, DayDuties, duties_of, fill
from solver.check.blocks import groups_of, post_kind
from solver.check.demand import Demand, count_demand
from solver.check.given import Given, count_given
from solver.check.leaving import Leaving, Zones, zones_of
from solver.check.measurement import Gauge, only_misses
from solver.check.names import Names
from solver.check.required_posts import PostKey, RequiredPost, derive, travel_to, waves, zone_of
from solver.check.well_formed import SectionKey, WellFormedPlan, sieve
from solver.plan.plan import Plan, Section, Session
from solver.policy.policy import Policy
from solver.policy.template import template_weeks
from solver.problem.bells import Interval
from solver.problem.offerings import Offering
from solver.problem.people import HELPERS, TEACHING_ROLES, Staff
from solver.problem.problem import Problem
from solver.problem.week_pattern import weeks_of
from solver.units import Minute, Week, Weekday


class RoomUse(NamedTuple):
    """Use of a room by a session, a care group, extended care or a block; kind and subject as in a Post.

    Who waits for the dismissal still uses it; the escort to the gate does not.
    """

    start: Minute
    end: Minute
    kind: str
    subject: str


@dataclass(frozen=True)
class OpenedSection:
    """An opened section: the record as given, its sessions on service days, its pupils by grade."""

    key: SectionKey
    offering: Offering
    section: Section
    sessions: tuple[Session, ...]
    pupils: dict[int, list[str]]
    seats: int


@dataclass(frozen=True)
class Presence:
    """Who is away at a session and who is in care.

    away: (pupil, weekday, period). counts: (class, weekday, period) -> away among the attending pupils.
    whole: (pupil, weekday) -> periods away. cared: (class, weekday, period) in a care group of its band.
    """

    away: frozenset[tuple[str, Weekday, int]]
    counts: dict[tuple[str, Weekday, int], int]
    whole: dict[tuple[str, Weekday], int]
    cared: frozenset[tuple[str, Weekday, int]]


def service_spans(problem: Problem) -> dict[Weekday, tuple[date, date]]:
    """Weekday -> its first and last service date."""
    found: dict[Weekday, tuple[date, date]] = {}
    for day, weekday in problem.term.service_dates():
        found[weekday] = (found[weekday][0] if weekday in found else day, day)
    return found


class PlanIndex:
    """The index of one check. ``weeks`` is W, ``days`` is D, ``escort`` are the minutes of D14; ``gauge`` tells checks which cases
    to yield: violations alone, unless a meter stands there."""

    def __init__(self, problem: Problem, policy: Policy, plan: Plan) -> None:
        self.problem = problem
        self.policy = policy
        self.plan = plan
        self.gauge: Gauge = only_misses
        self.names = Names(problem)
        self.weeks: int = template_weeks(problem, policy)
        self.escort: Minute = policy.number_or("D14", "escort_minutes", 10) or 0
        self.days: tuple[Weekday, ...] = problem.weekdays
        self.demand: Demand = count_demand(problem)
        self.given: Given = count_given(problem, policy)
        self.kept: WellFormedPlan = sieve(problem, plan, self.demand, self.weeks)
        self.leaving: Leaving = Leaving(problem, self.kept)
        self.late_spans: dict[Weekday, Interval] = self.leaving.late_spans(self.demand)
        self.stands: dict[PostKey, RequiredPost] = derive(
            problem, policy, self.kept, self.demand, self.leaving, weeks=self.weeks, escort=self.escort
        )
        fill(problem, plan, self.kept, self.stands)
        self.duties: DayDuties = duties_of(self.stands, self.weeks)
        self.waves: dict[tuple[str, Minute], list[int]] = waves(problem, self.kept)
        self.opened: dict[SectionKey, OpenedSection] = self._opened()
        self.presence: Presence = self._presence()

    def number(self, rule: str, name: str) -> int:
        return self.policy.number(rule, name)

    def travel(self, room: str) -> Minute:
        """Minutes on the way to a room; 0 on campus and when B13 is off."""
        return travel_to(self.problem, self.policy, room)

    def each_duty(self) -> Iterator[AssignedDuty]:
        for found in self.duties.values():
            yield from found

    def of_kind(self, *kinds: str) -> Iterator[RequiredPost]:
        if len(kinds) == 1:
            return iter(self._stands_by_kind.get(kinds[0], ()))
        return (stand for stand in self.stands.values() if stand.post.kind in kinds)

    @cached_property
    def _stands_by_kind(self) -> dict[str, list[RequiredPost]]:
        found: dict[str, list[RequiredPost]] = {}
        for stand in self.stands.values():
            found.setdefault(stand.post.kind, []).append(stand)
        return found

    @cached_property
    def known_care(self) -> list[tuple[str, RequiredPost]]:
        """(class, care post of its group) for every weekday and period in which a class that knows somebody (D16) is in care."""
        known = self.problem.familiarity.teachers
        return [
            (class_id, self.stands["care", group.weekday, group.host, group.period])
            for group in self.kept.groups
            for class_id in group.classes
            if class_id in known
        ]

    def stay(self, class_id: str, weekday: Weekday, period: int) -> int:
        """Pupils of a class who attend that weekday and are not away at a session in that period."""
        away = self.presence.counts.get((class_id, weekday, period), 0)
        return self.demand.attending.get((class_id, weekday), 0) - away

    @cached_property
    def minutes(self) -> dict[str, Minute]:
        """Person -> credited minutes over all weeks; everybody of the problem."""
        found = dict.fromkeys((*self.problem.staff_of, *self.problem.outside_of), 0)
        for duty in self.each_duty():
            found[duty.person] += duty.slot.credit
        return found

    @cached_property
    def load_minutes(self) -> dict[str, Minute]:
        """Person -> minutes over all weeks as the load of D02 counts them; everybody of the problem."""
        found = dict.fromkeys((*self.problem.staff_of, *self.problem.outside_of), 0)
        for duty in self.each_duty():
            found[duty.person] += duty.slot.load
        return found

    @cached_property
    def duty_days(self) -> dict[str, int]:
        """Person -> number of (week, weekday) with a duty; everybody of the problem."""
        found = dict.fromkeys((*self.problem.staff_of, *self.problem.outside_of), 0)
        for person, _, _ in self.duties:
            found[person] += 1
        return found

    @cached_property
    def teachers(self) -> tuple[Staff, ...]:
        """The staff to whom flex hours are owed (D03): teachers who take part, or all (U11)."""
        out = self.stopped | self.untrained
        return tuple(
            person
            for person in self.problem.staff
            if person.role in TEACHING_ROLES and (self._everybody or (person.takes_part and person.id not in out))
        )

    @cached_property
    def compared(self) -> tuple[Staff, ...]:
        """The staff among whom duty is balanced (D02): teachers who may ever stand somewhere, or all of them (U11)."""
        if self._everybody:
            return self.teachers
        never = absent(self.problem, self.policy, self.staff_lessons, self.weeks)
        return tuple(person for person in self.teachers if person.id not in never)

    @cached_property
    def _everybody(self) -> bool:
        return self.policy.number_or("D02", "all_in_service", 0) == 1

    @cached_property
    def term_ends(self) -> tuple[date, date]:
        """First and last service date; the term's own ends where there is no service."""
        spans = list(self.service.values())
        term = self.problem.term
        return min((s[0] for s in spans), default=term.first), max((s[1] for s in spans), default=term.last)

    @cached_property
    def stopped(self) -> frozenset[str]:
        """Own staff who may no longer take part at some service date, while D11 is hard."""
        if not self.policy.hard("D11"):
            return frozenset()
        last = self.term_ends[1]
        return frozenset(p.id for p in self.problem.staff if p.stopped is not None and p.stopped <= last)

    @cached_property
    def untrained(self) -> frozenset[str]:
        """Own staff without ethics training by the first service date, while D12 is hard."""
        if not self.policy.hard("D12"):
            return frozenset()
        first = self.term_ends[0]
        return frozenset(p.id for p in self.problem.staff if p.trained is None or p.trained > first)

    @cached_property
    def coaches(self) -> frozenset[str]:
        """Outside coaches who count as own staff (D01, E01, G10, D13), while E12 is hard."""
        if not self.policy.hard("E12"):
            return frozenset()
        return frozenset(person.id for person in self.problem.outside if person.kind == "coach")

    @cached_property
    def regulars(self) -> frozenset[str]:
        """Who may be the only adult at a post as far as D13 goes: own staff but volunteers and parents, and coaches."""
        return self.coaches | {person.id for person in self.problem.staff if person.role not in HELPERS}

    @cached_property
    def staff_lessons(self) -> dict[tuple[str, Week, Weekday], list[Interval]]:
        """(staff, week of the template, weekday) -> regular lessons and meetings."""
        found: dict[tuple[str, Week, Weekday], list[Interval]] = {}
        for lesson in self.problem.lessons:
            if lesson.staff_id is not None:
                for week in weeks_of(lesson.weeks, self.weeks):
                    found.setdefault((lesson.staff_id, week, lesson.weekday), []).append(Interval(lesson.start, lesson.end))
        return found

    @cached_property
    def _walks(self) -> dict[tuple[str, str], Minute]:
        found: dict[tuple[str, str], Minute] = {}
        for walk in self.problem.walks:
            found.setdefault((walk.zone_a, walk.zone_b), walk.minutes)
            found.setdefault((walk.zone_b, walk.zone_a), walk.minutes)
        return found

    def walk(self, leaves: Zones, zones: Zones) -> Minute:
        """Minutes on foot from the end of one duty to the start of another, to the farthest of its zones (D08)."""
        usual = self.policy.number_or("D08", "walk_minutes", 0) or 0
        return max((0 if a == b else self._walks.get((a, b), usual) for a in leaves for b in zones), default=0)

    @cached_property
    def longest_walk(self) -> Minute:
        """The longest walk between any two zones."""
        return max(self.policy.number_or("D08", "walk_minutes", 0) or 0, *self._walks.values(), 0)

    def room_zone(self, room: str) -> Zones:
        """Zone of a room for walking; none for an unknown room."""
        return zones_of(zone_of(self.problem, room))

    @cached_property
    def room_uses(self) -> dict[tuple[str, Weekday], list[RoomUse]]:
        """(room, weekday) -> uses, in the last period until the dismissal; sorted by start."""
        found: dict[tuple[str, Weekday], list[RoomUse]] = {}
        for opened in self.opened.values():
            for session in opened.sessions:
                if session.room in self.problem.room_of:
                    end = session.start + opened.offering.minutes
                    if not self.travel(session.room):
                        end = max((item.minute for item in self.leaving.closed_by(opened.pupils, end)), default=end)
                    use = RoomUse(session.start, end, "lead", opened.section.id)
                    found.setdefault((session.room, session.weekday), []).append(use)
        for group in self.kept.groups:
            host = self.problem.class_of[group.host]
            periods = self.problem.band_of_grade[host.grade].periods
            start, end = periods[group.period].start, periods[group.period].end
            if group.period == len(periods) - 1:
                end = self.leaving.minute(host.grade, end)
            use = RoomUse(start, end, "care", group.host)
            found.setdefault((host.room, group.weekday), []).append(use)
        for weekday, rooms in self.kept.late_rooms.items():
            span = self.late_spans.get(weekday)
            if span is None:
                continue
            for room in rooms:
                use = RoomUse(span.start, span.end, "late", "")
                found.setdefault((room, weekday), []).append(use)
        for block in self.problem.blocks:
            kind = post_kind(block)
            for taken in groups_of(self.problem, self.policy, block):
                for weekday in block.weekdays:
                    use = RoomUse(block.start, block.end, kind, block.id)
                    found.setdefault((taken.room, weekday), []).append(use)
        for uses in found.values():
            uses.sort()
        return found

    @cached_property
    def service(self) -> dict[Weekday, tuple[date, date]]:
        """Weekday -> its first and last service date."""
        return service_spans(self.problem)

    def _opened(self) -> dict[SectionKey, OpenedSection]:
        grade_of, days = self.problem.grade_of_pupil, frozenset(self.days)
        found = {}
        for key, section in self.kept.sections.items():
            pupils: dict[int, list[str]] = {}
            for pupil in self.kept.seats[key]:
                pupils.setdefault(grade_of[pupil], []).append(pupil)
            sessions = tuple(session for session in section.sessions if session.weekday in days)
            offering = self.problem.offering_of[section.offering]
            found[key] = OpenedSection(key, offering, section, sessions, pupils, len(self.kept.seats[key]))
        return found

    def _presence(self) -> Presence:
        away: set[tuple[str, Weekday, int]] = set()
        counts: dict[tuple[str, Weekday, int], int] = {}
        whole: dict[tuple[str, Weekday], int] = {}
        pupil_of = self.problem.pupil_of
        for opened in self.opened.values():
            for session in opened.sessions:
                for grade, pupils in opened.pupils.items():
                    for period in self._covered(session.start, session.start + opened.offering.minutes, grade):
                        for ident in pupils:
                            key = (ident, session.weekday, period)
                            if key in away:
                                continue
                            away.add(key)
                            pupil = pupil_of[ident]
                            if session.weekday in pupil.weekdays:
                                place = (pupil.class_id, session.weekday, period)
                                counts[place] = counts.get(place, 0) + 1
                                both = (ident, session.weekday)
                                whole[both] = whole.get(both, 0) + 1
        band_of, class_of = self.problem.band_of_grade, self.problem.class_of
        cared = set()
        for group in self.kept.groups:
            band = band_of[class_of[group.host].grade]
            for class_id in group.classes:
                if class_of[class_id].grade in band.grades:
                    cared.add((class_id, group.weekday, group.period))
        return Presence(frozenset(away), counts, whole, frozenset(cared))

    def _covered(self, start: Minute, end: Minute, grade: int) -> list[int]:
        window = self.problem.window_of.get(grade)
        periods = window.periods if window else ()
        return [number for number, period in enumerate(periods) if start <= period.start and end >= period.end]

    def person_weeks(self) -> dict[tuple[str, Week], list[Weekday]]:
        """(person, week) -> weekdays with a duty."""
        found: dict[tuple[str, Week], list[Weekday]] = {}
        for person, week, weekday in self.duties:
            found.setdefault((person, week), []).append(weekday)
        return found
