"""What the service keeps on its machine is for its owner alone, also where it was wider before; the first key is in no log."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.cli.host import host_database, private_files
from api.cli.serve import _prepare
from api.services.keys import first_key
from api.settings import Settings
from api.storage.data_files import data_files, database_file, mode_changes, tighten
from api.storage.database import Database
from api.storage.migrate import migrate


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    """Others may read what is made without care."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_whatever_a_service_makes_is_for_its_owner_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(data_dir=tmp_path / "deep" / "data")
    with private_files(settings):
        _prepare(settings)
        database = Database(settings.database)
        with database.write():
            (settings.data_dir / "jobs.db").touch()
            made = sorted(settings.data_dir.iterdir())
            assert {path.name for path in made} >= {"afterbell.db", "afterbell.db-wal", "afterbell.db-shm", "first-key", "jobs.db"}
            assert {mode(path) for path in made} == {0o600}
        database.close()
    assert mode(settings.data_dir) == 0o700
    said = capsys.readouterr()
    assert str(settings.data_dir / "first-key") in said.err
    assert "abk_" not in said.err + said.out
    assert (settings.data_dir / "first-key").read_text().startswith("abk_")
    assert os.umask(0o022) == 0o022, "the process is left as it was"


def test_what_others_may_read_is_taken_from_them_which_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERBELL_DATA_DIR", str(tmp_path))
    database = Database(Settings().database)
    migrate(database)
    database.close()
    for name in ("jobs.db", "jobs.db-wal", "first-key", "old.backup"):
        (tmp_path / name).touch()
    tmp_path.chmod(0o755)
    first, second = (CliRunner().invoke(app, ["retain", "--dry-run"]) for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 0), first.output + second.output
    for name in ("afterbell.db", "jobs.db", "jobs.db-wal", "first-key", "old.backup"):
        assert f"{tmp_path / name} 0644 → 0600" in first.stderr
    assert f"{tmp_path} 0755 → 0700" in first.stderr
    assert "→" not in second.stderr
    assert {mode(path) for path in tmp_path.iterdir()} == {0o600}


def test_a_folder_in_which_others_keep_files_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    for name in ("afterbell.db", "report.docx"):
        (tmp_path / name).touch()
    done = tighten(tmp_path / "afterbell.db", tmp_path)
    assert [found.path.name for found in done] == ["afterbell.db"]
    assert (mode(tmp_path), mode(tmp_path / "report.docx")) == (0o755, 0o644)
    assert not list(mode_changes(tmp_path / "afterbell.db", tmp_path))


def test_what_is_another_users_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "afterbell.db").touch()

    def refused(_path: Path, _mode: int) -> None:
        raise PermissionError(1, "no")

    monkeypatch.setattr(Path, "chmod", refused)
    assert tighten(tmp_path / "afterbell.db", tmp_path) == []


def test_files_of_a_database_elsewhere_and_of_a_server(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'else' / 'bell.db'}")
    (tmp_path / "else" / "bell.db").touch()
    (tmp_path / "else" / "other.db").touch()
    found = list(data_files(database_file(database.url), tmp_path / "nowhere"))
    assert [path.name for path in found] == ["bell.db"]
    assert database_file(Database("postgresql://h/d").url) is None
    assert database_file(Database("sqlite://").url) is None


def test_a_key_is_not_made_where_it_cannot_be_written(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'afterbell.db'}")
    migrate(database)

    def full(_secret: str) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        first_key(database, full)
    assert first_key(database) is not None, "it is made the next time"
    database.close()


def test_the_key_of_another_database_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "first-key").write_text("of another database")
    settings = Settings(data_dir=tmp_path)
    with private_files(settings):
        _prepare(settings)
    assert (tmp_path / "first-key").read_text() == "of another database"
    assert (tmp_path / "first-key-2").read_text().startswith("abk_")
    assert mode(tmp_path / "first-key-2") == 0o600


def test_the_file_of_the_engine_is_named_where_it_is_the_one_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from api.cli.host import hold_engine

    settings = Settings(data_dir=tmp_path)
    hold_engine(settings)
    (tmp_path / "jobs.db").write_bytes(b"hello " * 1000)
    with pytest.raises(BaseException, match="2"):
        hold_engine(settings)
    said = capsys.readouterr().err
    assert "jobs.db" in said
    assert "移走" in said
    with host_database(settings):
        pass
