"""Whether a database takes writes just now, and whether there is room for more."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import text

from api.storage.database import BUSY_SECONDS, Database
from api.storage.ids import new_id
from api.storage.marks import PROBE, set_mark

PROBE_MS = 1_000
"""How long the probe waits for whoever writes. More lets a busy database pass for one that takes writes, and keeps whoever asks
waiting as long."""


def write_probe(database: Database) -> None:
    """Write one small row and commit it. Raises DBAPIError where that cannot be done within ``PROBE_MS``."""
    with database.engine.connect() as connection:
        if database.is_sqlite:
            raw: Any = connection.connection.driver_connection
            raw.execute(f"PRAGMA busy_timeout={PROBE_MS}")
            try:
                with connection.execution_options(afterbell_write=True).begin():
                    set_mark(connection, PROBE, new_id())
            finally:
                raw.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
            return
        with connection.begin():
            connection.execute(text(f"SET LOCAL lock_timeout = {PROBE_MS}"))
            connection.execute(text(f"SET LOCAL statement_timeout = {PROBE_MS}"))
            set_mark(connection, PROBE, new_id())


def free_bytes(database: Database) -> int | None:
    """Bytes that are free on the disk of SQLite's file; None for a server's database, which is on another machine's."""
    if not database.is_sqlite:
        return None
    return shutil.disk_usage(Path(database.url.database or "").absolute().parent).free
