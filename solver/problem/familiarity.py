"""Familiar adults 熟悉的老师: whom a class knows, from its regular timetable or by name (D16)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from solver.problem.problem import Problem

MAIN_SUBJECTS = ("语文", "数学", "英语", "外语")
"""Beginnings of the names of subjects that homework is set in."""


@dataclass(frozen=True, slots=True)
class Familiarity:
    """Own staff by class id; classes of which nobody is known are absent.

    teachers: class teacher and teachers of the class, in any week. grade: teachers of any class of its grade, those of the class
    among them. main: those who teach it one of :data:`MAIN_SUBJECTS`, as far as the timetable names subjects, or teach it by name
    and have such a subject.
    """

    teachers: Mapping[str, frozenset[str]]
    grade: Mapping[str, frozenset[str]]
    main: Mapping[str, frozenset[str]]


def familiarity(problem: Problem) -> Familiarity:
    """Problem -> whom each class knows: by class teachers, classes that staff name as taught, and the regular timetable."""
    teachers: dict[str, set[str]] = defaultdict(set)
    main: dict[str, set[str]] = defaultdict(set)
    for person in problem.staff:
        if person.homeroom is not None:
            teachers[person.homeroom].add(person.id)
        for named in person.classes:
            teachers[named].add(person.id)
            if any(subject.startswith(MAIN_SUBJECTS) for subject in person.subjects):
                main[named].add(person.id)
    for lesson in problem.lessons:
        home, person_id = lesson.class_id, lesson.staff_id
        if home is not None and person_id is not None and person_id in problem.staff_of:
            teachers[home].add(person_id)
            if lesson.subject.startswith(MAIN_SUBJECTS):
                main[home].add(person_id)
    of_grade: dict[int, set[str]] = defaultdict(set)
    for home, people in teachers.items():
        of_grade[problem.class_of[home].grade] |= people
    return Familiarity(
        {home: frozenset(people) for home, people in teachers.items()},
        {home: frozenset(of_grade[problem.class_of[home].grade]) for home in teachers},
        {home: frozenset(people) for home, people in main.items()},
    )
