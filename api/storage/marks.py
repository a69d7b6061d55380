"""Marks: small values that all processes of the service share, by name."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from api.storage.clock import Now
from api.storage.tables import marks

ERASURE = "erasure"
"""Cache generation: another value after each erasure, for whoever holds requests or plans in memory."""
PROBE = "probe"
"""Written to see whether the database takes writes."""


def get_mark(connection: Connection, name: str) -> str | None:
    """The value of a mark; None before it was ever set."""
    found = connection.execute(select(marks.c.value).where(marks.c.name == name)).scalar()
    return None if found is None else str(found)


def set_mark(connection: Connection, name: str, value: str) -> None:
    """Set a mark; others who set the same one wait for the end of this transaction."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    given = {"value": value, "at": Now()}
    connection.execute(insert(marks).values(name=name, **given).on_conflict_do_update(index_elements=["name"], set_=given))
