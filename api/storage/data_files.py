"""Files of the service on this machine and their permissions: mode 600, 700 for their folder."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url

ENGINE_FILE = "jobs.db"
"""Name of the job engine's SQLite file, beside the database. It can be deleted: its contents are derived from the tables."""
BESIDE = ("", "-wal", "-shm", "-journal", ".migrating", ".users")
"""Suffixes of the files that SQLite, migrations and running processes keep beside a database."""
FIRST_KEY = "first-key"
KEPT = (f"{FIRST_KEY}*", "*.backup", "*.log")
"""Glob patterns of further files of the service in the data folder."""
OWN_FOLDER = ("lost+found",)
"""Names in the data folder that do not show that others use it."""
WIDE = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class ModeChange:
    """File or folder whose mode grants access to others. before, after: mode bits."""

    path: Path
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class StoredFile:
    """File of a folder. bytes: its size. at: when it was written, ms since 1970."""

    name: str
    bytes: int
    at: int


def database_file(address: str | URL) -> Path | None:
    """Path of a SQLite database; None for PostgreSQL and for a database in memory."""
    url = make_url(address)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database).absolute()


def engine_file(database: Path) -> Path:
    """Path of the job engine's SQLite file, for a SQLite database."""
    return database.parent / ENGINE_FILE


def data_files(database: Path | None, folder: Path) -> Iterator[Path]:
    """Existing files of the service: those of a SQLite database (None: PostgreSQL), and those in the data folder."""
    if database is not None:
        for file in (database, engine_file(database)):
            yield from (found for end in BESIDE if (found := file.with_name(file.name + end)).is_file())
    if folder.is_dir():
        yield from (found for pattern in KEPT for found in sorted(folder.glob(pattern)) if found.is_file())


def backup_files(folder: Path) -> tuple[StoredFile, ...]:
    """Backups in the data folder, newest first."""
    found = [(path.name, path.stat()) for path in folder.glob("*.backup") if path.is_file()] if folder.is_dir() else []
    files = (StoredFile(name, about.st_size, about.st_mtime_ns // 1_000_000) for name, about in found)
    return tuple(sorted(files, key=lambda file: file.at, reverse=True))


def own_folder(folder: Path, files: Iterable[Path]) -> bool:
    """Whether a folder holds files of the service alone; permissions of a folder that others use must not be changed."""
    ours = {path.name for path in files if path.parent == folder.absolute()} | set(OWN_FOLDER)
    return folder.is_dir() and all(path.name in ours for path in folder.iterdir())


def mode_changes(database: Path | None, folder: Path) -> Iterator[ModeChange]:
    """Files and folders whose mode grants access to others, each with the mode that it should have."""
    files = list(data_files(database, folder.absolute()))
    for path in [*files, *([folder.absolute()] if own_folder(folder, files) else [])]:
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & WIDE:
            yield ModeChange(path, mode, mode & ~WIDE)


def tighten(database: Path | None, folder: Path) -> list[ModeChange]:
    """Remove access of others from the service's files -> those whose mode was changed. Files of another user are skipped."""
    done = []
    for found in list(mode_changes(database, folder)):
        try:
            found.path.chmod(found.after)
        except (PermissionError, FileNotFoundError):  # another user's; or gone meanwhile, as SQLite's are
            continue
        done.append(found)
    return done
