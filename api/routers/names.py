"""``/v1/terms/{term}/names``: the encrypted name list of a term. Names go in and are printed on papers; no answer of these routes holds
one."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.access.rights import Planner
from api.access.scope import reachable_term
from api.deps import JSON_TYPE, XLSX_TYPE, BodyDep, media_type
from api.error_responses import problems
from api.files.names.name_list import NameList
from api.idempotency import IdempotentRoute
from api.routers.bodies import NAMES_BODY
from api.schemas.service.names import NameListDoc
from api.services.name_lists import delete_names, keep_names, names_state, rotate_names
from api.state import DatabaseDep, ReadingDep, SettingsDep

router = APIRouter(prefix="/v1/terms/{term}/names", tags=["names"], route_class=IdempotentRoute)
SUFFIX_OF = {JSON_TYPE: ".json", XLSX_TYPE: ".xlsx"}


@router.put("", summary="上传姓名表 Submit a name list", responses=problems(404, 409, 410, 415, 422), openapi_extra=NAMES_BODY)
async def put_names(
    term: str, request: Request, principal: Planner, database: DatabaseDep, settings: SettingsDep, reading: ReadingDep, body: BodyDep
) -> NameListDoc:
    """Store names of a term's pupils in place of an earlier list, encrypted under a new key: ``{"names": [{"id": …, "name": …}, …]}``,
    or a workbook with the columns 学生编号 and 姓名. Ids that are not in the request are told and not stored. 409 where the
    host has no key."""
    suffix = SUFFIX_OF[media_type(request, *SUFFIX_OF)]

    def known() -> None:
        with database.read() as connection:
            reachable_term(connection, principal, term)

    def keep(names: NameList) -> NameListDoc:
        with database.write() as connection:
            kept = NameListDoc.model_validate(keep_names(connection, principal, settings, term, names))
        database.checkpoint()
        return kept

    await run_in_threadpool(known)
    return await run_in_threadpool(keep, await reading.read("read_names", body, suffix))


@router.get("", summary="姓名表的状态 State of a name list", responses=problems(404, 410))
def names(term: str, principal: Planner, database: DatabaseDep, settings: SettingsDep) -> NameListDoc:
    """Number of pupils with a name, and whether the host's key opens the list; no name."""
    with database.read() as connection:
        return NameListDoc.model_validate(names_state(connection, principal, settings, term))


@router.post("/rotation", summary="更换姓名表的密钥 Replace the key of a name list", responses=problems(404, 409, 410))
def rotation(term: str, principal: Planner, database: DatabaseDep, settings: SettingsDep) -> NameListDoc:
    """Seal all names under a new key. 409 where the host's key does not open the list."""
    with database.write() as connection:
        done = NameListDoc.model_validate(rotate_names(connection, principal, settings, term))
    database.checkpoint()
    return done


@router.delete("", summary="删除姓名表 Delete a name list", status_code=204, responses=problems(404))
def forget_names(term: str, principal: Planner, database: DatabaseDep) -> Response:
    """Delete the list with its key, also where no key opens it. Papers print ids from then on."""
    with database.write() as connection:
        delete_names(connection, principal, term)
    database.checkpoint()
    return Response(status_code=204)
