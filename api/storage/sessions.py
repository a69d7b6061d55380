"""Sign-ins by OIDC: only the hash of the cookie's token is kept."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert

from api.storage.clock import Now
from api.storage.ids import new_id
from api.storage.members import Member, member_rows, read_member
from api.storage.tables import members, sessions


def add_session(connection: Connection, member_id: str, token_hash: str, seconds: int) -> None:
    """Keep a sign-in for so many seconds, and forget those that have ended."""
    connection.execute(delete(sessions).where(sessions.c.expires_at <= Now()))
    connection.execute(
        insert(sessions).values(
            id=new_id(), hash=token_hash, member_id=member_id, created_at=Now(), expires_at=Now() + seconds * 1000
        )
    )


def find_session(connection: Connection, token_hash: str) -> Member | None:
    """Who signed in with this token, unless it has ended or they were taken out."""
    query = member_rows().join(sessions, sessions.c.member_id == members.c.id).where(
        sessions.c.hash == token_hash, sessions.c.expires_at > Now(), members.c.revoked_at.is_(None)
    )  # fmt: skip
    row = connection.execute(query).mappings().first()
    return None if row is None else read_member(row)


def end_session(connection: Connection, token_hash: str) -> None:
    """Sign out one browser."""
    connection.execute(delete(sessions).where(sessions.c.hash == token_hash))


def end_sessions(connection: Connection, member_id: str) -> None:
    """Sign out every browser of a member."""
    connection.execute(delete(sessions).where(sessions.c.member_id == member_id))
