"""Ownership of a database before any change of it: this service's, empty, another program's, or a newer release's."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from api.storage.database import Database
from api.storage.failure import Cause, UnfitDatabaseError
from api.storage.tables import metadata

VERSIONS = "alembic_version"
"""Name of the table in which Alembic stores the revision."""
LOOK_SECONDS = 5.0
"""Busy timeout of the inspection in seconds. Raising it waits longer for a process that has the file exclusively."""


def require_own_database(database: Database, script: ScriptDirectory) -> None:
    """Raise UnfitDatabaseError for a database that this release must not migrate, and the driver's errors for one that cannot
    be read.

    SQLite files are inspected without being created or changed: opening one read-write would set its journal mode. A SQLite
    file belongs to one program, so that any table without our revision table is foreign; on PostgreSQL only tables with names
    of ours are.
    """
    tables, revision = tables_of_file(Path(database.url.database or "")) if database.is_sqlite else _of_server(database)
    ours = {table.name for table in metadata.sorted_tables}
    known = {migration.revision for migration in script.walk_revisions()}
    if revision is None:
        if tables if database.is_sqlite else tables & ours:
            raise UnfitDatabaseError(Cause.FOREIGN)
    elif revision not in known:
        raise UnfitDatabaseError(Cause.NEWER if len(tables & ours) > len(ours) // 2 else Cause.FOREIGN)


def tables_of_file(path: Path) -> tuple[set[str], str | None]:
    """Tables of a SQLite file and the revision of our migrations; empty where the file does not exist. Raises
    UnfitDatabaseError, sqlite3.Error."""
    if not path.exists():
        return set(), None
    if path.is_dir():
        raise UnfitDatabaseError(Cause.UNREADABLE)
    with closing(sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", LOOK_SECONDS, uri=True)) as connection:
        tables = {str(name) for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        row = connection.execute(f"SELECT version_num FROM {VERSIONS}").fetchone() if VERSIONS in tables else None  # noqa: S608 a constant
    return _plain(tables), None if row is None else str(row[0])


def _of_server(database: Database) -> tuple[set[str], str | None]:
    with database.read() as connection:
        tables = set(inspect(connection).get_table_names())
        row = connection.execute(text(f"SELECT version_num FROM {VERSIONS}")).first() if VERSIONS in tables else None  # noqa: S608 as above
    return _plain(tables), None if row is None else str(row[0])


def _plain(tables: Collection[str]) -> set[str]:
    """Names of tables without internal ones and without the revision table, which is empty before the first migration."""
    return {name for name in tables if not name.startswith("sqlite_") and name != VERSIONS}
