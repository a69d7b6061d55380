"""Repository of marks: small values by name that all processes of the service share."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from api.storage.clock import Now
from api.storage.tables import marks

ERASURE = "erasure"
"""Cache generation: changed by each erasure, so that every process drops cached requests and plans."""
PROBE = "probe"
"""Mark that is written to test whether the database accepts writes."""


def get_mark(connection: Connection, name: str) -> str | None:
    """Value of a mark, or None."""
    found = connection.execute(select(marks.c.value).where(marks.c.name == name)).scalar()
    return None if found is None else str(found)


def set_mark(connection: Connection, name: str, value: str) -> None:
    """Set a mark. Concurrent writers of the same mark wait for the end of this transaction."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    given = {"value": value, "at": Now()}
    connection.execute(insert(marks).values(name=name, **given).on_conflict_do_update(index_elements=["name"], set_=given))
