"""The regular timetable: greedy placing, then repair by swaps within a class until nobody is needed twice at once."""

from __future__ import annotations

from collections import Counter
from random import Random

from instances.generators.curriculum import Course, Teaching
from instances.generators.parameters import Parameters
from solver.problem.bells import Lesson
from solver.problem.places import Room
from solver.problem.pupils import HomeClass

Slot = tuple[int, int]
"""Weekday and number of the lesson slot."""

CORE = ("语文", "数学", "英语")
SPECIAL_ROOMS = {
    "音乐": ("music",), "美术": ("art",), "体育": ("field", "hall"), "信息科技": ("computer",), "科学": ("science",),
}  # fmt: skip
CLASH = 1000
REPEAT = 40
OFF_PREFERENCE = 1
ATTEMPTS = 20


class _Table:
    """A timetable in the making: which course every class has in each of its slots, and what that costs."""

    def __init__(self, courses: tuple[Course, ...], slots: dict[str, list[Slot]], morning: int, rng: Random) -> None:
        self.courses = courses
        self.slots = slots
        self.morning = morning
        self.rng = rng
        self.at: dict[tuple[str, Slot], int] = {}
        self.busy: Counter[tuple[str, Slot]] = Counter()
        self.daily: Counter[tuple[int, int]] = Counter()

    def put(self, course: int, slot: Slot) -> None:
        found = self.courses[course]
        self.at[found.class_id, slot] = course
        self.busy[found.staff_id, slot] += 1
        self.daily[course, slot[0]] += 1

    def take(self, course: int, slot: Slot) -> None:
        found = self.courses[course]
        self.busy[found.staff_id, slot] -= 1
        self.daily[course, slot[0]] -= 1

    def cost(self, course: int, slot: Slot) -> int:
        """What one more lesson of the course at this slot would cost."""
        found = self.courses[course]
        early = slot[1] < self.morning
        value = CLASH * self.busy[found.staff_id, slot]
        if self.daily[course, slot[0]] >= -(-found.count // 5):
            value += REPEAT
        if early != (found.subject in CORE):
            value += OFF_PREFERENCE
        return value

    def fill(self) -> None:
        """Place every lesson at its cheapest free slot, busiest teachers first."""
        load: Counter[str] = Counter()
        for found in self.courses:
            load[found.staff_id] += found.count
        order = sorted(range(len(self.courses)), key=lambda c: (-load[self.courses[c].staff_id], self.rng.random()))
        free = {class_id: list(slots) for class_id, slots in self.slots.items()}
        for course in order:
            mine = free[self.courses[course].class_id]
            for _ in range(self.courses[course].count):
                best = min(mine, key=lambda slot: (self.cost(course, slot), self.rng.random()))
                mine.remove(best)
                self.put(course, best)

    def faulty(self) -> list[tuple[str, Slot]]:
        """Lessons whose teacher is needed twice, or that come too often on their day."""
        return [
            (class_id, slot)
            for (class_id, slot), course in self.at.items()
            if self.busy[self.courses[course].staff_id, slot] > 1
            or self.daily[course, slot[0]] > -(-self.courses[course].count // 5)
        ]

    def clashes(self) -> bool:
        return any(count > 1 for count in self.busy.values())

    def repair(self, rounds: int) -> None:
        """Swap a faulty lesson with the other lesson of the class that gains most; equal swaps are taken too."""
        for _ in range(rounds):
            faulty = self.faulty()
            if not faulty:
                return
            for class_id, slot in faulty:
                self.swap_best(class_id, slot)

    def swap_best(self, class_id: str, slot: Slot) -> None:
        course = self.at[class_id, slot]
        self.take(course, slot)
        here = self.cost(course, slot)
        best: tuple[int, float, Slot] | None = None
        for other_slot in self.slots[class_id]:
            other = self.at[class_id, other_slot]
            if other == course:
                continue
            self.take(other, other_slot)
            gain = self.cost(course, other_slot) - here
            gain += self.cost(other, slot) - self.cost(other, other_slot)
            self.busy[self.courses[other].staff_id, other_slot] += 1
            self.daily[other, other_slot[0]] += 1
            if best is None or (gain, self.rng.random()) < best[:2]:
                best = (gain, self.rng.random(), other_slot)
        if best is None or best[0] > 0:
            self.put(course, slot)
            return
        other = self.at[class_id, best[2]]
        self.take(other, best[2])
        self.put(course, best[2])
        self.put(other, slot)


def _slots(parameters: Parameters, classes: tuple[HomeClass, ...]) -> dict[str, list[Slot]]:
    band_of = {grade: band for band in parameters.bands for grade in band.grades}
    return {
        home.id: sorted(
            [(day, slot) for day in range(1, 6) for slot in band_of[home.grade].every_day]
            + list(band_of[home.grade].extra)
        )
        for home in classes
    }


def _meetings(parameters: Parameters, taught: Teaching, grade_of: dict[str, int]) -> list[Lesson]:
    """教研: everybody whose first subject it is, and who teaches one of the grades if grades are named."""
    found = []
    people = sorted({course.staff_id for course in taught.courses})
    for meeting in parameters.bells.meetings:
        for person in people:
            grades = {grade_of[course.class_id] for course in taught.courses if course.staff_id == person}
            if taught.subjects_of(person)[0] == meeting.subject and (
                not meeting.grades or grades & set(meeting.grades)
            ):
                found.append(
                    Lesson(meeting.weekday, meeting.start, meeting.end, None, person, None, f"{meeting.subject}教研")
                )
    return found


def timetable(
    parameters: Parameters, classes: tuple[HomeClass, ...], rooms: tuple[Room, ...], taught: Teaching, rng: Random
) -> tuple[Lesson, ...]:
    """Lessons and meetings, sorted. Music, art, sport, science and computing use a special room while one is free,
    else the home room. Raises RuntimeError when no table without clashes is found (too few teachers)."""
    slots = _slots(parameters, classes)
    for _ in range(ATTEMPTS):
        table = _Table(taught.courses, slots, parameters.bells.morning, rng)
        table.fill()
        table.repair(60)
        if not table.clashes():
            break
    else:
        raise RuntimeError(f"{parameters.school}: no timetable without clashes; maybe too few teachers")
    home_room = {home.id: home.room for home in classes}
    free_rooms: dict[tuple[Slot, str], list[str]] = {}
    lessons = []
    for (class_id, slot), course in sorted(table.at.items(), key=lambda item: (item[0][1], item[0][0])):
        start, end = parameters.bells.slots[slot[1]]
        subject = taught.courses[course].subject
        room: str | None = home_room[class_id]
        for kind in SPECIAL_ROOMS.get(subject, ()):
            left = free_rooms.setdefault((slot, kind), [place.id for place in rooms if place.type == kind])
            if left:
                room = left.pop(0)
                break
        lessons.append(Lesson(slot[0], start, end, class_id, taught.courses[course].staff_id, room, subject))
    lessons += _meetings(parameters, taught, {home.id: home.grade for home in classes})
    return tuple(sorted(lessons, key=lambda x: (x.weekday, x.start, x.end, x.class_id or "", x.staff_id or "")))
