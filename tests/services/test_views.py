"""Everybody sees of a plan what concerns them: the table of the module, cell by cell."""

from __future__ import annotations

import pytest

from api.access.principal import Principal
from api.access.role import Role
from api.files.request.example import example_problem
from api.services.views import visible_facts, visible_plan, visible_reasons, visible_violations
from solver import Measurement, Plan, Problem, Reason, dump_plan
from solver.check.families.rooms import FULLEST
from solver.check.report import Facts
from solver.plan.plan import Assignment, Dismissal, Fee, Flex, Post, Seat, Section, Session

MIXED = {Role.READER: {"seats": 0, "fees": 0}, Role.TEACHER: {"seats": 0, "fees": 0, "flex": 1},
         Role.PUBLIC: {"seats": 0, "fees": 0, "assignments": 0, "flex": 0}}  # fmt: skip
"""Role -> what is left of a part; other parts are whole."""


@pytest.fixture(scope="module")
def problem() -> Problem:
    return example_problem()


@pytest.fixture(scope="module")
def plan(problem: Problem) -> Plan:
    offering = problem.offerings[0].id
    people = [person.id for person in problem.staff]
    return Plan(
        dismissals=(Dismissal(1, 1000, "G"),),
        sections=(Section(offering, 1, (Session(1, 1000, "R"),)),),
        seats=tuple(Seat(pupil.id, offering, 1) for pupil in problem.pupils),
        fees=tuple(Fee(pupil.id, 100) for pupil in problem.pupils),
        assignments=tuple(Assignment(Post("gate", 1, "G", 1000), 1, person) for person in people),
        flex=tuple(Flex(person, 1, 1, "late_start") for person in people),
    )


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CLASS_TEACHER])
def test_parts_of_a_plan_by_role(role: Role, problem: Problem, plan: Plan) -> None:
    principal = Principal("key:x", role, person=problem.staff[0].id)
    seen = dump_plan(visible_plan(principal, problem, plan))
    for part, whole in dump_plan(plan).items():
        assert len(seen[part]) == MIXED.get(role, {}).get(part, len(whole)), part
        assert all(entry in whole for entry in seen[part])


def test_a_class_teacher_sees_their_own_classes(problem: Problem, plan: Plan) -> None:
    own = problem.classes[0].id
    mine = {pupil.id for pupil in problem.pupils if pupil.class_id == own}
    assert 0 < len(mine) < len(problem.pupils)
    seen = visible_plan(Principal("key:x", Role.CLASS_TEACHER, classes=(own,)), problem, plan)
    assert {seat.pupil for seat in seen.seats} == {fee.pupil for fee in seen.fees} == mine
    assert seen.assignments == plan.assignments
    assert seen.flex == ()
    assert visible_plan(Principal("key:x", Role.CLASS_TEACHER), problem, plan).seats == ()


@pytest.mark.parametrize("role", list(Role))
def test_loads_of_others_are_for_those_who_see_drafts(role: Role) -> None:
    """A load beside the minutes tells of a person's reduction."""
    facts = Facts(1, 1, 1, 1, {"T1": 10, "T2": 20}, {"T1": 5, "T2": 6}, {"T1": 1, "T2": 2})
    seen = visible_facts(Principal("key:x", role, person="T1"), facts)
    own = {Role.TEACHER: {"T1": 10}, Role.CLASS_TEACHER: {"T1": 10}, Role.PUBLIC: {}}
    assert seen.loads == own.get(role, facts.loads)
    assert seen.minutes == ({} if role is Role.PUBLIC else facts.minutes)
    assert seen.duty_days == ({} if role is Role.PUBLIC else facts.duty_days)


def test_reasons_name_no_pupil_of_others(problem: Problem) -> None:
    child = problem.pupils[0].id
    named, plain = Reason("C01", f"学生 {child}", f"pupil {child}", "2", "1", (child,)), Reason("D10", "不够", "too few")
    assert visible_reasons(Principal("key:x", Role.PLANNER), problem, (named, plain)) == [named, plain]
    blurred, same = visible_reasons(Principal("key:x", Role.READER), problem, (named, plain))
    assert same == plain
    assert blurred.rule == "C01"
    assert child not in repr(blurred)


def test_violations_name_no_pupil_of_others(problem: Problem) -> None:
    child, class_id = problem.pupils[0].id, problem.pupils[0].class_id
    named = Measurement("C01", (child,), "", 1, "2", "1", f"学生 {child}", f"pupil {child}", FULLEST)
    told = Measurement("C02", (), "", 2, "2", "1", f"多出 {child}", "one too many", FULLEST)
    plain = Measurement("D01", ("G1",), "gate", 3, "1", "2", "校门缺人。", "a gate lacks people", FULLEST)
    found = [named, told, plain]

    def seen(principal: Principal) -> list[Measurement]:
        return visible_violations(principal, problem, found)

    assert seen(Principal("key:x", Role.PLANNER)) == found
    assert seen(Principal("key:x", Role.CLASS_TEACHER, classes=(class_id,))) == found
    assert seen(Principal("key:x", Role.PUBLIC)) == []
    blurred = seen(Principal("key:x", Role.READER))
    assert blurred[2] == plain
    assert [(violation.rule, violation.weekday) for violation in blurred] == [("C01", 1), ("C02", 2), ("D01", 3)]
    assert not any(child in str(violation) for violation in blurred)
