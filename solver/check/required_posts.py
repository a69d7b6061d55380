"""The posts that a plan needs, derived anew by the checker: where, when, how many adults, from where to where.

    kind    interval                                                 from          to              headcount
    care    period; the last one until the host's grade has left     room's zone   same, or gate   1
    lead    session; one that closes the day of pupils seated in it  room's zone   same, or gate   1
    assist  until the last of their grades has left                                                offering.assistants
    gate    wave .. wave + escort                                    gate's zone   same            gate.staff
    fixed   start .. end; so is qa                                   post's zone   same            post.headcount
    late    first dismissal of its grades .. last pupil              its rooms     same            A08
    standby last dismissal (or last pupil) .. last dismissal + A09   late rooms    same            A09
    block   start .. end; so are evening and weekend                 its venue     same            groups of the block

Dismissals are those of the plan (:class:`solver.check.leaving.Leaving`). A grade has left when its escort is over (D14), so that the
interval of who sees it off has a tail of so many minutes. Where a session is off campus (B13) its duties begin and end earlier and
later by the way, and are in no zone. Credited is the presence, end - start; the load of D02 is the credit, but the percentage of it
that A06, A07, A14 and (for patrols) H01 give.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from solver.check.blocks import groups_of, post_kind, rule_of
from solver.check.demand import Demand
from solver.check.leaving import Leaving, Zones, common_zone, zones_of
from solver.check.well_formed import WellFormedPlan
from solver.plan.plan import Dismissal, Post, Session
from solver.policy.policy import Policy
from solver.problem.bells import Interval
from solver.problem.problem import Problem
from solver.units import EVERY_WEEK, Minute, Week, Weekday

PostKey = tuple[str, Weekday, str, int]


class PostInterval(NamedTuple):
    """One stretch of a post on one weekday.

    zones, leaves: zones of the places where it starts and ends. tail: minutes at its end on which pupils who have left are seen
    off (D14). percent: of the credit that counts as load (D02).
    """

    weekday: Weekday
    start: Minute
    end: Minute
    zones: Zones = ()
    leaves: Zones = ()
    tail: Minute = 0
    percent: int = 100

    @property
    def credit(self) -> Minute:
        """Credited minutes: the presence."""
        return self.end - self.start

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
    problem: Problem, policy: Policy, kept: WellFormedPlan, demand: Demand, leaving: Leaving, *, weeks: int, escort: Minute
) -> dict[PostKey, RequiredPost]:
    """Every post that the plan needs, in the order of the table above."""
    each = tuple(range(1, weeks + 1))
    days = frozenset(problem.weekdays)
    stands: dict[PostKey, RequiredPost] = {}

    def add(post: Post, headcount: int, slots: tuple[PostInterval, ...], when: tuple[Week, ...] = each) -> None:
        stands[post.kind, post.weekday, post.subject, post.detail] = RequiredPost(post, headcount, slots, when)

    for post, slot in _care(problem, kept, leaving, escort):
        add(post, 1, (slot,))
    for (ident, number), section in kept.sections.items():
        offering = problem.offering_of[ident]
        grades = {problem.grade_of_pupil[pupil] for pupil in kept.seats[ident, number]}
        slots = tuple(
            _session(
                problem, policy, leaving, session, offering.minutes,
                leaving.closed_by(grades, session.start + offering.minutes), escort,
            )
            for session in section.sessions
            if session.weekday in days
        )  # fmt: skip
        add(Post("lead", 0, ident, number), 1, slots, (EVERY_WEEK,))
        if offering.assistants > 0:
            add(Post("assist", 0, ident, number), offering.assistants, slots, (EVERY_WEEK,))
    spans = leaving.late_spans(demand)
    for weekday in problem.weekdays:
        for gate, minute in waves(problem, kept):
            zone = zones_of(problem.gate_of[gate].zone)
            slot = PostInterval(weekday, minute, minute + escort, zone, zone, escort)
            add(Post("gate", weekday, gate, minute), problem.gate_of[gate].staff, (slot,))
        for fixed in problem.posts:
            if weekday in fixed.weekdays:
                percent = policy.number_or("H01", "load_percent", 100) or 0 if fixed.kind == "patrol" else 100
                zone = zones_of(fixed.zone)
                slot = PostInterval(weekday, fixed.start, fixed.end, zone, zone, percent=percent)
                kind = "qa" if fixed.kind == "qa" else "fixed"
                add(Post(kind, weekday, fixed.id, 0), fixed.headcount, (slot,))
        if weekday in spans:
            rooms = zones_of(*(zone_of(problem, room) for room in kept.late_rooms.get(weekday, ())))
            slot = PostInterval(weekday, spans[weekday].start, spans[weekday].end, rooms, rooms)
            add(Post("late", weekday, "", 0), late_headcount(policy, demand.late[weekday]), (slot,))
        wait = standby(policy, leaving.last, spans.get(weekday))
        if wait is not None:
            rooms = common_zone(room.zone for room in problem.late_rooms)
            slot = PostInterval(weekday, wait.start, wait.end, rooms, rooms)
            add(Post("standby", weekday, "", 0), policy.number("A09", "adults"), (slot,))
    for block in problem.blocks:
        percent = policy.number_or(rule_of(block), "load_percent", 100) or 0
        headcount = sum(group.adults for group in groups_of(problem, policy, block))
        venue = common_zone(zone_of(problem, room) for room in block.rooms)
        for weekday in block.weekdays if headcount else ():
            if weekday in problem.post_days:
                slot = PostInterval(weekday, block.start, block.end, venue, venue, percent=percent)
                add(Post(post_kind(block), weekday, block.id, 0), headcount, (slot,))
    return stands


def standby(policy: Policy, last: Minute, late: Interval | None) -> Interval | None:
    """When somebody waits for late parents although nobody need be looked after (A09), or None.

    last: the last dismissal. late: extended care of that weekday.
    """
    if not policy.on("A09"):
        return None
    begin = last if late is None else max(last, late.end)
    until = last + policy.number("A09", "minutes")
    return Interval(begin, until) if begin < until else None


def _care(problem: Problem, kept: WellFormedPlan, leaving: Leaving, escort: Minute) -> Iterator[tuple[Post, PostInterval]]:
    for group in kept.groups:
        host = problem.class_of[group.host]
        band = problem.band_of_grade[host.grade]
        period, zone = band.periods[group.period], zones_of(zone_of(problem, host.room))
        slot = PostInterval(group.weekday, period.start, period.end, zone, zone)
        dismissal = leaving.of(host.grade)
        if group.period == len(band.periods) - 1 and dismissal is not None:
            slot = slot._replace(end=dismissal.minute + escort, leaves=leaving.gate_zone([dismissal]), tail=escort)
        yield Post("care", group.weekday, group.host, group.period), slot


def travel_to(problem: Problem, policy: Policy, room: str) -> Minute:
    """Minutes on the way to a room; 0 on campus, for unknown rooms, and when B13 is off."""
    found = problem.room_of.get(room)
    return found.travel if found is not None and policy.on("B13") else 0


def _session(
    problem: Problem, policy: Policy, leaving: Leaving, session: Session, minutes: Minute, closed: list[Dismissal], escort: Minute
) -> PostInterval:
    """The duty of a session; closed: dismissals of the grades seated there whose day it closes."""
    way = travel_to(problem, policy, session.room)
    zone = () if way else zones_of(zone_of(problem, session.room))
    slot = PostInterval(session.weekday, session.start - way, session.start + minutes + way, zone, zone)
    if not closed:
        return slot
    gone, gate = max(item.minute for item in closed) + escort, leaving.gate_zone(closed)
    if gone < slot.end:
        return slot._replace(leaves=gate)
    return slot._replace(end=gone, leaves=gate, tail=escort)


def zone_of(problem: Problem, room: str) -> str | None:
    """Zone of a room; None for a room that does not exist."""
    found = problem.room_of.get(room)
    return found.zone if found else None
