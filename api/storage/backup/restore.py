"""Restore of a backup into a database, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from alembic import command
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, column, insert, inspect, select, table, update
from sqlalchemy.sql.expression import TableClause

from api.storage.backup.layout import TYPES, BackupHeader, Columns, kept_tables
from api.storage.backup.read import newer, read_head, read_rows
from api.storage.database import Database
from api.storage.failure import Cause, UnfitDatabaseError
from api.storage.migrate import alone, config
from api.storage.tables import jobs

AT_ONCE = 500
"""Rows per INSERT. Raising it makes fewer statements, and takes more memory."""
SELF = {"jobs": "parent_id"}
"""Table -> its self-referencing column, which is filled in after all rows were inserted."""


def is_empty(database: Database) -> bool:
    """Whether the database has no tables yet, or no row of a table that is backed up."""
    there = set(inspect(database.engine).get_table_names())
    with database.read() as connection:
        return not any(
            connection.execute(select(1).select_from(each).limit(1)).first()
            for each in kept_tables()
            if each.name in there
        )


def restore_backup(database: Database, path: Path) -> dict[str, int]:
    """Replace the contents of a database by a backup -> number of rows of each table. Raises UnreadableError,
    UnfitDatabaseError, OSError.

    In one transaction: tables are created at the backup's revision, filled, and migrated to the newest revision. Unfinished
    jobs are queued again.
    """
    head = read_head(path)
    counts = dict.fromkeys(head.tables, 0)
    with alone(database) as connection:
        settings = config(connection)
        known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
        if head.revision not in known:
            raise newer(head.release)
        if MigrationContext.configure(connection).get_current_revision() not in {*known, None}:
            raise UnfitDatabaseError(Cause.NEWER)
        command.downgrade(settings, "base")
        command.upgrade(settings, head.revision)
        later: list[tuple[str, str]] = []
        for name, rows in _batches(path, head):
            counts[name] += len(rows)
            if name in SELF:
                later += [(row["id"], row[SELF[name]]) for row in rows if row[SELF[name]] is not None]
                for row in rows:
                    row[SELF[name]] = None
            connection.execute(insert(_table(name, head.tables[name])), rows)
        for row_id, parent_id in later:
            connection.execute(update(jobs).where(jobs.c.id == row_id).values(parent_id=parent_id))
        command.upgrade(settings, "head")
        _queue_anew(connection)
    database.checkpoint()
    return counts


def _batches(path: Path, head: BackupHeader) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for name, rows in groupby(read_rows(path, head), key=lambda found: found[0]):
        batch: list[dict[str, Any]] = []
        for _, row in rows:
            batch.append(row)
            if len(batch) == AT_ONCE:
                yield name, batch
                batch = []
        if batch:
            yield name, batch


def _table(name: str, columns: Columns) -> TableClause:
    """Table with the columns that it had when the backup was written."""
    return table(name, *(column(each, TYPES[kind]) for each, kind in columns))


def _queue_anew(connection: Connection) -> None:
    """Reset unfinished jobs to ``queued``, without worker and dispatch time."""
    connection.execute(
        update(jobs).where(jobs.c.state == "running").values(state="queued", worker=None, returned=jobs.c.returned + 1)
    )
    connection.execute(update(jobs).where(jobs.c.state == "queued").values(dispatched_at=None))
