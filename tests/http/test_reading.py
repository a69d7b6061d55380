"""Everything that needs no search: policies, health, errors, limits, precheck and check."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import solver
from api.deps import XLSX_TYPE
from api.files.request.example import example_problem
from api.files.request.writer import request_bytes, template_bytes
from api.mapping.request import Request, request_doc
from tests.http.conftest import JSON, assert_problem


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "version": solver.__version__}


def test_policies(client: TestClient) -> None:
    names = [policy["name"] for policy in client.get("/v1/policies").json()["policies"]]
    assert names == list(solver.profile_names())
    document = client.get("/v1/policies/national").json()
    assert [rule["id"] for rule in document["rules"]] == list(solver.load_policy("national").rules)
    assert all(rule["source"]["quote"] for rule in document["rules"])
    assert document["differences"] == []
    late = next(rule for rule in document["rules"] if rule["id"] == "D10")
    assert "late_after" not in late["numbers"]
    assert late["unset"]["late_after"]["zh"] == "按当天最后一批正常放学"
    local = client.get("/v1/policies/qingshanhu-2024").json()
    assert {"rule": "E03", "what": "level", "base": "hard", "now": "off"} in local["differences"]
    assert next(setting for setting in local["settings"] if setting["id"] == "U9")["chosen"] == "pool"
    assert next(duty for duty in local["duties"] if duty["id"] == "I02")["numbers"]["days"]["value"] == 15
    assert_problem(client.get("/v1/policies/nowhere"), 404, "unknown-policy")


def test_framework_errors_are_problem_documents(client: TestClient) -> None:
    assert_problem(client.get("/nowhere"), 404, "")
    answer = client.get("/v1/check")
    assert_problem(answer, 405, "")
    assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize("path", ["/v1/precheck", "/v1/check", "/v1/export/filing"])
def test_wrong_media_type(client: TestClient, path: str) -> None:
    assert_problem(
        client.post(path, content=b"a,b", headers={"content-type": "text/csv"}), 415, "unsupported-media-type"
    )


@pytest.mark.parametrize("path", ["/v1/precheck", "/v1/check", "/v1/export/filing"])
def test_body_limit(client: TestClient, path: str) -> None:
    def chunks() -> Any:
        for _ in range(30):
            yield b" " * 100_000

    assert_problem(client.post(path, content=b" " * 2_000_001, headers=JSON), 413, "too-large")
    assert_problem(client.post(path, content=chunks(), headers=JSON), 413, "too-large")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"version": 1}', b"\xff\xfe", b'{"a": NaN}'])
def test_unreadable_bodies_name_their_faults(client: TestClient, body: bytes) -> None:
    for path in ("/v1/precheck", "/v1/check"):
        document = assert_problem(client.post(path, content=body, headers=JSON), 422, "bad-input")
        assert document["errors"]
        assert all(error["zh"] and error["en"] for error in document["errors"])


def test_all_faults_of_a_request_at_once(client: TestClient, tiny: bytes) -> None:
    request = json.loads(tiny)
    request["problem"]["pupils"][3]["choices"] = ["nothing"]
    request["problem"]["pupils"][3]["clubs"] = 1
    request["problem"]["classes"][0]["room"] = "nowhere"
    request["policy"]["overrides"] = {"K03": {"numbers": {"classes": 0}}}
    document = assert_problem(client.post("/v1/precheck", content=json.dumps(request), headers=JSON), 422, "bad-input")
    where = [error["where"] for error in document["errors"]]
    assert any(place.startswith("problem.pupils[3].choices") for place in where)
    assert any(place.startswith("problem.classes[0].room") for place in where)
    assert any("K03" in place for place in where)


def test_faults_of_a_workbook_name_sheet_and_cell(client: TestClient) -> None:
    answer = client.post("/v1/precheck", content=b"PK no workbook", headers={"content-type": XLSX_TYPE})
    assert assert_problem(answer, 422, "bad-input")["errors"]


@pytest.mark.parametrize("query", ["on=tomorrow", "on=1", "on=2026-02-30"])
def test_bad_query(client: TestClient, tiny: bytes, query: str) -> None:
    document = assert_problem(client.post(f"/v1/export/filing?{query}", content=tiny, headers=JSON), 422, "bad-input")
    assert document["errors"][0]["where"].startswith("query.")
    assert document["errors"][0]["hint_zh"].startswith("可能")
    assert document["errors"][0]["zh"] != "格式不对"


@pytest.mark.parametrize("accept", ["text/csv", "application/json;q=0", "image/*"])
def test_formats_that_cannot_be_given(client: TestClient, tiny: bytes, accept: str) -> None:
    answer = client.post("/v1/export/filing", content=tiny, headers={**JSON, "accept": accept})
    assert_problem(answer, 406, "not-acceptable")


def test_notices_of_reading(client: TestClient) -> None:
    answer = client.post("/v1/precheck", content=template_bytes(), headers={"content-type": XLSX_TYPE})
    assert [notice["where"] for notice in answer.json()["notices"]] == ["学期 term"]
    request = request_doc(Request(example_problem()))
    request["problem"]["lessons"].append({"weekday": 1, "start": "15:30", "end": "16:10", "staff_id": "T01", "subject": "无课"})
    answer = client.post("/v1/precheck", content=json.dumps(request), headers=JSON)
    assert [(notice["where"], notice["value"]) for notice in answer.json()["notices"]] == [("problem.lessons", "1")]
    request["problem"]["pupils"][0]["id"] = "S001\u200b"
    document = assert_problem(client.post("/v1/precheck", content=json.dumps(request), headers=JSON), 422, "bad-input")
    assert document["errors"][0]["where"] == "problem.pupils[0].id"
    assert "U+200B" in document["errors"][0]["zh"]


def test_precheck(client: TestClient, samples: Path) -> None:
    book = request_bytes(Request(example_problem()), ".xlsx")
    answer = client.post("/v1/precheck", content=book, headers={"content-type": XLSX_TYPE})
    assert answer.status_code == 200, answer.text
    refused = (samples / "village-unmerged.json").read_bytes()
    document = client.post("/v1/precheck", content=refused, headers=JSON).json()
    assert not document["possible"]
    assert document["reasons"]


def test_check_tells_violations_and_values(client: TestClient, tiny: bytes) -> None:
    body: dict[str, Any] = {"request": json.loads(tiny)}
    body["plan"] = {
        "version": 1,
        "school": body["request"]["problem"]["school"],
        "plan": solver.dump_plan(solver.Plan()),
    }
    document = client.post("/v1/check", json=body).json()
    assert not document["valid"]
    assert document["seated"] == 0
    assert len(document["tiers"]) == len(solver.load_policy("national").tiers)
    body["plan"]["plan"]["seats"] = [{"pupil": 5}]
    found = assert_problem(client.post("/v1/check", json=body), 422, "bad-input")
    assert all(error["where"].startswith("plan.") for error in found["errors"])


def test_openapi_describes_bodies_and_problems(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    submit = document["paths"]["/v1/schools/{school}/terms"]["post"]
    example = document["components"]["schemas"]["RequestDoc"]["examples"][0]
    answer = client.post("/v1/precheck", json=example)
    assert answer.status_code == 200, answer.text
    assert "application/problem+json" in submit["responses"]["422"]["content"]
    references = set()

    def walk(part: object) -> None:
        if isinstance(part, dict):
            if "$ref" in part:
                references.add(str(part["$ref"]).rsplit("/", 1)[1])
            for value in part.values():
                walk(value)
        elif isinstance(part, list):
            for value in part:
                walk(value)

    walk(document)
    assert references <= set(document["components"]["schemas"])
