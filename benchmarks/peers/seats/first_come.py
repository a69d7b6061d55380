"""First come, first served, as most enrolment platforms do it.

Pupils arrive in an order drawn from the seed. Whoever arrives takes, of the own choices in order, each section that still has a
place and fits the own week, up to the number of clubs wished. Nobody moves again. Of the rules it keeps those that the page
of such a platform checks: C01, K02, K04, B01 and B06 for the pupil, C06's maximum and the room's size (H07). Whether a
section reaches its minimum (C06), and what becomes of the care groups (A04, K03), is nobody's business.
"""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from random import Random

from benchmarks.peers.answer import Answer
from benchmarks.peers.request import Request
from solver import Plan, Policy, Problem
from solver.plan import Seat, Section
from solver.problem import Interval, Pupil
from solver.units import Weekday


def run(request: Request, seed: int, _seconds: float) -> Answer:
    """Fill the sections of the base plan anew."""
    begin = time.monotonic()
    plan = first_come(request.problem, request.policy, request.given, Random(seed))
    return Answer("first come, first served", "done", plan, time.monotonic() - begin)


def first_come(problem: Problem, policy: Policy, given: Plan, rng: Random) -> Plan:
    """The plan with its seats given in order of arrival."""
    counter = _Counter(problem, policy, given)
    arrivals = [pupil for pupil in problem.pupils if pupil.clubs and pupil.weekdays]
    rng.shuffle(arrivals)
    for pupil in arrivals:
        for choice in pupil.choices:
            if len(counter.taken[pupil.id]) < pupil.clubs:
                counter.serve(pupil, choice)
    seats = [Seat(name, s.offering, s.number) for name, sections in counter.taken.items() for s in sections]
    return replace(given, seats=tuple(seats)).canonical()


class _Counter:
    """The open sections with the places that are left."""

    def __init__(self, problem: Problem, policy: Policy, plan: Plan) -> None:
        self.problem, self.policy = problem, policy
        self.taken: dict[str, list[Section]] = defaultdict(list)
        self.offered: dict[str, list[Section]] = defaultdict(list)
        self.places: dict[str, int] = {}
        for section in plan.sections:
            self.offered[section.offering].append(section)
            sizes = [problem.room_of[s.room].capacity for s in section.sessions] if policy.on("H07") else []
            self.places[section.id] = min([problem.offering_of[section.offering].maximum, *sizes])
        self.tutoring: dict[tuple[int, Weekday], Interval] = {
            (t.grade, t.weekday): problem.window_of[t.grade].periods[t.period]
            for t in plan.tutoring
            if policy.on("B01")
        }

    def serve(self, pupil: Pupil, choice: str) -> None:
        """The first section of the choice with a place that fits, if there is one."""
        if any(section.offering == choice for section in self.taken[pupil.id]):
            return
        for section in self.offered[choice]:
            if self.places[section.id] > 0 and self.fits(pupil, section):
                self.places[section.id] -= 1
                self.taken[pupil.id].append(section)
                return

    def fits(self, pupil: Pupil, section: Section) -> bool:
        """Grade, days, window, tutoring, the seats taken before, and one period a day left without a club."""
        grade = self.problem.grade_of_pupil[pupil.id]
        window = self.problem.window_of.get(grade)
        if window is None or grade not in self.problem.offering_of[section.offering].grades:
            return False
        week = self._week([*self.taken[pupil.id], section])
        for day, spans in week.items():
            tutoring = self.tutoring.get((grade, day))
            last = spans[-1].end
            if day not in pupil.weekdays or spans[0].start < window.start or last > window.periods[-1].end:
                return False
            if any(one.overlaps(other) for one, other in pairwise(spans)):
                return False
            if tutoring is not None and any(tutoring.overlaps(span) for span in spans):
                return False
            covered = [any(s.start <= p.start and s.end >= p.end for s in spans) for p in window.periods]
            if self.policy.on("B06") and all(covered):
                return False
        return True

    def _week(self, sections: list[Section]) -> dict[Weekday, list[Interval]]:
        """Sessions by day, in the order of the day."""
        week: dict[Weekday, list[Interval]] = defaultdict(list)
        for section in sections:
            minutes = self.problem.offering_of[section.offering].minutes
            for session in section.sessions:
                week[session.weekday].append(Interval(session.start, session.start + minutes))
        return {day: sorted(spans, key=lambda s: (s.start, s.end)) for day, spans in week.items()}
