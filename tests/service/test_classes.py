"""``GET /v1/plans/{plan}/classes``: who looks after the classes of a kept plan, for everybody who may see duties."""

from __future__ import annotations

import json

from solver import Plan
from tests.http.conftest import assert_problem
from tests.service.kept_plan import keep
from tests.service.town import Town


def test_who_may_ask_and_in_which_forms(town: Town, tiny: bytes, solved: Plan) -> None:
    plan = keep(town, tiny, solved)
    at = f"/v1/plans/{plan}/classes"
    assert_problem(town.ask("teacher", "GET", at), 404, "not-found")
    town.ask("planner", "POST", f"/v1/plans/{plan}/publication", **{"if-match": "*"})
    whole = town.ask("planner", "GET", at)
    assert whole.status_code == 200, whole.text
    assert whole.json()["periods"] == sum(item["periods"] for item in whole.json()["classes"])
    pupils = [pupil["id"] for pupil in json.loads(tiny)["problem"]["pupils"]]
    for name in ("planner", "reader", "class_teacher", "teacher"):
        seen = town.ask(name, "GET", f"{at}?of=101")
        assert seen.status_code == 200, seen.text
        assert [item["class"] for item in seen.json()["classes"]] == ["101"]
        assert not any(f'"{pupil}"' in seen.text for pupil in pupils)
    page = town.ask("teacher", "GET", f"{at}?of=101", accept="text/html")
    assert "101 班 课后看护" in page.text
    assert "201 班" not in page.text
    assert "没有这个班级" in json.dumps(assert_problem(town.ask("teacher", "GET", f"{at}?of=999"), 422, "bad-input"), ensure_ascii=False)
    assert_problem(town.ask("teacher", "GET", at, accept="text/csv"), 406, "not-acceptable")
    assert_problem(town.ask("stranger", "GET", at), 404, "not-found")
    assert_problem(town.ask(None, "GET", at), 401, "unauthenticated")
