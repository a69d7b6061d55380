"""Visits of the patrol to sections by date (H02), made from any plan: who looks in where on which service date.

Every section is to be visited so many times a month, one led from outside ``outside_factor`` times as often, and never more
often than it meets on a day with patrol. On each date those on patrol walk tours: a visit lies within the session and within the
patrol's own hours, and between two visits there is time to walk. The same plan always gives the same visits.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from solver.plan.plan import Plan, Session
from solver.policy.policy import Policy
from solver.policy.template import template_weeks
from solver.problem.places import FixedPost
from solver.problem.problem import Problem
from solver.units import EVERY_WEEK, Minute, Week, Weekday

RULE = "H02"
SectionKey = tuple[str, int]
Month = tuple[int, int]
"""(year, month)."""


class PatrolVisit(NamedTuple):
    """Person ``person``, on patrol post ``post``, looks into a section's session on a date, from ``start`` to ``end``."""

    day: date
    weekday: Weekday
    start: Minute
    end: Minute
    person: str
    post: str
    section: SectionKey
    room: str


class Due(NamedTuple):
    """A section in a month: visits laid down, dates on which it meets, visits made; ``outside`` when led from outside."""

    section: SectionKey
    month: Month
    laid_down: int
    meetings: int
    made: int
    outside: bool

    @property
    def asked(self) -> int:
        """Visits that can be asked for: at most one a meeting."""
        return min(self.laid_down, self.meetings)


@dataclass(frozen=True)
class Patrol:
    """All visits of a term in the order of time, and what was due and made, by section and month."""

    visits: tuple[PatrolVisit, ...]
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class _Meeting:
    section: SectionKey
    start: Minute
    end: Minute
    room: str
    zone: str


@dataclass(frozen=True, slots=True)
class _Round:
    """One person on one patrol post on one date."""

    person: str
    post: FixedPost


def visits(problem: Problem, policy: Policy, plan: Plan) -> Patrol | None:
    """The patrol's visits of the term; None where H02 is off, or the plan has no section or nobody on patrol."""
    duty = policy.duties.get(RULE)
    if duty is None or not duty.on:
        return None
    planner = _Planner(problem, policy, plan, duty.number("minutes_per_visit"))
    usual, factor = duty.number("visits_per_month"), duty.number("outside_factor")
    wanted = {key: usual * factor if key in planner.bought else usual for key in planner.meetings_of}
    if not wanted or not planner.rounds_of:
        return None
    return planner.term(wanted)


