"""Days of adults: the intervals of their posts, cut into the way, the group, waiting for its dismissal, and the gate (D14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from solver.check.leaving import Zones
from solver.check.plan_index import PlanIndex
from solver.check.replay.pupils import PupilDay, session_group
from solver.check.replay.stretch import BY_TIME, LEAVE, LESSON, WAIT, Departure, PupilGroup, Stretch
from solver.check.required_posts import PostInterval, RequiredPost
from solver.plan.plan import Dismissal
from solver.problem.week_pattern import weeks_of
from solver.units import EVERY_WEEK, Minute, Week, Weekday


@dataclass(frozen=True)
class Parting:
    """How a group ends: those who leave it for good, by minute and gate, each with the pupils."""

    pupils: Mapping[Departure, tuple[str, ...]]

    @property
    def end(self) -> Minute:
        """Minute of the last departure."""
        return max(departure.minute for departure in self.pupils)

    @property
    def gates(self) -> tuple[Departure, ...]:
        """Departures through a gate, in order; those who go on to extended care need no escort to one."""
        return tuple(sorted(departure for departure in self.pupils if departure.gate))


def partings(days: Mapping[str, PupilDay]) -> dict[PupilGroup, Parting]:
    """Group -> how its pupils leave it, for the groups that are the last of somebody's day."""
    found: dict[PupilGroup, dict[Departure, list[str]]] = {}
    for pupil, day in days.items():
        if day.last is not None and day.departure is not None:
            found.setdefault(day.last, {}).setdefault(day.departure, []).append(pupil)
    return {
        group: Parting({departure: tuple(pupils) for departure, pupils in parts.items()})
        for group, parts in found.items()
    }


class Occupation(NamedTuple):
    """One duty or lesson of an adult: interval, zones where it starts and ends, stretches in order."""

    start: Minute
    end: Minute
    zones: Zones
    leaves: Zones
    stretches: tuple[Stretch, ...]

    @property
    def lesson(self) -> bool:
        """Whether it is a regular lesson or a meeting."""
        return self.stretches[0].doing == LESSON

    @property
    def place(self) -> str:
        """Where it starts."""
        return self.stretches[0].place


def adult_days(view: PlanIndex, weekday: Weekday, week: Week) -> dict[str, list[Occupation]]:
    """Person -> occupations in order; of everybody who has a duty that day, their lessons too."""
    found: dict[str, list[Occupation]] = {}
    for stand in view.stands.values():
        people = stand.people.get(week, stand.people.get(EVERY_WEEK, ()))
        for number, slot in enumerate(stand.slots if people else ()):
            if slot.weekday == weekday:
                stretches = tuple(_stretches(view, stand, number))
                for person in people:
                    found.setdefault(person, []).append(Occupation(slot.start, slot.end, slot.zones, slot.leaves, stretches))
    taught: set[tuple[str, Minute, Minute, str]] = set()
    for lesson in view.problem.lessons:
        room = lesson.room_id or ""
        key = (lesson.staff_id or "", lesson.start, lesson.end, room)
        there = lesson.weekday == weekday and week in weeks_of(lesson.weeks, view.weeks)
        if there and key[0] in found and key not in taught:
            taught.add(key)
            stretch, zone = Stretch(lesson.start, lesson.end, LESSON, room), view.room_zone(room)
            found[key[0]].append(Occupation(lesson.start, lesson.end, zone, zone, (stretch,)))
    for occupations in found.values():
        occupations.sort(key=BY_TIME)
    return found


def _stretches(view: PlanIndex, stand: RequiredPost, number: int) -> Iterator[Stretch]:
    """An interval of a post, cut into what is done in it."""
    post, slot, problem = stand.post, stand.slots[number], view.problem
    if post.kind in ("lead", "assist"):
        opened = view.opened[post.subject, post.detail]
        session, minutes = opened.sessions[number], opened.offering.minutes
        gates = view.leaving.closed_by(opened.pupils, session.start + minutes)
        held = Stretch(session.start, session.start + minutes, post.kind, session.room, session_group(opened, session.start))
        yield from _held(slot, held, gates)
    elif post.kind == "care":
        host = problem.class_of[post.subject]
        period, dismissal = problem.band_of_grade[host.grade].periods[post.detail], view.leaving.of(host.grade)
        held = Stretch(period.start, period.end, "care", host.room, PupilGroup("care", post.subject, post.detail))
        yield from _held(slot, held, [] if dismissal is None else [dismissal])
    elif post.kind == "late":
        rooms = view.kept.late_rooms.get(slot.weekday, ())
        yield Stretch(slot.start, slot.end, "late", rooms[0] if len(rooms) == 1 else "", PupilGroup("late", ""))
    elif post.kind in ("fixed", "qa"):
        yield Stretch(slot.start, slot.end, post.kind, problem.post_of[post.subject].zone, PupilGroup(post.kind, post.subject))
    elif post.kind in ("gate", "standby"):
        yield Stretch(slot.start, slot.end, post.kind, post.subject)
    else:
        rooms = problem.rooms_of_block(problem.block_of[post.subject])
        yield Stretch(slot.start, slot.end, post.kind, rooms[0] if len(rooms) == 1 else "", PupilGroup(post.kind, post.subject))


def _held(slot: PostInterval, held: Stretch, dismissals: Iterable[Dismissal]) -> Iterator[Stretch]:
    """A group's stretch with the way there, the waiting for the last of it to leave, the way back or to the gate."""
    if slot.start < held.start:
        yield Stretch(slot.start, held.start, held.doing, "")
    yield held
    until = slot.end - slot.tail
    if not slot.tail and until > held.end:
        yield Stretch(held.end, until, held.doing, "")
    elif until > held.end:
        yield Stretch(held.end, until, WAIT, held.place, held.group)
    if slot.tail:
        gates = {item.gate for item in dismissals if item.minute == until}
        yield Stretch(until, slot.end, LEAVE, gates.pop() if len(gates) == 1 else "", held.group)
