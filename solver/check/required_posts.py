"""The posts that a plan needs, derived anew by the checker: where, when, how many adults, what is credited.

    kind    interval                                             credit               zone    headcount
    care    period; last period until max(end, last dismissal)   period (+ escort)    room    1
            of the band + escort
    lead    every session; a closing one until the last          minutes (+ escort)   room    1
    assist  dismissal of its closing grades' bands + escort                                   offering.assistants
    gate    wave .. wave + escort                                escort               none    gate.staff
    fixed   start .. end                                         its length           none    post.headcount
    qa      start .. end                                         its length           none    post.headcount
    late    first dismissal slot .. last pupil                   its length           none    A08
    standby last dismissal slot (or last pupil) .. + A09         its length           none    A09
    block   start .. end; so are evening and weekend             its length           none    groups of the block

Where a session is off campus (B13) its duties begin and end earlier and later by the way, which is credited both ways, and are in
no zone. The load of D02 is the credit, but the percentage of it that A06, A07, A14 and (for patrols) H01 give.
A session is closing when it ends with the last period of one of the offering's grades (D14).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from solver.check.blocks import groups_of, post_kind, rule_of
from solver.check.demand import Demand
from solver.check.well_formed import WellFormedPlan
from solver.plan.plan import Post, Session
from solver.policy.policy import Policy
from solver.problem.bells import Interval
from solver.problem.offerings import Offering
from solver.problem.problem import Band, Problem
from solver.units import EVERY_WEEK, Minute, Week, Weekday

PostKey = tuple[str, Weekday, str, int]


class PostInterval(NamedTuple):
    """One stretch of a post on one weekday: interval, credited minutes, zone (None: walking is not measured).

    percent: of the credit that counts as load (D02).
    """

    weekday: Weekday
    start: Minute
    end: Minute
    credit: Minute
    zone: str | None
    percent: int = 100

    @property
    def load(self) -> Minute:
        """Minutes that count in the load of D02."""
        return self.credit * self.percent // 100


class RequiredPost:
    """A post of the plan with its slots and the persons who stand there.

    weeks: (0,) for lead and assist, which are the same every week, else 1..W. people: week -> persons.
    """

    __slots__ = ("headcount", "people", "post", "slots", "weeks")

    def __init__(self, post: Post, headcount: int, slots: tuple[PostInterval, ...], weeks: tuple[Week, ...]) -> None:
        self.post = post
        self.headcount = headcount
        self.slots = slots
        self.weeks = weeks
        self.people: dict[Week, list[str]] = {week: [] for week in weeks}

    @property
    def kind(self) -> str:
        return self.post.kind

    def of(self, week: Week) -> list[str]:
        """The persons who stand here in a week 1..W."""
        return [*self.people.get(EVERY_WEEK, ()), *self.people.get(week, ())]

    def missing(self) -> int:
        """Adults that lack over all weeks."""
        lacking = 0
        for found in self.people.values():
            if len(found) < self.headcount:
                lacking += self.headcount - len(found)
        return lacking


def waves(problem: Problem, kept: WellFormedPlan) -> dict[tuple[str, Minute], list[int]]:
    """(gate, minute) -> grades that leave there then, known gates only, by gate and minute."""
    found: dict[tuple[str, Minute], list[int]] = {}
    for item in kept.dismissals.values():
        if item.gate in problem.gate_of:
            found.setdefault((item.gate, item.minute), []).append(item.grade)
    return {key: sorted(found[key]) for key in sorted(found)}


def late_headcount(policy: Policy, pupils: int) -> int:
    """Adults that extended care of so many pupils needs (A08)."""
    least = policy.number_or("A08", "min_adults", 2) or 0
    each = policy.number_or("A08", "pupils_per_adult", 30) or 1
    return max(least, -(-pupils // each))


def derive(
    problem: Problem, policy: Policy, kept: WellFormedPlan, demand: Demand, *, weeks: int, escort: Minute
) -> dict[PostKey, RequiredPost]:
    """Every post that the plan needs, in the order of the table above."""
    each = tuple(range(1, weeks + 1))
    days = frozenset(problem.weekdays)
    stands: dict[PostKey, RequiredPost] = {}

    def add(post: Post, headcount: int, slots: tuple[PostInterval, ...], when: tuple[Week, ...] = each) -> None:
        stands[post.kind, post.weekday, post.subject, post.detail] = RequiredPost(post, headcount, slots, when)

    for post, slot in _care(problem, kept, escort):
        add(post, 1, (slot,))
    for (ident, number), section in kept.sections.items():
        offering = problem.offering_of[ident]
        slots = _sessions(problem, policy, offering, section.sessions, escort, days)
        add(Post("lead", 0, ident, number), 1, slots, (EVERY_WEEK,))
        if offering.assistants > 0:
            add(Post("assist", 0, ident, number), offering.assistants, slots, (EVERY_WEEK,))
    for weekday in problem.weekdays:
        for gate, minute in waves(problem, kept):
            slot = PostInterval(weekday, minute, minute + escort, escort, None)
            add(Post("gate", weekday, gate, minute), problem.gate_of[gate].staff, (slot,))
        for fixed in problem.posts:
            if weekday in fixed.weekdays:
                percent = policy.number_or("H01", "load_percent", 100) or 0 if fixed.kind == "patrol" else 100
                slot = PostInterval(weekday, fixed.start, fixed.end, fixed.end - fixed.start, None, percent)
                kind = "qa" if fixed.kind == "qa" else "fixed"
                add(Post(kind, weekday, fixed.id, 0), fixed.headcount, (slot,))
        if weekday in demand.late_span:
            span = demand.late_span[weekday]
            slot = PostInterval(weekday, span.start, span.end, span.end - span.start, None)
            add(Post("late", weekday, "", 0), late_headcount(policy, demand.late[weekday]), (slot,))
        wait = standby(problem, policy, demand, weekday)
        if wait is not None:
            slot = PostInterval(weekday, wait.start, wait.end, wait.end - wait.start, None)
            add(Post("standby", weekday, "", 0), policy.number("A09", "adults"), (slot,))
    for block in problem.blocks:
        percent = policy.number_or(rule_of(block), "load_percent", 100) or 0
        headcount = sum(group.adults for group in groups_of(problem, policy, block))
        for weekday in block.weekdays if headcount else ():
            if weekday in problem.post_days:
                slot = PostInterval(weekday, block.start, block.end, block.end - block.start, None, percent)
                add(Post(post_kind(block), weekday, block.id, 0), headcount, (slot,))
    return stands


def standby(problem: Problem, policy: Policy, demand: Demand, weekday: Weekday) -> Interval | None:
    """When somebody waits for late parents that weekday although nobody need be looked after (A09), or None."""
    if not policy.on("A09"):
        return None
    last = max(minute for window in problem.windows for minute in window.dismissals)
    late = demand.late_span.get(weekday)
    begin = last if late is None else max(last, late.end)
    until = last + policy.number("A09", "minutes")
    return Interval(begin, until) if begin < until else None


def care_end(band: Band, period: int, escort: Minute) -> Minute:
    """When a care post ends: with its period; the last one when the last pupil of the band has left with an escort (D14)."""
    end = band.periods[period].end
    return max(end, band.last_dismissal) + escort if period == len(band.periods) - 1 else end


def _care(problem: Problem, kept: WellFormedPlan, escort: Minute) -> Iterator[tuple[Post, PostInterval]]:
    for group in kept.groups:
        host = problem.class_of[group.host]
        band = problem.band_of_grade[host.grade]
        period = band.periods[group.period]
        end, credit = care_end(band, group.period, escort), period.end - period.start
        if group.period == len(band.periods) - 1:
            credit += escort
        slot = PostInterval(group.weekday, period.start, end, credit, zone_of(problem, host.room))
        yield Post("care", group.weekday, group.host, group.period), slot


def travel_to(problem: Problem, policy: Policy, room: str) -> Minute:
    """Minutes on the way to a room; 0 on campus, for unknown rooms, and when B13 is off."""
    found = problem.room_of.get(room)
    return found.travel if found is not None and policy.on("B13") else 0


def _sessions(
    problem: Problem,
    policy: Policy,
    offering: Offering,
    sessions: tuple[Session, ...],
    escort: Minute,
    days: frozenset[Weekday],
) -> tuple[PostInterval, ...]:
    """One slot a session on a service day."""
    ends = closings(problem, offering)
    found = []
    for session in sessions:
        if session.weekday in days:
            start, end, credit = session.start, session.start + offering.minutes, offering.minutes
            if session.start in ends:
                end, credit = ends[session.start] + escort, credit + escort
            zone, way = zone_of(problem, session.room), travel_to(problem, policy, session.room)
            if way:
                end = max(end, start + offering.minutes + way)
                start, credit, zone = start - way, credit + 2 * way, None
            found.append(PostInterval(session.weekday, start, end, credit, zone))
    return tuple(found)


def closings(problem: Problem, offering: Offering) -> dict[Minute, Minute]:
    """Start of a closing session -> the last dismissal of the bands that it closes."""
    found: dict[Minute, Minute] = {}
    for grade in offering.grades:
        window = problem.window_of.get(grade)
        if window is not None and window.periods:
            start = window.periods[-1].end - offering.minutes
            if start >= window.start:
                last = problem.band_of_grade[grade].last_dismissal
                found[start] = max(found.get(start, last), last)
    return found


def zone_of(problem: Problem, room: str) -> str | None:
    """Zone of a room; None for a room that does not exist."""
    found = problem.room_of.get(room)
    return found.zone if found else None
