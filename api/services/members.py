"""Taking people in who sign in by OIDC, and taking them out. Nobody gives what they do not have."""

from __future__ import annotations

from sqlalchemy import Connection

from api.access.principal import Principal
from api.errors import CONFLICT, NOT_FOUND, ApiError
from api.services.keys import check_scope
from api.storage.audit import record
from api.storage.members import Member, add_member, get_member, revoke_member
from api.storage.sessions import end_sessions


def take_in(connection: Connection, giver: Principal, member: Member) -> Member:
    """Keep a member. Raises 403 beyond the giver's scope, 404 and 422 for a scope that cannot be, 409 for one who is in."""
    check_scope(connection, giver, member.role, member.district_id, member.school_id)
    member_id = add_member(connection, member)
    if member_id is None:
        raise ApiError(CONFLICT, "此人已是成员；要改角色请先移除 / already a member; to change the role, take them out first")
    kept = get_member(connection, member_id)
    if kept is None:
        raise LookupError(member_id)
    record(connection, giver, "take-in-member", f"{member_id} {member.role}", kept.school_id, kept.district_id)
    return kept


def take_out(connection: Connection, taker: Principal, member_id: str) -> None:
    """End a membership in the taker's scope, and every sign-in of it. Raises 404."""
    member = get_member(connection, member_id)
    if member is None or not taker.reaches(member.school_id, member.district_id):
        raise ApiError(NOT_FOUND, member_id)
    revoke_member(connection, member_id)
    end_sessions(connection, member_id)
    record(connection, taker, "take-out-member", member_id, member.school_id, member.district_id)
