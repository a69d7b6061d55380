"""Dated tasks over HTTP: ticked off and opened again, by school, kept when a term is submitted anew, gone when it is erased."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from api.cli import app
from api.cli.remote.service import Service
from api.storage.tables import task_records
from tests.http.conftest import assert_problem
from tests.service.filled import submit
from tests.service.rows import marked, plant
from tests.service.town import Town

TERMS = "/v1/schools/elm/terms"


def tasks(town: Town, at: str, query: str = "", who: str = "reader") -> dict[str, Any]:
    answer = town.ask(who, "GET", f"{at}/tasks{query}")
    assert answer.status_code == 200, answer.text
    return {item["task"]: item for item in answer.json()["tasks"]}


def actions(town: Town) -> list[tuple[str, str]]:
    return [(entry["action"], entry["subject"]) for entry in town.ask("east", "GET", "/v1/audit").json()["items"]]


def test_a_task_is_open_then_overdue_then_done_then_open_again(town: Town, tiny: bytes) -> None:
    at = town.ask("planner", "POST", TERMS, content=tiny).headers["location"]
    due = tasks(town, at)["C09"]["due"]
    assert tasks(town, at)["C09"]["state"] == "open", "without a day nothing is overdue"
    assert tasks(town, at, f"?on={due}")["C09"]["state"] == "open"
    assert tasks(town, at, "?on=2030-01-01")["C09"]["state"] == "overdue"
    told = {"done": due, "by": "张主任", "note": "已发"}
    assert town.ask("planner", "PUT", f"{at}/tasks/C09", told).status_code == 204
    found = tasks(town, at, "?on=2030-01-01")["C09"]
    assert (found["state"], found["done"], found["by"], found["note"]) == ("done", due, "张主任", "已发")
    term = at.rpartition("/")[2]
    assert actions(town)[0] == ("tick-task", f"{term}.C09")
    assert town.ask("planner", "DELETE", f"{at}/tasks/C09").status_code == 204
    assert actions(town)[0] == ("open-task", f"{term}.C09")
    assert tasks(town, at, "?on=2030-01-01")["C09"]["state"] == "overdue"
    assert_problem(town.ask("planner", "DELETE", f"{at}/tasks/C09"), 404, "not-found")


def test_the_command_does_the_same(town: Town, tiny: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    at = town.ask("planner", "POST", TERMS, content=tiny).headers["location"]
    term = at.rpartition("/")[2]

    @contextmanager
    def service_at(_server: str, key: str) -> Iterator[Service]:
        town.client.headers["authorization"] = f"Bearer {key}"
        yield Service(town.client)  # type: ignore[arg-type] # the same client but for the network

    monkeypatch.setattr("api.cli.remote.commands.service_at", service_at)
    monkeypatch.setenv("AFTERBELL_KEY", town.keys["planner"])

    def command(*options: str) -> Any:
        return CliRunner().invoke(app, ["tasks", "--term", term, *options])

    listed = command("--on", "2030-01-01")
    assert (listed.exit_code, "已逾期" in listed.stdout, "elm" in listed.stdout) == (0, True, True), listed.output
    done = command("--done", "C09", "--date", "2026-09-01", "--by", "张主任", "--json")
    (found,) = (task for task in json.loads(done.stdout)["tasks"] if task["task"] == "C09")
    assert (found["state"], found["done"], found["by"]) == ("done", "2026-09-01", "张主任")
    assert tasks(town, at)["C09"] == found
    assert command("--undo", "C09").exit_code == 0
    assert tasks(town, at)["C09"]["state"] == "open"
    for options, words in ((("--done", "C07", "--date", "2026-09-01"), "每个服务日"), (("--undo", "C09"), "没有登记"),
                           (("--on", "soon"), "日期")):  # fmt: skip
        ran = command(*options)
        assert (ran.exit_code, words in ran.stderr, "可能" in ran.stderr) == (2, True, True), ran.output


def test_bad_days_and_tasks_are_refused_with_every_fault(town: Town, tiny: bytes) -> None:
    at = town.ask("planner", "POST", TERMS, content=tiny).headers["location"]
    for task, told in (("X99", {"done": "2026-09-01"}), ("C07", {"done": "2026-09-01"}), ("I01", {"done": "2062-09-01"}),
                       ("I01", {"done": "1.9."}), ("I01", {}), ("I01", {"done": "2026-09-01", "x": 1}),
                       ("I01", {"done": "2026-09-01", "by": "x" * 61}), ("I01", {"done": "2026-09-01", "note": "a\u200bb"})):  # fmt: skip
        assert town.ask("planner", "PUT", f"{at}/tasks/{task}", told).status_code == 422, (task, told)
    faults = town.ask("planner", "PUT", f"{at}/tasks/X99", {"done": "2062-09-01"}).json()["errors"]
    assert len(faults) == 2
    assert_problem(town.ask("reader", "PUT", f"{at}/tasks/I01", {"done": "2026-09-01"}), 403, "forbidden")
    assert_problem(town.ask("stranger", "PUT", f"{at}/tasks/I01", {"done": "2026-09-01"}), 404, "not-found")
    assert town.ask("reader", "GET", f"{at}/tasks?on=soon").status_code == 422
    assert_problem(town.ask("reader", "GET", f"{at}/tasks?plan=nothing"), 404, "not-found")


def test_records_stay_when_the_term_is_submitted_anew_and_go_with_its_last_request(town: Town, tiny: bytes) -> None:
    first = submit(town, tiny)
    assert town.ask("planner", "PUT", f"/v1/terms/{first}/tasks/I01", {"done": "2026-09-01", "by": "李"}).status_code == 204
    changed = json.loads(tiny)
    changed["problem"]["money"]["subsidy"] = 100
    second = town.ask("planner", "POST", TERMS, changed).json()["id"]
    assert second != first
    assert tasks(town, f"/v1/terms/{second}")["I01"]["by"] == "李"
    town.ask("planner", "DELETE", f"/v1/terms/{first}")
    assert tasks(town, f"/v1/terms/{second}")["I01"]["state"] == "done"
    town.ask("planner", "DELETE", f"/v1/terms/{second}")
    with town.database.read() as connection:
        assert connection.execute(select(task_records)).all() == []


def test_papers_of_a_kept_plan_show_what_is_recorded(town: Town, tiny: bytes) -> None:
    rows = plant(town.database, marked(tiny), "east")
    document = town.ask("east", "GET", f"/v1/plans/{rows.plan}/export/deadlines?on=2030-01-01", accept="application/json").json()
    found = {item["task"]: item["state"] for item in document["tasks"]}
    assert (found["I01"], found["C09"]) == ("done", "overdue")
    assert found == {
        item["task"]: item["state"]
        for item in town.ask("east", "GET", f"/v1/terms/{rows.term}/tasks?on=2030-01-01&plan={rows.plan}").json()["tasks"]
    }
