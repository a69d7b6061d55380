"""Teaching: B04 no new lessons, academic courses in small groups.

Formula: no opened section is of an offering with teaching lesson; an academic section has <= group pupils; no academic section is
led by somebody of the own staff who teaches a class (a lesson of the regular timetable, or as its class teacher) of which all
applicants, two at least, sit in it.

Afterwards: academic courses help some pupils and never continue the class.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check import counts
from solver.check.measurement import AT_MOST, PERSONS, Breaches, Measurement, Quantity
from solver.check.plan_index import OpenedSection, PlanIndex

LESSON = "lesson"


def _academic(view: PlanIndex) -> int:
    return sum(opened.offering.academic for opened in view.opened.values())


LESSONS = Breaches("B04", "讲授新课的教学班", "sections that are lessons", counts.sections)
GROUP = Quantity("B04", "人数最多的学科类小组", "largest academic group", AT_MOST, PERSONS)
WHOLE_CLASS = Breaches(
    "B04", "任课教师给全班上课的学科类教学班", "academic sections of a teacher's whole class", _academic
)


def no_lessons(view: PlanIndex) -> Iterator[Measurement]:
    """B04: nothing new is taught, and nobody teaches an own class as a whole."""
    most, large = view.number("B04", "group"), view.gauge(GROUP)
    for key, opened in view.opened.items():
        name, ident = view.names.section(*key), opened.section.id
        if opened.offering.teaching == LESSON:
            words = f"{name}是讲授新课，不得开设", f"{name} is a lesson and may not open"
            yield LESSONS.breach((ident,), "", None, LESSON, "", *words)
        if opened.offering.academic:
            if large(opened.seats, most):
                zh = f"学科类{name}有{opened.seats}名学生，小组辅导至多{most}名"
                en = f"Academic {name} has {opened.seats} pupils, {most} at most"
                yield GROUP.case(opened.seats, most, (ident,), "", None, zh, en)
            yield from _whole_classes(view, opened)


def _whole_classes(view: PlanIndex, opened: OpenedSection) -> Iterator[Measurement]:
    offering, number = opened.key
    stand = view.stands["lead", 0, offering, number]
    for person in (name for found in stand.people.values() for name in found):
        for class_id in _taught(view, person):
            members = [pupil.id for pupil in view.demand.members.get(class_id, ())]
            if len(members) > 1 and set(members) <= set(view.kept.seats[opened.key]):
                name, who = view.names.section(*opened.key), view.names.person(person)
                zh = f"学科类{name}由{class_id}班的任课教师{who}给全班上课"
                en = f"Academic {name}: {who}, a teacher of class {class_id}, has the whole class in it"
                subjects = (person, opened.section.id)
                yield WHOLE_CLASS.breach(subjects, "", None, str(len(members)), str(len(members) - 1), zh, en)


def _taught(view: PlanIndex, person: str) -> list[str]:
    """Classes that the person teaches by the regular timetable, by name or as class teacher."""
    found = {item.class_id for item in view.problem.lessons if item.staff_id == person and item.class_id is not None}
    staff = view.problem.staff_of.get(person)
    if staff is not None:
        found.update(staff.classes)
        if staff.homeroom is not None:
            found.add(staff.homeroom)
    return sorted(found)
