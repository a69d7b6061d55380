"""How much room a database takes."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from api.storage.database import Database


def database_bytes(database: Database) -> int:
    """Bytes of all tables and indices, the engine's among them; on SQLite of the files with their journals."""
    if not database.is_sqlite:
        with database.read() as connection:
            return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    folder = Path(database.url.database or "").parent
    return sum(path.stat().st_size for path in folder.glob("*.db*") if not path.name.endswith("-shm"))
