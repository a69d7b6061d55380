"""What we rely on in the engine, held against the engine itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from dbos import DBOS
from sqlalchemy import make_url, text

from api.jobs.engine import HELD, LOCK, OVER, WAITING, Engine, engine_url
from api.storage.database import Database
from api.storage.lock import exclusive
from tests.service.office import HASTE, PATIENCE, wait_until


class Hands:
    """What the engine calls: notes the jobs, and holds each until it is let go."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.free = threading.Event()

    def take(self, job_id: str) -> None:
        self.begun.append(job_id)
        if not self.free.wait(PATIENCE):
            raise TimeoutError
        if job_id.startswith("broken"):
            raise ValueError


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def engine(database: Database, hands: Hands) -> Iterator[Engine]:
    made = Engine(database.url, "me", hands.take, HASTE)
    made.migrate()
    made.start()
    yield made
    hands.free.set()
    wait_until(lambda: not made.held())
    made.end()


def state(engine: Engine, job_id: str) -> tuple[str, str | None] | None:
    known = engine.known([job_id]).get(job_id)
    return None if known is None else (known.state, known.holder)


def test_one_solve_at_a_time_each_once_and_in_order(engine: Engine, hands: Hands) -> None:
    for _ in range(2):
        for job_id in ("job-1", "job-2"):
            engine.enqueue(job_id, "solves")
    engine.enqueue("parent", "parents")
    wait_until(lambda: sorted(hands.begun) == ["job-1", "parent"])
    assert state(engine, "job-1") == (HELD, "me")
    assert state(engine, "job-2") == (WAITING, None)
    assert state(engine, "job-3") is None
    assert engine.held() == {"job-1": "me", "parent": "me"}
    hands.free.set()
    wait_until(lambda: state(engine, "job-2") == (OVER, None))
    assert sorted(hands.begun) == ["job-1", "job-2", "parent"]
    wait_until(lambda: set(engine.over(10)) == {"job-1", "job-2", "parent"})
    assert len(engine.over(2)) == 2


def test_a_job_that_is_resumed_is_begun_again(engine: Engine, hands: Hands) -> None:
    engine.enqueue("parent", "parents")
    wait_until(lambda: hands.begun == ["parent"])
    engine.resume("parent", "parents")
    wait_until(lambda: hands.begun == ["parent", "parent"])


def test_a_job_that_is_over_is_begun_again_only_once_it_is_forgotten(engine: Engine, hands: Hands) -> None:
    hands.free.set()
    engine.enqueue("job-1", "solves")
    wait_until(lambda: state(engine, "job-1") == (OVER, None))
    engine.resume("job-1", "solves")
    engine.enqueue("job-1", "solves")
    assert state(engine, "job-1") == (OVER, None)
    engine.forget(["job-1"])
    assert state(engine, "job-1") is None
    engine.enqueue("job-1", "solves")
    wait_until(lambda: hands.begun == ["job-1", "job-1"])


def test_a_job_that_breaks_is_over(engine: Engine, hands: Hands) -> None:
    hands.free.set()
    engine.enqueue("broken-1", "solves")
    wait_until(lambda: state(engine, "broken-1") == (OVER, None))
    engine.enqueue("job-1", "solves")
    wait_until(lambda: state(engine, "job-1") == (OVER, None))


def test_engines_migrate_one_at_a_time(database: Database, hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """Migrations fail beside each other. Whoever waits holds no snapshot, for which a migration of the other would wait."""
    order: list[str] = []
    tried = threading.Event()
    monkeypatch.setattr("api.storage.lock.time", SimpleNamespace(sleep=lambda _seconds: tried.set()))
    monkeypatch.setattr(DBOS, "migrate", lambda _url: order.append("second"))
    other = Database(database.url.render_as_string(hide_password=False))
    made = Engine(database.url, "me", hands.take, HASTE)
    starting = threading.Thread(target=made.migrate)
    try:
        with exclusive(other, LOCK):
            starting.start()
            assert tried.wait(PATIENCE)
            if not database.is_sqlite:
                with other.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                    connection.execute(text("CREATE INDEX CONCURRENTLY probe ON workers (pid)"))
            order.append("first")
        starting.join(PATIENCE)
    finally:
        other.close()
        made.end()
    assert order == ["first", "second"]


def test_the_engine_keeps_its_tables_beside_ours(database: Database, tmp_path: Path) -> None:
    if database.is_sqlite:
        assert engine_url(database.url) == f"sqlite:///{tmp_path / 'jobs.db'}"
    else:
        assert make_url(engine_url(database.url)).difference_update_query(["options"]) == database.url
