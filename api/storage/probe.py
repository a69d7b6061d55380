"""Whether a database takes writes just now, and whether there is room for more."""

from __future__ import annotations

import shutil
from pathlib import Path

from api.storage.database import Database
from api.storage.ids import new_id
from api.storage.marks import PROBE, set_mark

PROBE_MS = 1_000
"""How long the probe waits for whoever writes. More lets a busy database pass for one that takes writes, and keeps whoever asks
waiting as long."""


def write_probe(database: Database) -> None:
    """Write one small row and commit it. Raises DBAPIError where that cannot be done within ``PROBE_MS``."""
    with database.write_soon(PROBE_MS) as connection:
        set_mark(connection, PROBE, new_id())


def free_bytes(database: Database) -> int | None:
    """Bytes that are free on the disk of SQLite's file; None for a server's database, which is on another machine's."""
    if not database.is_sqlite:
        return None
    return shutil.disk_usage(Path(database.url.database or "").absolute().parent).free
