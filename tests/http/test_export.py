"""``POST /v1/export/{kind}``."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

import solver
from api.deps import HTML_TYPE, JSON_TYPE, PDF_TYPE, XLSX_TYPE
from api.files.plan.search_run import SearchRun, plan_digest, run_document
from tests.http.conftest import JSON, assert_problem


@pytest.fixture
def body(tiny: bytes) -> dict[str, Any]:
    request = json.loads(tiny)
    plan = {"version": 1, "school": request["problem"]["school"], "plan": solver.dump_plan(solver.Plan())}
    return {"request": request, "plan": plan}


@pytest.mark.parametrize(
    ("accept", "start"), [(JSON_TYPE, b"{"), (PDF_TYPE, b"%PDF"), (XLSX_TYPE, b"PK"), (HTML_TYPE, b"<!DOCTYPE")]
)
def test_by_accept(client: TestClient, body: dict[str, Any], accept: str, start: bytes) -> None:
    answer = client.post("/v1/export/filing?on=2026-09-10", json=body, headers={"accept": accept})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith(accept)
    assert answer.content.startswith(start)


def test_days_are_counted_from_the_day_given(client: TestClient, body: dict[str, Any]) -> None:
    body["request"]["policy"] = {"profile": "qingshanhu-2024"}
    found = client.post("/v1/export/filing?on=2026-09-10", json=body).json()["filing"]
    plain = client.post("/v1/export/filing", json=body).json()["filing"]
    assert found["days_left"] is not None
    assert plain["days_left"] is None
    assert found["due"] == plain["due"]


def test_tasks_that_were_ticked_off_are_told(client: TestClient, body: dict[str, Any]) -> None:
    done = {"version": 1, "tasks": {"C09": {"done": "2026-09-01", "by": "张主任", "note": ""}}}
    at = "/v1/export/deadlines?on=2030-01-01"
    states = {task["task"]: task["state"] for task in client.post(at, json=body | {"tasks": done}).json()["tasks"]}
    assert (states["C09"], states["I01"]) == ("done", "overdue")
    done["tasks"] = {"C09": {"done": "soon"}}
    wrong = assert_problem(client.post(at, json=body | {"tasks": done}), 422, "bad-input")
    assert wrong["errors"][0]["where"].startswith("tasks")


def test_errors_are_problem_documents(client: TestClient, body: dict[str, Any]) -> None:
    assert_problem(client.post("/v1/export/nothing", json=body), 404, "unknown-paper")
    wrong = assert_problem(client.post("/v1/export/menu?on=soon", json=body), 422, "bad-input")
    assert wrong["errors"][0]["where"] == "query.on"
    assert_problem(client.post("/v1/export/menu", json=body, headers={"accept": "text/csv"}), 406, "not-acceptable")
    assert_problem(client.post("/v1/export/menu", content=b"{}", headers=JSON), 422, "bad-input")
    assert_problem(
        client.post("/v1/export/menu", content=b"a", headers={"content-type": "text/csv"}), 415, "unsupported-media-type"
    )


@pytest.mark.parametrize("path", ["/v1/check", "/v1/export/menu"])
@pytest.mark.parametrize("key", ["school", "term"])
def test_a_plan_of_another_school_or_term_is_refused(client: TestClient, body: dict[str, Any], path: str, key: str) -> None:
    body["plan"][key] = "榆树"
    wrong = assert_problem(client.post(path, json=body), 422, "bad-input")
    assert [fault["where"] for fault in wrong["errors"]] == [f"plan.{key}"]
    assert "榆树" in wrong["errors"][0]["zh"]


def test_the_draw_bears_the_search_that_the_plan_tells_of(client: TestClient, body: dict[str, Any]) -> None:
    run = SearchRun(5, 1, 2.5, None, None, 2.5004, "effort", False, "0.1.0", plan_digest(solver.Plan()))
    body["plan"]["run"] = run_document(run)
    assert client.post("/v1/export/draw", json=body).json()["run"] == run_document(run)
    body["plan"]["run"] |= {"ended": "luck", "seed": "5"}
    wrong = assert_problem(client.post("/v1/export/draw", json=body), 422, "bad-input")
    assert len(wrong["errors"]) == 2
