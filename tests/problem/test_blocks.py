"""Faults of service blocks, and what a problem derives from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from solver.problem import Block, FixedPost, MakeUpDay, Problem
from solver.problem.validate import faults
from tests.schools.blocks import EVENING, LUNCH, NAP, TEAM, served


def places(problem: Problem) -> list[tuple[str | int, ...]]:
    return [fault.path for fault in faults(problem)]


@pytest.mark.parametrize(
    ("block", "path"),
    [
        (replace(LUNCH, kind="tea"), ("blocks", 0, "kind")),
        (replace(LUNCH, end=700), ("blocks", 0, "end")),
        (replace(LUNCH, weekdays=()), ("blocks", 0, "weekdays")),
        (replace(LUNCH, weekdays=(6,)), ("blocks", 0, "weekdays", 0)),
        (replace(TEAM, weekdays=(5,)), ("blocks", 0, "weekdays", 0)),
        (replace(TEAM, rooms=()), ("blocks", 0, "rooms")),
        (replace(LUNCH, rooms=("nowhere",)), ("blocks", 0, "rooms", 0)),
        (replace(LUNCH, pupils_per_adult=0), ("blocks", 0, "pupils_per_adult")),
        (replace(LUNCH, roles=()), ("blocks", 0, "roles")),
        (replace(LUNCH, roles=("cook",)), ("blocks", 0, "roles", 0)),
    ],
)
def test_one_fault_of_a_block_has_its_place(block: Block, path: tuple[str | int, ...]) -> None:
    assert path in places(served(block))


def test_unknown_blocks_and_consents() -> None:
    school = served(LUNCH)
    first, *others = school.pupils
    teacher, *rest = school.staff
    wrong = replace(school, pupils=(replace(first, blocks=("supper",)), *others), staff=(replace(teacher, consents=("night",)), *rest))
    assert places(wrong) == [("pupils", 0, "blocks", 0), ("staff", 0, "consents", 0)]


def test_a_room_has_one_block_at_a_time_and_no_lesson() -> None:
    assert places(served(LUNCH, replace(LUNCH, id="nap", start=740, end=760))) == []
    assert ("blocks", 1, "rooms") in places(served(LUNCH, replace(LUNCH, id="nap", start=739, end=760)))
    # 1A has its Monday lesson 14:30-15:20 in R1, 3-minute pupils of it are signed up for the nap
    assert places(served(replace(NAP, weekdays=(1,), start=830, end=870))) == []
    assert ("blocks", 0, "start") in places(served(replace(NAP, weekdays=(1,), start=831, end=871)))


def test_a_pupil_is_not_in_two_places() -> None:
    # service until 17:40 (the last slot)
    assert places(served(replace(EVENING, start=1060, end=1100))) == []
    assert ("pupils", 0, "blocks", 0) in places(served(replace(EVENING, start=1059, end=1100)))


def test_posts_of_questions_name_subjects_and_grades() -> None:
    bare = FixedPost("qa", "qa", "A", 930, 970, (1,))
    school = served()
    assert places(replace(school, posts=(bare,))) == [("posts", 0, "subjects"), ("posts", 0, "grades")]
    assert places(replace(school, posts=(replace(bare, subjects=("语文",), grades=(9,)),))) == [("posts", 0, "grades", 0)]
    other = replace(bare, kind="duty", subjects=("语文",))
    assert places(replace(school, posts=(other,))) == [("posts", 0, "subjects")]


def test_weekend_days_are_days_of_posts_only_where_the_term_has_them() -> None:
    school = served(TEAM)
    assert school.weekdays == (1, 2, 3, 4, 5)
    assert school.post_days == (1, 2, 3, 4, 5, 6)
    assert served(LUNCH).post_days == (1, 2, 3, 4, 5)
    week = replace(school.term, first=date(2025, 9, 1), last=date(2025, 9, 6))
    assert replace(school, term=week).post_days == (1, 2, 3, 4, 5, 6)
    worked = replace(week, make_up_days=(MakeUpDay(date(2025, 9, 6), 5),))
    assert replace(school, term=worked).post_days == (1, 2, 3, 4, 5)
    assert replace(school, term=replace(week, holidays=(date(2025, 9, 6),))).post_days == (1, 2, 3, 4, 5)
