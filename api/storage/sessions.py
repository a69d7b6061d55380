"""Repository of sign-in sessions of members and of keys, of which only the hash of the cookie's token is stored."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from api.storage.clock import Now
from api.storage.ids import new_id
from api.storage.keys import Key, get_key, valid_now
from api.storage.members import Member, get_member
from api.storage.tables import keys, sessions


def add_session(connection: Connection, owner: Member | Key, token_hash: str, seconds: int) -> None:
    """Insert a session that lasts ``seconds`` seconds, and delete expired ones."""
    connection.execute(delete(sessions).where(sessions.c.expires_at <= Now()))
    column = sessions.c.member_id if isinstance(owner, Member) else sessions.c.key_id
    connection.execute(
        insert(sessions).values(
            {"id": new_id(), "hash": token_hash, column.name: owner.id, "created_at": Now(), "expires_at": Now() + seconds * 1000}
        )
    )


def find_session(connection: Connection, token_hash: str) -> Member | Key | None:
    """Member or key of a session by the token's hash; None where it has expired, the member was removed, or the key was revoked or has
    expired."""
    mine = (sessions.c.hash == token_hash, sessions.c.expires_at > Now())
    row = connection.execute(select(sessions.c.member_id, sessions.c.key_id).where(*mine)).first()
    if row is None:
        return None
    if row.member_id is not None:
        member = get_member(connection, row.member_id)
        return member if member is not None and member.revoked_at is None else None
    found = connection.execute(select(keys.c.id).where(keys.c.id == row.key_id, valid_now())).first()
    return None if found is None else get_key(connection, row.key_id)


def end_session(connection: Connection, token_hash: str) -> None:
    """Delete one session."""
    connection.execute(delete(sessions).where(sessions.c.hash == token_hash))


def end_sessions(connection: Connection, member_id: str) -> None:
    """Delete all sessions of a member."""
    connection.execute(delete(sessions).where(sessions.c.member_id == member_id))
