"""``POST /v1/check``, ``precheck``, ``faults``, ``complete``, ``GET /v1/template``: stateless tools for authenticated callers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from api.access.rights import ToolUser
from api.deps import JSON_TYPE, XLSX_TYPE, BodyDep, LanguageQuery, accepted, media_type
from api.error_responses import problems
from api.files.language import Language
from api.files.request.template_kind import TemplateKind
from api.guarded_route import GuardedRoute
from api.routers.bodies import BINARY, FAULTS_CONTENT, FAULTY_BODY, PAIR_BODY, REQUEST_BODY
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
    response_class=Response, openapi_extra=FAULTY_BODY,
)  # fmt: skip
async def faults(
    request: Request, _user: ToolUser, reading: ReadingDep, body: BodyDep, language: LanguageQuery = Language.ZH
) -> Response:
    """Faults of a request (document or workbook), each mistake once with its places; by ``Accept`` as JSON, or as a copy of the
    workbook (of a document: as its workbook) with the faulty cells coloured and commented and a first sheet that lists them. 200 also
    where there are none."""
    kind = media_type(request, JSON_TYPE, XLSX_TYPE)
    answer_type = accepted(request, (JSON_TYPE, XLSX_TYPE))
    if answer_type == JSON_TYPE:
        return JSONResponse(await reading.read("faults_of_body", body, SUFFIX_OF[kind]))
    headers = {"Content-Disposition": 'attachment; filename="marked.xlsx"'}
    return Response(await reading.read("marked_body", body, SUFFIX_OF[kind], language), media_type=XLSX_TYPE, headers=headers)


@router.get(
    "/template", summary="模板 Workbook to fill in", responses=problems() | {200: {"content": {XLSX_TYPE: BINARY}}},
    response_class=Response,
)  # fmt: skip
async def template(
    _user: ToolUser,
    kind: Annotated[TemplateKind, Query(description="示例 example, 空表 empty, 五张表的简表 short")] = TemplateKind.EXAMPLE,
) -> Response:
    """A request workbook to fill in: with example rows, empty, or the short one of five sheets."""
    from api.files.request.writer import template_bytes  # noqa: PLC0415 - loaded where a workbook is written, and only there

    headers = {"Content-Disposition": f'attachment; filename="{kind}.xlsx"'}
    return Response(await run_in_threadpool(template_bytes, kind), media_type=XLSX_TYPE, headers=headers)


@router.post(
    "/complete", summary="补全 A request in full", responses=problems(415, 422) | {200: {"content": {XLSX_TYPE: BINARY}}},
    response_class=Response, openapi_extra=REQUEST_BODY,
)  # fmt: skip
async def complete(request: Request, _user: ToolUser, reading: ReadingDep, body: BodyDep) -> Response:
    """Write a request (document or workbook, also a short one) as full workbook; a last sheet lists what was taken by default."""
    suffix = SUFFIX_OF[media_type(request, JSON_TYPE, XLSX_TYPE)]
    headers = {"Content-Disposition": 'attachment; filename="request.xlsx"'}
    return Response(await reading.read("complete_body", body, suffix), media_type=XLSX_TYPE, headers=headers)
