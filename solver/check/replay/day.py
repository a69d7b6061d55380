"""One day of a plan, replayed from the plan alone, and every minute that belongs to nobody.

Formula: a pupil who is there is in one place at a time, with an adult who is there for that group (A04, K02). An adult is in one
place at a time, with the walk between two zones (D08), and stays with a group until the last of its pupils has left (D14). A group
whose pupils leave at different minutes or by different gates has an adult for each part (H03). A room has one use at a time, waiting
for the dismissal included (H07).

Afterwards: if :attr:`DayReplay.breaches` is empty, every minute of every pupil from the start of the service until the way out
belongs to an adult who can be there.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from solver.check.plan_index import PlanIndex
from solver.check.replay.adults import Parting, adult_days, partings
from solver.check.replay.pupils import PupilDay, pupil_days
from solver.check.replay.stretch import BREAK, BY_TIME, LEAVE, NOBODY, PupilGroup, Stretch
from solver.plan.plan import Plan
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.units import Minute, Week, Weekday

ALONE, TWICE, WALK, PARTS, ROOM = "alone", "twice", "walk", "parts", "room"
"""Kinds of breach: pupils without an adult, somebody in two places, too short a walk, more departures than adults, two uses of a
room."""


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
    adults = adult_days(view, weekday, week, pupils, ends)
    breaches = sorted([
        *_alone(view, pupils, adults), *_two_places(view, pupils), *_adults(view, adults), *_parts(adults, ends),
        *_rooms(view, pupils),
    ])  # fmt: skip
    breaches.sort(key=lambda breach: (breach.start, breach.end, breach.kind))
    return DayReplay(weekday, week, pupils, {person: tuple(found) for person, found in adults.items()}, tuple(breaches))


def _alone(view: PlanIndex, pupils: Mapping[str, PupilDay], adults: Mapping[str, list[Stretch]]) -> Iterator[Breach]:
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


def overlaps(stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
    """Of stretches in order: each that begins before another has ended, after the one of those that ends last."""
    before: Stretch | None = None
    for stretch in stretches:
        if before is not None and stretch.start < before.end:
            yield before, stretch
        if before is None or stretch.end > before.end:
            before = stretch


def _adults(view: PlanIndex, adults: Mapping[str, list[Stretch]]) -> Iterator[Breach]:
    """K02 and D08: an adult in two places at once, or with too little time for the walk between them."""
    for person, stretches in adults.items():
        for one, other in overlaps(stretches):
            yield Breach(TWICE, other.start, min(one.end, other.end), other.place, (person,), 0)
        for one, other in itertools.pairwise(stretches):
            lacking = walk_minutes(view, one.place, other.place) - (other.start - one.end)
            if lacking > 0 and other.start >= one.end:
                yield Breach(WALK, one.end, other.start, other.place, (person,), lacking)


def walk_minutes(view: PlanIndex, one: str, other: str) -> Minute:
    """Minutes between two places; 0 within a zone, and where a zone is not known (gates have none)."""
    zones = [_zone(view, place) for place in (one, other)]
    if None in zones or zones[0] == zones[1]:
        return 0
    for walk in view.problem.walks:
        if {walk.zone_a, walk.zone_b} == set(zones):
            return walk.minutes
    return view.policy.number_or("D08", "walk_minutes", 0) or 0


def _zone(view: PlanIndex, place: str) -> str | None:
    room = view.problem.room_of.get(place)
    if room is not None:
        return None if view.travel(place) else room.zone
    return place if any(place == post.zone for post in view.problem.posts) else None


def _parts(adults: Mapping[str, list[Stretch]], ends: Mapping[PupilGroup, Parting]) -> Iterator[Breach]:
    """H03, D14: a group whose pupils leave in more parts than it has adults."""
    those: dict[PupilGroup, set[str]] = {}
    places: dict[PupilGroup, str] = {}
    for person, stretches in adults.items():
        for stretch in stretches:
            if stretch.group is not None and stretch.group in ends and stretch.doing != LEAVE:
                those.setdefault(stretch.group, set()).add(person)
                places[stretch.group] = stretch.place
    for group, ending in ends.items():
        if len(ending.gates) > max(1, len(those.get(group, ()))):
            first, last = ending.gates[0], ending.gates[-1]
            number = sum(len(ending.pupils[departure]) for departure in ending.gates[1:])
            yield Breach(
                PARTS, first.minute, last.minute, places.get(group, ""), tuple(sorted(those.get(group, ()))), number
            )


def _rooms(view: PlanIndex, pupils: Mapping[str, PupilDay]) -> Iterator[Breach]:
    """H07: two groups in one room."""
    uses: dict[str, dict[PupilGroup, tuple[Minute, Minute]]] = {}
    for day in pupils.values():
        for stretch in day.stretches:
            if stretch.group is not None and stretch.place in view.problem.room_of and stretch.doing != LEAVE:
                held = uses.setdefault(stretch.place, {})
                start, end = held.get(stretch.group, (stretch.start, stretch.end))
                held[stretch.group] = min(start, stretch.start), max(end, stretch.end)
    for room, held in uses.items():
        stretches = sorted(
            (Stretch(start, end, group.kind, room, group) for group, (start, end) in held.items()), key=BY_TIME
        )
        for one, other in overlaps(stretches):
            subjects = tuple(_subject(stretch.group) for stretch in (one, other) if stretch.group is not None)
            yield Breach(ROOM, other.start, min(one.end, other.end), room, subjects, 0)


def _subject(group: PupilGroup) -> str:
    """The name of a group as plans write it."""
    return f"{group.subject}#{group.number}" if group.kind == "lead" else group.subject
