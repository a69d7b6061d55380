"""``GET /v1/plans/{plan}/day``: gaps and strips of a kept plan, by role and by the plan that stands."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from solver import Plan
from tests.http.conftest import assert_problem
from tests.service.kept_plan import keep
from tests.service.town import Town

WEDNESDAY = "?date=2026-10-14"
TEACHER = {"label": "own class", "role": "class_teacher", "school_id": "elm", "classes": ["101"]}


def test_strips_by_role(town: Town, tiny: bytes, solved: Plan) -> None:
    plan = keep(town, tiny, solved)
    at = f"/v1/plans/{plan}/day{WEDNESDAY}"
    town.ask("planner", "POST", f"/v1/plans/{plan}/publication", **{"if-match": "*"})
    town.keys["own"] = town.ask("bureau", "POST", "/v1/keys", TEACHER).json()["secret"]
    document = json.loads(tiny)["problem"]
    mine, other = (next(p["id"] for p in document["pupils"] if p["class_id"] == home and 3 in p["weekdays"]) for home in ("101", "201"))
    whole = town.ask("planner", "GET", f"{at}&of={mine}&of={other}&of=201&of=main&of=R101")
    assert whole.status_code == 200, whole.text
    assert [strip["kind"] for strip in whole.json()["strips"]] == ["pupil", "pupil", "class", "gate", "room"]
    assert whole.json()["gaps"] == []
    assert (whole.json()["plan_id"], whole.json()["week"]) == (plan, 1)
    assert whole.json()["strips"][0]["lines"][-1]["doing"].startswith("离校")
    for name in ("reader", "teacher", "own"):
        seen = town.ask(name, "GET", f"{at}&of=main&of=R101")
        assert seen.status_code == 200, seen.text
        for ident in (mine, "101", other, "201"):
            answer = town.ask(name, "GET", f"{at}&of={ident}")
            if name == "own" and ident in (mine, "101"):
                assert answer.status_code == 200, answer.text
            else:
                problem = assert_problem(answer, 422, "bad-input")
                assert "不在您的范围内" in json.dumps(problem, ensure_ascii=False)
    assert_problem(town.ask("stranger", "GET", at), 404, "not-found")
    assert_problem(town.ask(None, "GET", at), 401, "unauthenticated")
    reads = [e for e in town.ask("bureau", "GET", "/v1/audit?limit=200").json()["items"] if e["action"] == "read-day"]
    assert len(reads) == 3, "one by the planner, two by the class teacher; none of the gate"


def test_dates_that_cannot_be(town: Town, tiny: bytes, solved: Plan) -> None:
    plan = keep(town, tiny, solved)
    for query, words in (("", ""), ("?date=10-14", "不是日期"), ("?date=2026-10-01", "节假日"), ("?date=2027-03-01", "不在学期内")):
        answer = town.ask("planner", "GET", f"/v1/plans/{plan}/day{query}")
        assert words in json.dumps(assert_problem(answer, 422, "bad-input"), ensure_ascii=False)


def test_the_date_chooses_the_plan_that_stands(town: Town, tiny: bytes, solved: Plan) -> None:
    first = keep(town, tiny, solved)
    effect = date(2026, 10, 12)
    later = keep(town, tiny, replace(solved, effect=effect), why={"earlier": [{"plan": first, "revision": 1}]})
    for day, stands in (("2026-10-09", first), ("2026-10-12", later)):
        answer = town.ask("planner", "GET", f"/v1/plans/{later}/day?date={day}")
        assert answer.json()["plan_id"] == stands, answer.text
