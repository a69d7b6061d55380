"""Days of adults, from the assignments alone: a duty begins with its group and ends when the last of its pupils has left (D14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from solver.check.plan_index import OpenedSection, PlanIndex
from solver.check.replay.pupils import PupilDay, session_group
from solver.check.replay.stretch import BY_TIME, LEAVE, LESSON, WAIT, Departure, PupilGroup, Stretch
from solver.check.required_posts import RequiredPost
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


def adult_days(
    view: PlanIndex, weekday: Weekday, week: Week, days: Mapping[str, PupilDay], ends: Mapping[PupilGroup, Parting]
) -> dict[str, list[Stretch]]:
    """Person -> stretches in order; of everybody who has a duty that day, their lessons too."""
    found: dict[str, list[Stretch]] = {}
    for stand in view.stands.values():
        people = stand.people.get(week, stand.people.get(EVERY_WEEK, ()))
        if people:
            stretches = tuple(_duty(view, weekday, stand, days, ends))
            for person in people if stretches else ():
                found.setdefault(person, []).extend(stretches)
    for lesson in view.problem.lessons:
        if lesson.weekday == weekday and lesson.staff_id in found and week in weeks_of(lesson.weeks, view.weeks):
            found[lesson.staff_id].append(Stretch(lesson.start, lesson.end, LESSON, lesson.room_id or ""))
    for stretches_of_one in found.values():
        stretches_of_one.sort(key=BY_TIME)
    return found


def _duty(
    view: PlanIndex, weekday: Weekday, stand: RequiredPost, days: Mapping[str, PupilDay], ends: Mapping[PupilGroup, Parting]
) -> Iterator[Stretch]:
    post, problem = stand.post, view.problem
    if post.kind in ("lead", "assist"):
        opened = view.opened.get((post.subject, post.detail))
        if opened is not None:
            yield from _led(view, weekday, opened, post.kind, ends)
    elif post.weekday != weekday:
        return
    elif post.kind == "care":
        host = problem.class_of[post.subject]
        period = problem.band_of_grade[host.grade].periods[post.detail]
        yield from _held(
            view, Stretch(period.start, period.end, "care", host.room, PupilGroup("care", post.subject, post.detail)), ends
        )
    elif post.kind == "gate":
        yield Stretch(post.detail, post.detail + view.escort, "gate", post.subject)
    elif post.kind == "late":
        yield from _late(view, weekday, days.values())
    elif post.kind in ("fixed", "qa"):
        fixed = problem.post_of[post.subject]
        yield Stretch(fixed.start, fixed.end, post.kind, fixed.zone)
    elif post.kind == "standby":
        yield from (Stretch(slot.start, slot.end, "standby", "") for slot in stand.slots)
    else:
        block = problem.block_of[post.subject]
        rooms = problem.rooms_of_block(block)
        place = rooms[0] if len(rooms) == 1 else ""
        yield Stretch(block.start, block.end, post.kind, place, PupilGroup(post.kind, post.subject))


def _led(
    view: PlanIndex, weekday: Weekday, opened: OpenedSection, kind: str, ends: Mapping[PupilGroup, Parting]
) -> Iterator[Stretch]:
    for session in opened.sessions:
        if session.weekday == weekday:
            way = view.travel(session.room)
            group = session_group(opened, session.start)
            end = session.start + opened.offering.minutes
            if way:
                yield Stretch(session.start - way, session.start, kind, "", None)
            yield from _held(view, Stretch(session.start, end, kind, session.room, group), ends)
            if way:
                yield Stretch(end, end + way, kind, "", None)


def _held(view: PlanIndex, stretch: Stretch, ends: Mapping[PupilGroup, Parting]) -> Iterator[Stretch]:
    """A group's stretch with its adult, the waiting for the dismissal, and the way to the gate."""
    yield stretch
    ending = None if stretch.group is None else ends.get(stretch.group)
    if ending is None:
        return
    if ending.end > stretch.end:
        yield Stretch(stretch.end, ending.end, WAIT, stretch.place, stretch.group)
    if ending.gates:
        last = ending.gates[-1]
        yield Stretch(
            max(last.minute, stretch.end), max(last.minute, stretch.end) + view.escort, LEAVE, last.gate, stretch.group
        )


def _late(view: PlanIndex, weekday: Weekday, days: Iterable[PupilDay]) -> Iterator[Stretch]:
    """Extended care: from the first who comes until the last who is fetched."""
    group = PupilGroup("late", "")
    held = [stretch for day in days for stretch in day.stretches if stretch.group == group]
    if held:
        rooms = view.kept.late_rooms.get(weekday, ())
        place = rooms[0] if len(rooms) == 1 else ""
        yield Stretch(
            min(stretch.start for stretch in held), max(stretch.end for stretch in held), "late", place, group
        )
