"""Rain: nothing can be held on the fields (stress 3; DOMAIN 4A, "which rooms are free if it rains")."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from instances.stress.stress import Stress
from solver.problem.problem import Problem

FIELD = "field"


def rain(problem: Problem, _rng: Random) -> Problem:
    """Field slots 0: without rooms of type ``field``. Lessons that were there go to the home room of their class, as a
    lesson without a class to no room; clubs that need a field stay on the menu with their applicants. When a zone has
    nothing else, its walks vanish too."""
    wet = {room.id for room in problem.rooms if room.type == FIELD}
    lessons = []
    for lesson in problem.lessons:
        if lesson.room_id in wet:
            home = problem.class_of[lesson.class_id].room if lesson.class_id is not None else None
            lessons.append(replace(lesson, room_id=home))
        else:
            lessons.append(lesson)
    rooms = tuple(room for room in problem.rooms if room.id not in wet)
    zones = {room.zone for room in rooms} | {post.zone for post in problem.posts}
    walks = tuple(walk for walk in problem.walks if {walk.zone_a, walk.zone_b} <= zones)
    return replace(problem, rooms=rooms, lessons=tuple(lessons), walks=walks)


STRESS = Stress(
    number=3,
    name="stress-rain",
    zh="下雨，操场不能用",
    en="rain: no field can be used",
    base="fengjin",
    change=rain,
    arithmetic="6 field slots less; football, basketball, wushu and drones close, and their pupils take a later choice",
    missing="that only some afternoons are wet, and a room for rain instead of closing: a club names one type of room",
)
