"""One tenth more applicants in the lowest grade (stress 4)."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from instances.stress.stress import Stress
from solver.problem.problem import Problem

MORE = 10
"""Percent of the applicants of the grade."""


def more_first_graders(problem: Problem, rng: Random) -> Problem:
    """``MORE`` percent further applicants in the lowest grade: new pupils with the next numbers, class by class in turn,
    each with the application of one who is drawn among those of the grade."""
    lowest = min(home.grade for home in problem.classes)
    homes = [home.id for home in problem.classes if home.grade == lowest]
    applicants = [pupil for pupil in problem.pupils if pupil.class_id in homes and pupil.weekdays]
    like = rng.sample(applicants, round(len(applicants) * MORE / 100))
    new = (
        replace(pupil, id=f"P{len(problem.pupils) + n:04d}", class_id=homes[(n - 1) % len(homes)])
        for n, pupil in enumerate(like, start=1)
    )
    return replace(problem, pupils=(*problem.pupils, *new))


STRESS = Stress(
    number=4,
    name="stress-enrolment",
    zh="一年级报名增加10%",
    en="one tenth more applicants in grade 1",
    base="fengjin",
    change=more_first_graders,
    arithmetic="28 pupils more in 7 classes of 44: no class above the 48 seats of its room, but fewer that can be merged",
    missing="that they come when the term has begun",
)
