"""``afterbell doctor`` finds what is wrong with an installation, says what to do, and changes nothing."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

import solver
from api.cli import app
from api.files import draw_pdf
from api.services.diagnosis import machine
from api.services.keys import first_key
from api.storage.database import Database
from api.storage.presence import present
from tests.service.aged_rows import add_job, add_worker
from tests.service.ruin import ruined

Found = dict[str, str]
"""Part -> state."""


def doctor() -> tuple[int, Found, str]:
    """Exit code, states, and all that was said, with every hint where there must be one."""
    done = CliRunner().invoke(app, ["doctor", "--json"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    findings = json.loads(done.stdout)
    for finding in findings:
        assert (finding["state"] == "ok") == (finding["hint_zh"] == ""), finding
        assert finding["state"] == "ok" or (finding["hint_zh"].startswith("可能") and finding["hint_en"].startswith("Maybe")), finding
    found = {finding["part"]: finding["state"] for finding in findings}
    assert len(found) == len(findings), "one finding a part"
    assert done.exit_code == max(("ok", "attention", "wrong").index(state) for state in found.values())
    return done.exit_code, found, done.stdout


@pytest.fixture
def database(sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """An installation in order: a key of the bureau, a worker, a backup on record, files for their owner alone."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    shutil.copy(sqlite_template, folder / "afterbell.db").chmod(0o600)
    monkeypatch.setenv("AFTERBELL_DATA_DIR", str(folder))
    made = Database(f"sqlite:///{folder / 'afterbell.db'}")
    first_key(made)
    add_worker(made)
    with made.write() as connection:
        connection.execute(text("UPDATE workers SET version = :version"), {"version": solver.__version__})
    assert CliRunner().invoke(app, ["backup", str(tmp_path / "a.backup")]).exit_code == 0
    with present(made, "web"):
        yield made
    made.close()


def test_all_is_well(database: Database) -> None:
    code, found, said = doctor()
    assert code == 0, said
    assert set(found) == {
        "settings", "folder", "modes", "space", "font", "database", "soundness", "processes", "schema", "clock", "workers", "jobs",
        "keys", "backup",
    }  # fmt: skip
    table = CliRunner().invoke(app, ["doctor"])
    assert table.exit_code == 0
    for word in ("正常 ok", "项目 part", "办法 remedy"):
        assert word in table.stdout


def test_each_fault_is_found(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(database.url.database or "").parent
    (folder / "first-key").touch(mode=0o600)
    (folder / "afterbell.db").chmod(0o644)
    with database.write() as connection:
        connection.execute(text("DELETE FROM workers"))
        connection.execute(text("UPDATE keys SET revoked_at = 1"))
        connection.execute(text("UPDATE audit SET at = at - 8 * 86400000"))
    add_job(database, "queued", 7200)
    monkeypatch.setattr(machine, "LITTLE_BYTES", 10**18)
    monkeypatch.setattr(draw_pdf, "FONT_PACKAGE", "no_such_package")
    monkeypatch.setenv("AFTERBELL_PUBLIC_URL", "http://bell.example")
    (folder / "jobs.db").write_bytes(b"hello " * 1000)
    code, found, said = doctor()
    assert code == 2
    bad = {part: state for part, state in found.items() if state != "ok"}
    assert bad == {
        "settings": "attention", "modes": "attention", "space": "attention", "first-key": "attention", "font": "wrong",
        "engine": "wrong", "workers": "attention", "jobs": "wrong", "keys": "attention", "backup": "attention",
    }  # fmt: skip
    assert "afterbell key make --host" in said
    assert "jobs.db" in said
    monkeypatch.setattr(machine, "NEARLY_FULL_BYTES", 10**18)
    assert doctor()[1]["space"] == "wrong"


def test_a_clock_that_was_ahead_and_workers_of_another_release(database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("UPDATE audit SET at = at + 600000"))
        connection.execute(text("UPDATE workers SET version = '0.0'"))
    _, found, said = doctor()
    assert (found["clock"], found["workers"]) == ("attention", "attention")
    assert "0.0" in said


@pytest.mark.parametrize("harm", ["damaged", "foreign", "older", "references"])
def test_a_database_that_is_not_fit(harm: str, database: Database) -> None:
    file = Path(database.url.database or "")
    database.close()
    if harm == "damaged":
        ruined(file)
    else:
        with closing(sqlite3.connect(file)) as connection:
            if harm == "foreign":
                connection.execute("DROP TABLE alembic_version")
            elif harm == "older":
                connection.execute("UPDATE alembic_version SET version_num = '0001'")
            else:
                connection.execute("INSERT INTO schools (id, name, district_id, created_at) VALUES ('a', 'A', 'nowhere', 1)")
            connection.commit()
    code, found, _ = doctor()
    assert code == 2
    part = {"damaged": "database", "foreign": "database", "older": "schema", "references": "soundness"}[harm]
    assert found[part] == "wrong"


def test_nothing_is_made_where_nothing_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERBELL_DATA_DIR", str(tmp_path / "nowhere"))
    code, found, _ = doctor()
    assert (code, found["folder"]) == (1, "attention")
    (tmp_path / "nowhere").mkdir(mode=0o700)
    assert doctor()[1]["database"] == "attention"
    assert list((tmp_path / "nowhere").iterdir()) == []


def test_settings_and_servers_that_are_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERBELL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("AFTERBELL_DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:1/none")
    code, found, said = doctor()
    assert (code, found["database"]) == (2, "wrong")
    assert "secret" not in said
    monkeypatch.setenv("AFTERBELL_WORKERS", "many")
    code, found, said = doctor()
    assert (code, found) == (2, {"settings": "wrong"})
    assert "AFTERBELL_WORKERS" in said


def test_a_server_in_order(postgres_template: str, postgres_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = Database(postgres_server).url.set(database=postgres_template, drivername="postgresql")
    monkeypatch.setenv("AFTERBELL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("AFTERBELL_DATABASE_URL", url.render_as_string(hide_password=False))
    _, found, _ = doctor()
    assert (found["database"], found["schema"], found["clock"]) == ("ok", "ok", "ok")
