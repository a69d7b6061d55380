"""Figures of rooms and the regular timetable: H07 the right room used once, H08 late places, I04 no clash."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from solver.check.names import day
from solver.check.plan_index import PlanIndex
from solver.papers.measures.measure import Case, Measure, least, none_of
from solver.problem.places import LATE_ROOM


def right_room(view: PlanIndex) -> Iterator[Measure]:
    """H07: rooms of another type, the fullest room, uses that overlap."""
    wrong: list[str] = []
    cases: list[Case] = []
    sessions = 0
    for key, opened in view.opened.items():
        for session in opened.section.sessions:
            room = view.problem.room_of.get(session.room)
            if room is None:
                continue
            sessions += 1
            place = f"{view.names.section(*key)} {view.names.room(room.id)}"
            if room.type != opened.offering.room_type:
                wrong.append(place)
            cases.append((room.capacity - opened.seats, place))
    yield none_of("场地类型不符的课次", "sessions in rooms of another type", wrong, sessions)
    if found := least(cases):
        yield Measure("课程场地最少余座", "fewest spare places of a room", f"{found[0]} 座", "≥ 0 座", found[0] >= 0, found[1])
    twice, uses = [], 0
    for (room_id, weekday), found_uses in view.room_uses.items():
        uses += len(found_uses)
        spans = sorted((use.start, use.end) for use in found_uses)
        if any(one[1] > other[0] for one, other in pairwise(_running(spans))):
            twice.append(f"{view.names.room(room_id)} {day(weekday)[0]}")
    yield none_of("同一场地重叠使用", "rooms used twice at a time", twice, uses)


def _running(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans with the latest end so far, empty ones left out."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if start < end:
            found.append((start, max(end, found[-1][1] if found else end)))
    return found


def late_places(view: PlanIndex) -> Iterator[Measure]:
    """H08: the fewest spare places of extended care, and rooms that are not meant for it."""
    cases: list[Case] = []
    wrong = []
    for weekday, pupils in view.demand.late.items():
        rooms = [view.problem.room_of[room] for room in view.kept.late_rooms.get(weekday, ())]
        wrong += [view.names.room(room.id) for room in rooms if room.type != LATE_ROOM]
        cases.append((sum(room.capacity for room in rooms) - pupils, day(weekday)[0]))
    if found := least(cases):
        yield Measure("延时托管最少余座", "fewest spare places of extended care", f"{found[0]} 座", "≥ 0 座", found[0] >= 0,
                      found[1])  # fmt: skip
        yield none_of("非延时托管场地", "rooms that are no place of extended care", wrong, len(cases))


def regular_timetable(view: PlanIndex) -> Iterator[Measure]:
    """I04: duties across a lesson or meeting of the person, uses across a lesson in the room."""
    lessons: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for lesson in view.problem.lessons:
        if lesson.staff_id is not None:
            lessons["p:" + lesson.staff_id, lesson.weekday].append((lesson.start, lesson.end))
        if lesson.room_id is not None:
            lessons["r:" + lesson.room_id, lesson.weekday].append((lesson.start, lesson.end))
    wrong, duties = [], 0
    for duty in view.each_duty():
        duties += 1
        slot = duty.slot
        if any(start < slot.end and slot.start < end for start, end in lessons["p:" + duty.person, slot.weekday]):
            wrong.append(f"{view.names.person(duty.person)} {day(slot.weekday)[0]}")
    yield none_of("与正课或教研冲突的值班", "duties across a lesson or meeting", wrong, duties)
    crossed, uses = [], 0
    for (room, weekday), found in view.room_uses.items():
        for use in found:
            uses += 1
            if any(start < use.end and use.start < end for start, end in lessons["r:" + room, weekday]):
                crossed.append(f"{view.names.room(room)} {day(weekday)[0]}")
    yield none_of("与正课冲突的用房", "uses of a room across a lesson in it", crossed, uses)
