"""The own page: empty states, the plan of the date, audit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from api.storage.tables import audit
from solver import Plan
from tests.service.kept_plan import keep
from tests.service.town import Town

OWN = {"label": "own", "school_id": "elm"}


def _give(town: Town, name: str, **scope: object) -> None:
    town.keys[name] = town.ask("bureau", "POST", "/v1/keys", {**OWN, **scope}).json()["secret"]


def test_what_there_is_to_see_and_whom_to_ask_otherwise(town: Town, tiny: bytes, solved: Plan) -> None:
    _give(town, "own", role="teacher", person="T002")
    _give(town, "nameless", role="teacher")
    assert "还没有发布" in town.ask("own", "GET", "/page/mine").text
    plan = keep(town, tiny, solved)
    assert "还没有发布" in town.ask("own", "GET", "/page/mine").text, "a draft is nobody's plan"
    town.ask("planner", "POST", f"/v1/plans/{plan}/publication", **{"if-match": "*"})
    shown = town.ask("own", "GET", "/page/mine?date=2026-10-15")
    assert "曾斌" in shown.text
    assert f"/v1/plans/{plan}/calendar?of=T002" in shown.text
    assert "没有编号为“T1”" in town.ask("teacher", "GET", "/page/mine").text
    assert "没有写是哪一位" in town.ask("nameless", "GET", "/page/mine").text
    assert "1-1" in town.ask("class_teacher", "GET", "/page/mine").text
    assert "给学校的教师" in town.ask("bureau", "GET", "/page/mine").text
    assert town.ask("own", "GET", "/page/mine?date=tomorrow").status_code == 422
    assert town.ask("own", "GET", "/page/mine?date=").status_code == 200


def test_pupils_of_own_classes_are_read_with_a_record(town: Town, tiny: bytes, solved: Plan) -> None:
    plan = keep(town, tiny, solved)
    town.ask("planner", "POST", f"/v1/plans/{plan}/publication", **{"if-match": "*"})
    _give(town, "class", role="class_teacher", classes=["101"], person="T001")
    _give(town, "own", role="teacher", person="T002")
    for name, personal in (("class", True), ("own", False)):
        answer = town.ask(name, "GET", "/page/mine?date=2026-10-14")
        with town.database.read() as connection:
            found = connection.execute(select(audit).where(audit.c.request_id == answer.headers["x-request-id"])).mappings().all()
        assert any(entry["personal"] for entry in found) == personal


def test_a_date_before_the_plan_in_force_is_told_by_the_one_that_stood_then(town: Town, tiny: bytes, solved: Plan) -> None:
    first = keep(town, tiny, solved)
    moved = replace(solved, flex=(), effect=date(2026, 10, 12))
    later = keep(town, tiny, moved, why={"earlier": [{"plan": first, "revision": 1}]})
    town.ask("planner", "POST", f"/v1/plans/{later}/publication", **{"if-match": "*"})
    _give(town, "own", role="teacher", person="T002")
    granted = next(grant for grant in solved.flex if grant.person == "T002")
    days = {"before": date(2026, 9, 7), "after": date(2026, 11, 2)}  # Mondays of week 2 of the template
    told = {}
    for name, monday in days.items():
        day = monday.toordinal() + granted.weekday - 1 + (7 if granted.week == 1 else 0)
        told[name] = "弹性上班" in town.ask("own", "GET", f"/page/mine?date={date.fromordinal(day)}").text
    assert told == {"before": True, "after": False}
