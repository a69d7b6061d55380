"""Public timetable as families see it, made from the document that ``/v1/public/{school}/timetable`` answers, and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.files.language import Said
from api.page.views.words import grade, tutoring, weekday

CARE: Said = ("基础托管", "Care in the classroom")


@dataclass(frozen=True, slots=True)
class GradeHours:
    """Hours of a grade: first minute, dismissal and gate, each "" where the plan does not say."""

    grade: int
    name: Said
    start: str
    end: str
    gate: str


@dataclass(frozen=True, slots=True)
class PublicPeriod:
    """Period of a day: minutes, what everybody does, and courses that pupils of the grade may attend meanwhile."""

    time: str
    doing: Said
    courses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicDay:
    """Weekday of a grade."""

    name: Said
    periods: tuple[PublicPeriod, ...]


@dataclass(frozen=True, slots=True)
class GradeWeek:
    """Week of a grade; no day where the grade has no service."""

    grade: int
    name: Said
    hours: GradeHours
    days: tuple[PublicDay, ...]


@dataclass(frozen=True, slots=True)
class PublicCourse:
    """Course on offer. kind: strand and nature; teacher: of the school or from outside, never who."""

    name: str
    kind: str
    teacher: str
    audience: str
    capacity: int
    times: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicTimetable:
    """late: until when extended care goes on, "" without; late_rooms: where."""

    school: str
    dates: str
    days: int
    hours: tuple[GradeHours, ...]
    weeks: tuple[GradeWeek, ...]
    courses: tuple[PublicCourse, ...]
    late: str
    late_rooms: tuple[str, ...]


def public_timetable(document: Mapping[str, Any]) -> PublicTimetable:
    """Page of a public timetable's document."""
    hours = tuple(
        GradeHours(item["grade"], grade(item["grade"]), item["start"], item["end"] or "", item["gate"] or "") for item in document["hours"]
    )
    courses = {item["section"]: item["content"] for item in document["menu"]}
    late = document["late"] or {"until": "", "rooms": []}
    return PublicTimetable(
        document["school"], document["dates"], document["days"], hours,
        tuple(_week(document, courses, each) for each in hours), tuple(map(_course, document["menu"])), late["until"], tuple(late["rooms"]),
    )  # fmt: skip


def _week(document: Mapping[str, Any], courses: Mapping[str, str], hours: GradeHours) -> GradeWeek:
    found: dict[int, list[PublicPeriod]] = {}
    for item in document["week"]:
        if item["grade"] == hours.grade:
            named = tuple(courses.get(section, section) for section in item["sections"])
            doing = tutoring(item["tutoring"]) if item["tutoring"] else CARE
            found.setdefault(item["weekday"], []).append(PublicPeriod(f"{item['start']}–{item['end']}", doing, named))
    days = (PublicDay(weekday(day), tuple(periods)) for day, periods in sorted(found.items()))
    return GradeWeek(hours.grade, hours.name, hours, tuple(days))


def _course(item: Mapping[str, Any]) -> PublicCourse:
    return PublicCourse(
        item["content"], item["kind"].replace("\n", " · "), item["teacher_kind"], item["audience"], item["capacity"],
        tuple(item["times"]), tuple(item["places"]),
    )  # fmt: skip

