"""Lessons and absences of odd or even weeks, as the checker and the replayed day see them: I04, D08, K01, D03, A07R, A11."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.check.plan_index import PlanIndex
from solver.check.replay.day import ROOM, replay
from solver.check.replay.stretch import LESSON
from solver.model.instance import Instance
from solver.plan.plan import Flex
from solver.problem.bells import Busy, Lesson
from solver.problem.problem import Problem
from tests.check.builders import broken, plan, policy, problem, reassigned, staffed, verdict
from tests.check.builders import care as care_of
from tests.schools.blocks import EVENING, GRADE_1, manned, served

ALL = {"": (1, 2), "odd": (1,), "even": (2,)}
"""Pattern -> weeks of a template of two."""


def taught(pattern: str, start: int = 880, end: int = 931, weekday: int = 3, person: str | None = "T2", **where: str) -> Problem:
    base = problem()
    return replace(base, lessons=(*base.lessons, Lesson(weekday, start, end, None, person, weeks=pattern, **where)))


@pytest.mark.parametrize("pattern", ALL)
def test_I04_counts_in_the_weeks_of_the_lesson(pattern: str) -> None:
    school = taught(pattern)
    for week in (1, 2):
        elsewhere = reassigned(plan(), care_of(3, "2A", 0), "T3", 3 - week)  # T2 is on duty in this week alone
        assert broken("I04", school, of=elsewhere) == [(("T2",), 3, "15:30–16:10", "14:40–15:31")] * (week in ALL[pattern])


@pytest.mark.parametrize(("pattern", "said"), [("", "周三 "), ("odd", "第1周周三 "), ("even", "第2周周三 ")])
def test_I04_says_which_weeks(pattern: str, said: str) -> None:
    (found,) = [item.zh for item in verdict(taught(pattern)).violations if item.rule == "I04"]
    assert found.startswith(said)


@pytest.mark.parametrize("weeks", [1, 3])
def test_a_template_of_an_odd_number_of_weeks_has_no_odd_and_even_ones(weeks: int) -> None:
    one = policy({"D02": {"weeks": weeks}})
    for pattern in ALL:
        assert len(broken("I04", taught(pattern), one)) == len(broken("I04", taught(""), one)) == 1


def test_I04_a_section_meets_in_every_week_and_its_room_is_taken_by_a_lesson_of_any() -> None:
    for pattern in ALL:
        led = taught(pattern, 900, 971, 4, "T3")
        assert broken("I04", led) == [(("T3",), 4, "16:10–16:50", "15:00–16:11")]
        assert broken("I04", taught(pattern, 900, 971, 4, None, room_id="lab")) == [
            (("chess#1",), 4, "16:10–16:50", "15:00–16:11")
        ]


@pytest.mark.parametrize("pattern", ALL)
def test_D08_the_way_from_a_lesson_counts_in_its_weeks(pattern: str) -> None:
    far = taught(pattern, 890, 929, room_id="field")  # from the field to the classrooms in a minute
    for week in (1, 2):
        elsewhere = reassigned(plan(), care_of(3, "2A", 0), "T3", 3 - week)
        found = [item for item in broken("D08", far, of=elsewhere) if item[0] == ("T2",)]
        assert len(found) == (week in ALL[pattern])


@pytest.mark.parametrize("pattern", ALL)
def test_K01_counts_in_the_weeks_of_the_absence(pattern: str) -> None:
    person = problem().staff_of["T2"]
    school = staffed(problem(), replace(person, unavailable=(Busy(1, 900, 931, pattern),)))
    for week in (1, 2):
        elsewhere = reassigned(plan(), care_of(1, "2A", 0), "T3", 3 - week)
        assert len(broken("K01", school, of=elsewhere)) == (week in ALL[pattern])


@pytest.mark.parametrize("pattern", ALL)
def test_D03_counts_in_the_week_of_the_grant(pattern: str) -> None:
    for week in (1, 2):
        early = replace(plan(), flex=(Flex("T3", week, 1, "early_leave"),))
        late = replace(plan(), flex=(Flex("T1", week, 2, "late_start"),))
        hit = week in ALL[pattern]
        assert len(broken("D03", taught(pattern, 900, 951, 1, "T3"), of=early)) == hit
        assert len(broken("D03", taught(pattern, 480, 520, 2, "T1"), of=late)) == hit


@pytest.mark.parametrize("weeks", [1, 2, 4])
def test_D02_counts_whom_no_week_lets_serve_out_in_checker_and_model_alike(weeks: int) -> None:
    by = policy({"D02": {"weeks": weeks}})
    for first in ALL:
        for second in ALL:
            away = tuple(Busy(day, 0, 1440, pattern) for day in range(1, 6) for pattern in (first, second))
            school = staffed(problem(), replace(problem().staff_of["T2"], unavailable=away))
            never = weeks % 2 == 1 or "" in (first, second) or first != second
            assert [p.id for p in PlanIndex(school, by, plan()).compared] == ["T1", *["T2"] * (not never), "T3"]
            assert [p.id for p in Instance(school, by).compared] == ["T1", *["T2"] * (not never), "T3"]


def test_A07R_counts_in_the_week_of_the_morning() -> None:
    school, roster = served(EVENING), manned(EVENING)
    late = policy({**GRADE_1, "A07R": {"rest_minutes": 721}}, {"A07R": "hard"})
    for pattern, weeks in ALL.items():
        turned = replace(school, lessons=tuple(replace(x, weeks=pattern) for x in school.lessons))
        (found,) = [item.zh for item in verdict(turned, late, roster).violations if item.rule == "A07R"]
        assert found.startswith("周一" if len(weeks) == 2 else f"第{weeks[0]}周周一")


def test_A11_a_class_has_its_last_lesson_in_any_week() -> None:
    for pattern in ALL:
        base = problem()
        school = replace(base, lessons=(*base.lessons, Lesson(3, 891, 931, "1A", weeks=pattern)))
        assert len(broken("A11", school)) == 1


@pytest.mark.parametrize("pattern", ALL)
def test_the_replayed_day_has_the_lessons_of_its_week(pattern: str) -> None:
    school = taught(pattern, 870, 920)
    for week in (1, 2):
        day = replay(school, policy(), plan(), 3, week)
        assert any(x.doing == LESSON for x in day.adults["T2"]) == (week in ALL[pattern])
        taken = replay(taught(pattern, person=None, room_id="R2"), policy(), plan(), 3, week).breaches
        assert [x.kind for x in taken] == [ROOM] * (week in ALL[pattern])
