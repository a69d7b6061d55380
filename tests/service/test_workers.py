"""Worker processes: told to leave, orphaned, cancelled; what they hold goes on elsewhere."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from api.jobs import supervisor as supervising
from api.jobs.engine import engine_url
from api.jobs.execution import Execution
from api.jobs.supervisor import Supervisor
from api.jobs.worker import EX_TEMPFAIL, WorkerProcess
from api.settings import Settings
from api.storage.ending import cancel
from api.storage.jobs import CANCELLED, QUEUED, RUNNING
from api.storage.workers import Worker, all_workers, beat, live_workers
from tests.service.office import PATIENCE, Office, wait_until

pytestmark = pytest.mark.slow
LONG = 36_000.0
"""Seconds of a search that ends in no test by itself."""
Hire = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def hire(office: Office, tmp_path: Path) -> Iterator[Hire]:
    """Start a worker process, with more options if wanted."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(*options: str) -> subprocess.Popen[bytes]:
        settings = {"AFTERBELL_DATABASE_URL": office.url, "AFTERBELL_SOLVE_WORKERS": "1", "AFTERBELL_MAX_SECONDS": str(LONG)}
        with (tmp_path / "worker.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "api.cli", "worker", *options], env=os.environ | settings, stdout=log, stderr=log
            )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.wait()


def has_plan(office: Office, job_id: str) -> bool:
    return office.job(job_id).first_plan_at is not None


def test_a_job_wanders_from_worker_to_worker_until_it_is_cancelled(office: Office, hire: Hire) -> None:
    job_id = office.submit("solve", {"seconds": LONG})
    first = hire()
    wait_until(lambda: has_plan(office, job_id))
    first.send_signal(signal.SIGTERM)
    assert first.wait(PATIENCE) == 0
    job = office.job(job_id)
    assert (job.state, job.attempt, job.returned) == (QUEUED, 1, 1)
    assert office.told(job_id)[-1] == "back"
    with office.database.read() as connection:
        assert live_workers(connection, 60_000) == ()
    hire()
    wait_until(lambda: office.job(job_id).state == RUNNING)
    wait_until(lambda: office.told(job_id)[-1] == "progress")
    start = [event.data for event in office.events(job_id) if event.kind == "start"][-1]
    assert start["from"]["attempt"] == 1
    with office.database.write() as connection:
        cancel(connection, job_id)
    wait_until(lambda: office.job(job_id).ended)
    job = office.job(job_id)
    assert job.state == CANCELLED
    [(plan_id, valid, _)] = office.plans(job_id)
    assert (plan_id, valid) == ((job.result or {})["plan"], True)


def test_a_worker_ends_when_its_supervisor_does(office: Office, hire: Hire) -> None:
    job_id = office.submit("solve", {"seconds": LONG})
    orphan = hire("--parent", "1")  # whose child it is not
    assert orphan.wait(PATIENCE) == 0
    with office.database.read() as connection:
        assert live_workers(connection, 60_000) == ()
    assert office.job(job_id).failures == 0


def freeze(office: Office, worker: subprocess.Popen[bytes]) -> None:
    """Stop a worker between two of its writes: SQLite lets nobody write while one that began is not over."""
    urls = [url for url in (office.url, engine_url(make_url(office.url))) if url.startswith("sqlite")]
    worker.send_signal(signal.SIGSTOP)
    while not all(writable(url) for url in urls):
        worker.send_signal(signal.SIGCONT)
        time.sleep(0.02)
        worker.send_signal(signal.SIGSTOP)


def writable(url: str) -> bool:
    """Whether nobody holds the right to write to the file."""
    raw = sqlite3.connect(make_url(url).database or "", timeout=0.5)
    try:
        raw.execute("BEGIN IMMEDIATE")
        raw.rollback()
    except sqlite3.OperationalError:
        return False
    finally:
        raw.close()
    return True


