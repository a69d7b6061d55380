"""An importer's result in the neutral form of :mod:`tests.offices.concluded`."""

from __future__ import annotations

from api.files.sources.importing import Imported
from tests.offices.concluded import (
    Concluded,
    ConcludedChild,
    ConcludedLesson,
    ConcludedTeacher,
    ConcludedVisitor,
    ConcludedWish,
)


def concluded(imported: Imported) -> Concluded:
    """The problem and the names of an import. A lesson's period is the rank of its start among all starts of lessons."""
    problem, names = imported.problem, imported.names
    offering = {each.id: each.name for each in problem.offerings}
    staff = {each.id: each.name or each.id for each in problem.staff}
    starts = sorted({lesson.start for lesson in problem.lessons if lesson.class_id})
    period = {start: rank for rank, start in enumerate(starts, start=1)}
    return Concluded(
        tuple(ConcludedChild(pupil.class_id, _number(pupil.id), names.get(pupil.id, pupil.id)) for pupil in problem.pupils),
        tuple(ConcludedTeacher(staff[each.id], each.subjects, each.homeroom) for each in problem.staff),
        tuple(
            ConcludedWish(pupil.class_id, _number(pupil.id), names.get(pupil.id, pupil.id), pupil.weekdays,
                          tuple(offering.get(choice, choice) for choice in pupil.choices))
            for pupil in problem.pupils if pupil.weekdays or pupil.choices
        ),
        tuple(ConcludedVisitor(each.name or each.id, each.organisation, each.weekdays) for each in problem.outside),
        tuple(
            ConcludedLesson(lesson.class_id, lesson.weekday, period[lesson.start], lesson.subject,
                            staff.get(lesson.staff_id or "", lesson.staff_id or ""), lesson.weeks)
            for lesson in problem.lessons if lesson.class_id
        ),
        tuple(offering.values()),
        tuple(question.zh + question.guess for question in imported.questions),
    )


def _number(ident: str) -> int | None:
    """The number in class of a pseudonym ``1.2-07``; None where the id has no such end."""
    last = ident.rpartition("-")[2]
    return int(last) if last.isdecimal() else None
