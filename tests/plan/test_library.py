"""The rotation through a reading room (B09): who comes when, and that nothing else is there then."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

import pytest

from instances.generators import generate, presets
from solver.model.instance import Instance
from solver.plan.library import Rotation, rotations
from solver.plan.plan import CareGroup, Plan, Section, Session, Tutoring
from solver.policy.load import load_policy
from solver.problem.bells import Lesson
from solver.problem.problem import Problem
from solver.search.construct.complete import construct
from solver.search.soft_policy import softened
from tests.problem.schools import GRADES, WEEK, village

DATES = len(village().term.service_dates())


def school(visits: int, capacity: int = 30, size: int = 10) -> Problem:
    """The village with a reading room; nobody is in a club."""
    plain = village(size=size)
    return replace(plain, rooms=tuple(
        replace(room, visits=visits, capacity=capacity) if room.id == "library" else room for room in plain.rooms
    ))  # fmt: skip


def cared(homework: int | None = 0, merged: bool = False) -> Plan:
    """Every class in care in all three periods, alone or two together, with homework in one period of every day."""
    groups = [
        CareGroup(day, period, f"A{g}", (f"A{g}", f"A{g + 1}") if merged else (f"A{g}",))
        for day in WEEK
        for period in (0, 1, 2)
        for g in (GRADES[::2] if merged else GRADES)
    ]
    tutoring = () if homework is None else tuple(Tutoring(g, day, homework, "homework") for g in GRADES for day in WEEK)
    return Plan(care_groups=tuple(groups), tutoring=tutoring)


def only(problem: Problem, plan: Plan) -> Rotation:
    (found,) = rotations(problem, plan)
    return found


def test_no_room_with_visits_no_rotation() -> None:
    assert rotations(school(0), cared()) == ()


def test_everybody_comes_as_often_as_is_due_at_times_of_their_own() -> None:
    found = only(school(7), cared())
    assert found.came == {f"A{g}": 7 for g in GRADES}
    assert found.short == {}
    assert len(found.visits) == 42
    assert len({(visit.day, visit.start) for visit in found.visits}) == 42
    assert {visit.pupils for visit in found.visits} == {10}
    assert list(found.visits) == sorted(found.visits, key=lambda visit: (visit.day, visit.start))


def test_visits_are_spread_over_the_term() -> None:
    found = only(school(2), cared())
    dates = [day for day, _ in school(2).term.service_dates()]
    for g in GRADES:
        first, second = (dates.index(v.day) for v in found.visits if f"A{g}" in v.classes)
        assert first < DATES // 2 <= second


def test_only_after_homework() -> None:
    starts = Counter(visit.start for visit in only(school(30), cared(homework=1)).visits)
    assert set(starts) == {1020}
    assert only(school(5), cared(homework=2)).visits == ()
    assert {visit.start for visit in only(school(60), cared(homework=None)).visits} == {940, 980, 1020}


@pytest.mark.parametrize(("due", "expected"), [(DATES // 3, True), (DATES // 3 + 1, False)])
def test_as_many_visits_as_there_are_places(due: int, expected: bool) -> None:
    """Two free periods a day for six classes: every class can come on a third of the dates, and no more places exist."""
    found = only(school(due), cared())
    assert (found.short == {}) is expected
    assert len(found.visits) == min(6 * due, 2 * DATES)


def test_the_group_must_fit() -> None:
    assert len(only(school(2, capacity=10), cared()).visits) == 12
    assert only(school(2, capacity=9), cared()).visits == ()
    assert only(school(2, capacity=19), cared(merged=True)).visits == ()
    together = only(school(2, capacity=20), cared(merged=True))
    assert together.short == {}
    assert {visit.pupils for visit in together.visits} == {20}


def test_the_room_must_be_free() -> None:
    lessons = tuple(Lesson(day, 1019, 1021, None, None, "library", "reading") for day in WEEK)
    taken = replace(school(3), lessons=lessons)
    assert only(taken, cared()).visits == ()
    club = replace(cared(), sections=(Section("chess", 1, (Session(1, 980, "library"),)),))
    at = {(visit.weekday, visit.start) for visit in only(school(40), club).visits}
    assert (1, 980) not in at
    assert {(1, 1020), (2, 980)} <= at


def test_a_plan_of_a_real_size_gives_every_class_its_visits() -> None:
    preset = presets()["mid"]
    plain = generate(preset, 1)
    rooms = tuple(replace(room, visits=4) if room.type == "library" else room for room in plain.rooms)
    policy = load_policy(preset.policy["profile"], preset.policy["overrides"])
    problem = replace(plain, rooms=rooms)
    found = only(problem, construct(Instance(problem, softened(policy)), 1))
    assert len(found.came) == len(problem.classes)
    assert found.short == {}
    busy = sorted((visit.day, visit.start, visit.end) for visit in found.visits)
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in itertools.pairwise(busy))
