"""Who may have a seat: B16 prerequisites, C05 eligibility.

Formula: B16 every course that the offering requires is among those that the pupil has passed. C05 a seat only for a pupil whose
grade lies within first_grade..last_grade and whose family has signed.

Afterwards: nobody sits in a course that comes too early, and nobody without an agreement; such pupils stay in care.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check import counts
from solver.check.measurement import Breaches, Measurement
from solver.check.plan_index import PlanIndex


def _required(view: PlanIndex) -> int:
    return sum(opened.seats for opened in view.opened.values() if opened.offering.requires)


UNPREPARED = Breaches("B16", "未修完先修课程的席位", "seats without what the course requires", _required)
INELIGIBLE = Breaches("C05", "不符合条件的席位", "seats of pupils who may have none", counts.seats)


def prerequisites(view: PlanIndex) -> Iterator[Measurement]:
    """B16: what the course builds on has been passed."""
    for key, opened in view.opened.items():
        needed = frozenset(opened.offering.requires)
        if not needed:
            continue
        name = view.names.section(*key)
        for pupil in view.kept.seats[key]:
            passed = view.problem.pupil_of[pupil].passed
            if not needed <= frozenset(passed):
                zh = f"学生{pupil}未修完{name}的先修课程"
                en = f"Pupil {pupil} has not passed what {name} requires"
                wanted = ", ".join(opened.offering.requires)
                yield UNPREPARED.breach((pupil, opened.section.id), "", None, ", ".join(passed), wanted, zh, en)


def eligible(view: PlanIndex) -> Iterator[Measurement]:
    """C05: seats only for pupils of the grades served whose families have signed."""
    for pupil, (why_zh, why_en) in view.given.barred.items():
        for key in view.kept.seats_of.get(pupil, ()):
            name = view.names.section(*key)
            zh, en = f"学生{pupil}被排入{name}，但{why_zh}", f"Pupil {pupil} is seated in {name}, but {why_en}"
            yield INELIGIBLE.breach((pupil, view.opened[key].section.id), "", None, "1", "0", zh, en)
