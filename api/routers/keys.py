"""``/v1/keys``, ``/v1/me`` and ``/v1/audit``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.access.guard import PrincipalDep
from api.access.rights import Anybody, Auditor, Granter
from api.access.role import RIGHTS
from api.error_responses import problems
from api.guarded_route import GuardedRoute
from api.idempotency import CreationId
from api.pagination import CursorDep, page_doc
from api.schemas.service.answer import PageDoc
from api.schemas.service.key import AuditDoc, GivenKeyDoc, KeyDoc, MeDoc, NewKey
from api.services.keys import create_key, key_of, revoke_key_in_scope
from api.state import DatabaseDep
from api.storage.audit import AuditFilter, list_entries
from api.storage.keys import list_keys

router = APIRouter(prefix="/v1", tags=["access"], route_class=GuardedRoute)


@router.get("/me", summary="我是谁 Who I am")
def me(_right: Anybody, principal: PrincipalDep) -> MeDoc:
    """Role, scope and rights of the caller."""
    rights = sorted(right.value for right in RIGHTS[principal.role])
    return MeDoc(
        who=principal.who, role=principal.role.value, label=principal.label, district_id=principal.district_id,
        school_id=principal.school_id, classes=list(principal.classes), person=principal.person, rights=rights,
    )  # fmt: skip


@router.get("/keys", summary="列出密钥 List keys", responses=problems(422))
def keys(principal: Granter, database: DatabaseDep, cursor: CursorDep) -> PageDoc[KeyDoc]:
    """Keys in the caller's scope, without their secrets."""
    with database.read() as connection:
        return page_doc(KeyDoc, list_keys(connection, cursor, principal.district_id))


@router.post("/keys", summary="发放密钥 Give a key", status_code=201, responses=problems(404, 422))
def make_key(principal: Granter, database: DatabaseDep, new: NewKey, key_id: CreationId) -> GivenKeyDoc:
    """Create a key. The secret is in this response alone; therefore an Idempotency-Key is not honoured here."""
    key = key_of(new, key_id, database.now())
    with database.write() as connection:
        secret = create_key(connection, principal, key)
    return GivenKeyDoc(id=key.id, secret=secret)


@router.delete("/keys/{key}", summary="收回密钥 Revoke a key", status_code=204, responses=problems(404))
def revoke_key(key: str, principal: Granter, database: DatabaseDep) -> Response:
    """Revoke a key, at once and for good."""
    with database.write() as connection:
        revoke_key_in_scope(connection, principal, key)
    return Response(status_code=204)


@router.get("/audit", summary="审计记录 Audit log", responses=problems(422))
def audit(
    principal: Auditor, database: DatabaseDep, cursor: CursorDep,
    who: Annotated[str | None, Query(max_length=300, description="谁 who, as in the entries")] = None,
    action: Annotated[str | None, Query(max_length=100, description="动作 what was done")] = None,
    school: Annotated[str | None, Query(max_length=80, description="学校编号 id of a school")] = None,
    district: Annotated[str | None, Query(max_length=80, description="区县编号 id of a district")] = None,
    since: Annotated[int | None, Query(ge=0, le=10**15, description="自（含），毫秒 from, ms since 1970")] = None,
    until: Annotated[int | None, Query(ge=0, le=10**15, description="至（不含），毫秒 before, ms since 1970")] = None,
    personal: Annotated[bool | None, Query(description="涉及学生数据 of pupils' data")] = None,
) -> PageDoc[AuditDoc]:  # fmt: skip
    """Audit log: every change, and every read of personal data, newest first; each parameter filters the list."""
    wanted = AuditFilter(who, action, school, district, since, until, personal)
    with database.read() as connection:
        return page_doc(AuditDoc, list_entries(connection, cursor, wanted, principal.district_id))
