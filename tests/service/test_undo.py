"""Undo, redo, single locks and suggestions for posts of kept plans."""

from __future__ import annotations

from typing import Any

import pytest

from solver import Plan
from tests.http.conftest import assert_problem
from tests.service.edits import a_care_post, a_seat, based, edit
from tests.service.kept_plan import keep
from tests.service.town import Town


@pytest.fixture
def plan(town: Town, tiny: bytes, solved: Plan) -> str:
    """A valid plan that elm keeps."""
    return keep(town, tiny, solved)


def step(town: Town, plan: str, number: int, direction: str, query: str = "", who: str = "planner", **more: str) -> Any:
    return town.ask(who, "POST", f"/v1/plans/{plan}/{direction}{query}", **based(plan, number), **more)


def seats(town: Town, plan: str) -> Any:
    return town.ask("planner", "GET", f"/v1/plans/{plan}").json()["plan"]["seats"]


def test_an_edit_is_undone_and_redone_as_revisions(town: Town, plan: str, solved: Plan) -> None:
    before = seats(town, plan)
    edit(town, plan, 1, a_seat(solved))
    after = seats(town, plan)
    tried = step(town, plan, 2, "undo", "?dry_run=true").json()
    assert (tried["revision"], [change["kind"] for change in tried["changes"]]) == (None, ["pupils"])
    undone = step(town, plan, 2, "undo", **{"idempotency-key": "u"})
    assert (undone.status_code, undone.json()["revision"], undone.json()["valid"]) == (200, 3, True)
    assert step(town, plan, 2, "undo", **{"idempotency-key": "u"}).json() == undone.json()
    assert seats(town, plan) == before
    assert_problem(step(town, plan, 3, "undo"), 409, "conflict")
    assert step(town, plan, 3, "redo").json()["revision"] == 4
    assert seats(town, plan) == after
    assert_problem(step(town, plan, 4, "redo"), 409, "conflict")
    listed = town.ask("planner", "GET", f"/v1/plans/{plan}/revisions").json()["items"]
    told = [(each["why"]["kind"], each["why"].get("revision")) for each in listed]
    assert told == [("solve", None), ("edit", None), ("undo", 2), ("redo", 2)]


def test_undoing_takes_locks_back_and_says_what_it_is_based_on(town: Town, plan: str) -> None:
    at = f"/v1/plans/{plan}/locks"
    locked = town.ask("planner", "POST", at, {"lock": {"grades": [1, 2]}}, **based(plan, 1)).json()
    assert {lock["grade"] for lock in locked["locks"]} == {1, 2}
    fewer = town.ask("planner", "POST", at, {"unlock": {"grades": [1]}, "lock": {"sections": "all"}}, **based(plan, 2)).json()
    assert {lock["what"] for lock in fewer["locks"]} == {"dismissals", "meetings"}
    assert_problem(step(town, plan, 2, "undo"), 412, "changed")
    assert_problem(town.ask("planner", "POST", f"/v1/plans/{plan}/undo"), 428, "precondition-required")
    assert step(town, plan, 3, "undo").json()["locks"] == locked["locks"]
    wrong = town.ask("planner", "POST", at, {"unlock": {"grades": [3]}, "lock": {"people": ["nobody"]}}, **based(plan, 4))
    assert_problem(wrong, 422, "bad-input")


def test_only_planners_undo(town: Town, plan: str, solved: Plan) -> None:
    edit(town, plan, 1, a_seat(solved))
    for direction in ("undo", "redo"):
        for who in ("reader", "teacher", "class_teacher"):
            assert_problem(step(town, plan, 2, direction, who=who), 403, "forbidden")
        assert_problem(step(town, plan, 2, direction, who="neighbour"), 404, "not-found")


def test_adults_are_suggested_with_reasons_and_edits(town: Town, plan: str, solved: Plan) -> None:
    post, person = a_care_post(solved)
    at, text = f"/v1/plans/{plan}/suggestions", f"care/{post['weekday']}/{post['subject']}/{post['detail']}"
    answer = town.ask("planner", "POST", at, {"post": text, "week": 1, "person": person})
    assert answer.status_code == 200, answer.text
    found = answer.json()["suggestions"]
    assert found
    assert person not in {each["person"] for each in found}
    counts = [len(each["violations"]) for each in found]
    assert counts == sorted(counts)
    made = edit(town, plan, 1, *found[0]["edits"], query="?dry_run=true").json()
    assert len(made["violations"]) == counts[0]
    changed = {tier["name"]: tier["after"] - tier["before"] for tier in made["tiers"] if tier["after"] != tier["before"]}
    assert changed == found[0]["price"]
    for body in ({"post": "care/1/nowhere/0"}, {"post": text, "person": "nobody"}, {"post": text, "week": 50}):
        assert_problem(town.ask("planner", "POST", at, body), 422, "bad-input")
    assert_problem(town.ask("teacher", "POST", at, {"post": text}), 403, "forbidden")


def test_a_closed_section_tells_where_each_pupil_goes(town: Town, plan: str, solved: Plan) -> None:
    section = solved.sections[0]
    told = edit(town, plan, 1, {"edit": "close_section", "section": section.id}, query="?dry_run=true").json()
    pupils = {seat.pupil for seat in solved.seats if seat[1:] == (section.offering, section.number)}
    assert {change["subjects"][0] for change in told["changes"] if change["kind"] == "pupils"} == pupils
    assert "closed" in {change["kind"] for change in told["changes"]}
