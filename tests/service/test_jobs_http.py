"""Jobs over HTTP: asked for, looked at, cancelled, followed."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from sqlalchemy import update

from api.jobs.kind import SOLVES
from api.jobs.registry import queues
from api.routers.job_events import look
from api.services.feeds import Feeds
from api.services.queueing import STEP_MS, Queue
from api.settings import Settings
from api.storage.ending import end_event
from api.storage.events import add_events
from api.storage.jobs import DONE, claim, finish
from api.storage.tables import keys
from api.storage.workers import Worker, beat
from tests.http.conftest import assert_problem
from tests.service.office import PATIENCE, Office, wait_until
from tests.service.town import Town

SEARCHES = queues()[SOLVES]


@pytest.fixture
def term(town: Town, tiny: bytes) -> str:
    """A term of elm."""
    return str(town.ask("planner", "POST", "/v1/schools/elm/terms", content=tiny).json()["id"])


def start(town: Town, term: str, who: str = "planner", body: Any = None, **more: str) -> Any:
    return town.ask(who, "POST", f"/v1/terms/{term}/jobs", {"kind": "solve"} if body is None else body, **more)


def events(town: Town, job: str, who: str = "planner", after: int = 0, **more: str) -> list[tuple[str, str, Any]]:
    """(id, event, data) of the whole stream."""
    answer = town.ask(who, "GET", f"/v1/jobs/{job}/events" + (f"?after={after}" if after else ""), **more)
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
    assert events(town, job, after=3) == told[3:]
    assert events(town, job, after=1, **{"last-event-id": "3"}) == told[3:], "a browser that reconnects has gone on meanwhile"
    assert town.ask("planner", "GET", f"/v1/jobs/{job}/events?after=5").text.strip() == ""
    assert_problem(town.ask("planner", "GET", f"/v1/jobs/{job}/events?after=-1"), 422, "bad-input")
    assert_problem(town.ask("stranger", "GET", f"/v1/jobs/{job}/events"), 404, "not-found")
    assert town.ask("planner", "GET", f"/v1/jobs/{job}/events", **{"last-event-id": "5"}).text.strip() == ""


def test_figures_have_names_and_units(town: Town, term: str) -> None:
    job = start(town, term).json()["id"]
    figures = {"name": "fairness", "value": 950, "bound": 0, "scale": 1000, "gap": 0.95}
    with town.database.write() as connection:
        claim(connection, job, "w")
        add_events(connection, job, [("progress", {"stage": "master", "tiers": [figures]})])
        finish(connection, job, 1, DONE)
        add_events(connection, job, [end_event(DONE, None, None)])
    [tier] = events(town, job)[1][2]["tiers"]
    assert tier == figures | {
        "zh": "值班负担差距", "en": "spread of duty load", "unit_zh": "分钟", "unit_en": "minutes", "per_unit": 100,
    }  # fmt: skip


def test_warnings_are_told_to_whoever_may_see_pupils(town: Town, term: str) -> None:
    job = start(town, term).json()["id"]
    warned = {"plan": "p", "warnings": [{"rule": "C04", "zh": "学生 P1", "en": "pupil P1"}]}
    with town.database.write() as connection:
        claim(connection, job, "w")
        finish(connection, job, 1, DONE, result=warned)
        add_events(connection, job, [end_event(DONE, None, warned)])
    assert town.ask("planner", "GET", f"/v1/jobs/{job}").json()["result"] == warned
    assert events(town, job)[-1][2]["result"] == warned
    assert town.ask("reader", "GET", f"/v1/jobs/{job}").json()["result"] == {"plan": "p"}
    assert "P1" not in town.ask("reader", "GET", f"/v1/jobs/{job}/events").text


def test_events_come_while_the_job_runs(office: Office) -> None:
    """As they are written, to listeners who came before and between, on each database."""
    job_id = office.submit()
    office.claim(job_id)

    async def watch() -> list[list[Any]]:
        feeds = Feeds(partial(look, office.database, Queue(Settings(), SEARCHES)), threading.Event(), poll=0.01)
        heard: list[list[Any]] = [[], []]

        async def listen(place: int) -> None:
            async for event in feeds.follow(job_id, 0, "key", lambda: True):
                heard[place].append(event)

        first = asyncio.create_task(listen(0))
        for n in range(3):
            await asyncio.to_thread(tell, n)
            while len(heard[0]) <= n:  # noqa: ASYNC110 - it comes through a thread
                await asyncio.sleep(0.01)
        second = asyncio.create_task(listen(1))
        await asyncio.to_thread(end)
        await asyncio.gather(first, second)
        return heard

    def tell(n: int) -> None:
        with office.database.write() as connection:
            add_events(connection, job_id, [("progress", {"n": n})])

    def end() -> None:
        with office.database.write() as connection:
            finish(connection, job_id, 1, DONE)
            add_events(connection, job_id, [end_event(DONE, None, None)])

    for events in asyncio.run(asyncio.wait_for(watch(), PATIENCE)):
        assert [event.kind for event in events] == ["progress", "progress", "progress", "end"]


def test_a_waiting_job_has_its_place(town: Town, term: str) -> None:
    """Schools take turns: the first job of another school is before the second of this one."""
    first, second = (start(town, term, body={"kind": "solve", "seconds": 30}).json() for _ in range(2))
    assert [job["queue"] for job in (first, second)] == [{"ahead": 0, "starts_at": None}, {"ahead": 1, "starts_at": None}]
    with town.database.write() as connection:
        beat(connection, Worker("w", "here", 1, "0", None, 0, 0))
        claim(connection, first["id"], "w")
    town.client.app.state.queue = Queue(Settings(), SEARCHES)  # type: ignore[attr-defined] # as a second later
    running = town.ask("planner", "GET", f"/v1/jobs/{first['id']}").json()
    waiting = town.ask("planner", "GET", f"/v1/jobs/{second['id']}").json()
    assert running["queue"] is None
    assert waiting["queue"]["ahead"] == 0
    assert 0 < waiting["queue"]["starts_at"] - running["started_at"] <= 30_000 + STEP_MS
    town.ask("planner", "POST", f"/v1/jobs/{second['id']}/cancel")
    with town.database.read() as connection:
        assert look(town.database, Queue(Settings(), SEARCHES), second["id"], 0).place is None


def test_no_school_fills_the_queue(town: Town, term: str) -> None:
    for _ in range(Settings().max_open_jobs):
        assert start(town, term).status_code == 202
    refused = start(town, term, **{"idempotency-key": "again"})
    [error] = assert_problem(refused, 429, "too-many-jobs")["errors"]
    assert error["value"] == "20"
    assert "afterbell cancel" in error["hint_zh"]
    assert "retry-after" not in refused.headers, "a client that tries by itself would wait for long"
    [newest] = town.ask("planner", "GET", "/v1/jobs?limit=1").json()["items"]
    town.ask("planner", "POST", f"/v1/jobs/{newest['id']}/cancel")
    assert start(town, term, **{"idempotency-key": "again"}).status_code == 202
    plan = town.ask("planner", "GET", f"/v1/terms/{term}/plans").json()["items"]
    assert plan == []


@pytest.mark.parametrize("seconds", ["601", "1e308", "1e999", "-1", "0", "NaN", "Infinity", "-Infinity", '"5"', "true"])
def test_no_search_takes_longer_than_allowed(town: Town, term: str, seconds: str) -> None:
    body = f'{{"kind": "solve", "seconds": {seconds}}}'.encode()
    answer = town.ask("planner", "POST", f"/v1/terms/{term}/jobs", content=body)
    assert answer.status_code in (400, 422), answer.text
    batch = f'{{"name": "b", "terms": ["{term}"], "seconds_of": {{"elm": {seconds}}}}}'.encode()
    assert town.ask("east", "POST", "/v1/batches", content=batch).status_code in (400, 422)
    assert town.ask("planner", "GET", "/v1/jobs").json()["items"] == []
    if seconds == "601":
        [error] = answer.json()["errors"]
        assert (error["where"], error["value"]) == ("seconds", "601")
        assert "600" in error["zh"]


def changed_role(town: Town, key: str) -> None:
    with town.database.write() as connection:
        connection.execute(update(keys).where(keys.c.id == key).values(role="teacher", person="T1"))


def expired(town: Town, key: str) -> None:
    with town.database.write() as connection:
        connection.execute(update(keys).where(keys.c.id == key).values(expires_at=1))


def revoked(town: Town, key: str) -> None:
    assert town.ask("bureau", "DELETE", f"/v1/keys/{key}").status_code == 204


@pytest.mark.parametrize("end", [revoked, expired, changed_role])
def test_a_stream_ends_with_its_key(town: Town, term: str, monkeypatch: pytest.MonkeyPatch, end: Callable[[Town, str], None]) -> None:
    """The job goes on waiting: nothing else ends the stream."""
    feeds = town.client.app.state.feeds  # type: ignore[attr-defined]
    monkeypatch.setattr(feeds, "_access", 0.01)
    job = start(town, term).json()["id"]
    [mine] = [key["id"] for key in town.ask("bureau", "GET", "/v1/keys").json()["items"] if key["label"] == "reader"]
    with ThreadPoolExecutor(1) as pool:
        stream = pool.submit(town.ask, "reader", "GET", f"/v1/jobs/{job}/events")
        wait_until(lambda: feeds._listeners)
        end(town, mine)
        heard = stream.result(120)
    assert heard.status_code == 200
    assert "event: end" not in heard.text
    assert town.ask("reader", "GET", f"/v1/jobs/{job}/events").status_code in (401, 403)


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