class _Planner:
    def __init__(self, problem: Problem, policy: Policy, plan: Plan, minutes: Minute) -> None:
        self.problem = problem
        self.minutes = minutes
        self.weeks: int = template_weeks(problem, policy)
        self.default_walk: Minute = policy.number_or("D08", "walk_minutes", 3) or 0
        self.walks = {frozenset((walk.zone_a, walk.zone_b)): walk.minutes for walk in problem.walks}
        self.meetings_of: dict[SectionKey, list[tuple[Weekday, _Meeting]]] = {}
        for section in plan.sections:
            key = (section.offering, section.number)
            if section.offering in problem.offering_of:
                found = [(s.weekday, self._meeting(key, s)) for s in section.sessions if s.room in problem.room_of]
                if found:
                    self.meetings_of[key] = found
        self.bought = {
            (a.post.subject, a.post.detail)
            for a in plan.assignments
            if a.week == EVERY_WEEK and a.post.kind == "lead" and a.person in problem.outside_of
        }
        self.rounds_of: dict[tuple[Weekday, Week], list[_Round]] = defaultdict(list)
        for a in sorted(plan.assignments):
            post = problem.post_of.get(a.post.subject) if a.post.kind == "fixed" else None
            if post is not None and post.kind == "patrol":
                self.rounds_of[a.post.weekday, a.week].append(_Round(a.person, post))

    def _meeting(self, key: SectionKey, session: Session) -> _Meeting:
        end = session.start + self.problem.offering_of[key[0]].minutes
        return _Meeting(key, session.start, end, session.room, self.problem.room_of[session.room].zone)

    def term(self, wanted: dict[SectionKey, int]) -> Patrol:
        """Date by date: sections that have few chances left for what they lack come first.

        Who has chances enough waits for a later date once the date has its share of the month's visits.
        """
        days = [(day, weekday, self.problem.term.week_of(day, self.weeks))
                for day, weekday in self.problem.term.service_dates()]  # fmt: skip
        left: dict[tuple[SectionKey, Month], int] = defaultdict(int)
        chances: dict[tuple[SectionKey, Month], int] = defaultdict(int)
        meetings: dict[tuple[SectionKey, Month], int] = defaultdict(int)
        for day, weekday, week in days:
            for meeting in self._on(weekday):
                key = (meeting.section, (day.year, day.month))
                meetings[key] += 1
                left[key] = min(wanted[meeting.section], meetings[key])
                chances[key] += any(self._fits(meeting, r.post) for r in self.rounds_of.get((weekday, week), ()))
        made: dict[tuple[SectionKey, Month], int] = defaultdict(int)
        dates = Counter((day.year, day.month) for day, weekday, _ in days if self._on(weekday))
        found: list[PatrolVisit] = []
        for day, weekday, week in days:
            month = (day.year, day.month)
            rounds = self.rounds_of.get((weekday, week), [])
            reachable = [m for m in self._on(weekday) if any(self._fits(m, r.post) for r in rounds)]
            open_ = [m for m in reachable if left[m.section, month] > 0]
            open_.sort(key=lambda m: (chances[m.section, month] - left[m.section, month], m.start, m.section))
            if open_:
                lacking = sum(number for (_, when), number in left.items() if when == month)
                urgent = sum(chances[m.section, month] <= left[m.section, month] for m in open_)
                open_ = open_[: max(urgent, -(-lacking // dates[month]))]
            dates[month] -= bool(self._on(weekday))
            for visit in self._tours(day, weekday, rounds, open_):
                found.append(visit)
                left[visit.section, month] -= 1
                made[visit.section, month] += 1
            for meeting in reachable:
                chances[meeting.section, month] -= 1
        dues = tuple(
            Due(section, month, wanted[section], number, made[section, month], section in self.bought)
            for (section, month), number in sorted(meetings.items(), key=lambda item: (item[0][1], item[0][0]))
        )
        return Patrol(tuple(sorted(found)), dues)

    def _on(self, weekday: Weekday) -> list[_Meeting]:
        return [meeting for found in self.meetings_of.values() for day, meeting in found if day == weekday]

    def _fits(self, meeting: _Meeting, post: FixedPost) -> bool:
        return min(meeting.end, post.end) - max(meeting.start, post.start) >= self.minutes

    def _tours(self, day: date, weekday: Weekday, rounds: list[_Round], open_: list[_Meeting]) -> Iterator[PatrolVisit]:
        """Tours of a date: each section goes to the first round into which it can be fitted, that of its own zone first."""
        tours: dict[int, list[_Meeting]] = {index: [] for index in range(len(rounds))}
        for meeting in open_:
            order = sorted(tours, key=lambda i: (rounds[i].post.zone != meeting.zone, len(tours[i]), i))
            for index in order:
                longer = self._with(tours[index], meeting, rounds[index].post)
                if longer is not None:
                    tours[index] = longer
                    break
        for index, tour in tours.items():
            post = rounds[index].post
            for meeting, start in zip(tour, self._times(tour, post) or (), strict=True):
                yield PatrolVisit(day, weekday, start, start + self.minutes, rounds[index].person, post.id, meeting.section,
                            meeting.room)  # fmt: skip

    def _with(self, tour: list[_Meeting], meeting: _Meeting, post: FixedPost) -> list[_Meeting] | None:
        """The tour with one meeting more, where it costs least time; None when there is no time for it."""
        best: tuple[Minute, list[_Meeting]] | None = None
        for place in range(len(tour) + 1):
            longer = [*tour[:place], meeting, *tour[place:]]
            times = self._times(longer, post)
            if times is not None and (best is None or times[-1] < best[0]):
                best = (times[-1], longer)
        return best[1] if best else None

    def _times(self, tour: list[_Meeting], post: FixedPost) -> list[Minute] | None:
        """When each visit of a tour begins, as early as can be; None when one does not fit."""
        now, zone, times = post.start, post.zone, []
        for meeting in tour:
            now = max(now + self._walk(zone, meeting.zone), meeting.start)
            if now + self.minutes > min(meeting.end, post.end):
                return None
            times.append(now)
            now, zone = now + self.minutes, meeting.zone
        return times

    def _walk(self, one: str, other: str) -> Minute:
        return 0 if one == other else self.walks.get(frozenset((one, other)), self.default_walk)
