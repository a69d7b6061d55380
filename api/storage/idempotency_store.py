"""Store of responses by idempotency key: a repeated request gets the stored response and is not executed again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from api.storage.clock import Now
from api.storage.tables import answers

ABANDONED_MS = 120_000
"""Age in ms after which a request without a response counts as abandoned, and may be executed again. Raising it tolerates
slower requests, and delays retries after a crash."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Stored request. asked: SHA-256 of method, path and body. status: None while the request is being executed. begun: ms
    since 1970."""

    asked: str
    status: int | None
    headers: dict[str, str]
    content: bytes
    begun: int
    abandoned: bool


def begin(connection: Connection, who: str, key: str, asked: str) -> Stored | None:
    """Claim an idempotency key for a request; returns the earlier request with this key instead, if there is one."""
    mine = (answers.c.who == who) & (answers.c.idempotency_key == key)
    row = connection.execute(select(answers, (Now() - answers.c.created_at).label("age")).where(mine)).mappings().first()
    if row is not None:
        open_since = row["status"] is None and row["age"] > ABANDONED_MS
        return Stored(row["asked"], row["status"], row["headers"] or {}, row["content"] or b"", row["created_at"], open_since)
    connection.execute(insert(answers).values(who=who, idempotency_key=key, asked=asked, created_at=Now()))
    return None


def begun_at(connection: Connection, who: str, key: str) -> int:
    """Time of the first request with this key, in ms since 1970."""
    query = select(answers.c.created_at).where(answers.c.who == who, answers.c.idempotency_key == key)
    return int(connection.execute(query).scalar_one())


def finish(connection: Connection, who: str, key: str, status: int, headers: dict[str, str], content: bytes) -> None:
    """Store the response of a request."""
    connection.execute(
        update(answers)
        .where(answers.c.who == who, answers.c.idempotency_key == key)
        .values(status=status, headers=headers, content=content)
    )


def forget(connection: Connection, who: str, key: str) -> None:
    """Delete a key, so that the request may be executed again: it was refused, or failed."""
    connection.execute(delete(answers).where(answers.c.who == who, answers.c.idempotency_key == key))
