"""Rooms: H06 checked, H07 right, large enough, used once; H08 places of extended care; I04 no clash with the regular timetable.

Formula: H06 no use of a room on a weekday whose last service date is after the room's checked_to. H07 room
type == offering.room_type; seats <= capacity of every session room; no two of sessions (plain minutes),
care groups (period, host's room), extended care (its interval), blocks in one room share a minute; in the last period pupils wait in
the room until they leave (a venue off campus aside). H08 on a weekday with
n_late > 0 there is extended care, all its rooms have type late, and their capacities add up to n_late. I04 no duty shares a minute with
a lesson or meeting of the person, no use of a room with a lesson in it.

Afterwards: everybody has a place, and the regular timetable stands untouched.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check import counts
from solver.check.assigned_duties import AssignedDuty
from solver.check.clash import near_pairs, overlap
from solver.check.measurement import AT_LEAST, AT_MOST, DAYS, PERSONS, PLACES, Breaches, Measurement, Quantity
from solver.check.names import Words, code, day, when
from solver.check.plan_index import PlanIndex, RoomUse
from solver.problem.bells import Interval
from solver.problem.places import LATE_ROOM
from solver.units import Week, Weekday
from solver.words import span


def _late(view: PlanIndex) -> int:
    return sum(len(view.kept.late_rooms.get(weekday, ())) for weekday in view.demand.late)


CHECKED = Quantity("H06", "安全检查有效期的余量，最少", "spare days of the safety check, fewest", AT_LEAST, DAYS)
OTHER_TYPE = Breaches("H07", "场地类型不符的课次", "sessions in rooms of another type", counts.sessions)
FULLEST = Quantity(
    "H07", "教学班人数（离场地容量最近）", "pupils of the section nearest to its room's capacity", AT_MOST, PERSONS
)
TWICE = Breaches("H07", "同一场地重叠使用", "uses of a room that overlap", counts.room_uses)
NOT_FOR_LATE = Breaches("H08", "非延时托管场地", "rooms that are no place of extended care", _late)
LATE_PLACES = Quantity(
    "H08",
    "延时托管座位（离托管人数最近）",
    "places of extended care on the day nearest to its pupils",
    AT_LEAST,
    PLACES,
)
IN_LESSON = Breaches("I04", "与正课或教研冲突的值班", "duties across a lesson or meeting", counts.duties)
ROOM_TAKEN = Breaches("I04", "与正课冲突的用房", "uses of a room across a lesson in it", counts.room_uses)


def _called(view: PlanIndex, use: RoomUse) -> Words:
    if use.kind == "care":
        return f"{use.subject}看护", f"care of {use.subject}"
    if use.kind == "late":
        return "延时托管", "late care"
    if use.kind != "lead":
        return f"时段{use.subject}", f"block {use.subject}"
    name = next(
        (view.names.section(*key) for key, opened in view.opened.items() if opened.section.id == use.subject), ""
    )
    return name or use.subject, name or use.subject


def _subjects(*uses: RoomUse) -> tuple[str, ...]:
    return tuple(use.subject for use in uses if use.subject)


def checked(view: PlanIndex) -> Iterator[Measurement]:
    """H06: the safety check outlasts the last use of the room."""
    soon = view.gauge(CHECKED)
    for (room_id, weekday), uses in view.room_uses.items():
        until = view.problem.room_of[room_id].checked_to
        if until is None or weekday not in view.service:
            continue
        last = view.service[weekday][1]
        spare = (until - last).days
        if soon(spare, 0):
            (on_zh, on_en), label = day(weekday), view.names.room(room_id)
            zh = f"{on_zh}：{label}的安全检查只到{until}，却用到{last}"
            en = f"{on_en}: the safety check of {label} is valid until {until}, and it is used until {last}"
            yield CHECKED.case(
                spare, 0, _subjects(*uses), room_id, weekday, zh, en, measured=str(last), asked=str(until)
            )


def right_room(view: PlanIndex) -> Iterator[Measurement]:
    """H07: type, capacity, one use at a time."""
    full = view.gauge(FULLEST)
    for opened in view.opened.values():
        name, ident = view.names.section(*opened.key), opened.section.id
        for session in opened.section.sessions:
            room = view.problem.room_of.get(session.room)
            if room is not None and room.type != opened.offering.room_type:
                on_zh, on_en = day(session.weekday)
                label, wanted = view.names.room(room.id), opened.offering.room_type
                zh = f"{on_zh}：{name}安排在{label}（类型：{code(room.type)}），应在{code(wanted)}类场地"
                en = f"{on_en}: {name} is in {label} ({room.type}) and needs a room of type {wanted}"
                yield OTHER_TYPE.breach((ident,), room.id, session.weekday, room.type, wanted, zh, en)
        for room_id in dict.fromkeys(session.room for session in opened.section.sessions):
            room = view.problem.room_of.get(room_id)
            if room is not None and full(opened.seats, room.capacity):
                label = view.names.room(room.id)
                zh = f"{name}有{opened.seats}名学生，{label}只能容纳{room.capacity}名"
                en = f"{name} has {opened.seats} pupils, {label} holds {room.capacity}"
                yield FULLEST.case(opened.seats, room.capacity, (ident,), room.id, None, zh, en)
    for (room_id, weekday), uses in view.room_uses.items():
        if len(uses) < 2:
            continue
        for one, other in near_pairs(uses):
            if overlap(one, other):
                on_zh, on_en = day(weekday)
                (a_zh, a_en), (b_zh, b_en) = _called(view, one), _called(view, other)
                a, b, label = span(one.start, one.end), span(other.start, other.end), view.names.room(room_id)
                zh = f"{on_zh}：{label}同时用于“{a_zh}”{a}和“{b_zh}”{b}"
                en = f"{on_en}: {label} is used for {a_en} {a} and for {b_en} {b} at the same time"
                yield TWICE.breach(_subjects(one, other), room_id, weekday, b, a, zh, en)


def late_places(view: PlanIndex) -> Iterator[Measurement]:
    """H08: extended care has its own rooms, with a place for every pupil."""
    few = view.gauge(LATE_PLACES)
    for weekday, pupils in sorted(view.demand.late.items()):
        rooms = [view.problem.room_of[room] for room in view.kept.late_rooms.get(weekday, ())]
        on_zh, on_en = day(weekday)
        for room in rooms:
            if room.type != LATE_ROOM:
                label = view.names.room(room.id)
                zh, en = f"{on_zh}：{label}不是延时托管场地", f"{on_en}: {label} is no place of late care"
                yield NOT_FOR_LATE.breach((), room.id, weekday, room.type, LATE_ROOM, zh, en)
        places = sum(room.capacity for room in rooms)
        if few(places, pupils):
            zh = f"{on_zh}：延时托管有{pupils}名学生，只有{places}个座位"
            en = f"{on_en}: late care has {pupils} pupils and {places} places"
            yield LATE_PLACES.case(places, pupils, (), "", weekday, zh, en)


def regular_timetable(view: PlanIndex) -> Iterator[Measurement]:
    """I04: posts and room uses leave the regular timetable alone."""
    hits: dict[tuple[AssignedDuty, Interval], list[Week]] = {}
    lessons = view.staff_lessons
    for (person, week, weekday), duties in view.duties.items():
        first = min(duty.slot.start for duty in duties)
        for lesson in lessons.get((person, week, weekday), ()):
            for duty in duties if lesson.end > first else ():
                if lesson.start < duty.slot.end and duty.slot.start < lesson.end:
                    hits.setdefault((duty._replace(week=0), lesson), []).append(week)
    for (duty, lesson), weeks in hits.items():
        slot = duty.slot
        on_zh, on_en = when(slot.weekday, weeks, view.weeks)
        post_zh, post_en = view.names.post(duty.stand.post)
        a, b, who = span(slot.start, slot.end), span(lesson.start, lesson.end), view.names.person(duty.person)
        zh = f"{on_zh} {a}：{who}的岗位“{post_zh}”与其正课或教研{b}冲突"
        en = f"{on_en} {a}: {who}, post {post_en}, has a lesson or meeting {b}"
        yield IN_LESSON.breach((duty.person,), "", slot.weekday, a, b, zh, en)
    yield from _rooms_in_lessons(view)


def _rooms_in_lessons(view: PlanIndex) -> Iterator[Measurement]:
    """Rooms are used alike in every week, so that a lesson of odd or of even weeks alone is in the way too."""
    lessons: dict[tuple[str, Weekday], list[Interval]] = {}
    for lesson in view.problem.lessons:
        if lesson.room_id is not None:
            lessons.setdefault((lesson.room_id, lesson.weekday), []).append(Interval(lesson.start, lesson.end))
    for (room, weekday), uses in view.room_uses.items():
        first = uses[0].start  # they are in this order
        for lesson_span in lessons.get((room, weekday), ()):
            for use in uses if lesson_span.end > first else ():
                if lesson_span.start < use.end and use.start < lesson_span.end:
                    on_zh, on_en = day(weekday)
                    use_zh, use_en = _called(view, use)
                    label = view.names.room(room)
                    a, b = span(use.start, use.end), span(lesson_span.start, lesson_span.end)
                    zh = f"{on_zh} {a}：{label}用于“{use_zh}”，与该场地的常规课程{b}冲突"
                    en = f"{on_en} {a}: {label} is used for {use_en} and has a regular lesson {b}"
                    yield ROOM_TAKEN.breach(_subjects(use), room, weekday, a, b, zh, en)
