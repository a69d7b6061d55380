"""Repository of API keys, of which only hashes are stored."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, insert, or_, select, update

from api.storage.clock import Now
from api.storage.page import Cursor, KeysetPage, page
from api.storage.schools import with_district, within_district
from api.storage.tables import keys

USE_INTERVAL_MS = 60_000
"""Smallest interval in ms between two writes of ``last_used_at``. Raising it saves writes, and makes the column less exact."""


@dataclass(frozen=True, slots=True)
class Key:
    """API key without its secret. Times in ms since 1970."""

    id: str
    label: str
    role: str
    district_id: str | None = None
    school_id: str | None = None
    classes: tuple[str, ...] = ()
    person: str | None = None
    created_at: int = 0
    expires_at: int | None = None
    revoked_at: int | None = None
    last_used_at: int | None = None


def add_key(connection: Connection, key: Key, secret_hash: str) -> None:
    """Insert a key; its times but for ``expires_at`` are the database's."""
    connection.execute(
        insert(keys).values(
            id=key.id, hash=secret_hash, label=key.label, role=key.role, district_id=key.district_id,
            school_id=key.school_id, classes=list(key.classes), person=key.person, created_at=Now(), expires_at=key.expires_at,
        )
    )  # fmt: skip


def count_keys(connection: Connection) -> int:
    """Number of keys that were ever created."""
    return int(connection.execute(select(func.count()).select_from(keys)).scalar_one())


def only_key_unused(connection: Connection) -> bool:
    """Whether there is one key alone, which is valid and was never used."""
    found = connection.execute(select(keys.c.last_used_at, valid_now().label("valid")).limit(2)).all()
    return len(found) == 1 and found[0].last_used_at is None and bool(found[0].valid)


def count_offices(connection: Connection) -> int:
    """Number of valid keys of districts, schools and people in schools."""
    query = select(func.count()).select_from(keys).where(valid_now(), or_(keys.c.school_id.is_not(None), keys.c.district_id.is_not(None)))
    return int(connection.execute(query).scalar_one())


def valid_now() -> ColumnElement[bool]:
    """Condition: the key is neither revoked nor expired."""
    return and_(keys.c.revoked_at.is_(None), or_(keys.c.expires_at.is_(None), keys.c.expires_at > Now()))


def get_key(connection: Connection, key_id: str) -> Key | None:
    """Key by id, revoked ones too; None where there is none."""
    row = connection.execute(with_district(keys).where(keys.c.id == key_id)).mappings().first()
    return None if row is None else read_key(row)


def find_valid(connection: Connection, secret_hash: str) -> tuple[Key, bool] | None:
    """Key by hash, unless it was revoked or has expired; and whether ``last_used_at`` is due to be written."""
    query = with_district(keys).add_columns(Now().label("now")).where(
        keys.c.hash == secret_hash, valid_now()
    )  # fmt: skip
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    return read_key(row), row["last_used_at"] is None or row["now"] - row["last_used_at"] > USE_INTERVAL_MS


def record_use(connection: Connection, key_id: str) -> None:
    """Write the current time as ``last_used_at``."""
    connection.execute(update(keys).where(keys.c.id == key_id).values(last_used_at=Now()))


def revoke(connection: Connection, key_id: str) -> None:
    """Revoke a key; a key that was revoked before keeps its time."""
    connection.execute(update(keys).where(keys.c.id == key_id, keys.c.revoked_at.is_(None)).values(revoked_at=Now()))


def list_keys(connection: Connection, cursor: Cursor, district_id: str | None = None) -> KeysetPage[Key]:
    """Page of all keys, or of those of a district and its schools."""
    return page(connection, within_district(keys, district_id), keys.c.id, cursor, read_key)


def read_key(row: RowMapping) -> Key:
    """Key from a row of :func:`api.storage.schools.with_district`."""
    return Key(
        row["id"], row["label"], row["role"], row["in_district"], row["school_id"], tuple(row["classes"]), row["person"],
        row["created_at"], row["expires_at"], row["revoked_at"], row["last_used_at"],
    )  # fmt: skip
