"""The nine-year school: two schools with grids of their own, and evening study as extended care."""

from __future__ import annotations

from collections import Counter

from instances import kinds
from instances.generators.nine import EVENING_PUPILS
from solver.problem.problem import Problem
from tests.instances.drawn import drawn, policy

EVENING = 20 * 60 + 20


def nine() -> Problem:
    return drawn("nine")


def test_classes_and_pupils_of_both_schools() -> None:
    """Column N: 24 + 18 classes, 1,008 + 810 pupils, of whom .90 and .75 take part."""
    problem = nine()
    grades = Counter(home.grade for home in problem.classes)
    assert [grades[grade] for grade in range(1, 10)] == [4] * 6 + [6] * 3
    for junior, pupils, applicants in ((False, 1008, 907), (True, 810, 607)):
        mine = [p for p in problem.pupils if (problem.grade_of_pupil[p.id] >= 7) == junior]
        assert len(mine) == pupils
        assert abs(sum(bool(pupil.weekdays) for pupil in mine) - applicants) <= 3


def test_evening_study() -> None:
    problem = nine()
    evening = [pupil for pupil in problem.pupils if pupil.late_until == EVENING]
    assert len(evening) == EVENING_PUPILS
    assert all(problem.grade_of_pupil[pupil.id] >= 7 and len(pupil.weekdays) == 5 for pupil in evening)
    others = [pupil for pupil in problem.pupils if pupil.late_until and pupil.late_until != EVENING]
    assert len(others) == 25
    assert all(problem.grade_of_pupil[pupil.id] < 7 for pupil in others)
    assert EVENING <= 20 * 60 + 30, "S3: not after 20:30"


def test_evening_study_has_places_adults_and_posts() -> None:
    """About 12 rooms and posts a night, at most two nights a week (column N)."""
    problem, rules = nine(), policy("nine")
    homes = {home.room for home in problem.classes if home.grade >= 7}
    assert {room.id for room in problem.late_rooms} > homes
    most = max(sum(day in p.weekdays and p.late_until is not None for p in problem.pupils) for day in problem.weekdays)
    assert -(-most // rules.number("A08", "pupils_per_adult")) == 12
    assert sum(room.capacity for room in problem.late_rooms) >= most
    assert rules.number("D10", "late_per_week") == 2
    assert {post.id for post in problem.posts if post.end > 18 * 60} == {"patrol-evening", "gate-evening"}


def test_home_rooms_are_free_when_the_evening_begins() -> None:
    problem = nine()
    start = min(min(problem.window_of[grade].dismissals) for grade in (7, 8, 9))
    assert all(problem.window_of[grade].periods[-1].end <= start for grade in (7, 8, 9))


def test_schools_share_no_care_group_and_no_club() -> None:
    problem = nine()
    assert [band.grades for band in problem.bands] == [(1, 2, 3, 4, 5, 6), (7, 8, 9)]
    assert all(max(offering.grades) <= 6 or min(offering.grades) >= 7 for offering in problem.offerings)
    junior = [offering for offering in problem.offerings if min(offering.grades) >= 7]
    assert sum(offering.max_sections * offering.sessions for offering in junior) / 2 == 12


def test_every_kind_of_the_school_has_an_evening() -> None:
    for kind in (kind for kind in kinds.kinds() if kind.startswith("nine")):
        assert sum(pupil.late_until == EVENING for pupil in drawn(kind).pupils) == EVENING_PUPILS
