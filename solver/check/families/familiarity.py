"""Familiarity: D16 classes looked after by who teaches them, D16F by few different adults, D16W by the same one week after week,
D16S in tutoring by who teaches a main subject.

Formula: a class period is (class, d, p, week) of a class that is in the care group of a host at (d, p). Over those of classes of
which somebody is known: own if somebody on the host's post in that week is a teacher of the class, near if somebody there teaches
its grade. With N class periods D16 = max(0, ceil(own_percent * N / 100) - own) + max(0, ceil(near_percent * N / 100) - near);
scale: both targets. D16F = sum over these classes of max(0, different adults on their posts over all weeks - adults); scale: N.
D16W over care groups (d, host, p) and weeks after the first: 1 if that week and the week before both have a person and not the
same; scale: groups * (W - 1). D16S over class periods, where p is the tutoring period of the grade on d, of classes whose teachers
of Chinese, mathematics or English are known: 1 if none of these is on the post; scale: these class periods.

Afterwards (soft): pupils are with adults whom they know.
"""

from __future__ import annotations

from collections import defaultdict

from solver.check.plan_index import PlanIndex


def share_of(percent: int, number: int) -> int:
    """The least whole number that is at least ``percent`` percent of ``number``."""
    return -(-percent * number // 100)


def familiar_periods(view: PlanIndex) -> tuple[int, int, int]:
    """Class periods of classes that know somebody: all, own (by a teacher of the class), near (by a teacher of the grade)."""
    known = view.problem.familiarity
    own = near = 0
    for class_id, stand in view.known_care:
        teachers, grade = known.teachers[class_id], known.grade[class_id]
        for people in stand.people.values():
            own += not teachers.isdisjoint(people)
            near += not grade.isdisjoint(people)
    return len(view.known_care) * view.weeks, own, near


def faces(view: PlanIndex) -> dict[str, set[str]]:
    """Class that knows somebody and is in care -> everybody who looks after it in any week."""
    found: dict[str, set[str]] = defaultdict(set)
    for class_id, stand in view.known_care:
        found[class_id].update(*stand.people.values())
    return found


def unfamiliar_care(view: PlanIndex) -> tuple[int, int] | None:
    """D16: class periods by own and by near adults that lack to their targets; scale: both targets."""
    if not view.problem.familiarity.teachers:
        return None
    number, own, near = familiar_periods(view)
    least_own, least_near = (share_of(view.number("D16", name), number) for name in ("own_percent", "near_percent"))
    return max(0, least_own - own) + max(0, least_near - near), least_own + least_near


def many_faces(view: PlanIndex) -> tuple[int, int] | None:
    """D16F: adults of each class beyond the number allowed; scale: class periods."""
    if not view.problem.familiarity.teachers:
        return None
    allowed = view.number("D16F", "adults")
    beyond = sum(max(0, len(people) - allowed) for people in faces(view).values())
    return beyond, len(view.known_care) * view.weeks


def weekly_changes(view: PlanIndex) -> tuple[int, int]:
    """D16W: changes of a group's adult from a week to the next; scale: groups * (W - 1)."""
    changes = 0
    for stand in view.of_kind("care"):
        for week in range(2, view.weeks + 1):
            before, then = stand.people[week - 1], stand.people[week]
            changes += bool(before and then and set(before) != set(then))
    return changes, len(view.kept.groups) * (view.weeks - 1)


def tutored_by_others(view: PlanIndex) -> tuple[int, int] | None:
    """D16S: class periods of tutoring without anybody who teaches the class a main subject; scale: class periods of tutoring."""
    main = view.problem.familiarity.main
    if not main:
        return None
    class_of, tutoring = view.problem.class_of, view.kept.tutoring
    lacking = number = 0
    for class_id, stand in view.known_care:
        record = tutoring.get((class_of[class_id].grade, stand.post.weekday))
        if class_id in main and record is not None and record.period == stand.post.detail:
            number += view.weeks
            lacking += sum(main[class_id].isdisjoint(people) for people in stand.people.values())
    return lacking, number
