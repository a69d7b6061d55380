"""Bring a database to the newest state, once, however many processes start at the same time."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from api.storage.database import Database
from api.storage.failure import Cause, UnfitDatabaseError
from api.storage.ownership import hold_own

LOCK = 4_710_226_180
"""Number of the advisory lock on PostgreSQL: any that nobody else uses."""


def migrate(database: Database, revision: str = "head") -> None:
    """Apply what is missing, up to a revision. Raises UnfitDatabaseError for a database that is not ours."""
    hold_ours(database)
    with alone(database) as connection:
        command.upgrade(config(connection), revision)


def hold_ours(database: Database) -> None:
    """Raise UnfitDatabaseError for a database that belongs to another program or to a newer release; nothing is changed."""
    hold_own(database, ScriptDirectory.from_config(config()))


def hold_current(database: Database) -> None:
    """Raise UnfitDatabaseError for a database that is not at this release's revision."""
    if revision(database) != newest():
        raise UnfitDatabaseError(Cause.OLDER)


def downgrade(database: Database, revision: str) -> None:
    """Take migrations back, down to a revision (``base``: all of them)."""
    with alone(database) as connection:
        command.downgrade(config(connection), revision)


def state(database: Database) -> tuple[str | None, str | None]:
    """The revision that the database has, and the one that this program needs."""
    return revision(database), newest()


def revision(database: Database) -> str | None:
    """The revision that the database has."""
    with database.read() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """The revision that this program needs; found by reading every migration."""
    return ScriptDirectory.from_config(config()).get_current_head()


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration; no file is read."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    made.attributes["connection"] = connection
    return made


@contextmanager
def alone(database: Database) -> Iterator[Connection]:
    """A transaction in which nobody else migrates: all of what is done in it happens, or nothing."""
    if not database.is_sqlite:
        with database.write() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            yield connection
        return
    if database.url.database is None:
        raise ValueError("a database in memory cannot be migrated")
    with Path(f"{database.url.database}.migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with database.engine.execution_options(afterbell_write=True).begin() as connection:
            yield connection
