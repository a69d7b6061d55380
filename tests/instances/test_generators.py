"""What holds for every generated school, whatever the preset and the seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import pytest

from instances.generators import generate, presets
from instances.generators.menu import DISHES, JUNIOR_DISHES
from solver.problem.bells import Lesson
from solver.problem.offerings import STRANDS
from solver.problem.problem import Problem
from solver.problem.validate import faults

KINDS = ("tiny", "village", "mid", "fengjin", "nine", "large", "crowded")
CASES = [*((kind, seed) for kind in KINDS[:5] for seed in (2, 3)), ("large", 2), ("crowded", 2), ("twin", 2)]


def clashes(lessons: Iterable[Lesson], key: str) -> list[tuple[Lesson, Lesson]]:
    """Pairs of lessons that need the same class, person or room at the same time."""
    groups: dict[tuple[str, int], list[Lesson]] = {}
    for lesson in lessons:
        who = getattr(lesson, key)
        if who is not None:
            groups.setdefault((who, lesson.weekday), []).append(lesson)
    found = []
    for group in groups.values():
        ordered = sorted(group, key=lambda lesson: lesson.start)
        found += [(a, b) for a, b in pairwise(ordered) if b.start < a.end]
    return found


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def school(request: pytest.FixtureRequest) -> Problem:
    kind, seed = request.param
    return generate(presets()[kind], seed)


def test_no_fault(school: Problem) -> None:
    assert faults(school) == []


@pytest.mark.parametrize("key", ["class_id", "staff_id", "room_id"])
def test_the_timetable_has_no_clash(school: Problem, key: str) -> None:
    assert clashes(school.lessons, key) == []


def test_lessons_are_those_of_the_national_scheme(school: Problem) -> None:
    count = Counter(lesson.class_id for lesson in school.lessons if lesson.class_id)
    daily = Counter((lesson.class_id, lesson.weekday) for lesson in school.lessons if lesson.class_id)
    assert all(lesson.end - lesson.start == 40 for lesson in school.lessons if lesson.class_id)
    for home in school.classes:
        assert count[home.id] == (26 if home.grade <= 2 else 30 if home.grade <= 6 else 34)
        assert {daily[home.id, weekday] for weekday in range(1, 6)} <= ({5, 6} if home.grade <= 6 else {6, 7})


def test_service_starts_after_the_last_lesson_of_the_grade(school: Problem) -> None:
    """A11."""
    for lesson in school.lessons:
        if lesson.class_id:
            assert lesson.end <= school.window_of[school.class_of[lesson.class_id].grade].start


def test_every_class_has_one_homeroom_teacher_who_teaches_it(school: Problem) -> None:
    homes = {person.homeroom: person for person in school.staff if person.homeroom}
    assert homes.keys() == school.class_of.keys()
    pairs = {(lesson.class_id, lesson.staff_id): lesson.subject for lesson in school.lessons}
    assert all((class_id, person.id) in pairs for class_id, person in homes.items())
    assert all({"语文", "数学"} & set(person.subjects) for person in homes.values())


def test_nobody_teaches_too_much(school: Problem) -> None:
    loads = Counter(lesson.staff_id for lesson in school.lessons if lesson.class_id)
    assert max(loads.values()) <= 22


def test_special_subjects_use_special_rooms(school: Problem) -> None:
    sport = [lesson for lesson in school.lessons if lesson.subject == "体育"]
    outside = [x for x in sport if x.room_id and school.room_of[x.room_id].type in ("field", "hall")]
    assert len(outside) >= 0.9 * len(sport)


def test_core_subjects_are_taught_in_the_morning_mostly(school: Problem) -> None:
    core = [lesson for lesson in school.lessons if lesson.subject in ("语文", "数学")]
    assert sum(lesson.start < 12 * 60 for lesson in core) >= 0.7 * len(core)


def test_choices_fit_grade_and_days(school: Problem) -> None:
    for pupil in school.pupils:
        grade = school.grade_of_pupil[pupil.id]
        assert len(set(pupil.choices)) == len(pupil.choices)
        assert 0 <= pupil.clubs <= len(pupil.choices)
        for choice in pupil.choices:
            offering = school.offering_of[choice]
            assert grade in offering.grades
            assert len(set(offering.weekdays) & set(pupil.weekdays)) >= offering.sessions


def test_popularity_is_uneven(school: Problem) -> None:
    firsts = Counter(pupil.choices[0] for pupil in school.pupils if pupil.choices)
    assert max(firsts.values()) >= 2 * sum(firsts.values()) / len(school.offerings) or len(school.offerings) < 10


def test_ids_are_pseudonymous(school: Problem) -> None:
    assert all(pupil.id == f"P{n:04d}" for n, pupil in enumerate(school.pupils, start=1))
    assert all(person.id == f"T{n:03d}" for n, person in enumerate(school.staff, start=1))
    assert len({person.name for person in school.staff}) == len(school.staff)


@pytest.mark.parametrize("kind", KINDS[:5])
def test_equal_seeds_give_equal_schools_and_others_do_not(kind: str) -> None:
    parameters = presets()[kind]
    assert generate(parameters, 5) == generate(parameters, 5)
    assert generate(parameters, 5) != generate(parameters, 6)


@pytest.mark.parametrize("seed", range(20))
def test_many_small_schools(seed: int) -> None:
    for kind in ("tiny", "village"):
        found = generate(presets()[kind], seed)
        assert faults(found) == []
        assert not [clash for key in ("class_id", "staff_id", "room_id") for clash in clashes(found.lessons, key)]


def test_the_menu_covers_every_strand() -> None:
    assert {dish.strand for dish in DISHES.values()} == set(STRANDS)
    assert {dish.strand for dish in JUNIOR_DISHES.values()} == set(STRANDS)
    for kind in ("mid", "fengjin", "nine", "large"):
        school = generate(presets()[kind], 1)
        for grade in school.window_of:
            strands = {offering.strand for offering in school.offerings if grade in offering.grades}
            assert strands == set(STRANDS), (kind, grade)


def test_the_policy_part_holds_profile_and_overrides() -> None:
    assert presets()["tiny"].policy == {"profile": "national", "overrides": {}}
    assert presets()["fengjin"].policy["profile"] == "fengjin"
    assert presets()["village-unmerged"].policy["overrides"] == {
        "K03": {"numbers": {"pupils": 40, "classes": 1}},
        "D10": {"numbers": {"days_per_week": 3}},
    }