def test_a_worker_that_was_thought_dead_does_no_harm_and_begins_anew(office: Office, hire: Hire) -> None:
    job_id = office.submit("solve", {"seconds": LONG})
    frozen = hire()
    wait_until(lambda: has_plan(office, job_id))
    freeze(office, frozen)
    hire()
    wait_until(lambda: office.job(job_id).attempt == 2)
    frozen.send_signal(signal.SIGCONT)
    assert frozen.wait(PATIENCE) == EX_TEMPFAIL
    assert (office.job(job_id).state, office.job(job_id).attempt) == (RUNNING, 2)
    with office.database.write() as connection:
        cancel(connection, job_id)
    wait_until(lambda: office.job(job_id).ended)
    assert office.told(job_id).count("end") == len(office.plans(job_id)) == 1


def test_a_supervisor_starts_workers_again_and_forgets_those_that_are_dead(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERBELL_DATABASE_URL", office.url)
    here = socket.gethostname()
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with office.database.write() as connection:
        for name, host, pid in (("dead", here, gone.pid), ("alive", here, os.getpid()), ("elsewhere", "other", gone.pid)):
            beat(connection, Worker(name, host, pid, "0", None, 0, 0))

    def known() -> dict[str, int]:
        with office.database.read() as connection:
            return {worker.id: worker.pid for worker in all_workers(connection)}

    def own() -> list[int]:
        return [pid for name, pid in known().items() if name not in ("alive", "elsewhere")]

    supervisor = Supervisor(Settings(), 1)
    supervisor.start()
    try:
        assert set(known()) >= {"alive", "elsewhere"}
        assert "dead" not in known()
        wait_until(own)
        [first] = own()
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: own() and own() != [first])
    finally:
        supervisor.end()
    assert set(known()) == {"alive", "elsewhere"}


def test_a_supervisor_replaces_a_worker_that_is_frozen(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no process of another's, frozen as it may be."""
    monkeypatch.setenv("AFTERBELL_DATABASE_URL", office.url)
    monkeypatch.setattr(supervising, "BEATS_SECONDS", 0.1)
    monkeypatch.setattr(supervising, "FROZEN_SECONDS", 1.0)
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    stranger.send_signal(signal.SIGSTOP)
    with office.database.write() as connection:
        beat(connection, Worker("stranger", socket.gethostname(), stranger.pid, "0", None, 0, 0))

    def own() -> list[int]:
        with office.database.read() as connection:
            return [worker.pid for worker in all_workers(connection) if worker.id != "stranger"]

    supervisor = Supervisor(Settings(), 1)
    supervisor.start()
    try:
        wait_until(own)
        [first] = own()
        os.kill(first, signal.SIGSTOP)
        wait_until(lambda: own() and first not in own())
    finally:
        supervisor.end()
        still_there = stranger.poll() is None
        stranger.kill()
        stranger.communicate()
    assert still_there


def test_a_heartbeat_keeps_its_priority_and_its_worker_does_not_live_without_it(office: Office, hire: Hire) -> None:
    worker = hire()

    def live() -> bool:
        with office.database.read() as connection:
            return bool(live_workers(connection, 60_000))

    wait_until(live)
    [heartbeat] = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text(encoding="ascii").split()
    assert os.getpriority(os.PRIO_PROCESS, int(heartbeat)) == os.getpriority(os.PRIO_PROCESS, 0)
    wait_until(lambda: os.getpriority(os.PRIO_PROCESS, worker.pid) == 19)
    os.kill(int(heartbeat), signal.SIGKILL)
    assert worker.wait(PATIENCE) == EX_TEMPFAIL


def test_a_worker_that_cannot_end_its_job_ends_itself(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the job would count as running as long as the worker lives."""

    def broken(_execution: Execution) -> bool:
        raise OperationalError("UPDATE jobs", None, Exception("the database is away"))

    monkeypatch.setattr(Execution, "run", broken)
    worker = WorkerProcess(Settings(database_url=office.url))
    try:
        job_id = office.submit()
        with pytest.raises(OperationalError):
            worker.perform(job_id)
        assert office.job(job_id).state == RUNNING
        assert worker.leaving_with == EX_TEMPFAIL
    finally:
        worker.close()
