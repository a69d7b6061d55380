"""A backup holds everything, and goes into either kind of database."""

from __future__ import annotations

import gzip
import json
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import inspect, select, text
from typer.testing import CliRunner

from api.cli import app
from api.main import create_app
from api.services.backup import BackupError, backup, restore
from api.settings import Settings
from api.storage.backup.layout import EXCLUDED_TABLES, columns_of, kept_tables
from api.storage.database import Database
from api.storage.ids import new_id
from api.storage.migrate import migrate, revision, state
from api.storage.tables import jobs, metadata
from api.storage.task_records import keep_record
from solver.papers.tasks import TaskRecord
from tests.service.conftest import fresh_postgres
from tests.service.filled import MARK, add_worker, everything, sign_in, submit, work_on
from tests.service.names_key import plant_names
from tests.service.town import Town


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database that has never been migrated."""
    if request.param == "sqlite":
        made = Database(f"sqlite:///{tmp_path / 'target' / 'other.db'}")
        yield made
        made.close()
        return
    with fresh_postgres(request.getfixturevalue("postgres_server")) as url:
        made = Database(url)
        yield made
        made.close()


def without(database: Database, *tables: str) -> list[str]:
    return [line for line in everything(database).splitlines() if not line.startswith(tuple(f"{name}:" for name in tables))]


def fill(town: Town, request: bytes) -> dict[str, str]:
    made = work_on(town, submit(town, request))
    sign_in(town.database, expired=False)
    with town.database.write() as connection:
        keep_record(connection, "elm", "2026 秋", "I01", TaskRecord(date(2026, 9, 1)), "key:1")
    plant_names(town.database, "elm", "2026 秋", f"{MARK}0")
    return made


def test_every_row_comes_back_in_either_kind_of_database(town: Town, tiny: bytes, target: Database, tmp_path: Path) -> None:
    fill(town, tiny)
    file = tmp_path / "all.backup"
    counts = backup(town.database, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert restore(target, file) == counts
    assert set(counts) == {table.name for table in metadata.sorted_tables} - set(EXCLUDED_TABLES)
    assert min(counts.values()) > 0
    left, right = without(town.database, "jobs", *EXCLUDED_TABLES), without(target, "jobs")
    assert sorted(left) == sorted(right)
    assert state(target)[0] == state(target)[1]
    again = tmp_path / "again.backup"
    backup(target, again)
    first, second = (gzip.decompress(path.read_bytes()).splitlines() for path in (file, again))
    assert [line for line in first[1:-1] if not line.startswith(b'["jobs"')] == [
        line for line in second[1:-1] if not line.startswith(b'["jobs"')
    ]


def test_a_restored_service_answers_and_goes_on(town: Town, tiny: bytes, target: Database, tmp_path: Path) -> None:
    made = fill(town, tiny)
    backup(town.database, tmp_path / "all.backup")
    restore(target, tmp_path / "all.backup")
    url = target.url.render_as_string(hide_password=False)
    with TestClient(create_app(Settings(database_url=url))) as client:
        there = Town(client, target, town.keys)
        (term,) = there.ask("planner", "GET", "/v1/schools/elm/terms").json()["items"]
        assert MARK in there.ask("planner", "GET", f"/v1/terms/{term['id']}/request").text
    with target.read() as connection:
        rows = {row["id"]: row for row in connection.execute(select(jobs)).mappings()}
    for name in ("queued", "running", "batch"):
        job = rows[made[name]]
        assert (job["state"], job["worker"], job["dispatched_at"]) == ("queued", None, None)
    assert rows[made["running"]]["parent_id"] == made["batch"]
    assert rows[made["running"]]["attempt"] - rows[made["running"]]["returned"] == 0, "no attempt is held against it"
    assert rows[made["done"]]["state"] == "done"


def test_a_full_database_is_replaced_by_force_alone(town: Town, tiny: bytes, tmp_path: Path) -> None:
    fill(town, tiny)
    file = tmp_path / "all.backup"
    backup(town.database, file)
    before = without(town.database, "jobs", *EXCLUDED_TABLES)
    assert town.ask("bureau", "POST", "/v1/districts", {"id": "new", "name": "New"}).status_code == 201
    with pytest.raises(BackupError) as refused:
        restore(town.database, file)
    assert "--force" in refused.value.fault.hint_en
    add_worker(town.database)
    with pytest.raises(BackupError, match="running"):
        restore(town.database, file, force=True)
    with town.database.write() as connection:
        connection.execute(text("DELETE FROM workers"))
    restore(town.database, file, force=True)
    assert sorted(without(town.database, "jobs", *EXCLUDED_TABLES)) == sorted(before)


def test_a_database_of_a_newer_release_is_left_alone(database: Database, tmp_path: Path) -> None:
    backup(database, tmp_path / "all.backup")
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(BackupError, match="newer Afterbell"):
        restore(database, tmp_path / "all.backup", force=True)
    with pytest.raises(BackupError, match="not of this release"):
        backup(database, tmp_path / "again.backup")
    assert revision(database) == "9999"


@pytest.mark.parametrize("harm", ["cut", "bit", "row", "plain", "newer", "revision", "foot"])
def test_a_damaged_file_changes_nothing(database: Database, tmp_path: Path, harm: str) -> None:
    file = tmp_path / "all.backup"
    source = Database(f"sqlite:///{tmp_path / 'source.db'}")
    migrate(source)
    with source.write() as connection:
        connection.execute(text("INSERT INTO districts (id, name, created_at) VALUES ('a', 'A', 1), ('b', 'B', 2)"))
    backup(source, file)
    raw = file.read_bytes()
    lines = gzip.decompress(raw).splitlines(keepends=True)
    head = json.loads(lines[0])
    changed = {
        "cut": raw[:-20],
        "bit": gzip.compress(b"".join(lines).replace(b'"B"', b'"C"')),
        "row": gzip.compress(b"".join(line for line in lines if b'"B"' not in line)),
        "plain": b"hello",
        "newer": gzip.compress(json.dumps({**head, "afterbell_backup": 2}).encode() + b"\n"),
        "revision": None,
        "foot": gzip.compress(b"".join(lines[:-1])),
    }[harm]
    if changed is None:
        changed = _with_revision(lines, "9999")
    file.write_bytes(changed)
    with pytest.raises(BackupError):
        restore(database, file)
    assert everything(database) == ""
    assert set(metadata.tables) <= set(inspect(database.engine).get_table_names())
    with pytest.raises(BackupError):
        restore(database, tmp_path / "nowhere.backup")
    source.close()


def _with_revision(lines: list[bytes], revision: str) -> bytes:
    """A backup whose checksum is right, from a release that we do not know."""
    import hashlib

    first = json.dumps({**json.loads(lines[0]), "revision": revision}).encode() + b"\n"
    body = b"".join([first, *lines[1:-1]])
    foot = {**json.loads(lines[-1]), "sha256": hashlib.sha256(body).hexdigest()}
    return gzip.compress(body + json.dumps(foot).encode() + b"\n")


def test_every_column_of_every_table_has_a_kind() -> None:
    kinds = {kind for table in kept_tables() for _, kind in columns_of(table)}
    assert kinds == {"text", "integer", "boolean", "json", "bytes"}


def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERBELL_DATA_DIR", str(tmp_path / "data"))
    source = Database(Settings().database)
    migrate(source)
    with source.write() as connection:
        connection.execute(text("INSERT INTO districts (id, name, created_at) VALUES ('a', 'A', 1)"))
    source.close()
    run = CliRunner()
    file = str(tmp_path / f"{new_id()}.backup")
    done = run.invoke(app, ["backup", file])
    assert (done.exit_code, "1 行 rows" in done.stdout) == (0, True), done.output
    assert run.invoke(app, ["backup", file]).exit_code == 2
    refused = run.invoke(app, ["restore", file])
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert "可能" in refused.stderr
    assert run.invoke(app, ["restore", file, "--force"]).exit_code == 0
    monkeypatch.setenv("AFTERBELL_DATA_DIR", str(tmp_path / "empty"))
    assert run.invoke(app, ["restore", file]).exit_code == 0
    told = run.invoke(app, ["retain", "--dry-run"])
    assert told.exit_code == 0
    assert "would go:        0" in told.stdout
    monkeypatch.setenv("AFTERBELL_DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:1/none")
    away = run.invoke(app, ["backup", str(tmp_path / "none.backup")])
    assert away.exit_code == 2
    assert "secret" not in away.output
