"""Rooms from classes and courses, a gate, and the patrol, where the school names none."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from api.files.defaults.known import KnownCourse, KnownSchool
from api.files.defaults.told import Told
from solver.policy.policy import Policy
from solver.problem.bells import Lesson, Window
from solver.problem.characters import alike
from solver.problem.places import CLASSROOM, LATE_ROOM, FixedPost, Gate, Room
from solver.problem.pupils import HomeClass

ZONE = "校园"
"""The zone of everything: no way is measured until the school names zones (D08)."""
SEATS = 45
"""Pupils that a classroom holds at least, as many as a care group may have (K03); more lets larger groups merge."""
FIELD_SEATS = 60
"""Pupils that a playing field or a hall holds."""
FIELDS = re.compile("操场|球场|田径场|体育馆|风雨|场$|礼堂|报告厅")
"""Names of places that hold more than a class."""
MAIN_GATE = Gate("校门", 2, 60, 1, "校门")
"""One gate of two lanes, a minute for a class in a lane, one adult for a wave."""
LATE_ID = "延时托管室"


def rooms_of(known: KnownSchool, policy: Policy, told: Told) -> tuple[tuple[Room, ...], tuple[HomeClass, ...]]:
    """All rooms, and the classes with their home rooms."""
    rooms = list(known.rooms)
    sizes = Counter(pupil.class_id for pupil in known.pupils)
    taken = {room.id for room in rooms}
    classes = []
    made = 0
    for each in known.classes:
        home = each if each.room else replace(each, room=f"R{each.id}")
        if home.room not in taken:
            rooms.append(Room(home.room, CLASSROOM, max(SEATS, sizes[home.id]), ZONE, f"{home.name or home.id}教室"))
            taken.add(home.room)
            made += 1
        classes.append(home)
    if made:
        told.add("rooms", "capacity", f"{made} 间", f"每个班一间教室，至少坐 {SEATS} 人，都算在同一区域（走路不计时间）",
                 f"a room a class for at least {SEATS} pupils, all in one zone (no walking)")  # fmt: skip
    for name, courses in _named_places(known.courses, rooms).items():
        seats = max([FIELD_SEATS if FIELDS.search(name) else SEATS, *(course.maximum or 0 for course in courses)])
        rooms.append(Room(name, name, seats, ZONE, name, holds=_at_once(name, known.lessons)))
        told.add("rooms", "capacity", str(seats), f"课程用到的“{name}”容纳人数", f"seats of {name}, which courses use")
    for name in dict.fromkeys(lesson.room_id for lesson in known.lessons if lesson.room_id):
        if all(room.id != name for room in rooms):
            rooms.append(
                Room(
                    name,
                    name,
                    FIELD_SEATS if FIELDS.search(name) else SEATS,
                    ZONE,
                    name,
                    holds=_at_once(name, known.lessons),
                )
            )
    late = sum(pupil.late_until is not None for pupil in known.pupils)
    if (late or policy.hard("A09")) and all(room.type != LATE_ROOM for room in rooms):
        seats = max(SEATS, late)
        why = f"有 {late} 名学生要延时托管" if late else "政策要求放学后有人等候晚到的家长"
        rooms.append(Room(LATE_ID, LATE_ROOM, seats, ZONE, LATE_ID))
        told.add("rooms", "type", f"{LATE_ID}，{seats} 座", f"{why}，另设一间延时托管室；请改成实际的房间",
                 "a room of its own for extended care or stand-by; name the real one")  # fmt: skip
    return tuple(rooms), tuple(classes)


def room_called(name: str, rooms: Iterable[Room]) -> Room | None:
    """The room with this id, or the only one with this name."""
    rooms = tuple(rooms)
    by_id = next((room for room in rooms if alike(room.id) == alike(name)), None)
    named = [room for room in rooms if alike(room.name) == alike(name)]
    return by_id or (named[0] if len(named) == 1 else None)


def gates_of(known: KnownSchool, told: Told) -> tuple[Gate, ...]:
    """The school's gates, or one."""
    if known.gates:
        return known.gates
    gate = MAIN_GATE
    told.add("gates", "", f"{gate.lanes} 条通道，每班 {gate.seconds_per_class} 秒，每批 {gate.staff} 人护送", "没有写校门，按一个校门",
             f"no gate: one of {gate.lanes} lanes, {gate.seconds_per_class} seconds a class, {gate.staff} adult a wave")  # fmt: skip
    return (gate,)


def posts_of(
    known: KnownSchool, windows: tuple[Window, ...], weekdays: tuple[int, ...], told: Told
) -> tuple[FixedPost, ...]:
    """The school's posts, or one patrol on every day of service (H01)."""
    if known.posts or not windows:
        return known.posts
    admins = sum(person.role == "admin" and person.takes_part for person in known.staff)
    roles = ("admin",) if admins * 2 > len(weekdays) else ("admin", "homeroom", "subject")
    start, end = min(window.start for window in windows), max(window.periods[-1].end for window in windows)
    who = "由行政轮流" if roles == ("admin",) else "行政人少，教师也轮流"
    told.add(
        "posts",
        "",
        "每天 1 人",
        f"没有写巡察岗，按每天一人巡察，{who}",
        f"no patrol named: one adult a day ({', '.join(roles)})",
    )
    return (FixedPost("巡察", "patrol", ZONE, start, end, weekdays, 1, roles, "行政巡察"),)


def _named_places(courses: Iterable[KnownCourse], rooms: Iterable[Room]) -> dict[str, list[KnownCourse]]:
    """Rooms that courses name and that are not there, with their courses."""
    rooms = tuple(rooms)
    found: dict[str, list[KnownCourse]] = defaultdict(list)
    for course in courses:
        if course.room and room_called(course.room, rooms) is None:
            found[course.room].append(course)
    return found


def _at_once(name: str, lessons: Iterable[Lesson]) -> int:
    """Lessons that the timetable has in a room at once, at most."""
    mine = [lesson for lesson in lessons if lesson.room_id == name]
    return max([1, *(sum(o.weekday == each.weekday and o.start <= each.start < o.end for o in mine) for each in mine)])
