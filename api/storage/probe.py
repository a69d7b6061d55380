"""Write probe of a database, and free space of its disk."""

from __future__ import annotations

import shutil
from pathlib import Path

from api.storage.database import Database
from api.storage.ids import new_id
from api.storage.marks import PROBE, set_mark

PROBE_MS = 1_000
"""Timeout of the write probe in ms. Raising it lets a busier database pass, and delays the health check by as much."""


def write_probe(database: Database) -> None:
    """Write one small row and commit it. Raises DBAPIError where it takes longer than ``PROBE_MS``."""
    with database.write_soon(PROBE_MS) as connection:
        set_mark(connection, PROBE, new_id())


def free_bytes(database: Database) -> int | None:
    """Free bytes on the disk of SQLite's file; None for PostgreSQL."""
    if not database.is_sqlite:
        return None
    return shutil.disk_usage(Path(database.url.database or "").absolute().parent).free
