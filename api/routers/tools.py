"""``POST /v1/check``, ``/v1/precheck`` and ``/v1/faults``: stateless tools for authenticated callers."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api.access.rights import ToolUser
from api.deps import JSON_TYPE, XLSX_TYPE, BodyDep, accepted, media_type
from api.error_responses import problems
from api.guarded_route import GuardedRoute
from api.routers.bodies import FAULTS_CONTENT, PAIR_BODY, REQUEST_BODY
from api.state import ReadingDep

router = APIRouter(prefix="/v1", tags=["tools"], route_class=GuardedRoute)
SUFFIX_OF = {JSON_TYPE: ".json", XLSX_TYPE: ".xlsx"}


@router.post("/check", summary="核验 Check a plan", responses=problems(415, 422), openapi_extra=PAIR_BODY)
async def check(request: Request, _user: ToolUser, reading: ReadingDep, body: BodyDep) -> dict[str, Any]:
    """Check a plan against its request: ``{"request": …, "plan": …}`` → every violation, and the value of every goal."""
    media_type(request, JSON_TYPE)
    found: dict[str, Any] = await reading.read("check_body", body)
    return found


@router.post("/precheck", summary="预检 What cannot work", responses=problems(415, 422), openapi_extra=REQUEST_BODY)
async def precheck(request: Request, _user: ToolUser, reading: ReadingDep, body: BodyDep) -> dict[str, Any]:
    """Precheck a request (document or workbook): reasons why it is infeasible, and warnings, without a search."""
    suffix = SUFFIX_OF[media_type(request, JSON_TYPE, XLSX_TYPE)]
    found: dict[str, Any] = await reading.read("precheck_body", body, suffix)
    return found


@router.post(
    "/faults", summary="查错 Faults of a request", responses=problems(406, 415, 422) | {200: {"content": FAULTS_CONTENT}},
    response_class=Response, openapi_extra=REQUEST_BODY,
)  # fmt: skip
async def faults(request: Request, _user: ToolUser, reading: ReadingDep, body: BodyDep) -> Response:
    """Faults of a request (document or workbook), each mistake once with its places; by ``Accept`` as JSON, or as a copy of the
    workbook with the faulty cells coloured and commented and a first sheet that lists them. 200 also where there are none."""
    kind = media_type(request, JSON_TYPE, XLSX_TYPE)
    answer_type = accepted(request, (JSON_TYPE, XLSX_TYPE) if kind == XLSX_TYPE else (JSON_TYPE,))
    if answer_type == JSON_TYPE:
        return JSONResponse(await reading.read("faults_of_body", body, SUFFIX_OF[kind]))
    headers = {"Content-Disposition": 'attachment; filename="marked.xlsx"'}
    return Response(await reading.read("marked_body", body), media_type=XLSX_TYPE, headers=headers)
