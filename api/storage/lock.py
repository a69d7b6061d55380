"""One at a time among all processes: what only one of them should do, within a write transaction."""

from __future__ import annotations

from sqlalchemy import Connection, text


def try_lock(connection: Connection, number: int) -> bool:
    """Whether this transaction is now the only one with the lock; it is let go at its end.

    On SQLite every write transaction is alone already; on PostgreSQL the number is that of an advisory lock.
    """
    if connection.dialect.name == "sqlite":
        return True
    found = connection.execute(text("SELECT pg_try_advisory_xact_lock(:number)"), {"number": number})
    return bool(found.scalar_one())
