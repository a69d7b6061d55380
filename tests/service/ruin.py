"""A database file after a faulty disk."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path


def ruined(file: Path) -> None:
    """Every page but the first is noise, as after a faulty disk."""
    with closing(sqlite3.connect(file)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    raw = file.read_bytes()
    file.write_bytes(raw[:size] + random.Random(1).randbytes(len(raw) - size))
