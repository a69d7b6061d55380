"""Addition and removal of members, who sign in by OIDC. A member's scope never exceeds that of its giver."""

from __future__ import annotations

from sqlalchemy import Connection

from api.access.principal import Principal
from api.errors import CONFLICT, NOT_FOUND, ApiError, bad_input
from api.schemas.service.member import NewMember, NewRole
from api.services.keys import check_scope
from api.storage.audit import record
from api.storage.members import Member, add_member, change_member, get_member, revoke_member
from api.storage.sessions import end_sessions
from solver import Fault

NO_ISSUER = Fault(("body", "issuer"), "", "没有设置登录服务，须写明 issuer。", "No identity provider is set, so the issuer is needed.",
                  "可能漏设了 AFTERBELL_OIDC_ISSUER。", "Maybe AFTERBELL_OIDC_ISSUER is not set.")  # fmt: skip


def member_of(new: NewMember, member_id: str, issuer: str) -> Member:
    """Member from its wire document. issuer: default identity provider. Raises 422 where there is neither."""
    of = new.issuer or issuer
    if not of:
        raise bad_input([NO_ISSUER])
    return Member(
        member_id, of, new.subject, new.label, new.role, new.district_id, new.school_id, tuple(new.classes), new.person
    )


def admit_member(connection: Connection, giver: Principal, member: Member) -> Member:
    """Store a member. Raises 403 beyond the giver's scope, 404 and 422 for an invalid scope, 409 for an active member."""
    check_scope(connection, giver, member.role, member.district_id, member.school_id)
    member_id = add_member(connection, member)
    if member_id is None:
        raise ApiError(CONFLICT, "此人已是成员；改角色用 afterbell member role / already in; `afterbell member role` changes the role")
    kept = get_member(connection, member_id)
    if kept is None:
        raise LookupError(member_id)
    record(connection, giver, "take-in-member", f"{member_id} {member.role}", kept.school_id, kept.district_id)
    return kept


def change_role(connection: Connection, changer: Principal, member_id: str, new: NewRole) -> Member:
    """Replace a member's role and scope, effective at once. Raises 404 for one out of scope or removed, and as
    :func:`api.services.keys.check_scope` for the new scope."""
    member = get_member(connection, member_id)
    if member is None or member.revoked_at is not None or not changer.reaches(member.school_id, member.district_id):
        raise ApiError(NOT_FOUND, member_id)
    check_scope(connection, changer, new.role, new.district_id, new.school_id)
    change_member(connection, member_id, new.role, new.district_id, new.school_id, tuple(new.classes), new.person)
    changed = get_member(connection, member_id)
    if changed is None:
        raise LookupError(member_id)
    told = f"{member_id} {member.role} → {new.role}"
    record(connection, changer, "change-member", told, changed.school_id, changed.district_id)
    return changed


def end_membership(connection: Connection, taker: Principal, member_id: str) -> None:
    """Remove a member in the caller's scope and delete their sessions. Raises 404."""
    member = get_member(connection, member_id)
    if member is None or not taker.reaches(member.school_id, member.district_id):
        raise ApiError(NOT_FOUND, member_id)
    revoke_member(connection, member_id)
    end_sessions(connection, member_id)
    record(connection, taker, "take-out-member", member_id, member.school_id, member.district_id)
