"""``/v1/members``: people who sign in by OIDC."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.access.rights import Granter
from api.error_responses import problems
from api.idempotency import CreationId, IdempotentRoute
from api.pagination import CursorDep, page_doc
from api.schemas.service.answer import PageDoc
from api.schemas.service.member import MemberDoc, NewMember, NewRole
from api.services.members import admit_member, change_role, end_membership, member_of
from api.state import DatabaseDep, SettingsDep
from api.storage.members import list_members

router = APIRouter(prefix="/v1/members", tags=["access"], route_class=IdempotentRoute)


@router.get("", summary="列出成员 List members", responses=problems(422))
def members(principal: Granter, database: DatabaseDep, cursor: CursorDep) -> PageDoc[MemberDoc]:
    """Members in the caller's scope, removed ones included."""
    with database.read() as connection:
        return page_doc(MemberDoc, list_members(connection, cursor, principal.district_id))


@router.post("", summary="添加成员 Take somebody in", status_code=201, responses=problems(404, 409, 422))
def make_member(
    principal: Granter, database: DatabaseDep, settings: SettingsDep, new: NewMember, member_id: CreationId, response: Response
) -> MemberDoc:
    """Add a member by the subject that the identity provider gives them, which is shown to those who sign in without being a
    member."""
    member = member_of(new, member_id, settings.oidc_issuer)
    with database.write() as connection:
        kept = admit_member(connection, principal, member)
    response.headers["Location"] = f"/v1/members/{kept.id}"
    return MemberDoc.model_validate(kept)


@router.patch("/{member}", summary="改角色 Give a member another role", responses=problems(404, 422))
def change_member(member: str, principal: Granter, database: DatabaseDep, new: NewRole) -> MemberDoc:
    """Replace a member's role and scope, effective at once."""
    with database.write() as connection:
        return MemberDoc.model_validate(change_role(connection, principal, member, new))


@router.delete("/{member}", summary="移除成员 Take somebody out", status_code=204, responses=problems(404))
def remove_member(member: str, principal: Granter, database: DatabaseDep) -> Response:
    """Remove a member and delete their sessions, at once."""
    with database.write() as connection:
        end_membership(connection, principal, member)
    return Response(status_code=204)
