"""Mutual exclusion between processes, within a write transaction."""

from __future__ import annotations

from sqlalchemy import Connection, text


def try_lock(connection: Connection, number: int) -> bool:
    """Try to take the lock of this number, which is released when the transaction ends; False where another process has it.

    PostgreSQL: an advisory lock of the transaction. SQLite: always True, as write transactions exclude each other.
    """
    if connection.dialect.name == "sqlite":
        return True
    found = connection.execute(text("SELECT pg_try_advisory_xact_lock(:number)"), {"number": number})
    return bool(found.scalar_one())
