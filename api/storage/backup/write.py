"""Writer of backups from a running service: a snapshot of the database, streamed row by row."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import Any, BinaryIO

from alembic.migration import MigrationContext
from sqlalchemy import select

import solver
from api.storage.backup.layout import BackupHeader, columns_of, encoded, kept_tables
from api.storage.clock import Now
from api.storage.database import Database

AT_ONCE = 500
"""Rows per fetch. Raising it makes fewer round trips, and takes more memory."""


class _Lines:
    """Writer of JSON lines that hashes (SHA-256) and counts its bytes."""

    def __init__(self, stream: gzip.GzipFile) -> None:
        self._stream = stream
        self._hash = hashlib.sha256()

    def add(self, document: Any) -> None:
        line = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"
        self._stream.write(line)
        self._hash.update(line)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


def write_backup(database: Database, file: BinaryIO) -> dict[str, int]:
    """Write a backup to an open file -> number of rows of each table. Raises OSError."""
    tables = kept_tables()
    counts: dict[str, int] = {}
    with gzip.GzipFile("", "wb", 6, file, 0) as stream, database.snapshot() as connection:
        lines = _Lines(stream)
        revision = MigrationContext.configure(connection).get_current_revision()
        at = int(connection.execute(select(Now())).scalar_one())
        columns = {table.name: columns_of(table) for table in tables}
        lines.add(BackupHeader(solver.__version__, revision or "", at, columns).document())
        for table in tables:
            counts[table.name] = 0
            kinds = [kind for _, kind in columns[table.name]]
            ordered = select(table).order_by(*table.primary_key.columns)
            for row in connection.execution_options(yield_per=AT_ONCE).execute(ordered):
                lines.add([table.name, *(encoded(value, kind) for value, kind in zip(row, kinds, strict=True))])
                counts[table.name] += 1
        lines.add({"rows": counts, "sha256": lines.sha256})
    return counts
