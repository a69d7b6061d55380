"""First start of an installation: whether its first key waits to be used, and in which file it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from api.storage.data_files import FIRST_KEY
from api.storage.database import Database
from api.storage.keys import only_key_unused


@dataclass(frozen=True, slots=True)
class FirstStart:
    """First start, until the first key is used. file: path of the key's file on the service's machine; None where it is gone."""

    file: Path | None


def first_start(database: Database, folder: Path) -> FirstStart | None:
    """State of the first start; None once the first key was used, or there are others. folder: data folder."""
    with database.read() as connection:
        waits = only_key_unused(connection)
    return FirstStart(first_key_file(folder)) if waits else None


def first_key_file(folder: Path) -> Path | None:
    """File of the first key, the newest where a data folder has several; None where it is gone."""
    found = [path for path in folder.absolute().glob(f"{FIRST_KEY}*") if path.is_file()] if folder.is_dir() else []
    return max(found, key=lambda path: path.stat().st_mtime_ns, default=None)
