"""Days of pupils, from the plan alone: sessions, care groups, service blocks, waiting, the way out, extended care."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from solver.check.blocks import post_kind
from solver.check.plan_index import OpenedSection, PlanIndex
from solver.check.replay.stretch import BREAK, BY_TIME, LEAVE, NOBODY, WAIT, Departure, PupilGroup, Stretch
from solver.plan.plan import CareGroup
from solver.problem.pupils import Pupil
from solver.units import Minute, Weekday


@dataclass(frozen=True)
class PupilDay:
    """A pupil's stretches in order, and the departure from the last group; None where none is known."""

    stretches: tuple[Stretch, ...]
    last: PupilGroup | None
    departure: Departure | None


def pupil_days(view: PlanIndex, weekday: Weekday) -> dict[str, PupilDay]:
    """Every pupil who is there that weekday, in the problem's order -> the day."""
    sessions = _sessions(view, weekday)
    care = {
        (class_id, group.period): group
        for group in view.kept.groups
        if group.weekday == weekday
        for class_id in group.classes
    }
    block_rooms = _block_rooms(view, weekday)
    handover = view.policy.number_or("D08", "handover_minutes", 10) or 0
    found = {}
    for pupil in view.problem.pupils:
        served = weekday in view.days and weekday in pupil.weekdays
        blocks = [_block(view, ident, block_rooms[ident][pupil.id]) for ident in pupil.blocks if ident in block_rooms]
        if served:
            found[pupil.id] = _afternoon(view, pupil, weekday, [*blocks, *sessions.get(pupil.id, ())], care, handover)
        elif blocks:
            found[pupil.id] = PupilDay(tuple(sorted(blocks, key=BY_TIME)), None, None)
    return found


def _sessions(view: PlanIndex, weekday: Weekday) -> dict[str, list[Stretch]]:
    found: dict[str, list[Stretch]] = {}
    for opened in view.opened.values():
        for session in opened.sessions:
            if session.weekday == weekday:
                group = session_group(opened, session.start)
                stretch = Stretch(session.start, session.start + opened.offering.minutes, "lead", session.room, group)
                for pupils in opened.pupils.values():
                    for pupil in pupils:
                        found.setdefault(pupil, []).append(stretch)
    return found


def session_group(opened: OpenedSection, start: Minute) -> PupilGroup:
    """The group of a section's session."""
    return PupilGroup("lead", opened.section.offering, opened.section.number, start)


def _block_rooms(view: PlanIndex, weekday: Weekday) -> dict[str, dict[str, str]]:
    """Block of the weekday -> pupil -> room: the own classroom, or the venue's rooms, filled in order."""
    problem = view.problem
    found: dict[str, dict[str, str]] = {}
    for block in problem.blocks:
        if weekday in block.weekdays and weekday in problem.post_days:
            pupils = problem.pupils_of_block[block.id]
            rooms = (room for room in block.rooms for _ in range(problem.room_of[room].capacity))
            last = block.rooms[-1] if block.rooms else ""
            found[block.id] = {
                pupil.id: next(rooms, last) if block.rooms else problem.class_of[pupil.class_id].room
                for pupil in pupils
            }
    return found


def _block(view: PlanIndex, ident: str, room: str) -> Stretch:
    block = view.problem.block_of[ident]
    kind = post_kind(block)
    return Stretch(block.start, block.end, kind, room, PupilGroup(kind, ident))


def _afternoon(
    view: PlanIndex,
    pupil: Pupil,
    weekday: Weekday,
    known: list[Stretch],
    care: Mapping[tuple[str, int], CareGroup],
    handover: Minute,
) -> PupilDay:
    """The day of a pupil who attends: what is known of it, care in the other periods, what lies between, and the way out."""
    problem = view.problem
    home = problem.class_of[pupil.class_id]
    window, dismissal = problem.window_of.get(home.grade), view.leaving.of(home.grade)
    inside = [
        stretch for stretch in known if window is not None and stretch.start >= window.start and stretch.doing == "lead"
    ]
    for number, period in enumerate(window.periods if window else ()):
        if (pupil.id, weekday, number) not in view.presence.away:
            group = care.get((home.id, number))
            room = home.room if group is None else problem.class_of[group.host].room
            own = None if group is None else PupilGroup("care", group.host, number)
            inside.extend(_outside_sessions(Stretch(period.start, period.end, "care", room, own), known))
    inside.sort(key=BY_TIME)
    outside = [stretch for stretch in known if stretch not in inside]
    filled = list(_with_gaps(inside, None if window is None else window.start, handover))
    last = inside[-1].group if inside else None
    if dismissal is None:
        return PupilDay(tuple(sorted([*filled, *outside], key=BY_TIME)), last, None)
    if inside and inside[-1].end < dismissal.minute:
        place = "" if view.travel(inside[-1].place) else inside[-1].place
        filled.append(Stretch(inside[-1].end, dismissal.minute, WAIT, place, last))
    if pupil.late_until is None:
        departure = Departure(dismissal.minute, dismissal.gate)
        filled.append(Stretch(dismissal.minute, dismissal.minute + view.escort, LEAVE, dismissal.gate, last))
    else:
        departure = Departure(dismissal.minute, "")
        rooms = view.kept.late_rooms.get(weekday, ())
        if dismissal.minute < pupil.late_until:
            filled.append(
                Stretch(
                    dismissal.minute, pupil.late_until, "late", rooms[0] if len(rooms) == 1 else "", PupilGroup("late", "")
                )
            )
    return PupilDay(tuple(sorted([*filled, *outside], key=BY_TIME)), last, departure)


def _outside_sessions(care: Stretch, known: Iterable[Stretch]) -> Iterator[Stretch]:
    """The parts of a period of care that remain for a pupil who goes to sessions that begin or end within it."""
    start = care.start
    for session in sorted((stretch for stretch in known if stretch.doing == "lead"), key=BY_TIME):
        if start < session.start < care.end:
            yield care._replace(start=start, end=session.start)
        if session.start < care.end:
            start = max(start, session.end)
    if start < care.end:
        yield care._replace(start=start)


def _with_gaps(inside: list[Stretch], begin: Minute | None, handover: Minute) -> Iterator[Stretch]:
    """The activities, and what lies before and between them: a break, while it belongs to those who hand over (D08)."""
    end = begin
    for stretch in inside:
        if end is not None and end < stretch.start:
            short = stretch.start - end <= handover
            yield Stretch(end, stretch.start, BREAK if short else NOBODY, "", None)
        yield stretch
        end = stretch.end if end is None else max(end, stretch.end)
