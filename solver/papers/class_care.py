"""Care by class 各班看护: the adults of each class, how often and when each comes, and the share held by those it knows (D16).

A class period is one class in a care group in one period of one weekday in one week of the template. It is *own* where somebody who
teaches the class stands there, *near* where somebody does who teaches the class or another of its grade (own ones among them).
Of classes of which nobody is known neither can be told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import NamedTuple

from solver.check.plan_index import PlanIndex
from solver.problem.problem import Problem
from solver.units import Week, Weekday

RELATIONS = ("homeroom", "teacher", "grade", "other")
"""Relations of an adult to a class, nearest first: its class teacher, teacher of the class, teacher of its grade, anybody else."""


class ClassPeriod(NamedTuple):
    """period: 0-based, of the grade's window."""

    week: Week
    weekday: Weekday
    period: int


@dataclass(frozen=True)
class CareAdult:
    """An adult in the care of one class. relation: of :data:`RELATIONS`. subjects: that the adult teaches it, as far as the
    timetable names them. periods: in order, at least one."""

    person: str
    relation: str
    subjects: tuple[str, ...]
    periods: tuple[ClassPeriod, ...]


@dataclass(frozen=True)
class ClassCare:
    """Care of one class over the template. known: whether anybody is known to the class. periods: class periods; of these own and
    near, and empty ones without anybody. adults: nearest relation first, then who comes most often."""

    class_id: str
    grade: int
    known: bool
    periods: int
    own: int
    near: int
    empty: int
    adults: tuple[CareAdult, ...]


@dataclass(frozen=True)
class CareReport:
    """Care of a plan by class. weeks: of the template. classes: those in care at least once, in the school's order."""

    weeks: int
    classes: tuple[ClassCare, ...]

    @cached_property
    def known(self) -> tuple[ClassCare, ...]:
        """Classes of which somebody is known: the shares are told of these."""
        return tuple(item for item in self.classes if item.known)

    @property
    def periods(self) -> int:
        """Class periods of the known classes."""
        return sum(item.periods for item in self.known)

    @property
    def own(self) -> int:
        return sum(item.own for item in self.known)

    @property
    def near(self) -> int:
        return sum(item.near for item in self.known)

    @property
    def adults(self) -> float:
        """Median number of different adults of a class over the template; 0 without classes."""
        return median([len(item.adults) for item in self.classes] or [0])

    @property
    def most_adults(self) -> int:
        return max((len(item.adults) for item in self.classes), default=0)

    @cached_property
    def worst_first(self) -> tuple[ClassCare, ...]:
        """Smallest share of own class periods first, then smallest share of near ones, then most adults; classes of which nobody is
        known at the end."""
        return tuple(sorted(self.classes, key=lambda item: (not item.known, item.own / item.periods, item.near / item.periods,
                                                            -len(item.adults))))  # fmt: skip

    def of(self, class_id: str) -> ClassCare | None:
        """Care of one class; None where it is never in care."""
        return next((item for item in self.classes if item.class_id == class_id), None)


def class_care(view: PlanIndex) -> CareReport:
    """Plan -> care by class."""
    people: dict[str, dict[ClassPeriod, list[str]]] = defaultdict(dict)
    for group in view.kept.groups:
        stand = view.stands["care", group.weekday, group.host, group.period]
        for week in range(1, view.weeks + 1):
            for home in group.classes:
                people[home][ClassPeriod(week, group.weekday, group.period)] = stand.of(week)
    subjects = _subjects(view.problem)
    return CareReport(view.weeks, tuple(_of_class(view.problem, home.id, people[home.id], subjects)
                                        for home in view.problem.classes if home.id in people))  # fmt: skip


def _subjects(problem: Problem) -> dict[tuple[str, str], list[str]]:
    """(class, person) -> subjects of the regular timetable, in order of the first lesson."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for lesson in problem.lessons:
        if lesson.class_id and lesson.staff_id and lesson.subject and lesson.subject not in found[lesson.class_id, lesson.staff_id]:
            found[lesson.class_id, lesson.staff_id].append(lesson.subject)
    return found


def _of_class(
    problem: Problem, class_id: str, people: dict[ClassPeriod, list[str]], subjects: dict[tuple[str, str], list[str]]
) -> ClassCare:
    teachers = problem.familiarity.teachers.get(class_id, frozenset())
    grade = problem.familiarity.grade.get(class_id, frozenset())
    comes: dict[str, list[ClassPeriod]] = defaultdict(list)
    for period in sorted(people):
        for person in people[period]:
            comes[person].append(period)
    adults = [
        CareAdult(person, _relation(problem, class_id, person), tuple(subjects.get((class_id, person), ())), tuple(periods))
        for person, periods in comes.items()
    ]
    return ClassCare(
        class_id=class_id,
        grade=problem.class_of[class_id].grade,
        known=bool(teachers),
        periods=len(people),
        own=_any(people.values(), teachers),
        near=_any(people.values(), teachers | grade),
        empty=sum(1 for there in people.values() if not there),
        adults=tuple(sorted(adults, key=lambda each: (RELATIONS.index(each.relation), -len(each.periods), each.person))),
    )


def _relation(problem: Problem, class_id: str, person: str) -> str:
    staff = problem.staff_of.get(person)
    if staff is not None and staff.homeroom == class_id:
        return "homeroom"
    known = problem.familiarity
    if person in known.teachers.get(class_id, ()):
        return "teacher"
    return "grade" if person in known.grade.get(class_id, ()) else "other"


def _any(found: Iterable[list[str]], those: frozenset[str]) -> int:
    """Class periods on which somebody of those stands."""
    return sum(1 for there in found if not those.isdisjoint(there))
