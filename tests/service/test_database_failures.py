"""A database that cannot do its work is named as what it is: over HTTP, and by every command that opens it."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from typer.testing import CliRunner

from api.cli import app
from api.main import create_app
from api.services.keys import first_key
from api.settings import Settings
from api.storage.database import Database
from api.storage.failure import FAILURES, Cause, UnfitDatabaseError, failure_of
from api.storage.migrate import migrate, require_current, require_own
from tests.http.conftest import assert_problem
from tests.service.ruin import ruined

COMMANDS = (["serve", "--port", "1"], ["web", "--port", "1"], ["worker"], ["backup", "x.backup"], ["restore", "x.backup"], ["retain"])
"""Every command that opens the database of the settings."""
NEW_DISTRICT = {"id": "east", "name": "East"}


@pytest.fixture(autouse=True)
def usual_log() -> Iterator[None]:
    """Commands send the log of their process to their own stderr, which ends with them."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def file(sqlite_template: Path, tmp_path: Path) -> Path:
    """A migrated database."""
    (tmp_path / "data").mkdir(mode=0o700)
    return Path(shutil.copy(sqlite_template, tmp_path / "data" / "afterbell.db"))


@pytest.fixture
def here(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The service on it, with a key of the bureau that was used already; it does not wait long for others."""
    monkeypatch.setattr("api.storage.database.BUSY_SECONDS", 0)
    monkeypatch.setattr("api.storage.database.PRAGMAS", ("busy_timeout=20", "journal_mode=WAL", "foreign_keys=ON"))
    with TestClient(create_app(Settings(data_dir=file.parent)), raise_server_exceptions=False) as client:
        database: Database = client.app.state.database  # type: ignore[attr-defined]
        client.headers["authorization"] = f"Bearer {first_key(database)}"
        assert client.get("/v1/me").status_code == 200
        yield client


def with_revision(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def of_another_program(file: Path, *, alembic: bool = False) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
        if alembic:
            connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
            connection.execute("INSERT INTO alembic_version VALUES ('abc')")
        connection.commit()


HARMS: dict[str, tuple[Callable[[Path], Any], Cause]] = {
    "damaged": (ruined, Cause.DAMAGED),
    "no database": (lambda file: file.write_bytes(b"hello " * 1000), Cause.NO_DATABASE),
    "foreign": (of_another_program, Cause.FOREIGN),
    "foreign with alembic": (lambda file: of_another_program(file, alembic=True), Cause.FOREIGN),
    "newer": (with_revision, Cause.NEWER),
    "a folder": (lambda file: (file.unlink(), file.mkdir()), Cause.UNREADABLE),
}


@pytest.mark.parametrize("harm", HARMS)
def test_commands_refuse_a_database_that_is_not_fit_and_leave_it_as_it_is(
    harm: str, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    do, cause = HARMS[harm]
    do(file)
    before = file.read_bytes() if file.is_file() else b""
    monkeypatch.setenv("AFTERBELL_DATA_DIR", str(file.parent))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("api.cli.serve.MIGRATION_SECONDS", 0.0)
    for command in COMMANDS:
        done = CliRunner().invoke(app, command)
        assert done.exit_code == 2, (command, done.output, done.exception)
        assert FAILURES[cause].zh in done.stderr, (command, done.stderr)
        assert str(file) in done.stderr
        assert "可能" in done.stderr
    assert (file.read_bytes() if file.is_file() else b"") == before


def test_an_older_database_is_refused_by_who_does_not_migrate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(f"sqlite:///{tmp_path / 'afterbell.db'}")
    require_own(database)
    with pytest.raises(UnfitDatabaseError, match="this release needs"):
        require_current(database)
    database.close()
    monkeypatch.setenv("AFTERBELL_DATA_DIR", str(tmp_path))
    monkeypatch.setattr("api.cli.serve.MIGRATION_SECONDS", 0.0)
    done = CliRunner().invoke(app, ["worker"])
    assert done.exit_code == 2
    assert FAILURES[Cause.OLDER].zh in done.stderr


def test_a_server_that_is_away_or_says_no_is_told_without_the_password(
    postgres_server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    there = Database(postgres_server).url
    nobody = there.set(drivername="postgresql", username="nobody", password="secret", database="none")
    away = "postgresql://nobody:secret@127.0.0.1:1/none"
    for url, cause in ((away, Cause.AWAY), (nobody.render_as_string(hide_password=False), Cause.REFUSED)):
        monkeypatch.setenv("AFTERBELL_DATABASE_URL", url)
        for command in COMMANDS:
            done = CliRunner().invoke(app, command)
            assert done.exit_code == 2, (command, done.output, done.exception)
            assert FAILURES[cause].zh in done.stderr, (command, done.stderr)
            assert "secret" not in done.output


def test_a_server_with_tables_of_our_names_that_are_not_ours(database_url: str, backend: str) -> None:
    database = Database(database_url)
    with database.write() as connection:
        connection.execute(text(f"CREATE TABLE {'songs' if backend == 'sqlite' else 'jobs'} (title TEXT)"))
    with pytest.raises(UnfitDatabaseError, match="another program"):
        migrate(database)
    database.close()


@pytest.mark.parametrize("url", ["nonsense", "mysql://u:secret@h/d", "sqlite://", "postgresql://u:secret@h:port/d"])
def test_an_address_that_is_none_is_a_wrong_setting(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERBELL_DATABASE_URL", url)
    done = CliRunner().invoke(app, ["retain"])
    assert done.exit_code == 2
    assert "AFTERBELL_DATABASE_URL" in done.stderr
    assert "secret" not in done.output


def test_a_full_disk_is_507_and_reading_goes_on(here: TestClient) -> None:
    database: Database = here.app.state.database  # type: ignore[attr-defined]

    @event.listens_for(database.engine, "checkout")
    def no_more_pages(raw: Any, _record: Any, _proxy: Any) -> None:
        raw.execute("PRAGMA max_page_count=1")  # SQLite takes the present number: the file cannot grow

    answer = None
    for number in range(200):
        answer = here.post("/v1/districts", json={"id": f"d{number}", "name": "长" * 100})
        if answer.status_code != 201:
            break
    assert answer is not None
    problem = assert_problem(answer, 507, "database-full")
    assert "磁盘已满" in problem["title"]
    assert problem["errors"][0]["where"] == "database"
    assert int(answer.headers["retry-after"]) > 0
    with database.write() as connection:  # a key whose use is to be noted anew
        connection.execute(text("UPDATE keys SET last_used_at = 1"))
    assert here.get("/v1/districts").status_code == 200


def test_a_locked_database_is_503_and_says_when_to_come_again(here: TestClient, file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        answer = here.post("/v1/districts", json=NEW_DISTRICT)
        assert_problem(answer, 503, "database-locked")
        assert "retry-after" in answer.headers
        assert here.get("/v1/districts").status_code == 200
        other.execute("ROLLBACK")
    assert here.post("/v1/districts", json=NEW_DISTRICT).status_code == 201


def test_a_read_only_database_is_503(here: TestClient) -> None:
    database: Database = here.app.state.database  # type: ignore[attr-defined]
    event.listen(database.engine, "checkout", lambda raw, _record, _proxy: raw.execute("PRAGMA query_only=1"))
    answer = here.post("/v1/districts", json=NEW_DISTRICT)
    assert_problem(answer, 503, "database-read-only")
    assert "retry-after" not in answer.headers


def test_a_damaged_database_is_503(here: TestClient, file: Path) -> None:
    here.app.state.database.close()  # type: ignore[attr-defined]
    ruined(file)
    assert_problem(here.get("/v1/districts"), 503, "database-damaged")


def test_a_server_that_goes_away_is_503(here: TestClient) -> None:
    here.app.state.database = Database("postgresql://nobody@127.0.0.1:1/none")  # type: ignore[attr-defined]
    answer = here.get("/v1/districts")
    assert_problem(answer, 503, "database-away")
    assert "retry-after" in answer.headers


def test_a_mistake_of_ours_stays_one(here: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(connection: Any, *_more: Any) -> None:
        connection.execute(text("SELECT nonsense"))

    monkeypatch.setattr("api.routers.schools.list_districts", wrong)
    assert_problem(here.get("/v1/districts"), 500, "internal")


class SqliteError(sqlite3.OperationalError):
    def __init__(self, code: int) -> None:
        super().__init__("words")
        self.sqlite_errorcode = code


class PostgresError(Exception):
    def __init__(self, state: str) -> None:
        super().__init__("words")
        self.sqlstate = state


@given(st.sampled_from([13, 5, 6, 8, 11, 26, 14, 10, 3, 15]), st.integers(0, 30))
def test_extended_codes_of_sqlite_are_of_the_same_cause(primary: int, extended: int) -> None:
    plain, more = (failure_of(DBAPIError("s", {}, SqliteError(code))) for code in (primary, primary | extended << 8))
    assert plain is not None
    assert more is plain


@given(st.sampled_from(["53100", "55P03", "57P01", "57P03", "08006", "08001", "3D000", "28P01", "25006", "XX001", "53300"]))
def test_states_of_postgresql_have_a_cause(state: str) -> None:
    assert failure_of(DBAPIError("s", {}, PostgresError(state))) is not None


def test_errors_of_statements_have_none() -> None:
    assert failure_of(IntegrityError("s", {}, SqliteError(19))) is None
    assert failure_of(DBAPIError("s", {}, SqliteError(1))) is None
    assert failure_of(DBAPIError("s", {}, PostgresError("42601"))) is None
    assert failure_of(ValueError()) is None


def test_every_cause_has_words_and_a_remedy() -> None:
    assert set(FAILURES) == set(Cause)
    for failure in FAILURES.values():
        assert failure.hint_zh.startswith("可能")
        assert failure.hint_en.startswith("Maybe")
