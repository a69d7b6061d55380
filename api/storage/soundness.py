"""Integrity checks of a database: pages and foreign keys of SQLite, and timestamps ahead of the clock."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, func, select, text

from api.storage.clock import Now
from api.storage.tables import audit, jobs, keys, members, workers

MOST = 5
"""Largest number of listed faults. Raising it makes reports of damaged files longer."""


def faults_of_file(path: Path) -> list[str]:
    """Integrity faults of a SQLite file in SQLite's own words, at most ``MOST``; read-only. Raises sqlite3.Error."""
    with closing(sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)) as connection:
        found = [str(words) for (words,) in connection.execute(f"PRAGMA integrity_check({MOST})") if words != "ok"]
        if not found:
            lost = connection.execute("PRAGMA foreign_key_check").fetchmany(MOST)
            found = [f"{table}: row {row} -> {target}" for table, row, target, _ in lost]
    return found


def clock_lead_ms(connection: Connection) -> int:
    """Difference in ms between the newest stored timestamp and the database's clock; positive: timestamps lie in the future."""
    newest = [
        connection.execute(select(func.max(column))).scalar() or 0
        for column in (audit.c.at, jobs.c.created_at, jobs.c.ended_at, workers.c.beat_at)
    ]
    return int(max(newest)) - int(connection.execute(select(Now())).scalar_one())


def count_holders(connection: Connection, role: str) -> int:
    """Number of valid keys and members of a role."""
    good_keys = select(func.count()).select_from(keys).where(
        keys.c.role == role, keys.c.revoked_at.is_(None), (keys.c.expires_at.is_(None)) | (keys.c.expires_at > Now())
    )  # fmt: skip
    good_members = select(func.count()).select_from(members).where(
        members.c.role == role, members.c.revoked_at.is_(None)
    )  # fmt: skip
    return int(connection.execute(good_keys).scalar_one()) + int(connection.execute(good_members).scalar_one())


def last_action_at(connection: Connection, action: str) -> int | None:
    """Time of the newest audit entry of an action, in ms since 1970; None without one."""
    found = connection.execute(select(func.max(audit.c.at)).where(audit.c.action == action)).scalar()
    return None if found is None else int(found)


def version(connection: Connection) -> str:
    """Version of the database server or library."""
    query = "SELECT 'SQLite ' || sqlite_version()" if connection.dialect.name == "sqlite" else "SHOW server_version"
    return str(connection.execute(text(query)).scalar_one())
