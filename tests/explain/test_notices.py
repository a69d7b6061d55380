"""Warnings: clubs that cannot open, outside instructors that may not enter, choices that cannot be met."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from solver.calendar.official import official_days
from solver.explain.precheck import precheck, warnings
from solver.policy.load import load_policy
from solver.problem.bells import Lesson
from solver.problem.calendar import MakeUpDay
from solver.problem.problem import Problem
from tests.problem.schools import FIRST, LAST, outside, village, with_clubs

FACES: dict[str, Any] = {"D16": {"level": "off"}, "D16F": {"level": "off"}}
"""The village has no timetable: who knows its classes is asked in tests of its own."""


def rules(problem: Problem, **overrides: Any) -> list[str]:
    found = warnings(problem, load_policy("national", {**FACES, **overrides}))
    assert all(reason.zh.endswith("。") and reason.en.endswith(".") for reason in found)
    return sorted({reason.rule for reason in found})


def chess(problem: Problem, **changes: Any) -> Problem:
    return replace(problem, offerings=(replace(problem.offerings[0], **changes),))


def in_step(problem: Problem) -> Problem:
    """The school with the official days off, and no service on make-up days, so that its calendar gives no cause to speak."""
    official = official_days(problem.term.first, problem.term.last)
    extra = tuple(MakeUpDay(day, 1, service=False) for day in official.working)
    return replace(problem, term=replace(problem.term, holidays=tuple(official.holidays), make_up_days=extra))


def rich(problem: Problem) -> Problem:
    """With a subsidy, so that no money is missing."""
    return replace(problem, money=replace(problem.money, subsidy=100_000_000))


VILLAGE = rich(in_step(village()))
SCHOOL = with_clubs(VILLAGE)


def test_nothing_to_say() -> None:
    assert rules(SCHOOL) == []


@pytest.mark.parametrize(("change", "expected"), [
    ({"room_type": "lab"}, ["C04", "H07"]),
    ({"minimum": 31, "maximum": 40}, ["C04", "H07"]),
    ({"minimum": 30, "maximum": 40}, []),
    ({"minutes": 120}, []),
    ({"minutes": 121}, ["C04", "K04"]),
    ({"room_type": "lab", "skill": "go"}, ["C04", "D07", "H07"]),
    ({"skill_level": 3}, []),
    ({"skill": "go"}, ["C04", "D07"]),
])  # fmt: skip
def test_offerings_that_cannot_open(change: dict[str, Any], expected: list[str]) -> None:
    assert rules(chess(SCHOOL, **change)) == expected


def test_a_club_that_cannot_open_is_no_refusal() -> None:
    policy = load_policy("national", {**FACES, "D10": {"level": "off"}})
    assert precheck(chess(SCHOOL, room_type="lab"), policy) == ()


@pytest.mark.parametrize(("takers", "expected"), [(2, []), (1, ["C04", "C06"])])
def test_applicants_against_the_minimum(takers: int, expected: list[str]) -> None:
    pupils = [p for p in SCHOOL.pupils if p.class_id == "A3"][:takers]
    assert rules(replace(SCHOOL, pupils=tuple(pupils))) == expected


def test_a_choir_without_its_room_on_its_only_day() -> None:
    monday = chess(SCHOOL, weekdays=(1,))
    lessons = (Lesson(1, 930, 1020, "A1", None, "library"),)
    assert rules(replace(monday, lessons=lessons)) == []  # the last period is free
    shut = replace(monday, lessons=(Lesson(1, 930, 1021, "A1", None, "library"), Lesson(1, 1059, 1070, "A2", None, "library")))
    assert "I04" in rules(shut)
    assert "I04" not in rules(chess(shut, weekdays=(1, 2)))
    assert rules(shut, I04={"level": "off"}) == []


def test_leaders() -> None:
    without = replace(SCHOOL, staff=SCHOOL.staff[1:])  # only O1 masters chess
    assert rules(without) == []
    assert rules(replace(without, outside=())) == ["C04", "D07"]
    assert rules(chess(without, academic=True)) == ["C04", "D07"]
    assert rules(chess(without, academic=True), E02={"level": "off"}) == []
    assert rules(chess(without, weekdays=(1, 3))) == ["C04", "D07"]
    assert rules(replace(SCHOOL, staff=(replace(SCHOOL.staff[0], takes_part=False),), outside=())) == ["C04", "D07"]
    assert rules(replace(SCHOOL, staff=(replace(SCHOOL.staff[0], role="support"),), outside=())) == ["C04", "D07"]


# O1 teaches on Tuesdays and Thursdays: 1 September 2026 is a Tuesday, 14 January 2027 the last Thursday.
@pytest.mark.parametrize(("change", "expected"), [
    ({"approved_to": date(2027, 1, 14)}, []),
    ({"approved_to": date(2027, 1, 13)}, ["E03"]),
    ({"approved_from": None}, ["E03"]),
    ({"pool": "none"}, ["E04"]),
    ({"pool": "district"}, []),
    ({"reviewed": FIRST}, ["E05"]),
    ({"reviewed": None}, ["E05"]),
    ({"filed": FIRST}, []),
    ({"filed": date(2026, 9, 2)}, ["E06"]),
    ({"filed": date(2026, 7, 31)}, ["E06"]),
    ({"insured_to": date(2027, 1, 13)}, ["E06"]),
    ({"contract": False}, ["E14"]),
    ({"clean_record": False, "pool": "none"}, ["E04", "E07"]),
    ({"clean_record": False, "contract": False}, ["E07", "E14"]),
    ({"kind": "hired", "contract": False}, ["E10"]),
    ({"kind": "coach", "contract": False}, ["E12"]),
    ({"kind": "coach", "rate": SCHOOL.money.pay}, []),
    ({"kind": "charity"}, ["E11"]),
    ({"kind": "charity", "rate": 0}, []),
    ({"kind": "specialist", "pool": "none"}, ["E13"]),
    ({"kind": "specialist", "pool": "district"}, []),
    ({"weekdays": (), "pool": "none"}, []),
])  # fmt: skip
def test_vetting(change: dict[str, Any], expected: list[str]) -> None:
    assert rules(replace(SCHOOL, outside=(replace(outside(), **change),))) == expected
    # E04 and E14 tell what the rules of a kind no longer tell.
    off: dict[str, Any] = {rule: {"level": "off"} for rule in (*expected, "E04", "E14") if expected}
    assert rules(replace(SCHOOL, outside=(replace(outside(), **change),)), **off) == []
    assert LAST.isoformat() == "2027-01-15"


def test_pupils_whose_days_do_not_fit() -> None:
    first, *rest = [p for p in SCHOOL.pupils if p.choices]
    friday = replace(first, weekdays=(5,))
    midweek = chess(replace(SCHOOL, pupils=(friday, *rest)), weekdays=(1, 2, 3, 4))
    cause, effect = warnings(midweek, load_policy("national", FACES))
    assert "不在学生参加的日子" in cause.zh
    assert "一门也满足不了" in effect.zh
    for found in (cause, effect):
        assert (found.rule, found.measured, found.subjects) == ("C04", "1", (friday.id,))


def test_applicants_who_get_no_course_are_listed() -> None:
    first, *rest = SCHOOL.pupils
    school = replace(SCHOOL, pupils=(replace(first, signed=False), *rest))
    assert rules(school) == ["C05"]
    assert rules(school, C05={"level": "off"}) == []
    found = warnings(school, load_policy("national", {**FACES, "C05": {"numbers": {"last_grade": 5}}}))
    assert [reason.measured for reason in found if reason.rule == "C05"] == ["1", "10"]
    assert first.id in found[-2].zh


def test_a_dream_class_needs_nobody_to_choose_it() -> None:
    dream = chess(VILLAGE, dream=True, grades=(1, 2))
    assert rules(dream) == []
    assert rules(dream, B08={"level": "off"}) == ["C06"]


def test_a_lesson_never_opens() -> None:
    assert rules(chess(SCHOOL, teaching="group")) == []
    assert rules(chess(SCHOOL, teaching="lesson")) == ["B04", "C04"]
    assert rules(chess(SCHOOL, teaching="lesson"), B04={"level": "off"}) == []


def test_a_safety_check_that_runs_out() -> None:
    last = SCHOOL.term.service_dates()[-1][0]
    for days, expected in ((0, []), (1, ["H06"])):
        rooms = (replace(SCHOOL.rooms[0], checked_to=last - timedelta(days=days)), *SCHOOL.rooms[1:])
        assert rules(replace(SCHOOL, rooms=rooms)) == expected
