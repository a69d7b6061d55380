"""The placing task as a document of FET: one activity a session, on a grid as fine as the bells.

FET's day is a row of equal hours, ours is real time with bells that differ by grade; so an hour of the document lasts as long
as the greatest common divisor of all starts and lengths (5 or 10 minutes), and a session lasts several. Told to FET, all at
100 percent: starts of each session (see ``Task.starts``), one place at a time for adults (leaders and assistants) and for
pupils with several seats (pupils with one seat add nothing that the starts do not say), sessions of a section on different
days, rooms of the right type and size, rooms that are taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import gcd
from xml.etree.ElementTree import Element, SubElement, tostring

from benchmarks.peers.placing.task import Placed, Task
from solver.model.scope import SectionKey
from solver.problem import Interval
from solver.units import Minute, Weekday, clock

HARD = "100"
MOST_HOURS = 72
"""FET takes no longer days."""
SUBJECT = "section"


@dataclass(frozen=True)
class Grid:
    """Hours of ``step`` minutes, the first at ``start``."""

    start: Minute
    step: Minute
    hours: int

    def name(self, hour: int) -> str:
        return clock(self.start + hour * self.step)

    def hour(self, minute: Minute) -> str:
        return clock(minute)

    def touched(self, span: Interval) -> Iterator[str]:
        """Names of the hours that share a minute with the span."""
        for hour in range(self.hours):
            begin = self.start + hour * self.step
            if begin < span.end and span.start < begin + self.step:
                yield self.name(hour)


@dataclass(frozen=True)
class Document:
    """The XML text, and which section each activity is a session of."""

    text: bytes
    activities: dict[int, SectionKey]
    grid: Grid


def grid(task: Task) -> Grid:
    """Raises ValueError when the bells need more hours than FET has."""
    starts = {m for item in task.sections for _, m in item.starts}
    lengths = {item.offering.minutes for item in task.sections}
    if not starts:
        raise ValueError("no session has a possible start. Maybe the plan has no sections")
    step = gcd(*lengths, *(m - min(starts) for m in starts))
    last = max(m + item.offering.minutes for item in task.sections for _, m in item.starts)
    hours = -(-(last - min(starts)) // step)
    if hours > MOST_HOURS:
        raise ValueError(
            f"{hours} hours of {step} minutes, FET takes {MOST_HOURS}. Maybe the bells differ by odd minutes"
        )
    return Grid(min(starts), step, hours)


def document(task: Task) -> Document:
    """Write the task."""
    times = grid(task)
    root = Element("fet", version="6.8.5")
    _texts(root, ("Mode", "Official"), ("Institution_Name", "school"), ("Comments", ""))
    _named(SubElement(root, "Days_List"), "Number_of_Days", "Day", (_day(d) for d in task.frame.days))
    _named(SubElement(root, "Hours_List"), "Number_of_Hours", "Hour", (times.name(h) for h in range(times.hours)))
    _named(SubElement(root, "Subjects_List"), None, "Subject", (SUBJECT,))
    SubElement(root, "Activity_Tags_List")
    people = SubElement(root, "Teachers_List")
    for person in dict.fromkeys(p for item in task.sections for p in item.crew):
        SubElement(_texts(SubElement(people, "Teacher"), ("Name", person), ("Target_Number_of_Hours", "0")),
                   "Qualified_Subjects")  # fmt: skip
    counts = Counter(pupil for item in task.sections for pupil in item.pupils)
    several = {pupil for pupil, count in counts.items() if count > 1}
    students = SubElement(root, "Students_List")
    for pupil in sorted(several):
        _texts(SubElement(students, "Year"), ("Name", pupil), ("Number_of_Students", "1"))
    activities = SubElement(root, "Activities_List")
    numbers: dict[int, SectionKey] = {}
    for item in task.sections:
        first = len(numbers) + 1
        for _ in range(item.offering.sessions):
            numbers[len(numbers) + 1] = item.key
            _activity(activities, item, several, len(numbers), first, times.step)
    SubElement(root, "Buildings_List")
    rooms = SubElement(root, "Rooms_List")
    for name in dict.fromkeys(room for item in task.sections for room in item.rooms):
        capacity = str(task.frame.problem.room_of[name].capacity)
        _texts(
            SubElement(rooms, "Room"), ("Name", name), ("Building", ""), ("Capacity", capacity), ("Virtual", "false")
        )
    _time(SubElement(root, "Time_Constraints_List"), task, numbers)
    _space(SubElement(root, "Space_Constraints_List"), task, numbers, times)
    SubElement(root, "Timetable_Generation_Options_List")
    return Document(tostring(root, encoding="utf-8", xml_declaration=True), numbers, times)


def _day(day: Weekday) -> str:
    return str(day)


def _texts(parent: Element, *pairs: tuple[str, str]) -> Element:
    for tag, text in pairs:
        SubElement(parent, tag).text = text
    return parent


def _named(parent: Element, count: str | None, tag: str, names: Iterable[str]) -> None:
    listed = list(names)
    if count is not None:
        _texts(parent, (count, str(len(listed))))
    for name in listed:
        _texts(SubElement(parent, tag), ("Name", name))


def _activity(parent: Element, item: Placed, several: set[str], number: int, first: int, step: Minute) -> None:
    length = item.offering.minutes // step
    found = SubElement(parent, "Activity")
    _texts(found, *(("Teacher", person) for person in item.crew), ("Subject", SUBJECT))
    _texts(found, *(("Students", pupil) for pupil in sorted(several.intersection(item.pupils))))
    split = item.offering.sessions > 1
    _texts(found, ("Duration", str(length)), ("Total_Duration", str(length * item.offering.sessions)), ("Id", str(number)),
           ("Activity_Group_Id", str(first) if split else "0"), ("Active", "true"))  # fmt: skip


def _constraint(parent: Element, kind: str, *pairs: tuple[str, str]) -> Element:
    return _texts(SubElement(parent, kind), ("Weight_Percentage", HARD), *pairs)


def _time(parent: Element, task: Task, numbers: dict[int, SectionKey]) -> None:
    _constraint(parent, "ConstraintBasicCompulsoryTime", ("Active", "true"))
    sessions: dict[SectionKey, list[int]] = {}
    for number, key in numbers.items():
        sessions.setdefault(key, []).append(number)
    for item in task.sections:
        for number in sessions[item.key]:
            found = _constraint(parent, "ConstraintActivityPreferredStartingTimes", ("Activity_Id", str(number)),
                                ("Number_of_Preferred_Starting_Times", str(len(item.starts))))  # fmt: skip
            for day, minute in item.starts:
                _texts(SubElement(found, "Preferred_Starting_Time"), ("Preferred_Starting_Day", _day(day)),
                       ("Preferred_Starting_Hour", clock(minute)))  # fmt: skip
            _texts(found, ("Permanently_Locked", "false"), ("Active", "true"))
        if len(sessions[item.key]) > 1:
            _constraint(parent, "ConstraintMinDaysBetweenActivities", ("Consecutive_If_Same_Day", "false"),
                        ("Number_of_Activities", str(len(sessions[item.key]))),
                        *(("Activity_Id", str(number)) for number in sessions[item.key]), ("MinDays", "1"),
                        ("Active", "true"))  # fmt: skip


def _space(parent: Element, task: Task, numbers: dict[int, SectionKey], times: Grid) -> None:
    _constraint(parent, "ConstraintBasicCompulsorySpace", ("Active", "true"))
    rooms = {item.key: item.rooms for item in task.sections}
    for number, key in numbers.items():
        _constraint(parent, "ConstraintActivityPreferredRooms", ("Activity_Id", str(number)),
                    ("Number_of_Preferred_Rooms", str(len(rooms[key]))),
                    *(("Preferred_Room", room) for room in rooms[key]), ("Active", "true"))  # fmt: skip
    for room in dict.fromkeys(room for found in rooms.values() for room in found):
        hours = sorted({(day, hour) for day, span in task.taken.get(room, ()) for hour in times.touched(span)})
        if hours:
            found = _constraint(parent, "ConstraintRoomNotAvailableTimes", ("Room", room),
                                ("Number_of_Not_Available_Times", str(len(hours))))  # fmt: skip
            for day, hour in hours:
                _texts(SubElement(found, "Not_Available_Time"), ("Day", _day(day)), ("Hour", hour))
            _texts(found, ("Active", "true"))


__all__ = ["Document", "Grid", "document", "grid"]
