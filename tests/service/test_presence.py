"""A restore never replaces what a running process uses, and no process starts on what is being restored."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.services.backup import BackupError, backup, restore
from api.services.keys import first_key
from api.storage.database import Database
from api.storage.presence import InUseError, User, exclusive_use, present, session_name, users_of
from tests.service.office import wait_until


@pytest.fixture
def file(database: Database, tmp_path: Path) -> Path:
    first_key(database)
    backup(database, tmp_path / "all.backup")
    return tmp_path / "all.backup"


def test_a_restore_is_refused_while_a_process_is_there_also_by_force(database: Database, file: Path) -> None:
    url = database.url.render_as_string(hide_password=False)
    web = Database(url, session=session_name("web"))
    with present(web, "web"), web.read():
        (user,) = users_of(database)
        assert user.role == "web"
        assert user.pid > 0
        with pytest.raises(BackupError) as refused:
            restore(database, file, force=True)
        assert str(user) in refused.value.fault.zh
        assert "--force" in refused.value.fault.hint_zh
    web.close()
    wait_until(lambda: not users_of(database))  # a server ends a session a moment after it was closed
    assert restore(database, file, force=True)["keys"] == 1


def test_nobody_starts_during_a_restore(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.storage.presence.PAUSE_SECONDS", 0.001)
    monkeypatch.setenv("AFTERBELL_DATA_DIR", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'afterbell.db'}")
    with exclusive_use(database, "restore"):
        for role in ("serve", "web", "worker"):
            done = CliRunner().invoke(app, [role])
            assert done.exit_code == 2, done.output
            assert "restore（进程 pid" in done.stderr
            assert "恢复备份" in done.stderr
        with pytest.raises(InUseError), exclusive_use(database, "restore"):
            pass
    database.close()


def test_names_of_processes_that_died_are_forgotten(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'afterbell.db'}")
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True)
    (tmp_path / "afterbell.db.users").write_text(f"web {int(gone.stdout)}\nnonsense\n")
    assert users_of(database) == ()
    with present(database, "serve"), present(database, "worker"):
        with (tmp_path / "afterbell.db.users").open("a") as noted:
            noted.write(f"web {int(gone.stdout)}\n")
        assert [user.role for user in users_of(database)] == ["serve", "worker"]
        with pytest.raises(InUseError):
            exclusive_use(database, "restore").__enter__()
    with exclusive_use(database, "restore"):
        pass
    database.close()


def test_a_session_has_a_name_that_can_be_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    from api.storage.presence import _of_session

    monkeypatch.setattr("socket.gethostname", lambda: "h" * 100)
    name = session_name("web")
    assert len(name) <= 63
    assert _of_session(name).role == "web"
    assert _of_session("afterbell web x") == User("web", 0, "")
    assert _of_session("afterbell ") == User("", 0, "")
