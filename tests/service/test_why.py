"""``POST /v1/plans/{plan}/why``: who may ask what, what they are told, and edits that make the change."""

from __future__ import annotations

import json
import re

from solver import Plan
from tests.http.conftest import assert_problem
from tests.service.kept_plan import keep
from tests.service.town import Town


def test_a_planner_asks_takes_the_change_and_it_is_in_the_log(town: Town, tiny: bytes, solved: Plan) -> None:
    plan = keep(town, tiny, solved)
    at = f"/v1/plans/{plan}/why"
    question = {"person": "T005", "post": "care/1/101/15:10", "week": 1}
    found = town.ask("planner", "POST", at, question)
    assert found.status_code == 200, found.text
    answer = found.json()
    assert (answer["for"], answer["verdict"], answer["plan_id"], answer["revision"]) == ("planner", "because", plan, 1)
    assert answer["alternatives"][0]["subject"] == "T002"
    assert all({"tier", "more", "per_unit"} <= set(each) for each in answer["price"])
    made = town.ask("planner", "POST", f"/v1/plans/{plan}/edits", {"edits": answer["edits"]}, **{"if-match": found.headers["etag"]})
    assert made.status_code == 200, made.text
    assert (made.json()["valid"], made.json()["revision"]) == (True, 2)
    after = {tier["name"]: tier["after"] - tier["before"] for tier in made.json()["tiers"] if tier["after"] != tier["before"]}
    assert after == {each["tier"]: each["more"] for each in answer["price"]}
    again = town.ask("planner", "POST", at, question).json()
    assert "T005" not in again["touched"] or again["revision"] == 2
    log = town.ask("bureau", "GET", "/v1/audit").json()["items"]
    assert any(entry["action"] == "ask-why" and entry["subject"] == f"{plan}.1" for entry in log)
    page = town.ask("planner", "POST", at, question, accept="text/html")
    assert "要做的改动" in page.text
    family = town.ask("planner", "POST", at, {"pupil": "P0001", "offering": "K01", "audience": "family"}).json()
    assert (family["for"], family["edits"], family["price"]) == ("family", None, [])


def test_teachers_ask_about_themselves_and_class_teachers_about_their_pupils(town: Town, tiny: bytes, solved: Plan) -> None:
    plan = keep(town, tiny, solved)
    at = f"/v1/plans/{plan}/why"
    request = json.loads(tiny)["problem"]
    mine = next(pupil["id"] for pupil in request["pupils"] if pupil["class_id"] == "101")
    other = next(pupil["id"] for pupil in request["pupils"] if pupil["class_id"] != "101")
    school = town.ask("planner", "GET", "/v1/me").json()["school_id"]
    for role, scope in (("class_teacher", {"classes": ["101"]}), ("teacher", {"person": "T001"})):
        given = town.ask("east", "POST", "/v1/keys", {"label": role, "role": role, "school_id": school, **scope})
        town.keys[f"own {role}"] = given.json()["secret"]
    ask = {"person": "T001", "post": "care/1/101/0", "week": 1}
    assert_problem(town.ask("own teacher", "POST", at, ask), 404, "not-found")  # not published yet
    town.ask("planner", "POST", f"/v1/plans/{plan}/publication", **{"if-match": "*"})
    told = town.ask("own teacher", "POST", at, ask)
    assert told.status_code == 200, told.text
    assert told.json()["for"] == "teacher"
    assert not {"T002", "T003", "T004", "T005", "T006"} & set(re.findall(r"T\d{3}", told.text))
    assert_problem(town.ask("own teacher", "POST", at, {**ask, "person": "T002"}), 404, "not-found")
    assert_problem(town.ask("own teacher", "POST", at, {"pupil": mine, "offering": "K01"}), 403, "forbidden")
    assert_problem(town.ask("own teacher", "POST", at, {**ask, "instead": "T002"}), 422, "bad-input")
    seen = town.ask("own class_teacher", "POST", at, {"pupil": mine, "offering": "K01"})
    assert seen.status_code == 200, seen.text
    assert set(re.findall(r"P\d{4}", seen.text)) <= {mine}
    assert_problem(town.ask("own class_teacher", "POST", at, {"pupil": other, "offering": "K01"}), 404, "not-found")
    assert_problem(town.ask("reader", "POST", at, {"grade": 1}), 403, "forbidden")
    assert_problem(town.ask(None, "POST", at, ask), 401, "unauthenticated")


def test_questions_that_are_none_are_told_with_every_fault(town: Town, tiny: bytes, solved: Plan) -> None:
    at = f"/v1/plans/{keep(town, tiny, solved)}/why"
    for body, words in (
        ({}, "要说明问什么"),
        ({"person": "T001"}, "还要写这一项"),
        ({"person": "T001", "post": "moon/1/x"}, "没有“moon”"),
        ({"grade": 1, "leaves": "late"}, "不是时间"),
        ({"pupil": "nobody", "offering": "none"}, "没有这个学生"),
    ):
        problem = assert_problem(town.ask("planner", "POST", at, body), 422, "bad-input")
        assert words in json.dumps(problem, ensure_ascii=False)
