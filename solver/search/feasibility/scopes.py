"""Scopes around violations, each wider than the one before: what they name, their days, the week, everything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from solver.check.measurement import Measurement
from solver.model.instance import Instance
from solver.model.scope import Scope, SectionKey, everything
from solver.plan import Plan
from solver.units import Weekday

FEW_ROOMS = 3
"""Rooms of a type so few that whoever is in one of them stands in the way of a section that lacks one. Raising it widens scopes."""
SPARE_SECTIONS = 1
"""Sections beyond those open that an offering may open in a scope. Raising it gives more ways out in larger models."""


@dataclass
class _Named:
    """Ids, days and grades that violations name. everyday: whether one of them is about the whole week."""

    offerings: set[str] = field(default_factory=set)
    pupils: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    grades: set[int] = field(default_factory=set)
    days: set[Weekday] = field(default_factory=set)
    everyday: bool = False
    slots: bool = False


def growing_scopes(instance: Instance, plan: Plan, violations: Sequence[Measurement], most_columns: int) -> Iterator[tuple[str, Scope]]:
    """Plan and violations -> (name of the scope, scope), the narrowest first; ``everything`` only last.

    most_columns: size of the whole model up to which everything is freed.
    """
    named = _named(instance, violations)
    opened = {(s.offering, s.number): {x.weekday for x in s.sessions} for s in plan.sections}
    days = named.days or set(instance.post_days)
    in_the_way = _in_the_way(instance, plan, named)
    here = {key for key, there in opened.items() if there & days}
    yield "named", _scope(instance, plan, named, days, in_the_way, named.slots)
    if not here <= in_the_way:
        yield "days", _scope(instance, plan, named, days, in_the_way | here, named.slots)
    if days != set(instance.post_days) or not named.slots:
        yield "week", _scope(instance, plan, named, set(instance.post_days), in_the_way | here, slots=True)
    if most_columns:
        yield "everything", everything(instance.problem, instance.policy)


def _named(instance: Instance, violations: Sequence[Measurement]) -> _Named:
    problem, found = instance.problem, _Named()
    for violation in violations:
        offerings: set[str] = set()
        for subject in violation.subjects:
            name, mark, number = subject.rpartition("#")
            if mark and number.isdigit() and name in problem.offering_of:
                offerings.add(name)
            elif subject in problem.offering_of:
                offerings.add(subject)
            elif subject in problem.pupil_of:
                found.pupils.add(subject)
                found.grades.add(problem.grade_of_pupil[subject])
                if violation.rule in ("B08", "B11"):
                    offerings.update(instance.given.to(subject))
            elif subject in problem.staff_of or subject in problem.outside_of:
                found.people.add(subject)
            elif subject in problem.class_of:
                found.grades.add(instance.grade_of_class[subject])
            elif subject[:1] == "G" and subject[1:].isdigit():
                found.grades.add(int(subject[1:]))
        found.offerings |= offerings
        found.slots = found.slots or violation.rule in ("A02", "A03", "A12", "D14", "H03")
        if violation.weekday in instance.post_days:
            found.days.add(violation.weekday)
        elif offerings:
            found.days.update(day for name in offerings for day in instance.session_days[name])
        else:
            found.everyday = True
    if found.everyday:
        found.days = set(instance.post_days)
    return found


def _in_the_way(instance: Instance, plan: Plan, named: _Named) -> set[SectionKey]:
    """Open sections of the offerings, of their possible leaders, of the people, and in the few rooms that the offerings could use."""
    people, rooms = set(named.people), set[str]()
    for name in named.offerings:
        people.update(instance.leaders[name])
        if len(instance.rooms_for[name]) <= FEW_ROOMS:
            rooms.update(instance.rooms_for[name])
    found = {(s.offering, s.number) for s in plan.sections if s.offering in named.offerings}
    for item in plan.assignments:
        if item.post.weekday == 0 and item.person in people:
            found.add((item.post.subject, item.post.detail))
    for section in plan.sections:
        if any(x.room in rooms and x.weekday in named.days for x in section.sessions):
            found.add((section.offering, section.number))
    opened = {(s.offering, s.number) for s in plan.sections}
    return found & opened


def _scope(
    instance: Instance, plan: Plan, named: _Named, days: set[Weekday], sections: set[SectionKey], slots: bool
) -> Scope:
    """The sections and whoever sits there, those that the offerings named could open beside, and all care and posts of the days."""
    problem = instance.problem
    free = set(sections)
    opened: dict[str, int] = defaultdict(int)
    for section in plan.sections:
        opened[section.offering] = max(opened[section.offering], section.number)
    for name in named.offerings:
        most = min(problem.offering_of[name].max_sections, _enough(instance, name, opened[name]))
        free |= {(name, number) for number in range(1, most + 1)}
    given = {p for p, offers in instance.given.offers.items() if any((name, 1) in free for name in offers)}
    pupils = given | named.pupils | {s.pupil for s in plan.seats if (s.offering, s.number) in free}
    grades = named.grades | {problem.grade_of_pupil[p] for p in pupils}
    mine = frozenset(free)
    return Scope(
        slots=frozenset(problem.window_of) if slots else frozenset(),
        tutoring=frozenset((grade, day) for grade in grades if grade in problem.window_of for day in days if day in instance.days),
        sections=mine,
        seat_sections=mine,
        seat_pupils=frozenset(pupils),
        groups=frozenset(
            (day, band.id, p) for day in days if day in instance.days for band in problem.bands for p in range(len(band.periods))
        ),
        late_rooms=frozenset(days & set(instance.days)),
        people=frozenset((*problem.staff_of, *problem.outside_of)),
        duty_days=frozenset((week, day) for week in instance.weeks for day in days),
        led=mine,
        fees=True,
    )  # fmt: skip


def _enough(instance: Instance, name: str, opened: int) -> int:
    """Sections of an offering that a scope lets open."""
    due = sum(name in offers for offers in instance.given.offers.values())
    return max(opened, -(-due // max(1, instance.most(instance.problem.offering_of[name])))) + SPARE_SECTIONS
