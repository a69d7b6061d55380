"""Hints know what a value is in the school, and keep silent rather than guess wildly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.files.request.example import example_problem
from api.files.table.cell import closest
from solver.problem.problem import Problem
from solver.problem.validate import faults
from solver.words import ROLES


def school() -> Problem:
    problem = example_problem()
    return replace(problem, staff=(replace(problem.staff[0], name="陈敏"), *problem.staff[1:]))


def hint_of(problem: Problem, teacher: str) -> str:
    """Hint of a lesson that this teacher is said to give."""
    first = replace(problem.lessons[0], staff_id=teacher)
    return next(
        f.hint_zh for f in faults(replace(problem, lessons=(first, *problem.lessons[1:]))) if f.value == teacher
    )


def test_a_name_where_an_id_belongs_is_told_with_its_id() -> None:
    problem = school()
    assert hint_of(problem, "陈敏") == f"可能要填编号：陈敏是 {problem.staff[0].id}。"


def test_a_name_of_two_is_told_with_both_ids() -> None:
    problem = school()
    staff = tuple(replace(person, name="陈敏") for person in problem.staff[:2])
    same = replace(problem, staff=(*staff, *problem.staff[2:]))
    assert all(person.id in hint_of(same, "陈敏") for person in same.staff[:2])


def test_a_thing_of_another_kind_is_named_by_its_kind() -> None:
    problem = school()
    assert "场地的编号" in hint_of(problem, problem.rooms[0].id)


@pytest.mark.parametrize("word", ["副校长", "司机"])
def test_no_hint_is_better_than_a_silly_one(word: str) -> None:
    assert closest(word, ROLES.values()) == ("", "")
    assert hint_of(school(), word) == "可能写错了名称。"


def test_one_wrong_id_is_one_cause() -> None:
    problem = school()
    old = problem.staff[0].id
    renamed = replace(problem, staff=(replace(problem.staff[0], id="Z1"), *problem.staff[1:]))
    found = [fault for fault in faults(renamed) if fault.value == old]
    assert {fault.cause for fault in found} == {f"unknown {old}"}
