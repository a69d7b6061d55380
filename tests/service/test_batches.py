"""Batches: many schools in one job, whatever becomes of each."""

from __future__ import annotations

import json
from typing import Any

import pytest

from api.schemas.batch import MOST_SCHOOLS
from api.storage.jobs import CANCELLED, DONE, FAILED, REFUSED, RUNNING, Job, claim, finish, known_job
from solver.whatif.district.school_answer import Price, SchoolAnswer, dump_answer
from tests.http.conftest import assert_problem
from tests.service.batch_work import PARTICIPATION, children, end, run
from tests.service.office import PATIENCE, wait_until
from tests.service.town import Town


@pytest.fixture
def terms(town: Town, tiny: bytes) -> dict[str, str]:
    """School -> its term."""
    return {
        school: town.ask(who, "POST", f"/v1/schools/{school}/terms", content=tiny).json()["id"]
        for who, school in (("planner", "elm"), ("neighbour", "oak"), ("stranger", "fir"))
    }


def submit(town: Town, terms: list[str], who: str = "east", **more: Any) -> Any:
    return town.ask(who, "POST", "/v1/batches", {"name": "autumn", "terms": terms, **more})


def read(town: Town, batch: str) -> Any:
    return town.ask("east", "GET", f"/v1/batches/{batch}").json()


def test_one_refusal_sinks_no_other(town: Town, terms: dict[str, str]) -> None:
    answer = submit(town, [terms["elm"], terms["oak"]], seconds=3, seconds_of={"oak": 5})
    assert answer.status_code == 202, answer.text
    batch = answer.json()["id"]
    assert answer.headers["location"] == f"/v1/batches/{batch}"
    assert read(town, batch)["counts"] == {"queued": 2}
    thread = run(town, batch)
    wait_until(lambda: len(children(town, batch)) == 2)
    made = children(town, batch)
    assert {child.params["seconds"] for child in made.values()} == {3, 5}
    assert {child.tenant for child in made.values()} == {"district:east"}
    end(town, made["elm"], REFUSED)
    partial = read(town, batch)
    assert (partial["state"], partial["counts"]) == (RUNNING, {"refused": 1, "queued": 1})
    end(town, made["oak"], DONE, 7)
    thread.join(PATIENCE)
    ended = read(town, batch)
    assert (ended["state"], ended["counts"]) == (DONE, {"refused": 1, "done": 1})
    (rolled,) = ended["indicators"]
    assert (rolled["id"], rolled["numerator"], rolled["denominator"], rolled["value"]) == (PARTICIPATION, 7, 10, 70.0)
    by_school = {school["school_id"]: school for school in ended["schools"]}
    assert by_school["elm"]["reason"]["zh"] == "原因"
    assert by_school["oak"]["plan_id"] == made["oak"].id
    (line,) = town.ask("east", "GET", "/v1/batches").json()["items"]
    assert (line["id"], line["schools"], line["state"]) == (batch, 2, DONE)
    assert town.ask("west", "GET", "/v1/batches").json()["items"] == []
    assert_problem(town.ask("west", "GET", f"/v1/batches/{batch}"), 404, "not-found")


def test_a_few_schools_are_solved_again_and_the_rest_stands(town: Town, terms: dict[str, str]) -> None:
    first = submit(town, [terms["elm"], terms["oak"]]).json()["id"]
    assert_problem(town.ask("east", "POST", f"/v1/batches/{first}/rerun", {}), 409, "conflict")
    thread = run(town, first)
    wait_until(lambda: len(children(town, first)) == 2)
    end(town, children(town, first)["elm"], DONE, 4)
    end(town, children(town, first)["oak"], FAILED)
    thread.join(PATIENCE)
    assert_problem(town.ask("east", "POST", f"/v1/batches/{first}/rerun", {"schools": ["fir"]}), 422, "bad-input")
    again = town.ask("east", "POST", f"/v1/batches/{first}/rerun", {"seconds": 9})
    assert again.status_code == 202, again.text
    second = again.json()["id"]
    thread = run(town, second)
    wait_until(lambda: len(children(town, second)) == 1)
    (child,) = children(town, second).values()
    assert (child.school_id, child.params["seconds"]) == ("oak", 9)
    end(town, child, DONE, 6)
    thread.join(PATIENCE)
    ended = read(town, second)
    assert (ended["again"], ended["counts"]) == (first, {"done": 2})
    assert {school["school_id"]: school["kept"] for school in ended["schools"]} == {"elm": True, "oak": False}
    assert (ended["indicators"][0]["numerator"], ended["indicators"][0]["denominator"]) == (10, 20)
    assert_problem(town.ask("east", "POST", f"/v1/batches/{second}/rerun", {}), 422, "bad-input")


