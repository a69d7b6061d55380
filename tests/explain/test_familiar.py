"""Notices of classes of which nobody is known, or class teachers alone (D16)."""

from __future__ import annotations

from dataclasses import replace

from solver.explain.familiar import familiar_notices
from solver.explain.precheck import warnings
from solver.problem.people import Staff
from solver.problem.problem import Problem
from solver.problem.pupils import Pupil
from tests.check.builders import policy, problem


def known(**homes: tuple[str, ...]) -> Problem:
    """The tiny school without timetable, whose staff teach classes by name."""
    people = tuple(replace(x, homeroom=None, classes=homes.get(x.id, ())) for x in problem().staff)
    return replace(problem(), staff=people, lessons=())


def test_classes_without_anybody_are_named_with_what_may_be_filled_in() -> None:
    (notice,) = familiar_notices(known(T1=("1A",)), policy())
    assert (notice.rule, notice.measured, notice.limit) == ("D16", "1", "0")
    assert "2A" in notice.zh
    assert "1A" not in notice.zh
    assert all(word in notice.zh for word in ("可能", "任教班级", "课表"))
    assert "2A" in notice.en
    assert "maybe" in notice.en
    assert notice in warnings(known(T1=("1A",)), policy())


def test_classes_without_pupils_are_not_asked_about() -> None:
    away = replace(known(T1=("1A",), T2=("1A",)), pupils=(Pupil("P1", "1A", (1,)), Pupil("P2", "2A")))
    assert familiar_notices(away, policy()) == []


def test_class_teachers_alone_are_told_of() -> None:
    (notice,) = familiar_notices(known(T1=("1A",), T2=("2A",)), policy())
    assert notice.measured == "2"
    assert "任教班级" in notice.zh
    assert familiar_notices(known(T1=("1A",), T2=("2A",), T3=("1A",)), policy()) == []


def test_nothing_is_told_where_the_rules_are_off() -> None:
    off = policy(levels={"D16": "off", "D16F": "off"})
    assert familiar_notices(known(), off) == []
    assert len(familiar_notices(known(), policy(levels={"D16": "off"}))) == 1
    assert familiar_notices(replace(known(), staff=(Staff("T1", "subject"),), pupils=()), policy()) == []
