"""Answers to requests with an Idempotency-Key: asked again, a request is answered and not carried out again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from api.storage.clock import Now
from api.storage.tables import answers

ABANDONED = 120_000
"""A request that was not answered after so many milliseconds died on the way, and may be carried out again."""


@dataclass(frozen=True, slots=True)
class Stored:
    """``status`` is None while the request is being carried out. ``begun``: milliseconds since 1970."""

    asked: str
    status: int | None
    headers: dict[str, str]
    content: bytes
    begun: int
    abandoned: bool


def begin(connection: Connection, who: str, key: str, asked: str) -> Stored | None:
    """Note that a request is being carried out; what is stored of an earlier one with the same key instead, if any."""
    mine = (answers.c.who == who) & (answers.c.idempotency_key == key)
    row = connection.execute(select(answers, (Now() - answers.c.created_at).label("age")).where(mine)).mappings().first()
    if row is not None:
        open_since = row["status"] is None and row["age"] > ABANDONED
        return Stored(row["asked"], row["status"], row["headers"] or {}, row["content"] or b"", row["created_at"], open_since)
    connection.execute(insert(answers).values(who=who, idempotency_key=key, asked=asked, created_at=Now()))
    return None


def begun_at(connection: Connection, who: str, key: str) -> int:
    """When the request was first seen."""
    query = select(answers.c.created_at).where(answers.c.who == who, answers.c.idempotency_key == key)
    return int(connection.execute(query).scalar_one())


def finish(connection: Connection, who: str, key: str, status: int, headers: dict[str, str], content: bytes) -> None:
    """Keep what a request was answered."""
    connection.execute(
        update(answers)
        .where(answers.c.who == who, answers.c.idempotency_key == key)
        .values(status=status, headers=headers, content=content)
    )


def forget(connection: Connection, who: str, key: str) -> None:
    """Let a request be carried out again: it was refused, or went wrong."""
    connection.execute(delete(answers).where(answers.c.who == who, answers.c.idempotency_key == key))
