"""The counting that the catalogue tells of each stored problem."""

from __future__ import annotations

from collections import Counter

import pytest

from instances import catalogue
from instances.generators import generate, presets
from solver.problem.problem import Problem

NAMES = [entry.name for entry in catalogue.samples()]
ESCORT = 10
ADULTS_LATE = 2


def stored(name: str) -> Problem:
    entry = catalogue.entry(name)
    return generate(presets()[entry.preset], entry.seed)


def numbers(name: str, rule: str) -> dict[str, int]:
    return {key: value for item in presets()[name].overrides if item.rule == rule for key, value in item.numbers}


def staying(problem: Problem, weekday: int, classes: set[str]) -> int:
    return sum(weekday in pupil.weekdays and pupil.class_id in classes for pupil in problem.pupils)


def test_village_groups_fit_when_merged_and_are_full() -> None:
    problem = stored("village")
    limit = numbers("village", "K03")["pupils"]
    by_grade = {home.grade: home.id for home in problem.classes}
    for weekday in range(1, 6):
        groups = [staying(problem, weekday, {by_grade[g], by_grade[g + 1]}) for g in (1, 3, 5)]
        assert max(groups) <= limit
        assert sum(groups) > 2 * limit, "two groups would do"


def test_village_days_are_tight_but_enough() -> None:
    problem = stored("village")
    people = sum(person.takes_part for person in problem.staff)
    supply = people * numbers("village", "D10")["days_per_week"]
    club_days = {day for offering in problem.offerings for day in offering.weekdays}
    late_days = {day for pupil in problem.pupils if pupil.late_until for day in pupil.weekdays}
    assert late_days <= club_days
    visited = {skill.name for person in problem.outside for skill in person.skills}
    own_clubs = sum(offering.skill not in visited for offering in problem.offerings)
    care, gate = 3, 1
    club_day = care + max(own_clubs, gate + ADULTS_LATE)
    demand = (5 - len(club_days)) * (care + gate) + len(club_days) * club_day
    assert demand == supply - 1


def test_village_patrol_ends_before_its_adult_stands_at_the_gate() -> None:
    problem = stored("village")
    assert all(post.end <= min(w.dismissals) for post in problem.posts for w in problem.windows)
    assert sum(p.role == "admin" and p.takes_part for p in problem.staff) * 3 >= 5


def test_village_unmerged_cannot_work() -> None:
    problem = stored("village-unmerged")
    assert problem == stored("village")
    assert numbers("village-unmerged", "K03")["classes"] == 1
    always_there = {pupil.class_id for pupil in problem.pupils if len(pupil.weekdays) == 5 and not pupil.choices}
    assert always_there == {home.id for home in problem.classes}
    supply = sum(person.takes_part for person in problem.staff) * numbers("village-unmerged", "D10")["days_per_week"]
    assert 5 * len(problem.classes) > supply


@pytest.mark.parametrize("name", ["mid", "fengjin"])
def test_days_and_late_posts_suffice_without_clubs(name: str) -> None:
    problem = stored(name)
    people = [person for person in problem.staff if person.takes_part]
    teachers = [person for person in people if person.role != "support"]
    supply = sum(min(4, person.max_days or 4) for person in people)
    patrols = sum(post.kind == "patrol" for post in problem.posts)
    demand = 5 * (len(problem.classes) + patrols + ADULTS_LATE + 1)
    assert demand <= 0.8 * supply
    last = max(minute for window in problem.windows for minute in window.dismissals)
    assert "late_after" not in numbers(name, "D10"), "no group that is seen out is late"
    late = ADULTS_LATE + sum(post.headcount for post in problem.posts if post.end > last)
    assert 5 * late <= 0.8 * 2 * len(teachers)


def test_adults_are_free_when_the_lower_grades_start() -> None:
    """14:35 in the seed school: the upper grades still have lessons (I04)."""
    problem = stored("fengjin")
    start, end = problem.window_of[1].start, problem.window_of[1].periods[0].end
    groups = sum(home.grade in (1, 2) for home in problem.classes)
    for weekday in range(1, 6):
        busy = {x.staff_id for x in problem.lessons if x.weekday == weekday and x.start < end and start < x.end}
        free = [p for p in problem.staff if p.takes_part and p.id not in busy and p.role in ("homeroom", "subject")]
        assert len(free) >= 2 * groups
        assert len(busy) >= groups, "the upper grades are in class"


def test_every_wave_clears_its_gate() -> None:
    for name in NAMES:
        problem = stored(name)
        classes = Counter(home.grade for home in problem.classes)
        for gate in problem.gates:
            waves: Counter[int] = Counter()
            for window in problem.windows:
                waves[window.dismissals[0]] += classes[window.grade]
            for count in waves.values():
                assert count * gate.seconds_per_class <= gate.lanes * 60 * ESCORT * len(problem.gates)


def test_every_club_of_the_school_has_leaders() -> None:
    for name in NAMES:
        problem = stored(name)
        visited = {skill.name for person in problem.outside for skill in person.skills}
        for offering in problem.offerings:
            leaders = [
                person.id
                for person in problem.staff
                if person.takes_part
                for skill in person.skills
                if skill.name == offering.skill and skill.level >= offering.skill_level
            ]
            assert offering.skill in visited or len(leaders) >= 2 * offering.max_sections
