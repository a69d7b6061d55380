"""One day of a plan, replayed from the plan alone, and every minute that belongs to nobody.

Formula: a pupil who is there is in one place at a time, with an adult who is there for that group (A04, K02). An adult is in one
place at a time, lessons included, with the walk between two zones (D08), and stays with a group until the last of its pupils has left
(D14). A care group leaves as one; parts of a section are handed over to the adults at their gate, or each has an adult of the section
(D14). A room has one use at a time, waiting for the dismissal included (H07, I04).

Afterwards: if :attr:`DayReplay.breaches` is empty, every minute of every pupil from the start of the service until the way out
belongs to an adult who can be there. A breach breaks a rule that the check names too, while that rule is hard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple, TypeVar

from solver.check.clash import Timed
from solver.check.plan_index import PlanIndex
from solver.check.replay.adults import Occupation, Parting, adult_days, partings
from solver.check.replay.pupils import PupilDay, pupil_days
from solver.check.replay.stretch import BREAK, BY_TIME, LEAVE, LESSON, NOBODY, Departure, PupilGroup, Stretch
from solver.plan.plan import Plan
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.problem.week_pattern import weeks_of
from solver.units import Minute, Week, Weekday

ALONE, TWICE, WALK, PARTS, ROOM = "alone", "twice", "walk", "parts", "room"
"""Kinds of breach: pupils without an adult, somebody in two places, too short a walk, more departures than adults, two uses of a
room."""
T = TypeVar("T", bound=Timed)


class Breach(NamedTuple):
    """A stretch of the day in which an invariant is broken. subjects: classes, persons or pupils; number: how many pupils, or minutes
    that lack for a walk."""

    kind: str
    start: Minute
    end: Minute
    place: str
    subjects: tuple[str, ...]
    number: int


@dataclass(frozen=True)
class DayReplay:
    """A replayed day. pupils, adults: id -> stretches in order. breaches: by time."""

    weekday: Weekday
    week: Week
    pupils: Mapping[str, PupilDay]
    adults: Mapping[str, tuple[Stretch, ...]]
    breaches: tuple[Breach, ...]


def replay(problem: Problem, policy: Policy, plan: Plan, weekday: Weekday, week: Week) -> DayReplay:
    """Replay one weekday of one week of a plan's template. Never raises for a damaged plan: what means nothing is left out."""
    return replay_index(PlanIndex(problem, policy, plan), weekday, week)


def replay_index(view: PlanIndex, weekday: Weekday, week: Week) -> DayReplay:
    """As :func:`replay`, of an index that is there."""
    pupils = pupil_days(view, weekday)
    ends = partings(pupils)
    occupations = adult_days(view, weekday, week)
    adults = {person: tuple(chain.from_iterable(each.stretches for each in found)) for person, found in occupations.items()}
    breaches = sorted([
        *_alone(view, pupils, adults), *_two_places(view, pupils), *_adults(view, occupations), *_parts(adults, ends),
        *_rooms(view, weekday, week, pupils),
    ])  # fmt: skip
    breaches.sort(key=lambda breach: (breach.start, breach.end, breach.kind))
    return DayReplay(weekday, week, pupils, adults, tuple(breaches))


def _alone(view: PlanIndex, pupils: Mapping[str, PupilDay], adults: Mapping[str, tuple[Stretch, ...]]) -> Iterator[Breach]:
    """A04: pupils whose group has no adult, by class and stretch. A break belongs to those who hand over (D08)."""
    present: dict[PupilGroup, list[tuple[Minute, Minute]]] = {}
    for stretches in adults.values():
        for stretch in stretches:
            if stretch.group is not None and stretch.doing != LEAVE:
                present.setdefault(stretch.group, []).append((stretch.start, stretch.end))
    counted: dict[tuple[Minute, Minute, str, str], int] = {}
    for ident, day in pupils.items():
        home = view.problem.pupil_of[ident].class_id
        for stretch in day.stretches:
            if stretch.doing in (BREAK, LEAVE):
                continue
            spans = present.get(stretch.group, []) if stretch.group is not None else []
            for start, end in uncovered(stretch.start, stretch.end, spans):
                key = (start, end, stretch.place, home)
                counted[key] = counted.get(key, 0) + 1
    for (start, end, place, home), number in counted.items():
        yield Breach(ALONE, start, end, place, (home,), number)


def uncovered(start: Minute, end: Minute, spans: list[tuple[Minute, Minute]]) -> Iterator[tuple[Minute, Minute]]:
    """The parts of an interval that no span covers, in order."""
    for begin, stop in sorted(spans):
        if begin >= end or start >= end:
            break
        if begin > start:
            yield start, begin
        start = max(start, stop)
    if start < end:
        yield start, end


