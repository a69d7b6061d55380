"""Trails: pages above a page, as far as the visitor may open them."""

from __future__ import annotations

from api.access.principal import Principal
from api.access.role import Role
from api.page.trails import plan_trail, read_plan_trail, read_term_trail, term_trail
from api.storage.database import Database
from api.storage.plans import get_plan
from api.storage.schools import get_school
from api.storage.terms import get_term
from tests.service.rows import marked, plant


def test_a_plan_stands_below_its_term_and_school(database: Database, tiny: bytes) -> None:
    rows = plant(database, marked(tiny))
    with database.read() as connection:
        plan, term, school = get_plan(connection, rows.plan), get_term(connection, rows.term), get_school(connection, rows.school)
    assert plan
    assert term
    assert school
    planner = Principal("key:x", Role.PLANNER, school_id=rows.school)
    teacher = Principal("key:y", Role.TEACHER, school_id=rows.school, person="t")
    whole = plan_trail(school, term, plan)
    assert [link.href for link in whole] == [
        "/page", f"/page/schools/{rows.school}", f"/page/terms/{rows.term}", f"/page/plans/{rows.plan}",
    ]  # fmt: skip
    assert read_plan_trail(database, planner, plan) == whole
    assert read_term_trail(database, planner, rows.term) == term_trail(school, term)
    assert [link.href for link in read_plan_trail(database, teacher, plan)] == ["/page", f"/page/plans/{rows.plan}"]
    assert read_term_trail(database, planner, "nobodys") == whole[:1]