def test_cancelling_a_batch_cancels_its_children(town: Town, terms: dict[str, str]) -> None:
    batch = submit(town, [terms["elm"], terms["oak"]]).json()["id"]
    thread = run(town, batch)
    wait_until(lambda: len(children(town, batch)) == 2)
    end(town, children(town, batch)["elm"], DONE, 4)
    assert town.ask("east", "POST", f"/v1/jobs/{batch}/cancel").status_code < 300
    thread.join(PATIENCE)
    assert {school: child.state for school, child in children(town, batch).items()} == {"elm": DONE, "oak": CANCELLED}
    ended = read(town, batch)
    assert (ended["state"], ended["counts"]) == (CANCELLED, {"done": 1, "cancelled": 1})


def test_a_worker_that_takes_over_makes_no_child_twice(town: Town, terms: dict[str, str]) -> None:
    batch = submit(town, [terms["elm"], terms["oak"]]).json()["id"]
    first = run(town, batch)
    wait_until(lambda: len(children(town, batch)) == 2)
    second = run(town, batch)  # as when the first is thought dead
    first.join(PATIENCE)
    assert len(children(town, batch)) == 2
    for child in children(town, batch).values():
        end(town, child, DONE, 1)
    second.join(PATIENCE)
    with town.database.read() as connection:
        assert known_job(connection, batch).state == DONE


def test_bad_batches_are_refused(town: Town, terms: dict[str, str], tiny: bytes) -> None:
    assert_problem(submit(town, [terms["elm"], terms["fir"]]), 404, "not-found")
    assert_problem(submit(town, [terms["elm"]], who="planner"), 403, "forbidden")
    document = json.loads(tiny)
    document["problem"]["term"]["name"] = "another"
    other = town.ask("planner", "POST", "/v1/schools/elm/terms", document).json()["id"]
    found = assert_problem(submit(town, [terms["elm"], other], seconds_of={"oak": 3}), 422, "bad-input")
    assert [fault["where"] for fault in found["errors"]] == ["body.terms[1]", "body.seconds_of.oak"]
    assert_problem(submit(town, []), 422, "bad-input")
    assert_problem(submit(town, [terms["elm"]] * (MOST_SCHOOLS + 1)), 422, "bad-input")
    town.ask("planner", "DELETE", f"/v1/terms/{terms['elm']}")
    assert_problem(submit(town, [terms["elm"]]), 422, "bad-input")


def test_a_batch_sent_again_is_one_batch(town: Town, terms: dict[str, str]) -> None:
    body = {"name": "autumn", "terms": [terms["elm"]]}
    sent = [town.ask("east", "POST", "/v1/batches", body, **{"idempotency-key": "k1"}).json()["id"] for _ in range(2)]
    assert sent[0] == sent[1]
    assert len(town.ask("east", "GET", "/v1/batches").json()["items"]) == 1


def answer(town: Town, child: Job, verdict: str) -> None:
    """End a child that was asked, as its worker would."""
    with town.database.write() as connection:
        job = claim(connection, child.id, "v")
        assert job is not None
        found = SchoolAnswer(verdict, prices=(Price("cost", 100, 200),), adults=4, pupils=20, examined=4)  # type: ignore[arg-type] # drawn
        finish(connection, child.id, job.attempt, DONE, None, {"answer": dump_answer(found), "prices": "成本 1 → 2 元"})


def test_a_question_to_all_schools_is_answered_without_who(town: Town, terms: dict[str, str]) -> None:
    asked = submit(town, [terms["elm"], terms["oak"]], question={"leaves": "least"}, seconds=3)
    assert asked.status_code == 202, asked.text
    batch = asked.json()["id"]
    thread = run(town, batch)
    wait_until(lambda: len(children(town, batch)) == 2)
    made = children(town, batch)
    assert {(child.kind, child.params["question"]["leaves"], child.params["seconds"]) for child in made.values()} == {
        ("school_answer", "least", 3)
    }
    answer(town, made["elm"], "keeps")
    answer(town, made["oak"], "unknown")
    thread.join(PATIENCE)
    ended = read(town, batch)
    assert (ended["question"]["leaves"], ended["verdicts"]) == ("least", {"keeps": 1, "unknown": 1})
    report = town.ask("east", "GET", f"/v1/batches/{batch}/report", accept="text/html")
    assert "排得出" in report.text
    assert "成本 1 → 2 元" in report.text
    rows = town.ask("east", "GET", f"/v1/batches/{batch}/report", accept="application/json").json()["schools"]
    assert {row["school"]: row["verdict"] for row in rows} == {"elm": "keeps", "oak": "unknown"}
    assert_problem(town.ask("west", "GET", f"/v1/batches/{batch}/report"), 404, "not-found")
    again = town.ask("east", "POST", f"/v1/batches/{batch}/rerun", {})
    assert [(school["school_id"], school["kept"]) for school in again.json()["schools"]] == [("elm", True), ("oak", False)]


def test_a_question_that_is_none_is_refused(town: Town, terms: dict[str, str]) -> None:
    for question in ({}, {"leaves": "nobody"}, {"changes": ["leave"]}):
        assert_problem(submit(town, [terms["elm"]], question=question), 422, "bad-input")
    solved = submit(town, [terms["elm"]]).json()["id"]
    assert_problem(town.ask("east", "GET", f"/v1/batches/{solved}/report"), 409, "conflict")
