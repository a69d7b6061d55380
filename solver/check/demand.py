"""What the families applied for, counted once a check. Nothing here depends on the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from solver.problem.problem import Problem
from solver.problem.pupils import Pupil
from solver.units import Minute, Weekday


@dataclass(frozen=True)
class Demand:
    """Counts of applicants, over the weekdays of the problem.

    applicants: pupils with at least one weekday. attending: (class, weekday) -> pupils who attend.
    members: class -> its applicants. grade_days: (grade, weekday) with at least one attending pupil.
    classes: grade -> home classes with an applicant (n_classes). late: weekday -> pupils in extended care (n_late).
    late_grades: weekday -> grades with a window that have pupils in extended care; late_until: weekday -> when the last is fetched.
    """

    applicants: int
    attending: Mapping[tuple[str, Weekday], int]
    members: Mapping[str, tuple[Pupil, ...]]
    grade_days: frozenset[tuple[int, Weekday]]
    classes: Mapping[int, int]
    late: Mapping[Weekday, int]
    late_grades: Mapping[Weekday, frozenset[int]]
    late_until: Mapping[Weekday, Minute]


def count_demand(problem: Problem) -> Demand:
    """Go once through the pupils."""
    days = frozenset(problem.weekdays)
    grade_of = problem.grade_of_pupil
    attending: dict[tuple[str, Weekday], int] = {}
    members: dict[str, list[Pupil]] = {}
    late: dict[Weekday, int] = {}
    late_grades: dict[Weekday, set[int]] = {}
    ends: dict[Weekday, Minute] = {}
    alike: Counter[tuple[str, tuple[Weekday, ...]]] = Counter()
    for pupil in problem.pupils:
        if not pupil.weekdays:
            continue
        members.setdefault(pupil.class_id, []).append(pupil)
        alike[pupil.class_id, pupil.weekdays] += 1
        if pupil.late_until is not None:
            grade = grade_of[pupil.id]
            for weekday in days.intersection(pupil.weekdays):
                late[weekday] = late.get(weekday, 0) + 1
                if grade in problem.window_of:
                    late_grades.setdefault(weekday, set()).add(grade)
                    ends[weekday] = max(ends.get(weekday, pupil.late_until), pupil.late_until)
    for (class_id, weekdays), count in alike.items():
        for weekday in days.intersection(weekdays):
            attending[class_id, weekday] = attending.get((class_id, weekday), 0) + count
    class_of = problem.class_of
    classes: dict[int, int] = {}
    for class_id in members:
        grade = class_of[class_id].grade
        classes[grade] = classes.get(grade, 0) + 1
    return Demand(
        applicants=sum(len(found) for found in members.values()),
        attending=attending,
        members={class_id: tuple(found) for class_id, found in members.items()},
        grade_days=frozenset((class_of[class_id].grade, weekday) for class_id, weekday in attending),
        classes=classes,
        late=late,
        late_grades={weekday: frozenset(grades) for weekday, grades in late_grades.items()},
        late_until=ends,
    )
