"""Posts with their intervals and people, for display only: the checker derives its own.

Whatever a plan names that does not exist is left out here; the checker reports it (K00).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from solver.check.blocks import groups_of, post_kind
from solver.plan.plan import Plan, Post, Section
from solver.policy.policy import Policy
from solver.problem.bells import Interval
from solver.problem.offerings import Offering
from solver.problem.problem import Problem
from solver.units import EVERY_WEEK, Minute, Week, Weekday


@dataclass(frozen=True, slots=True)
class TimelineSlot:
    """One occurrence of a post a week: clock interval, and the minutes credited for it."""

    weekday: Weekday
    start: Minute
    end: Minute
    credit: Minute


@dataclass(slots=True)
class TimelinePost:
    """A post, the adults it needs, its slots, and who stands there by week (0 = every week)."""

    post: Post
    headcount: int
    slots: tuple[TimelineSlot, ...]
    people: dict[Week, list[str]] = field(default_factory=dict)

    def of(self, week: Week) -> list[str]:
        """Who stands here in a week 1..W."""
        return [*self.people.get(EVERY_WEEK, ()), *self.people.get(week, ())]


@dataclass(frozen=True, slots=True)
class TimelineDuty:
    """One slot of a post as one person does it in one week."""

    person: str
    week: Week
    post: Post
    slot: TimelineSlot


@dataclass(frozen=True)
class Timeline:
    """weeks: W. stands: every post that the plan needs. duties: every duty of every week."""

    weeks: int
    escort: Minute
    stands: tuple[TimelinePost, ...]
    duties: tuple[TimelineDuty, ...]


def timeline(problem: Problem, policy: Policy, plan: Plan) -> Timeline:
    """Derive posts and duties of a plan."""
    weeks = policy.number_or("D02", "weeks", 2) or 1
    escort = policy.number_or("D14", "escort_minutes", 10) or 0
    stands = {stand.post: stand for stand in _stands(problem, policy, plan, escort)}
    for item in plan.assignments:
        stand = stands.get(item.post)
        if stand is not None:
            stand.people.setdefault(item.week, []).append(item.person)
    duties = [
        TimelineDuty(person, week, stand.post, slot)
        for stand in stands.values()
        for week in range(1, weeks + 1)
        for person in stand.of(week)
        for slot in stand.slots
    ]
    return Timeline(weeks, escort, tuple(stands.values()), tuple(duties))


def class_periods(problem: Problem, class_id: str) -> tuple[Interval, ...]:
    """The periods of a class's grade; none for a grade without service."""
    home = problem.class_of.get(class_id)
    window = problem.window_of.get(home.grade) if home else None
    return window.periods if window else ()


def late_span(problem: Problem, weekday: Weekday) -> tuple[Minute, Minute, int] | None:
    """Start and end of extended care on a weekday and the pupils who stay; None when nobody does."""
    staying = [pupil for pupil in problem.pupils if pupil.late_until is not None and weekday in pupil.weekdays]
    windows = [problem.window_of.get(problem.grade_of_pupil[pupil.id]) for pupil in staying]
    starts = [min(window.dismissals) for window in windows if window and window.dismissals]
    if not starts:
        return None
    return min(starts), max(pupil.late_until or 0 for pupil in staying), len(staying)


def _stands(problem: Problem, policy: Policy, plan: Plan, escort: Minute) -> Iterator[TimelinePost]:
    yield from _care(problem, plan, escort)
    for section in plan.sections:
        offering = problem.offering_of.get(section.offering)
        if offering:
            slots = tuple(_session_slots(problem, policy, offering, section, escort))
            yield TimelinePost(Post("lead", 0, section.offering, section.number), 1, slots)
            if offering.assistants > 0:
                yield TimelinePost(Post("assist", 0, section.offering, section.number), offering.assistants, slots)
    waves = sorted({(item.gate, item.minute) for item in plan.dismissals if item.gate in problem.gate_of})
    for weekday in problem.weekdays:
        for gate, minute in waves:
            slot = TimelineSlot(weekday, minute, minute + escort, escort)
            yield TimelinePost(Post("gate", weekday, gate, minute), problem.gate_of[gate].staff, (slot,))
        for post in problem.posts:
            if weekday in post.weekdays:
                slot = TimelineSlot(weekday, post.start, post.end, post.end - post.start)
                kind = "qa" if post.kind == "qa" else "fixed"
                yield TimelinePost(Post(kind, weekday, post.id, 0), post.headcount, (slot,))
        span = late_span(problem, weekday)
        if span:
            start, end, pupils = span
            least = policy.number_or("A08", "min_adults", 2) or 0
            each = policy.number_or("A08", "pupils_per_adult", 30) or 1
            yield TimelinePost(
                Post("late", weekday, "", 0), max(least, -(-pupils // each)), (TimelineSlot(weekday, start, end, end - start),)
            )
        if policy.on("A09"):
            last = max(minute for window in problem.windows for minute in window.dismissals)
            begin, until = max(last, span[1] if span else last), last + policy.number("A09", "minutes")
            if begin < until:
                slot = TimelineSlot(weekday, begin, until, until - begin)
                yield TimelinePost(Post("standby", weekday, "", 0), policy.number("A09", "adults"), (slot,))
    for block in problem.blocks:
        adults = sum(group.adults for group in groups_of(problem, policy, block))
        for weekday in block.weekdays if adults else ():
            if weekday in problem.post_days:
                slot = TimelineSlot(weekday, block.start, block.end, block.end - block.start)
                yield TimelinePost(Post(post_kind(block), weekday, block.id, 0), adults, (slot,))


def _care(problem: Problem, plan: Plan, escort: Minute) -> Iterator[TimelinePost]:
    for group in plan.care_groups:
        periods = class_periods(problem, group.host)
        if not 0 <= group.period < len(periods):
            continue
        period = periods[group.period]
        end, credit = period.end, period.end - period.start
        if group.period == len(periods) - 1:
            last = problem.band_of_grade[problem.class_of[group.host].grade].last_dismissal
            end, credit = max(end, last) + escort, credit + escort
        yield TimelinePost(Post("care", group.weekday, group.host, group.period), 1,
                    (TimelineSlot(group.weekday, period.start, end, credit),))  # fmt: skip


def _session_slots(
    problem: Problem, policy: Policy, offering: Offering, section: Section, escort: Minute
) -> Iterator[TimelineSlot]:
    for session in section.sessions:
        end = session.start + offering.minutes
        room = problem.room_of.get(session.room)
        way = room.travel if room is not None and policy.on("B13") else 0
        closing = []
        for grade in offering.grades:
            window = problem.window_of.get(grade)
            if window and session.start >= window.start and window.periods[-1].end == end:
                closing.append(problem.band_of_grade[grade].last_dismissal)
        if closing:
            end = max(max(closing) + escort, end + way)
            yield TimelineSlot(session.weekday, session.start - way, end, offering.minutes + escort + 2 * way)
        else:
            yield TimelineSlot(session.weekday, session.start - way, end + way, offering.minutes + 2 * way)
