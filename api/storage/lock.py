"""Mutual exclusion between processes: within a write transaction, and around actions that have transactions of their own."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text

from api.storage.database import Database

TRY_SECONDS = 0.25
"""Seconds between two attempts at the lock of :func:`exclusive`. Raising it costs fewer queries and begins later."""


def try_lock(connection: Connection, number: int) -> bool:
    """Try to take the lock of this number, which is released when the transaction ends; False where another process has it.

    PostgreSQL: an advisory lock of the transaction. SQLite: always True, as write transactions exclude each other.
    """
    if connection.dialect.name == "sqlite":
        return True
    found = connection.execute(text("SELECT pg_try_advisory_xact_lock(:number)"), {"number": number})
    return bool(found.scalar_one())


@contextmanager
def exclusive(database: Database, number: int) -> Iterator[None]:
    """Block that one process at a time executes, whichever machine it runs on; waits for as long as another is in it.

    PostgreSQL: an advisory lock of a session outside transactions, which is tried again and again. A statement that waited for it
    would keep a snapshot, and ``CREATE INDEX CONCURRENTLY`` of the process in the block waits for older snapshots. SQLite: the file
    lock of migrations. Both end with the process.
    """
    with _session(database, number) if not database.is_sqlite else _file(f"{database.url.database}.migrating") as taken:
        while not taken():
            time.sleep(TRY_SECONDS)
        yield


@contextmanager
def _session(database: Database, number: int) -> Iterator[Callable[[], bool]]:
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.detach()  # or the pool would keep the session, and with it the lock
        query = text("SELECT pg_try_advisory_lock(:number)")
        yield lambda: bool(connection.execute(query, {"number": number}).scalar_one())


@contextmanager
def _file(path: str) -> Iterator[Callable[[], bool]]:
    with Path(path).open("w") as file:

        def taken() -> bool:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        yield taken
