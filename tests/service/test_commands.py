"""The client commands against a real service; how it starts, logs, and ends."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from api.cli import app
from tests.service.filled import MARK, marked
from tests.service.office import PATIENCE, wait_until
from tests.service.process import Running, client, running

pytestmark = pytest.mark.slow
QUICK = ("--seconds", "600", "--effort", "0.2")
"""A search that ends by its effort, however busy the machine is."""
LONG = ("--seconds", "600")
"""One that is stopped long before its end."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[Running]:
    """``afterbell serve`` as a school starts it."""
    with running(tmp_path_factory.mktemp("serve"), root) as found:
        yield found


@pytest.fixture(scope="module")
def request_file(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """The tiny school, its pupils' ids recognisable."""
    file = tmp_path_factory.mktemp("request") / "school.json"
    file.write_text(json.dumps(marked((samples / "tiny.json").read_bytes())), encoding="utf-8")
    return file


def submitted(served: Running, request: Path, *more: str) -> str:
    """The id of a job that was queued."""
    done = served.run("submit", request, "--school", "elm", *more)
    assert done.returncode == 0, done.stderr
    return done.stdout.split("job: ")[1][:32]


def state(served: Running, job: str) -> str:
    return str(served.ask("GET", f"/v1/jobs/{job}").json()["state"])


def until(served: Running, job: str, *states: str) -> None:
    wait_until(lambda: state(served, job) in states)


def test_submit_watches_and_brings_the_plan(served: Running, request_file: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / f"plan{suffix}" for suffix in (".json", ".xlsx", ".html")]
    options = [part for path in outputs for part in ("-o", str(path))]
    done = served.run("submit", request_file, "--school", "elm", *QUICK, "--watch", *options)
    assert done.returncode == 0, done.stderr
    assert "first complete valid plan after" in done.stderr
    assert "最大差距 gap" in done.stderr
    assert "done, the plan has no violations" in done.stdout
    assert json.loads(outputs[0].read_text(encoding="utf-8"))
    assert load_workbook(outputs[1]).sheetnames
    assert "<html" in outputs[2].read_text(encoding="utf-8")
    checked = served.run("check", outputs[0], "--request", request_file)
    assert checked.returncode == 0, checked.stdout


def test_a_job_is_submitted_watched_cancelled_and_fetched(served: Running, request_file: Path, tmp_path: Path) -> None:
    job = submitted(served, request_file, *LONG, "--seed", "7", "--set", "K03.classes=2")
    assert served.ask("GET", f"/v1/jobs/{job}").json()["params"]["seed"] == 7
    until(served, job, "running")
    wait_until(lambda: served.ask("GET", f"/v1/jobs/{job}").json()["first_plan_at"])
    assert served.run("cancel", job).returncode == 0
    seen = served.run("watch", job, "-o", tmp_path / "plan.json")
    assert seen.returncode == 0, seen.stderr
    assert "已取消 / cancelled" in seen.stdout
    assert (tmp_path / "plan.json").exists()
    fetched = served.run("fetch", job, "-o", tmp_path / "again.json")
    assert fetched.returncode == 0, fetched.stderr
    plan = served.ask("GET", f"/v1/jobs/{job}").json()["result"]["plan"]
    assert served.run("fetch", plan, "-o", tmp_path / "third.json").returncode == 0
    texts = {(tmp_path / name).read_text(encoding="utf-8") for name in ("plan.json", "again.json", "third.json")}
    assert len(texts) == 1
    assert served.run("cancel", job).returncode == 0


def test_ctrl_c_of_submit_stops_the_search_and_of_watch_only_leaves(served: Running, request_file: Path) -> None:
    job = submitted(served, request_file, *LONG, "--seed", "8")
    until(served, job, "running")
    watching = subprocess.Popen(client("watch", job), env=served.as_client(), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert watching.stderr is not None
    watching.stderr.readline()
    watching.send_signal(signal.SIGINT)
    _, said = watching.communicate(timeout=PATIENCE)
    assert watching.returncode == 130
    assert "the job goes on" in said
    assert state(served, job) == "running"
    staying = subprocess.Popen(
        client("submit", str(request_file), "--school", "elm", *LONG, "--watch"), env=served.as_client(),
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert staying.stderr is not None
    while "queued" not in staying.stderr.readline():
        assert staying.poll() is None
    staying.send_signal(signal.SIGINT)  # still queued behind the other: cancelled at once, without a plan
    told, said = staying.communicate(timeout=PATIENCE)
    assert staying.returncode == 4, said
    assert "已取消 / cancelled" in told
    assert served.run("cancel", job).returncode == 0
    until(served, job, "cancelled")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("submit", "REQUEST", "--school", "nowhere"), "nowhere"),
        (("submit", "REQUEST", "--school", "elm", "--set", "Z99.level=off"), "Z99"),
        (("submit", "REQUEST", "--school", "elm", "-o", "plan.doc"), ".xlsx"),
        (("submit", "nowhere.json", "--school", "elm"), "no such file"),
        (("submit", "REQUEST", "--school", "elm", "--server", "http://127.0.0.1:1"), "cannot be reached"),
        (("submit", "REQUEST", "--school", "elm", "--key", "wrong"), "AFTERBELL_KEY"),
        (("cancel", "no-such-job"), "可能"),
        (("watch", "no/such/job"), "可能"),
        (("fetch", "no-such-plan", "-o", "plan.json"), "可能"),
    ],
)
def test_what_cannot_be_is_said_in_plain_words(served: Running, request_file: Path, arguments: tuple[str, ...], words: str) -> None:
    words_given = [str(request_file) if word == "REQUEST" else word for word in arguments]
    done = CliRunner().invoke(app, words_given, env=served.as_client())
    assert done.exit_code == 2, done.output
    assert words in done.stderr
    assert "Maybe" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bad_request_is_refused_with_every_fault(served: Running, request_file: Path, tmp_path: Path) -> None:
    document: dict[str, Any] = json.loads(request_file.read_text(encoding="utf-8"))
    document["problem"]["classes"][0]["grade"] = "first"
    document["problem"]["colour"] = "green"
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(document), encoding="utf-8")
    done = served.run("submit", bad, "--school", "elm")
    assert done.returncode == 2
    assert {"problem.classes[0].grade", "problem.colour"} <= {line.split(":")[0] for line in done.stderr.splitlines()}


