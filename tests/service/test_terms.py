"""Submitting terms, reading them back, erasing them."""

from __future__ import annotations

import io
import json

import pytest
from openpyxl import load_workbook

from api.deps import XLSX_TYPE
from tests.http.conftest import assert_problem
from tests.service.town import Town

TERMS = "/v1/schools/elm/terms"


def test_a_term_is_kept_once(town: Town, tiny: bytes) -> None:
    first = town.ask("planner", "POST", TERMS, content=tiny)
    assert first.status_code == 201, first.text
    assert first.headers["location"] == f"/v1/terms/{first.json()['id']}"
    again = town.ask("planner", "POST", TERMS, content=json.dumps(json.loads(tiny), indent=3).encode())
    assert (again.status_code, again.json()) == (200, first.json())
    other = town.ask("neighbour", "POST", "/v1/schools/oak/terms", content=tiny)
    assert other.status_code == 201
    assert other.json()["id"] != first.json()["id"]
    assert [term["id"] for term in town.ask("reader", "GET", TERMS).json()["items"]] == [first.json()["id"]]


def test_document_and_workbook_come_back_as_submitted(town: Town, tiny: bytes) -> None:
    at = town.ask("planner", "POST", TERMS, content=tiny).headers["location"]
    back = town.ask("planner", "GET", f"{at}/request")
    assert back.json()["problem"]["school"] == json.loads(tiny)["problem"]["school"]
    assert town.ask("planner", "GET", f"{at}/request", **{"if-none-match": back.headers["etag"]}).status_code == 304
    book = town.ask("planner", "GET", f"{at}/request", accept=XLSX_TYPE)
    assert load_workbook(io.BytesIO(book.content)).sheetnames
    same = town.ask("planner", "POST", TERMS, content=book.content, **{"content-type": XLSX_TYPE})
    assert (same.status_code, same.headers["location"]) == (200, at)
    reads = [e for e in town.ask("east", "GET", "/v1/audit").json()["items"] if e["action"] == "read-request"]
    assert len(reads) == 3
    assert all(entry["personal"] for entry in reads)


def test_readers_see_that_a_term_is_but_not_its_pupils(town: Town, tiny: bytes) -> None:
    at = town.ask("planner", "POST", TERMS, content=tiny).headers["location"]
    assert town.ask("reader", "GET", at).json()["pupils"] > 0
    assert town.ask("reader", "GET", f"{at}/precheck").json()["possible"] is True
    assert_problem(town.ask("reader", "GET", f"{at}/request"), 403, "forbidden")
    assert_problem(town.ask("stranger", "GET", at), 404, "not-found")
    assert_problem(town.ask("stranger", "POST", TERMS, content=b"nonsense"), 404, "not-found")


def test_an_erased_term_is_gone(town: Town, tiny: bytes) -> None:
    at = town.ask("planner", "POST", TERMS, content=tiny).headers["location"]
    assert_problem(town.ask("reader", "DELETE", at), 403, "forbidden")
    assert town.ask("planner", "DELETE", at).status_code == 204
    assert_problem(town.ask("planner", "GET", f"{at}/request"), 410, "gone")
    assert town.ask("planner", "GET", at).json()["erased_at"] is not None
    assert town.ask("planner", "POST", TERMS, content=tiny).status_code == 201


def test_every_fault_of_a_bad_term_at_once(town: Town, tiny: bytes) -> None:
    document = json.loads(tiny)
    document["problem"]["classes"][0]["grade"] = "first"
    document["problem"]["colour"] = "green"
    found = assert_problem(town.ask("planner", "POST", TERMS, document), 422, "bad-input")
    assert {"problem.classes[0].grade", "problem.colour"} <= {fault["where"] for fault in found["errors"]}
    assert town.ask("reader", "GET", TERMS).json()["items"] == []


def test_a_request_sent_again_makes_nothing_twice(town: Town) -> None:
    new = {"id": "north", "name": "North"}
    first = town.ask("bureau", "POST", "/v1/districts", new, **{"idempotency-key": "n1"})
    again = town.ask("bureau", "POST", "/v1/districts", new, **{"idempotency-key": "n1"})
    assert (first.status_code, first.json()) == (again.status_code, again.json()) == (201, new)
    other = town.ask("bureau", "POST", "/v1/districts", {"id": "south", "name": "South"}, **{"idempotency-key": "n1"})
    assert_problem(other, 422, "bad-input")
    refused = town.ask("bureau", "POST", "/v1/districts", new, **{"idempotency-key": "n2"})
    assert_problem(refused, 409, "conflict")
    assert_problem(town.ask("bureau", "POST", "/v1/districts", new, **{"idempotency-key": "x" * 300}), 422, "bad-input")


@pytest.mark.parametrize("announced", [True, False])
def test_bodies_are_limited(town: Town, announced: bool) -> None:
    def chunks() -> object:
        yield from (b" " * 1_000_000 for _ in range(11))

    body = b" " * 11_000_000 if announced else chunks()
    answer = town.client.post(TERMS, content=body, headers=town.headers("planner", **{"content-type": "application/json"}))
    assert_problem(answer, 413, "too-large")


def test_a_changed_term_is_a_further_snapshot(town: Town, tiny: bytes) -> None:
    """Other rules stand in place of the request's own; changes of data lie over them; the term itself stays."""
    at = town.ask("planner", "POST", TERMS, content=tiny).headers["location"]
    before = town.ask("planner", "GET", f"{at}/request").json()
    changed = town.ask("planner", "POST", f"{at}/changes", {"overrides": {"U6": "waiver"}})
    assert changed.status_code == 201, changed.text
    ruled = town.ask("planner", "GET", f"{changed.headers['location']}/request").json()
    assert ruled == {**before, "policy": {"profile": before["policy"]["profile"], "overrides": {"U6": "waiver"}}}
    assert town.ask("planner", "POST", f"{at}/changes", {"overrides": {"U6": "waiver"}}).status_code == 200
    dearer = town.ask("planner", "POST", f"{at}/changes", {"changes": [{"kind": "fee", "amount": "4元"}]})
    assert town.ask("planner", "GET", f"{dearer.headers['location']}/request").json()["problem"]["money"]["fee"] == 400
    assert town.ask("planner", "POST", f"{at}/changes", {}).headers["location"] == at
    assert town.ask("planner", "GET", f"{at}/request").json() == before


def test_a_change_that_cannot_be_followed_is_told_at_its_place(town: Town, tiny: bytes) -> None:
    at = town.ask("planner", "POST", TERMS, content=tiny).headers["location"]
    wanted = (
        ({"profile": "nowhere"}, "profile"), ({"overrides": {"D10": {"level": "maybe"}}}, "overrides.D10.level"),
        ({"changes": [{"kind": "leave", "people": ["T999"]}]}, "changes[0]"), ({"changes": [{"kind": "fly"}]}, "changes[0].kind"),
    )  # fmt: skip
    for body, where in wanted:
        answer = town.ask("planner", "POST", f"{at}/changes", body)
        assert_problem(answer, 422, "bad-input")
        assert answer.json()["errors"][0]["where"].startswith(where), answer.text
    assert_problem(town.ask("reader", "POST", f"{at}/changes", {}), 403, "forbidden")
    assert_problem(town.ask("stranger", "POST", f"{at}/changes", {}), 404, "not-found")
