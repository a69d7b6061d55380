"""The placing task, the same for FET and for ours: sections with their adults and pupils, times and rooms taken away.

``starts`` of a section holds every rule that one session decides by itself, for all of its adults and pupils: K04 grid, C01
days of the pupils, B01 tutoring (and with it B06), K01 and I04 of its adults with the tail of a closing session, E03 E05
E06 vetting, and, within a whole plan, K02 against the adults' other posts, A04 of classes that have no care group, and D10
for adults with one section. ``rooms`` holds H07's type and capacity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from solver.model.instance import Instance
from solver.model.scope import SectionKey
from solver.plan import Plan, Post
from solver.problem import Interval, Offering
from solver.units import EVERY_WEEK, Minute, Week, Weekday

Start = tuple[Weekday, Minute]


@dataclass(frozen=True)
class Placed:
    """One section without its places: who leads and assists, who sits in it, and where each session may be."""

    key: SectionKey
    offering: Offering
    crew: tuple[str, ...]
    pupils: tuple[str, ...]
    starts: tuple[Start, ...]
    rooms: tuple[str, ...]


@dataclass(frozen=True)
class Task:
    """``plan`` still holds the old places (a peer reads everything else from it); flex grants are left out."""

    frame: Instance
    plan: Plan
    sections: tuple[Placed, ...]
    taken: dict[str, list[tuple[Weekday, Interval]]]
    """Room -> when it cannot be had: regular lessons (I04), care groups and extended care (H07)."""


def task(frame: Instance, base: Plan, within: bool) -> Task:
    """Take the places out of a plan; outside a whole plan, care groups and weekly posts go as well."""
    plan = replace(base, flex=())
    if not within:
        crews = tuple(a for a in base.assignments if a.week == EVERY_WEEK)
        plan = replace(plan, care_groups=(), assignments=crews)
    around = _Around(frame, plan, within)
    return Task(frame, plan, tuple(around.placed(key) for key in sorted(around.pupils)), around.taken())


class _Around:
    """What stands around the sections."""

    def __init__(self, frame: Instance, plan: Plan, within: bool) -> None:
        self.frame, self.plan, self.within = frame, plan, within
        self.pupils: dict[SectionKey, list[str]] = {(s.offering, s.number): [] for s in plan.sections}
        self.crews: dict[SectionKey, list[str]] = defaultdict(list)
        self.posts: dict[tuple[str, Week, Weekday], list[Post]] = defaultdict(list)
        self.led: dict[str, int] = defaultdict(int)
        seats: dict[str, int] = defaultdict(int)
        for seat in plan.seats:
            self.pupils[seat.offering, seat.number].append(seat.pupil)
            seats[seat.pupil] += 1
        for item in plan.assignments:
            if item.week == EVERY_WEEK:
                self.crews[item.post.subject, item.post.detail].append(item.person)
                self.led[item.person] += 1
            else:
                self.posts[item.person, item.week, item.post.weekday].append(item.post)
        self.once = {pupil for pupil, count in seats.items() if count == 1}
        self.tutored = {
            (t.grade, t.weekday): frame.window(t.grade).periods[t.period]
            for t in plan.tutoring
            if frame.policy.on("B01")
        }
        self.cared = {(c, g.weekday, g.period) for g in plan.care_groups for c in g.classes}

    def placed(self, key: SectionKey) -> Placed:
        offering = self.frame.problem.offering_of[key[0]]
        pupils = self.pupils[key]
        days = self.frame.session_days[key[0]]
        starts = [(d, m) for d in days for m in self.frame.starts[key[0]] if self._fits(key, offering, d, m)]
        for day, grade, period in sorted(self._needed(pupils)):
            if offering.sessions == 1:
                starts = [s for s in starts if s[0] == day and period in self.frame.covers(offering, s[1], grade)]
            elif offering.sessions == len(days):
                starts = [s for s in starts if s[0] != day or period in self.frame.covers(offering, s[1], grade)]
        rooms = [
            name
            for name in self.frame.rooms_for[key[0]]
            if not self.frame.policy.on("H07") or self.frame.problem.room_of[name].capacity >= len(pupils)
        ]
        return Placed(key, offering, tuple(self.crews[key]), tuple(pupils), tuple(starts), tuple(rooms))

    def _fits(self, key: SectionKey, offering: Offering, day: Weekday, start: Minute) -> bool:
        problem, session = self.frame.problem, Interval(start, start + offering.minutes)
        for pupil in self.pupils[key]:
            grade = problem.grade_of_pupil[pupil]
            tutoring = self.tutored.get((grade, day))
            if day not in problem.pupil_of[pupil].weekdays or not self.frame.within(grade, start, offering.minutes):
                return False
            if tutoring is not None and tutoring.overlaps(session):
                return False
        if not self.frame.starts_with_bells(offering, ((day, start),), self.pupils[key]):
            return False
        return all(self._serves(person, offering, day, start) for person in self.crews[key])

    def _serves(self, person: str, offering: Offering, day: Weekday, start: Minute) -> bool:
        frame = self.frame
        shift = frame.session_shift(offering, start)
        outside = frame.problem.outside_of.get(person)
        if not frame.eligibility.free(person, day, shift.start, shift.end):
            return False
        if outside is not None:
            return frame.eligibility.vetted(outside, day) is None
        for week in frame.weeks:
            others = [frame.shift(post) for post in self.posts[person, week, day]]
            if any(o.start < shift.end and shift.start < o.end for o in others):
                return False
            if self.within and self.led[person] == 1 and not self._bearable(person, week, day, offering, shift.credit):
                return False
        return True

    def _bearable(self, person: str, week: Week, day: Weekday, offering: Offering, credit: int) -> bool:
        """D10 for somebody with one section: minutes of the day, and days of the week when it meets once."""
        frame = self.frame
        if not frame.policy.on("D10"):
            return True
        minutes = credit + sum(frame.shift(post).credit for post in self.posts[person, week, day])
        if minutes > frame.policy.number("D10", "minutes_per_day"):
            return False
        days = {d for d in frame.days if self.posts[person, week, d]} | {day}
        own = frame.problem.staff_of[person].max_days
        usual = frame.policy.number("D10", "days_per_week")
        return offering.sessions > 1 or len(days) <= (usual if own is None else min(usual, own))

    def _needed(self, pupils: list[str]) -> Iterator[tuple[Weekday, int, int]]:
        """(weekday, grade, period) in which pupils with this one seat must be away, their class having no group (A04)."""
        problem = self.frame.problem
        for name in self.once.intersection(pupils) if self.within else ():
            pupil, grade = problem.pupil_of[name], problem.grade_of_pupil[name]
            for day in pupil.weekdays:
                for period in range(len(self.frame.window(grade).periods)):
                    if (pupil.class_id, day, period) not in self.cared:
                        yield day, grade, period

    def taken(self) -> dict[str, list[tuple[Weekday, Interval]]]:
        problem, found = self.frame.problem, defaultdict(list)
        for lesson in problem.lessons if self.frame.policy.on("I04") else ():
            if lesson.room_id is not None:
                found[lesson.room_id].append((lesson.weekday, Interval(lesson.start, lesson.end)))
        for group in self.plan.care_groups:
            period = self.frame.band_of_class[group.host].periods[group.period]
            found[problem.class_of[group.host].room].append((group.weekday, period))
        for late in self.plan.late_care:
            shift = self.frame.late_shift[late.weekday]
            for room in late.rooms:
                found[room].append((late.weekday, Interval(shift.start, shift.end)))
        return dict(found)
