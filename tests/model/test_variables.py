"""Columns are made when they are asked for, and only for what the scope frees; plans come back as they went in."""

from __future__ import annotations

import pytest

from solver.model.build import build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.instance import Instance
from solver.model.linear_model import FALSE, TRUE, LinearModel
from solver.model.scope import Scope, everything
from solver.model.variables import Variables
from solver.plan import Plan, Post
from solver.search.construct.complete import construct
from tests.model.schools import instance


@pytest.fixture(scope="module")
def found() -> Instance:
    return instance()


@pytest.fixture(scope="module")
def plan(found: Instance) -> Plan:
    return construct(found, 1)


def test_nothing_free_makes_no_column_and_no_row(found: Instance, plan: Plan) -> None:
    rows = build(found, Scope(), Current(plan)).rows
    assert rows.size == 2
    assert rows.row_rule == []
    assert rows.broken == []


def test_variables_alone_make_no_column(found: Instance, plan: Plan) -> None:
    rows = LinearModel()
    Variables(found, everything(found.problem, found.policy), Current(plan), rows)
    assert rows.size == 2


def test_a_column_is_made_once(found: Instance) -> None:
    rows = LinearModel()
    v = Variables(found, everything(found.problem, found.policy), Current(Plan()), rows)
    post = Post("care", 1, "1A", 0)
    first = v.stand(post, 1, "t1")
    assert v.stand(post, 1, "t1") == first
    assert rows.size == 3
    assert v.stand(post, 1, "t2") == FALSE  # is away then: no column
    assert rows.size == 3


def test_one_person_on_one_day_has_columns_of_that_person_and_day_only(found: Instance, plan: Plan) -> None:
    scope = Scope(people=frozenset({"t1"}), duty_days=frozenset({(1, 1)}))
    v = build(found, scope, Current(plan)).variables
    free = {key for key, column in v.stands.items() if column > TRUE}
    assert free
    assert {(week, post.weekday, person) for post, week, person in free} == {(1, 1, "t1")}
    for table in (v.slots, v.tutors, v.sessions, v.seats, v.members, v.late_rooms, v.flexes, v.fees):
        assert all(column in (FALSE, TRUE) for column in table.values())


def test_what_is_not_free_is_the_plans_constant(found: Instance, plan: Plan) -> None:
    v = Variables(found, Scope(), Current(plan), LinearModel())
    for a in plan.assignments:
        assert v.stand(a.post, a.week, a.person) == TRUE
    for group in plan.care_groups:
        assert v.hosted(group.host, group.weekday, group.period) == TRUE
    assert v.slot(1, 1030, "north") + v.slot(1, 1040, "north") == TRUE


def test_seats_are_only_for_what_was_chosen(found: Instance) -> None:
    v = Variables(found, everything(found.problem, found.policy), Current(Plan()), LinearModel())
    assert v.seat("p1", ("art", 1)) > TRUE
    assert v.seat("p4", ("art", 1)) == FALSE


@pytest.mark.parametrize("free", ["nothing", "one person", "everything"])
def test_the_hints_give_back_the_plan(found: Instance, plan: Plan, free: str) -> None:
    scopes = {
        "nothing": Scope(),
        "one person": Scope(people=frozenset({"t1"}), duty_days=frozenset({(1, 1), (2, 2)})),
        "everything": everything(found.problem, found.policy),
    }
    model = build(found, scopes[free], Current(plan))
    assert extract(model.variables, model.rows.hint) == plan.canonical()