def _two_places(view: PlanIndex, pupils: Mapping[str, PupilDay]) -> Iterator[Breach]:
    """K02: pupils in two places at once, by class and stretch."""
    counted: dict[tuple[Minute, Minute, str, str], int] = {}
    for ident, day in pupils.items():
        home = view.problem.pupil_of[ident].class_id
        for one, other in overlaps([stretch for stretch in day.stretches if stretch.doing not in (NOBODY, LEAVE)]):
            key = (other.start, min(one.end, other.end), other.place, home)
            counted[key] = counted.get(key, 0) + 1
    for (start, end, place, home), number in counted.items():
        yield Breach(TWICE, start, end, place, (home,), number)


def overlaps(stretches: Iterable[T]) -> Iterator[tuple[T, T]]:
    """Of stretches in order: each that begins before another has ended, after the one of those that ends last."""
    before: T | None = None
    for stretch in stretches:
        if before is not None and stretch.start < before.end:
            yield before, stretch
        if before is None or stretch.end > before.end:
            before = stretch


def _adults(view: PlanIndex, adults: Mapping[str, list[Occupation]]) -> Iterator[Breach]:
    """K02, I04 and D08: an adult in two places at once, or with too little time for the walk between them."""
    for person, occupations in adults.items():
        for one, other in overlaps(occupations):
            if not (one.lesson and other.lesson):
                yield Breach(TWICE, other.start, min(one.end, other.end), other.place, (person,), 0)
        for one, other in pairwise(occupations):
            lacking = view.walk(one.leaves, other.zones) - (other.start - one.end)
            if lacking > 0 and other.start >= one.end and not (one.lesson and other.lesson):
                yield Breach(WALK, one.end, other.start, other.place, (person,), lacking)


def _parts(adults: Mapping[str, tuple[Stretch, ...]], ends: Mapping[PupilGroup, Parting]) -> Iterator[Breach]:
    """D14: a care group that does not leave as one, or a session that leaves in more parts than it has adults with nobody at a gate."""
    those: dict[PupilGroup, set[str]] = {}
    places: dict[PupilGroup, str] = {}
    gates: set[Departure] = set()
    for person, stretches in adults.items():
        for stretch in stretches:
            if stretch.doing == "gate":
                gates.add(Departure(stretch.start, stretch.place))
            elif stretch.group is not None and stretch.group in ends and stretch.doing != LEAVE:
                those.setdefault(stretch.group, set()).add(person)
                places[stretch.group] = stretch.place
    for group, ending in ends.items():
        held = those.get(group, set())
        if len(ending.gates) > 1 and (group.kind == "care" or (len(ending.gates) > len(held) and not gates.issuperset(ending.gates))):
            first, last = ending.gates[0], ending.gates[-1]
            number = sum(len(ending.pupils[departure]) for departure in ending.gates[1:])
            yield Breach(PARTS, first.minute, last.minute, places.get(group, ""), tuple(sorted(held)), number)


def _rooms(view: PlanIndex, weekday: Weekday, week: Week, pupils: Mapping[str, PupilDay]) -> Iterator[Breach]:
    """H07 and I04: two groups in one room, or a group and a regular lesson."""
    uses: dict[str, dict[PupilGroup, tuple[Minute, Minute]]] = {}
    for day in pupils.values():
        for stretch in day.stretches:
            if stretch.group is not None and stretch.doing != LEAVE:
                late = stretch.group.kind == "late"
                for room in view.kept.late_rooms.get(weekday, ()) if late else (stretch.place,):
                    held = uses.setdefault(room, {})
                    start, end = held.get(stretch.group, (stretch.start, stretch.end))
                    held[stretch.group] = min(start, stretch.start), max(end, stretch.end)
    for lesson in view.problem.lessons:
        if lesson.weekday == weekday and lesson.room_id in uses and week in weeks_of(lesson.weeks, view.weeks):
            uses[lesson.room_id][PupilGroup(LESSON, lesson.class_id or lesson.staff_id or "", 0, lesson.start)] = (
                lesson.start, lesson.end,
            )  # fmt: skip
    for room, held in uses.items():
        stretches = sorted(
            (Stretch(start, end, group.kind, room, group) for group, (start, end) in held.items()), key=BY_TIME
        )
        for one, other in overlaps(stretches if room in view.problem.room_of else ()):
            if (one.doing, other.doing) != (LESSON, LESSON):
                subjects = tuple(_subject(stretch.group) for stretch in (one, other) if stretch.group is not None)
                yield Breach(ROOM, other.start, min(one.end, other.end), room, subjects, 0)


def _subject(group: PupilGroup) -> str:
    """The name of a group as plans write it; of extended care and lessons the kind."""
    if group.kind in ("late", LESSON):
        return group.kind
    return f"{group.subject}#{group.number}" if group.kind == "lead" else group.subject
