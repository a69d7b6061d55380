"""Whether the service lives, is ready, and what it tells Prometheus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from api.main import create_app
from api.services import readiness
from api.services.readiness import Readiness
from api.settings import Settings
from api.storage import probe
from api.storage.database import Database
from api.storage.marks import PROBE, set_mark
from api.storage.migrate import downgrade, migrate, newest
from tests.http.conftest import assert_problem
from tests.service.aged_rows import add_job, add_worker

SECRET = "a token of the tests"


@pytest.fixture
def here(database: Database) -> Iterator[TestClient]:
    """The service, asked from the machine on which it runs."""
    url = database.url.render_as_string(hide_password=False)
    with TestClient(create_app(Settings(database_url=url)), client=("127.0.0.1", 1)) as client:
        yield client


def figures(client: TestClient) -> dict[tuple[str, frozenset[str]], float]:
    """Name and values of labels -> value."""
    answer = client.get("/metrics")
    assert answer.status_code == 200, answer.text
    return {
        (sample.name, frozenset(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
        if not sample.name.endswith("_created")
    }


def where(answer: Any) -> list[str]:
    """The parts that a service which is not ready names."""
    return [part["where"] for part in assert_problem(answer, 503, "not-ready")["errors"]]


def test_ready_says_what_is_missing(here: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "FRESH_SECONDS", 0.0)
    assert here.get("/healthz").json()["status"] == "ok"
    assert where(here.get("/readyz/solving")) == ["workers"]
    for path in ("/readyz", "/readyz/reading"):  # a web without workers is asked all the same
        told = here.get(path).json()
        assert (told["status"], told["reading"], told["writing"], told["solving"]) == ("ready", True, True, False)
    add_worker(database, age=60_000)
    assert here.get("/readyz/solving").status_code == 503
    add_worker(database)
    assert here.get("/readyz/solving").json()["solving"] is True
    downgrade(database, "base")
    for path in ("/readyz", "/readyz/reading", "/readyz/solving"):
        assert where(here.get(path)) == ["migrations"]
    assert here.get("/healthz").status_code == 200


def test_a_database_that_takes_no_writes_can_be_read(here: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Locked by somebody who does not let go, at once and not only when the workers fall silent."""
    monkeypatch.setattr(readiness, "FRESH_SECONDS", 0.0)
    monkeypatch.setattr(probe, "PROBE_MS", 50)
    add_worker(database)
    with database.write() as connection:
        set_mark(connection, PROBE, "held")
        for path in ("/readyz", "/readyz/solving"):
            assert where(here.get(path)) == ["writes"]
        told = here.get("/readyz/reading").json()
        assert (told["reading"], told["writing"], told["solving"]) == (True, False, False)
    assert here.get("/readyz/solving").status_code == 200


def test_a_disk_that_is_nearly_full_is_told(here: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "free_bytes", lambda _database: readiness.LEAST_FREE - 1)
    add_worker(database)
    assert where(here.get("/readyz")) == ["disk"]
    assert here.get("/readyz/reading").status_code == 200
    assert (probe.free_bytes(database) is None) == (not database.is_sqlite)


