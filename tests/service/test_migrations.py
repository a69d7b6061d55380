"""A migrated database is what the tables say, and migrations can be taken back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from api.storage.database import Database
from api.storage.migrate import downgrade, migrate, state
from api.storage.tables import metadata


def test_migrations_lead_to_the_tables(database: Database) -> None:
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    have, need = state(database)
    assert have == need is not None


def test_migrations_can_be_taken_back_and_made_again(database: Database) -> None:
    downgrade(database, "base")
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}
    migrate(database)
    assert set(metadata.tables) <= set(inspect(database.engine).get_table_names())


def test_processes_that_start_at_once_migrate_once(database_url: str) -> None:
    databases = [Database(database_url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate, databases))
    assert all(have == need for have, need in map(state, databases))
    for one in databases:
        one.close()


def test_the_clock_of_the_database_tells_the_time(database: Database) -> None:
    import time

    assert abs(database.now() - time.time() * 1000) < 5_000