def test_an_impossible_school_is_infeasible(served: Running, request_file: Path, tmp_path: Path) -> None:
    document: dict[str, Any] = json.loads(request_file.read_text(encoding="utf-8"))
    document["problem"]["rooms"] = document["problem"]["rooms"][:1]
    few = tmp_path / "few.json"
    few.write_text(json.dumps(document), encoding="utf-8")
    alone = served.run("precheck", few)
    done = served.run("submit", few, "--school", "elm", "--watch", *QUICK)
    assert (alone.returncode, done.returncode) in {(3, 3), (2, 2)}, alone.stderr + done.stderr


def test_nothing_of_a_pupil_is_left_once_the_term_is_erased(served: Running, request_file: Path) -> None:
    """After everything that other tests did, in whatever order: log, database, engine of jobs."""
    assert served.run("submit", request_file, "--school", "elm", *QUICK, "--watch", "-q").returncode in (0, 4)
    schools = [school["id"] for school in served.ask("GET", "/v1/schools").json()["items"]]
    assert "elm" in schools
    for term in [term for school in schools for term in served.ask("GET", f"/v1/schools/{school}/terms").json()["items"]]:
        if term["erased_at"] is None:
            assert served.ask("DELETE", f"/v1/terms/{term['id']}").status_code == 204
    assert MARK not in served.log
    assert "abk_" not in served.log
    assert str(served.first_key) in served.log
    left = [path.name for path in (served.folder / "data").iterdir() if MARK.encode() in path.read_bytes()]
    assert left == []
    lines = [json.loads(line) for line in served.log.splitlines() if line.startswith("{")]
    routes = {line["route"] for line in lines if line["event"] == "answered"}
    assert "/v1/schools/{school}/terms" in routes


