"""Faults of dream classes, squads, levels, prerequisites, teaching and homework."""

from __future__ import annotations

from solver.errors import Path
from solver.problem.checks import check_once, check_range, check_ref
from solver.problem.findings import Findings
from solver.problem.offerings import TEACHING, Offering
from solver.problem.problem import Problem

HIGHEST_LEVEL = 9
MOST_HOMEWORK = 240
"""Minutes a day."""


def check_given(found: Findings, problem: Problem) -> None:
    """Dream classes and squads are given, so nobody lists them; members can come to every session of their squad."""
    given = {offering.id for offering in problem.offerings if offering.dream or offering.members}
    for i, offering in enumerate(problem.offerings):
        path: Path = ("offerings", i)
        check_range(found, (*path, "level"), offering.level, 0, HIGHEST_LEVEL)
        check_ref(found, (*path, "teaching"), offering.teaching, ("授课方式", "way of teaching"), TEACHING)
        check_once(found, (*path, "requires"), offering.requires, "先修课程", "course that is required")
        if offering.id in given:
            _check_offering(found, path, offering)
            _check_members(found, problem, path, offering)
    for i, window in enumerate(problem.windows):
        check_range(found, ("windows", i, "homework"), window.homework, 0, MOST_HOMEWORK)
    for i, pupil in enumerate(problem.pupils):
        check_once(found, ("pupils", i, "passed"), pupil.passed, "已修课程", "course that was passed")
        for j, choice in enumerate(pupil.choices if given else ()):
            if choice in given:
                found.add(("pupils", i, "choices", j), choice, "体育梦想课和校队由学校安排，不填志愿。",
                          "Dream classes and squads are given by the school and not chosen.",
                          hint_zh="可能要从志愿中删去。", hint_en="Maybe it should go from the choices.")  # fmt: skip


def _check_offering(found: Findings, path: Path, offering: Offering) -> None:
    if offering.dream and offering.members:
        found.add((*path, "members"), len(offering.members), "体育梦想课面向全体，不能另有队员名单。",
                  "A dream class is for everybody and has no list of members.",
                  hint_zh="可能是校队，不是梦想课。", hint_en="Maybe it is a squad and no dream class.")  # fmt: skip
    if offering.requires:
        found.add((*path, "requires"), "、".join(offering.requires), "体育梦想课和校队不设先修课程。",
                  "Dream classes and squads have no prerequisites.",
                  hint_zh="可能填错了行。", hint_en="Maybe it belongs in another row.")  # fmt: skip


def _check_members(found: Findings, problem: Problem, path: Path, offering: Offering) -> None:
    check_once(found, (*path, "members"), offering.members, "队员", "member")
    days = set(problem.weekdays).intersection(offering.weekdays)
    for j, name in enumerate(offering.members):
        here = (*path, "members", j)
        check_ref(found, here, name, ("学生", "pupil"), problem.pupil_of)
        pupil = problem.pupil_of.get(name)
        if pupil is None or pupil.class_id not in problem.class_of:
            continue
        grade = problem.class_of[pupil.class_id].grade
        if grade not in offering.grades:
            found.add(here, name, f"该队员在 {grade} 年级，不在这门课的年级之内。",
                      f"This member is in grade {grade}, which the squad is not for.",
                      hint_zh="可能课程的年级写漏了。", hint_en="Maybe a grade of the offering is missing.")  # fmt: skip
        if len(days.intersection(pupil.weekdays)) < offering.sessions:
            found.add(here, name, f"该队员报名的日子不够每周 {offering.sessions} 次训练。",
                      f"This member did not apply for enough days to train {offering.sessions} times a week.",
                      hint_zh="可能已退队，或报名的日子不全。",
                      hint_en="Maybe the pupil has left the squad, or days are missing.")  # fmt: skip
