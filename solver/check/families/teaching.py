"""Teaching: B04 no new lessons, academic courses in small groups.

Formula: no opened section is of an offering with teaching lesson; an academic section has <= group pupils; no academic section is
led by somebody of the own staff who teaches a class (a lesson of the regular timetable, or as its class teacher) of which all
applicants, two at least, sit in it.

Afterwards: academic courses help some pupils and never continue the class.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from solver.check.plan_index import OpenedSection, PlanIndex
from solver.check.violation import Violation

LESSON = "lesson"


def no_lessons(view: PlanIndex) -> Iterator[Violation]:
    """B04: nothing new is taught, and nobody teaches an own class as a whole."""
    most = view.number("B04", "group")
    for key, opened in view.opened.items():
        name, ident = view.names.section(*key), opened.section.id
        broken = partial(Violation, "B04", (ident,), "", None)
        if opened.offering.teaching == LESSON:
            yield broken(LESSON, "", f"{name}是讲授新课，不得开设", f"{name} is a lesson and may not open")
        if opened.offering.academic:
            if opened.seats > most:
                zh = f"学科类{name}有{opened.seats}名学生，小组辅导至多{most}名"
                yield broken(
                    str(opened.seats), str(most), zh, f"Academic {name} has {opened.seats} pupils, {most} at most"
                )
            yield from _whole_classes(view, opened)


def _whole_classes(view: PlanIndex, opened: OpenedSection) -> Iterator[Violation]:
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
                yield Violation("B04", subjects, "", None, str(len(members)), str(len(members) - 1), zh, en)


def _taught(view: PlanIndex, person: str) -> list[str]:
    """Classes that the person teaches by the regular timetable or as class teacher."""
    found = {item.class_id for item in view.problem.lessons if item.staff_id == person and item.class_id is not None}
    staff = view.problem.staff_of.get(person)
    if staff is not None and staff.homeroom is not None:
        found.add(staff.homeroom)
    return sorted(found)