def test_streams_end_and_answers_are_finished_when_the_service_is_told_to_end(
    tmp_path: Path, root: Path, request_file: Path
) -> None:
    with running(tmp_path, root, "web") as web:
        job = submitted(web, request_file)
        heard: list[str] = []

        def listen() -> None:
            headers = {"authorization": f"Bearer {web.key}"}
            with httpx2.stream("GET", f"{web.at}/v1/jobs/{job}/events", headers=headers, trust_env=False, timeout=PATIENCE) as stream:
                heard.extend(stream.iter_lines())
            heard.append("ended in good order")

        listening = threading.Thread(target=listen)
        listening.start()
        wait_until(lambda: heard)
        watching = subprocess.Popen(client("watch", job), env=web.as_client(), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert watching.stderr is not None
        watching.stderr.readline()
        status = web.end()  # streams of a queued job have no end of their own
        listening.join(PATIENCE)
        assert heard[-1] == "ended in good order"
        assert status == 0
        assert "Cancel" not in web.log
        web.start("/healthz")
        assert [path.name for path in web.first_key.parent.glob("first-key*")] == ["first-key"]
        assert web.ask("POST", f"/v1/jobs/{job}/cancel").status_code == 202
        told, _said = watching.communicate(timeout=PATIENCE)  # of a service that is back at once it says nothing
        assert watching.returncode == 4
        assert "已取消 / cancelled" in told


def test_queued_jobs_survive_a_restore(tmp_path: Path, root: Path, request_file: Path) -> None:
    file = tmp_path / "all.backup"
    with running(tmp_path / "before", root, "web") as web:
        job = submitted(web, request_file, *QUICK)
        backup = subprocess.run(client("backup", file), env=web.environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
        assert backup.returncode == 0, backup.stderr
        first = web.key
    after = Running(tmp_path / "after", {"PYTHONPATH": str(root)})
    after.folder.mkdir()
    restored = subprocess.run(client("restore", file), env=after.environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert restored.returncode == 0, restored.stderr
    after.first_key.write_text(f"{first}\n", encoding="utf-8")
    after.start()
    try:
        found = [path.name for path in after.first_key.parent.glob("first-key*")]
        assert found == ["first-key"], "keys are restored too: none is made anew"
        until(after, job, "done", "failed")
        assert after.ask("GET", f"/v1/jobs/{job}").json()["result"]["valid"] is True
    finally:
        after.end()


def test_a_wrong_setting_is_refused_without_its_value() -> None:
    wrong = {"AFTERBELL_LOG_LEVEL": "loud-secret", "AFTERBELL_MAX_PUPILS": "-1"}
    for role in ("serve", "web", "worker", "retain"):
        done = CliRunner().invoke(app, [role], env=wrong)
        assert done.exit_code == 2
        assert "AFTERBELL_LOG_LEVEL" in done.stderr
        assert "AFTERBELL_MAX_PUPILS" in done.stderr
        assert "loud-secret" not in done.output


def test_a_school_is_registered_and_its_planner_submits(served: Running, request_file: Path) -> None:
    done = served.run("school", "ash", "--name", "白蜡小学", "--district", "north", "--planner")
    assert done.returncode == 0, done.stderr
    assert "registered: ash" in done.stdout
    secret = done.stdout.strip().rsplit(" ", 1)[1]
    again = served.run("school", "ash", "--name", "白蜡小学", "--district", "north")
    assert (again.returncode, "it is there" in again.stdout) == (0, True)
    handed_in = served.run("submit", request_file, "--school", "ash", *QUICK, "--key", secret)
    assert handed_in.returncode == 0, handed_in.stderr
    assert served.run("school", "fir", "--name", "x", "--key", secret).returncode == 2
    assert served.run("school", "Not An Id", "--name", "x").returncode == 2
