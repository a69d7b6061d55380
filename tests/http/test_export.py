"""``POST /v1/export/{kind}``."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

import solver
from api.deps import HTML_TYPE, JSON_TYPE, PDF_TYPE, XLSX_TYPE
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
    found = client.post("/v1/export/filing?on=2026-09-10", json=body).json()["filing"]
    plain = client.post("/v1/export/filing", json=body).json()["filing"]
    assert found["days_left"] is not None
    assert plain["days_left"] is None
    assert found["due"] == plain["due"]


def test_errors_are_problem_documents(client: TestClient, body: dict[str, Any]) -> None:
    assert_problem(client.post("/v1/export/nothing", json=body), 404, "unknown-paper")
    wrong = assert_problem(client.post("/v1/export/menu?on=soon", json=body), 422, "bad-input")
    assert wrong["errors"][0]["where"] == "query.on"
    assert_problem(client.post("/v1/export/menu", json=body, headers={"accept": "text/csv"}), 406, "not-acceptable")
    assert_problem(client.post("/v1/export/menu", content=b"{}", headers=JSON), 422, "bad-input")
    assert_problem(
        client.post("/v1/export/menu", content=b"a", headers={"content-type": "text/csv"}), 415, "unsupported-media-type"
    )
