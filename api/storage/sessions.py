"""Repository of sign-in sessions (OIDC), of which only the hash of the cookie's token is stored."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert

from api.storage.clock import Now
from api.storage.ids import new_id
from api.storage.members import Member, member_rows, read_member
from api.storage.tables import members, sessions


def add_session(connection: Connection, member_id: str, token_hash: str, seconds: int) -> None:
    """Insert a session that lasts ``seconds`` seconds, and delete expired ones."""
    connection.execute(delete(sessions).where(sessions.c.expires_at <= Now()))
    connection.execute(
        insert(sessions).values(
            id=new_id(), hash=token_hash, member_id=member_id, created_at=Now(), expires_at=Now() + seconds * 1000
        )
    )


def find_session(connection: Connection, token_hash: str) -> Member | None:
    """Member of a session by the token's hash; None where it has expired or the member was removed."""
    query = member_rows().join(sessions, sessions.c.member_id == members.c.id).where(
        sessions.c.hash == token_hash, sessions.c.expires_at > Now(), members.c.revoked_at.is_(None)
    )  # fmt: skip
    row = connection.execute(query).mappings().first()
    return None if row is None else read_member(row)


def end_session(connection: Connection, token_hash: str) -> None:
    """Delete one session."""
    connection.execute(delete(sessions).where(sessions.c.hash == token_hash))


def end_sessions(connection: Connection, member_id: str) -> None:
    """Delete all sessions of a member."""
    connection.execute(delete(sessions).where(sessions.c.member_id == member_id))
