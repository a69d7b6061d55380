"""Kept plans: who reads what of them, publication, papers."""

from __future__ import annotations

import json
from typing import Any

from api.storage.plans import NewRevision, add_revision
from solver import Plan, dump_plan, load_plan
from tests.http.conftest import assert_problem
from tests.service.kept_plan import keep
from tests.service.town import Town


def seats(answer: Any) -> set[str]:
    return {seat["pupil"] for seat in answer.json()["plan"]["seats"]}


def test_everybody_sees_what_is_theirs(town: Town, tiny: bytes, solved: Plan) -> None:
    plan = keep(town, tiny, solved)
    at = f"/v1/plans/{plan}"
    whole = town.ask("planner", "GET", at)
    assert load_plan(whole.json()["plan"]) == solved.canonical()
    assert town.ask("planner", "GET", at, **{"if-none-match": whole.headers["etag"]}).status_code == 304
    assert seats(town.ask("reader", "GET", at)) == set()
    for name in ("teacher", "class_teacher", "stranger", "neighbour", "west"):
        assert_problem(town.ask(name, "GET", at), 404, "not-found")
    assert_problem(town.ask(None, "GET", at), 401, "unauthenticated")
    published = town.ask("planner", "POST", f"{at}/publication", **{"if-match": whole.headers["etag"]})
    assert published.status_code == 201, published.text
    document = json.loads(tiny)
    home = {pupil["id"] for pupil in document["problem"]["pupils"] if pupil["class_id"] == "1-1"}
    assert seats(town.ask("class_teacher", "GET", at)) == seats(whole) & home
    assert seats(town.ask("teacher", "GET", at)) == set()
    assert town.ask("teacher", "GET", at).json()["plan"]["assignments"]
    for kind, begin in (("text/html", b"<!"), ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK")):
        for name in ("planner", "teacher", "class_teacher"):
            file = town.ask(name, "GET", at, accept=kind)
            assert (file.status_code, file.content[:2]) == (200, begin)
    reads = [e for e in town.ask("bureau", "GET", "/v1/audit?limit=200").json()["items"] if e["action"] == "read-plan"]
    assert reads
    assert all(entry["personal"] and entry["subject"] == f"{plan}.1" for entry in reads)


def test_publication_is_one_at_a_time_and_has_a_history(town: Town, tiny: bytes, solved: Plan) -> None:
    first, second = keep(town, tiny, solved), keep(town, tiny, solved)
    assert_problem(town.ask("planner", "POST", f"/v1/plans/{first}/publication"), 428, "precondition-required")
    stale = town.ask("planner", "POST", f"/v1/plans/{first}/publication", **{"if-match": f'"{second}.1"'})
    assert_problem(stale, 412, "changed")
    for plan in (first, second, second):
        done = town.ask("planner", "POST", f"/v1/plans/{plan}/publication", **{"if-match": f'"{plan}.1"'})
        assert done.status_code == 201
    history = town.ask("teacher", "GET", "/v1/schools/elm/publications").json()["items"]
    assert [(each["plan_id"], each["ended_at"] is None) for each in history] == [(second, True), (first, False)]
    assert_problem(town.ask("planner", "DELETE", f"/v1/plans/{first}/publication"), 409, "conflict")
    assert_problem(town.ask("reader", "DELETE", f"/v1/plans/{second}/publication"), 403, "forbidden")
    assert town.ask("planner", "DELETE", f"/v1/plans/{second}/publication").status_code == 204
    assert_problem(town.ask("teacher", "GET", f"/v1/plans/{second}"), 404, "not-found")


def test_a_plan_that_breaks_rules_is_not_published(town: Town, tiny: bytes, solved: Plan) -> None:
    plan = keep(town, tiny, solved)
    chosen = {"profile": "national", "overrides": {}}
    with town.database.write() as connection:
        broken = NewRevision(dump_plan(Plan()), chosen, {}, {"kind": "edit"}, False, "key:x")
        assert add_revision(connection, plan, 1, broken) == 2
        assert add_revision(connection, plan, 1, broken) is None
    listed = town.ask("reader", "GET", f"/v1/plans/{plan}/revisions").json()["items"]
    assert [(each["number"], each["valid"]) for each in listed] == [(1, True), (2, False)]
    refused = town.ask("planner", "POST", f"/v1/plans/{plan}/publication", **{"if-match": f'"{plan}.2"'})
    assert_problem(refused, 409, "conflict")
    old = town.ask("planner", "GET", f"/v1/plans/{plan}?revision=1")
    assert load_plan(old.json()["plan"]) == solved.canonical()
    assert_problem(town.ask("planner", "GET", f"/v1/plans/{plan}?revision=3"), 404, "not-found")


def test_papers_and_the_public_timetable(town: Town, tiny: bytes, solved: Plan) -> None:
    plan = keep(town, tiny, solved)
    assert_problem(town.ask(None, "GET", "/v1/public/elm/timetable"), 404, "not-found")
    paper = town.ask("planner", "GET", f"/v1/plans/{plan}/export/duty?on=2026-09-10", accept="application/pdf")
    assert paper.content[:4] == b"%PDF"
    assert_problem(town.ask("planner", "GET", f"/v1/plans/{plan}/export/riddle"), 404, "unknown-paper")
    assert_problem(town.ask("teacher", "GET", f"/v1/plans/{plan}/export/duty"), 404, "not-found")  # a draft is not for them
    town.ask("planner", "POST", f"/v1/plans/{plan}/publication", **{"if-match": "*"})
    assert_problem(town.ask("teacher", "GET", f"/v1/plans/{plan}/export/duty"), 403, "forbidden")
    page = town.ask(None, "GET", "/v1/public/elm/timetable")
    assert page.status_code == 200
    document = json.loads(tiny)["problem"]
    for person in (*document["pupils"], *document["staff"]):
        assert person["id"] not in page.text
