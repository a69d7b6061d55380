"""Attendance by grade: which sections of a plan a pupil of a grade may attend, and which still take one.

A section is attended in all of its sessions, so one session in the tutoring period of a grade closes the whole section to
that grade.
"""

from __future__ import annotations

from solver.check.families.time import within
from solver.check.plan_index import OpenedSection, PlanIndex


def may_attend(view: PlanIndex, opened: OpenedSection, grade: int) -> bool:
    """Whether the rules let a pupil of a grade sit in a section.

    The offering names the grade (C01); the policy serves it with clubs (C05); every session lies within its service hours
    (K04) and beside its tutoring, the way to a venue included (B01); a member of a squad (B11), or a pupil who has passed
    the courses required (B16), is in the grade.
    """
    return (
        grade in opened.offering.grades
        and _served(view, grade)
        and _in_time(view, opened, grade)
        and _admitted(view, opened, grade)
    )


def open_to(view: PlanIndex, opened: OpenedSection, grade: int) -> bool:
    """Whether a pupil of a grade sits in a section by the rules, or could take a seat that is left (C06, H07)."""
    return may_attend(view, opened, grade) and (
        bool(opened.pupils.get(grade)) or opened.seats < capacity(view, opened)
    )


def capacity(view: PlanIndex, opened: OpenedSection) -> int:
    """The most pupils that a section holds: of its offering (C06), and of the smallest room that it meets in (H07)."""
    rooms = [view.problem.room_of[session.room] for session in opened.sessions if session.room in view.problem.room_of]
    held = [room.capacity for room in rooms] if view.policy.on("H07") else []
    return min([opened.offering.maximum, *held])


def grades_of(view: PlanIndex, opened: OpenedSection) -> tuple[int, ...]:
    """The grades of the offering that may attend the section, ascending; empty in a plan that no grade could follow."""
    return tuple(grade for grade in sorted(opened.offering.grades) if may_attend(view, opened, grade))


def _served(view: PlanIndex, grade: int) -> bool:
    if not view.policy.on("C05"):
        return True
    return view.number("C05", "first_grade") <= grade <= view.number("C05", "last_grade")


def _in_time(view: PlanIndex, opened: OpenedSection, grade: int) -> bool:
    window = view.problem.window_of.get(grade)
    if window is None:
        return False
    for session in opened.sessions:
        if not within(window, session.start, opened.offering.minutes):
            return False
        record = view.kept.tutoring.get((grade, session.weekday)) if view.policy.on("B01") else None
        if record is None:
            continue
        way, period = view.travel(session.room), window.periods[record.period]
        if session.start - way < period.end and period.start < session.start + opened.offering.minutes + way:
            return False
    return True


def _admitted(view: PlanIndex, opened: OpenedSection, grade: int) -> bool:
    grade_of, offering = view.problem.grade_of_pupil, opened.offering
    if offering.id in view.given.members:
        return any(grade_of[pupil] == grade for pupil in view.given.members[offering.id])
    if not offering.requires or not view.policy.on("B16"):
        return True
    needed = frozenset(offering.requires)
    return any(grade_of[pupil.id] == grade and needed <= frozenset(pupil.passed) for pupil in view.problem.pupils)
