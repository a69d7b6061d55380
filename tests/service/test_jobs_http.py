"""Jobs over HTTP: asked for, looked at, cancelled, followed."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
from typing import Any

import pytest

from api.jobs.ending import end_event
from api.routers.job_events import follow
from api.storage.events import add_events
from api.storage.jobs import DONE, claim, finish
from tests.http.conftest import assert_problem
from tests.service.office import Office
from tests.service.town import Town


@pytest.fixture
def term(town: Town, tiny: bytes) -> str:
    """A term of elm."""
    return str(town.ask("planner", "POST", "/v1/schools/elm/terms", content=tiny).json()["id"])


def start(town: Town, term: str, who: str = "planner", body: Any = None, **more: str) -> Any:
    return town.ask(who, "POST", f"/v1/terms/{term}/jobs", {"kind": "solve"} if body is None else body, **more)


def events(town: Town, job: str, who: str = "planner", **more: str) -> list[tuple[str, str, Any]]:
    """(id, event, data) of the whole stream."""
    answer = town.ask(who, "GET", f"/v1/jobs/{job}/events", **more)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    found = []
    for block in answer.text.replace("\r\n", "\n").strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        found.append((fields["id"], fields["event"], json.loads(fields["data"])))
    for _, _, data in found:
        assert data.pop("at") > 0
    return found


def test_a_job_is_queued_and_listed(town: Town, term: str) -> None:
    answer = start(town, term, body={"kind": "solve", "seconds": 5, "seed": 7, "hours": 2})
    assert answer.status_code == 202, answer.text
    job = answer.json()
    assert answer.headers["location"] == f"/v1/jobs/{job['id']}"
    assert (job["state"], job["attempt"], job["params"]) == ("queued", 0, {"seconds": 5.0, "seed": 7})
    assert (job["school_id"], job["district_id"], job["term_id"]) == ("elm", "east", term)
    assert 0 < job["deadline_at"] - job["created_at"] <= 2 * 3_600_000 + 1000
    for who in ("planner", "reader", "east", "bureau"):
        assert town.ask(who, "GET", answer.headers["location"]).json()["id"] == job["id"]
        assert [j["id"] for j in town.ask(who, "GET", "/v1/jobs").json()["items"]] == [job["id"]]
    for who in ("neighbour", "stranger", "west"):
        assert_problem(town.ask(who, "GET", answer.headers["location"]), 404, "not-found")
        assert town.ask(who, "GET", "/v1/jobs").json()["items"] == []
    assert town.ask("east", "GET", "/v1/jobs?state=done").json()["items"] == []
    assert len(town.ask("east", "GET", f"/v1/jobs?state=queued&term={term}").json()["items"]) == 1


def test_lists_go_on_after_a_page(town: Town, term: str) -> None:
    ids = [start(town, term).json()["id"] for _ in range(3)]
    first = town.ask("planner", "GET", "/v1/jobs?limit=2").json()
    rest = town.ask("planner", "GET", f"/v1/jobs?limit=2&after={first['next']}").json()
    assert [job["id"] for job in first["items"] + rest["items"]] == sorted(ids, reverse=True)
    assert rest["next"] is None


def test_the_same_key_starts_one_job(town: Town, term: str) -> None:
    key = {"idempotency-key": "one"}
    assert start(town, term, **key).json()["id"] == start(town, term, **key).json()["id"]
    assert len(town.ask("planner", "GET", "/v1/jobs").json()["items"]) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "dance"},
        {"seconds": 0},
        {"seed": -1},
        {"speed": 1},
        {"overrides": {"Z99": {"level": "off"}}},
        {"profile": "atlantis"},
        {"start": "no-such-plan"},
    ],
)
def test_a_wrong_job_is_refused(town: Town, term: str, body: dict[str, Any]) -> None:
    assert_problem(start(town, term, body=body), 422, "bad-input")


def test_only_planners_start_and_cancel(town: Town, term: str) -> None:
    job = start(town, term).json()["id"]
    assert_problem(start(town, term, "reader"), 403, "forbidden")
    assert_problem(start(town, term, "stranger"), 404, "not-found")
    assert_problem(town.ask("reader", "POST", f"/v1/jobs/{job}/cancel"), 403, "forbidden")
    assert_problem(town.ask("stranger", "POST", f"/v1/jobs/{job}/cancel"), 404, "not-found")
    town.ask("planner", "DELETE", f"/v1/terms/{term}")
    assert_problem(start(town, term), 410, "gone")


def test_a_waiting_job_is_cancelled_at_once(town: Town, term: str) -> None:
    job = start(town, term).json()["id"]
    for _ in range(2):
        answer = town.ask("planner", "POST", f"/v1/jobs/{job}/cancel")
        assert (answer.status_code, answer.json()["state"]) == (202, "cancelled")
    assert answer.json()["reason"]["code"] == "cancelled"
    assert [kind for _, kind, _ in events(town, job)] == ["queued", "end"]
    actions = [entry["action"] for entry in town.ask("east", "GET", "/v1/audit").json()["items"]]
    assert (actions.count("start-solve"), actions.count("cancel-job")) == (1, 1)


def test_events_go_on_after_the_last_one_received(town: Town, term: str) -> None:
    job = start(town, term).json()["id"]
    with town.database.write() as connection:
        claim(connection, job, "w")
        add_events(connection, job, [("start", {}), ("progress", {"stage": "construct"}), ("progress", {"stage": "exact"})])
        finish(connection, job, 1, DONE)
        add_events(connection, job, [end_event(DONE, None, {"plan": "p"})])
    told = events(town, job)
    assert [seq for seq, _, _ in told] == ["1", "2", "3", "4", "5"]
    assert told[-1][1:] == ("end", {"state": "done", "reason": None, "result": {"plan": "p"}})
    rest = events(town, job, **{"last-event-id": "3"})
    assert rest == told[3:]
    assert_problem(town.ask("stranger", "GET", f"/v1/jobs/{job}/events"), 404, "not-found")
    assert town.ask("planner", "GET", f"/v1/jobs/{job}/events", **{"last-event-id": "5"}).text.strip() == ""


def test_events_come_while_the_job_runs(office: Office) -> None:
    job_id = office.submit()
    office.claim(job_id)
    lags: list[int] = []

    def work() -> None:
        for n in range(3):
            time.sleep(0.4)
            with office.database.write() as connection:
                add_events(connection, job_id, [("progress", {"n": n})])
        with office.database.write() as connection:
            finish(connection, job_id, 1, DONE)
            add_events(connection, job_id, [end_event(DONE, None, None)])

    async def watch() -> list[str]:
        told = []
        async for event in follow(office.database, job_id, 0, threading.Event()):
            lags.append(office.database.now() - event.at)
            told.append(event.kind)
        return told

    worker = threading.Thread(target=work)
    worker.start()
    assert asyncio.run(watch()) == ["progress", "progress", "progress", "end"]
    worker.join()
    assert max(lags) < 1000


def test_sentences_that_may_name_pupils_are_for_those_who_may_read_them(town: Town, term: str) -> None:
    job = start(town, term).json()["id"]
    reason = {"code": "infeasible", "zh": "原因", "en": "reason", "reasons": [{"rule": "B08", "zh": "学生 P1", "en": "pupil P1"}]}
    with town.database.write() as connection:
        claim(connection, job, "w")
        finish(connection, job, 1, "refused", reason)
        add_events(connection, job, [end_event("refused", reason, None)])
    assert town.ask("planner", "GET", f"/v1/jobs/{job}").json()["reason"] == reason
    assert "P1" not in town.ask("reader", "GET", f"/v1/jobs/{job}").text
    assert "P1" not in town.ask("reader", "GET", "/v1/jobs").text
    assert "P1" not in json.dumps(events(town, job, "reader"))
    assert "P1" in json.dumps(events(town, job))


def test_the_web_process_loads_neither_solver_nor_engine() -> None:
    program = "import sys; from api.main import create_app; from api.settings import Settings; create_app(Settings()); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    assert not {"dbos", "ortools", "highspy"} & set(loaded)
    assert "api.jobs.registry" in loaded or "api.services.jobs" in loaded
