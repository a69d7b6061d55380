"""Files in which the service keeps things on this machine: for their owner alone (mode 600, their folder 700)."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url

ENGINE_FILE = "jobs.db"
"""The engine of jobs has a file of its own beside a SQLite database. It holds nothing that our tables do not tell anew."""
BESIDE = ("", "-wal", "-shm", "-journal", ".migrating", ".users")
"""Suffixes of the files that SQLite, migrations and running processes keep beside a database."""
FIRST_KEY = "first-key"
KEPT = (f"{FIRST_KEY}*", "*.backup", "*.log")
"""Else in the data folder that is nobody else's business."""
OWN_FOLDER = ("lost+found",)
"""Not ours, and no reason to think that the folder is somebody else's."""
WIDE = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Tightened:
    """A file or folder whose mode was wider than it should be."""

    path: Path
    before: int
    after: int


def database_file(address: str | URL) -> Path | None:
    """The file of a SQLite database; None for PostgreSQL and for a database in memory."""
    url = make_url(address)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database).absolute()


def engine_file(database: Path) -> Path:
    """Where the engine of jobs keeps its tables, for a SQLite database."""
    return database.parent / ENGINE_FILE


def data_files(database: Path | None, folder: Path) -> Iterator[Path]:
    """Files that there are: of a SQLite database (None: there is none), and of ours in the data folder."""
    if database is not None:
        for file in (database, engine_file(database)):
            yield from (found for end in BESIDE if (found := file.with_name(file.name + end)).is_file())
    if folder.is_dir():
        yield from (found for pattern in KEPT for found in sorted(folder.glob(pattern)) if found.is_file())


def own_folder(folder: Path, files: Iterable[Path]) -> bool:
    """Whether a folder holds our files alone; one where others keep theirs is not ours to close."""
    ours = {path.name for path in files if path.parent == folder.absolute()} | set(OWN_FOLDER)
    return folder.is_dir() and all(path.name in ours for path in folder.iterdir())


def too_wide(database: Path | None, folder: Path) -> Iterator[Tightened]:
    """Files and folders with too wide a mode, each with the mode that it should have."""
    files = list(data_files(database, folder.absolute()))
    for path in [*files, *([folder.absolute()] if own_folder(folder, files) else [])]:
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & WIDE:
            yield Tightened(path, mode, mode & ~WIDE)


def tighten(database: Path | None, folder: Path) -> list[Tightened]:
    """Take from others what is ours. What belongs to another user stays as it is: its owner decides."""
    done = []
    for found in list(too_wide(database, folder)):
        try:
            found.path.chmod(found.after)
        except (PermissionError, FileNotFoundError):  # another user's; or gone meanwhile, as SQLite's are
            continue
        done.append(found)
    return done
