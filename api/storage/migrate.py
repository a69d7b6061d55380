"""Schema migrations, applied once however many processes start at the same time."""

from __future__ import annotations

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
from api.storage.lock import exclusive
from api.storage.ownership import require_own_database

LOCK = 4_710_226_180
"""Key of PostgreSQL's advisory lock for migrations: an arbitrary number that nothing else uses."""


def migrate(database: Database, revision: str = "head") -> None:
    """Apply missing migrations up to a revision. Raises UnfitDatabaseError for a database of another program or a newer release."""
    require_own(database)
    with alone(database) as connection:
        command.upgrade(config(connection), revision)


def require_own(database: Database) -> None:
    """Check without any change. Raises UnfitDatabaseError for a database of another program or a newer release."""
    require_own_database(database, ScriptDirectory.from_config(config()))


def require_current(database: Database) -> None:
    """Raise UnfitDatabaseError for a database that is not at this release's revision."""
    if revision(database) != newest():
        raise UnfitDatabaseError(Cause.OLDER)


def downgrade(database: Database, revision: str) -> None:
    """Revert migrations down to a revision (``base``: all)."""
    with alone(database) as connection:
        command.downgrade(config(connection), revision)


def state(database: Database) -> tuple[str | None, str | None]:
    """Revision of the database, and the revision of this release."""
    return revision(database), newest()


def revision(database: Database) -> str | None:
    """Revision of the database, or None."""
    with database.read() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """Revision of this release; reads every migration file."""
    return ScriptDirectory.from_config(config()).get_current_head()


def config(connection: Connection | None = None) -> Config:
    """Alembic configuration, made in memory."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    made.attributes["connection"] = connection
    return made


@contextmanager
def alone(database: Database) -> Iterator[Connection]:
    """Transaction with the migration lock: all changes in it are committed together, or none."""
    if not database.is_sqlite:
        with database.write() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            yield connection
        return
    if database.url.database is None:
        raise ValueError("a database in memory cannot be migrated")
    with exclusive(database, LOCK), database.write() as connection:
        yield connection