def test_however_many_ask_the_database_is_asked_now_and_then(database: Database) -> None:
    now = [0.0]
    found = Readiness(newest(), lambda: now[0])
    first = found.look(database)
    assert found.look(database) is first
    now[0] += readiness.FRESH_SECONDS
    assert found.look(database) is not first


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_ready_says_that_the_database_is_away(kind: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_text("no database at all")
    away = Database(f"sqlite:///{broken}" if kind == "sqlite" else "postgresql://nobody@127.0.0.1:1/none")
    app = create_app(Settings(data_dir=tmp_path))
    with TestClient(app, client=("127.0.0.1", 1)) as here:
        app.state.database.close()
        app.state.database = away
        missing = assert_problem(here.get("/readyz"), 503, "not-ready")
        assert [part["where"] for part in missing["errors"]] == ["database"]
        assert figures(here)["afterbell_database_up", frozenset()] == 0
        assert here.get("/healthz").status_code == 200


def test_metrics_are_for_this_machine_or_for_who_has_the_token(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    with TestClient(create_app(Settings(database_url=url))) as elsewhere:
        assert_problem(elsewhere.get("/metrics"), 403, "forbidden")
    with TestClient(create_app(Settings(database_url=url)), client=("127.0.0.1", 1)) as here:
        assert here.get("/metrics").status_code == 200
        assert_problem(here.get("/metrics", headers={"x-forwarded-for": "127.0.0.1"}), 403, "forbidden")
    guarded = create_app(Settings(database_url=url, metrics_token=SECRET))  # type: ignore[arg-type]
    with TestClient(guarded, client=("127.0.0.1", 1)) as here:
        assert_problem(here.get("/metrics"), 401, "unauthenticated")
        assert_problem(here.get("/metrics", headers={"authorization": "Bearer wrong"}), 401, "unauthenticated")
        assert here.get("/metrics", headers={"authorization": f"Bearer {SECRET}"}).status_code == 200


def test_metrics_tell_of_requests(here: TestClient) -> None:
    for path in ("/v1/policies", "/v1/policies/national", "/v1/policies/none", "/nowhere", "/v1/me", "/v1/me"):
        here.get(path)
    here.request("SPELL", "/v1/me")
    found = figures(here)
    counted = {labels: value for (name, labels), value in found.items() if name == "afterbell_requests_total"}
    assert counted == {
        frozenset({"GET", "/v1/policies", "200"}): 1,
        frozenset({"GET", "/v1/policies/{name}", "200"}): 1,
        frozenset({"GET", "/v1/policies/{name}", "404"}): 1,
        frozenset({"GET", "none", "404"}): 1,
        frozenset({"GET", "/v1/me", "200"}): 2,
        frozenset({"other", "/v1/me", "405"}): 1,
    }
    assert found["afterbell_request_seconds_count", frozenset({"GET", "/v1/me"})] == 2


def test_metrics_tell_of_jobs_and_workers(here: TestClient, database: Database) -> None:
    add_worker(database)
    add_worker(database, age=60_000)
    add_job(database, "queued", 40)
    add_job(database, "queued", 90)
    for first, gap in ((2_000, 10_000), (4_000, 30_000), (9_000, None)):
        began = database.now() - 60_000
        add_job(database, "done", 61, started_at=began, first_plan_at=began + first, ended_at=began + 30_000, gap=gap)
    add_job(database, "failed", 200, ended_at=database.now(), reason={"code": "no-plan-in-time", "zh": "", "en": ""})
    add_job(database, "failed", 7_300, ended_at=database.now() - 7_200_000, reason={"code": "deadline"}, gap=999_999)
    found = figures(here)

    def value(name: str, *labels: str) -> float | None:
        return found.get((f"afterbell_{name}", frozenset(labels)))

    assert value("database_up") == 1
    assert value("jobs", "queued", "solve") == 2
    assert value("jobs", "done", "solve") == 3
    assert value("jobs", "failed", "solve") == 2
    assert value("jobs_failed", "no-plan-in-time") == value("jobs_failed", "deadline") == 1
    assert value("queue_length") == 2
    assert 90 <= (value("queue_oldest_seconds") or 0) < 100
    assert value("workers_alive") == 1
    assert (value("first_plan_seconds", "0.5"), value("first_plan_seconds", "1")) == (4.0, 9.0)
    assert (value("gap_ratio", "0.5"), value("gap_ratio", "1")) == (0.01, 0.03)
    assert (value("database_bytes") or 0) > 4096


def test_figures_go_by_an_index(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'some.db'}")
    migrate(database)
    with database.read() as connection:
        plan = connection.execute(text("EXPLAIN QUERY PLAN SELECT state, kind, count(*) FROM jobs GROUP BY state, kind")).all()
    assert "COVERING INDEX ix_jobs_state_kind" in str(plan)
    database.close()
